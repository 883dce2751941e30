"""Checks all data against all rules and tells every fault at once: path:line, what is wrong, what to write instead."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from bot.directory import Directory, Fault, find_faults
from bot.languages import Languages
from bot.settings import ROOT
from tools import faults_in_concepts, faults_in_dialogue, faults_in_sentences, faults_in_words


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing when all is in order")


def main(parsed: argparse.Namespace) -> int:
    faults = list(all_faults(ROOT))
    for fault in faults:
        print(fault)
    if not faults and not parsed.quiet:
        print("all data is in order")
    return 1 if faults else 0


def all_faults(root: Path) -> Iterator[Fault]:
    """Of the directory first: without its topics the rest cannot be judged."""
    broken = find_faults(root / "directory.yml")
    yield from broken
    if broken:
        return
    languages = Languages.load(root / "languages.yml")
    directory = Directory.load(root / "directory.yml")
    yield from faults_in_sentences.find(root, languages, directory)
    yield from faults_in_concepts.find(root, languages)
    yield from faults_in_dialogue.find(root, directory)
    yield from faults_in_words.find(root, languages, directory)
