"""Makes a place for a new language: its row in languages.yml, and its files, empty, for its speakers to fill."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

from bot.errors import BotError
from bot.languages import Languages
from bot.settings import ROOT
from tools.words import in_step

_BESIDE = {"_concepts.yml", "_crisis.yml", "_places.yml"}  # no sentences, but a list for each name
_STEPS = """{tag} has its places. What is left, in this order (docs/translating.md, CONTRIBUTING.md):
  locales/{tag}/      translate every msgstr; until then it is said in English, and counted
  nlu_data/{tag}/     sentences for every intent, as its speakers write them; _crisis, _places and _concepts
  tests/nlu/{tag}/    four sentences for every intent, by somebody else
  scripts/check       says what is missing; then scripts/train, scripts/tools report"""


class AlreadyThereError(BotError):
    """The language has a row or files already."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("tag", help="BCP 47, such as cs")
    parser.add_argument("--self", required=True, dest="own_name", help="its own name for itself")
    parser.add_argument("--script", required=True, help="ISO 15924, such as Latn, Cyrl or Arab")
    parser.add_argument("--fallback", nargs="*", default=[], metavar="TAG", help="where missing texts are looked for")


def main(parsed: argparse.Namespace) -> int:
    add(ROOT, parsed.tag, parsed.own_name, parsed.script, parsed.fallback)
    print(_STEPS.format(tag=parsed.tag), file=sys.stderr)
    return 0


def add(root: Path, tag: str, own_name: str, script: str, fallback: list[str]) -> None:
    """Raises AlreadyThereError, or LanguagesError if a fallback is not a language."""
    rows = root / "languages.yml"
    if tag in Languages.load(rows) or (root / "nlu_data" / tag).exists():
        raise AlreadyThereError(f"{tag} is there already: see languages.yml and nlu_data/{tag}")
    row = {"self": own_name, "script": script, "fallback": fallback, "tokenizer": "xx", "words": "machine"}
    written = yaml.safe_dump(
        {k: v for k, v in row.items() if v}, default_flow_style=True, allow_unicode=True, width=1000
    )
    before = rows.read_text(encoding="utf-8")
    rows.write_text(f"{before.rstrip()}\n  {tag}: {written.strip()}\n", encoding="utf-8")
    try:
        language = Languages.load(rows)[tag]
    except BotError:
        rows.write_text(before, encoding="utf-8")
        raise
    for path, content in in_step(root / "locales", language):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for folder in ("nlu_data", "tests/nlu"):
        for path, text in _empty(root / folder / "en", root / folder / tag):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def _empty(english: Path, ours: Path) -> Iterator[tuple[Path, str]]:
    """The English files without their sentences: every intent, place or concept is there, with nothing under it."""
    for path in sorted(english.glob("*.yml")):
        if path.name.startswith("_") and path.name not in _BESIDE:
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        if path.name == "_concepts.yml":
            kept = [line if line.startswith("#") else f"{line.partition(':')[0]}:" for line in lines]
        else:
            kept = [line for line in lines if not line.startswith("    - ")]
        yield ours / path.name, "\n".join(kept) + "\n"
