"""Faults are told all at once, each with file, line, what is wrong and what to write instead."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings import ROOT
from tools.validate import all_faults

DATA = ("languages.yml", "directory.yml", "directory.schema.json", "dialogue", "locales", "nlu_data", "actions", "bot")
FORM = re.compile(r"^\S+:\d+: .+[,;:] .+")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in DATA:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tmp_path / name)
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_data_is_in_order(copy: Path) -> None:
    assert list(all_faults(copy)) == []


def a_sentence_twice(root: Path) -> None:
    change(root / "nlu_data/en/housing.yml", "    - I have nowhere", "    - hello there\n    - I have nowhere")
    change(root / "nlu_data/en/conversation.yml", "  examples: |\n", "  examples: |\n    - hello there\n")


def an_unknown_intent(root: Path) -> None:
    change(root / "nlu_data/en/housing.yml", "- intent: homeless_now", "- intent: homeles_now")


def markup(root: Path) -> None:
    change(root / "nlu_data/en/housing.yml", "    - I have nowhere", "    - in [Ely](place)\n    - I have nowhere")


def a_number_in_a_text(root: Path) -> None:
    change(root / "locales/ti/LC_MESSAGES/notices.po", "ናብ {emergency_number}", "ናብ 999")


def a_long_button(root: Path) -> None:
    button = 'msgctxt "topic.study"\nmsgid "College, university"\nmsgstr "'
    change(root / "locales/ti/LC_MESSAGES/replies.po", button, button + "ሀ" * 21)


def an_unknown_topic(root: Path) -> None:
    change(root / "directory.yml", "topics: [daily_life, complaint", "topics: [daly_life, complaint")


def a_bad_number(root: Path) -> None:
    change(root / "directory.yml", 'display: "01354 654321"', 'display: "01354 65432"')


def a_topic_without_a_rule(root: Path) -> None:
    change(root / "dialogue/rules.yml", "    - intent: evisa\n", "")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (a_sentence_twice, "the same sentence"),
        (an_unknown_intent, "homeles_now"),
        (markup, "bracket"),
        (a_number_in_a_text, "digit"),
        (a_long_button, "at most 20"),
        (an_unknown_topic, "daly_life"),
        (a_bad_number, "01354 65432"),
        (a_topic_without_a_rule, "evisa"),
    ],
)
def test_a_fault_names_its_place_and_its_remedy(copy: Path, spoil: Callable[[Path], None], says: str) -> None:
    spoil(copy)
    faults = [str(fault) for fault in all_faults(copy)]
    assert any(says in fault for fault in faults), faults
    assert all(FORM.match(fault) for fault in faults), faults


def test_all_faults_are_told_at_once(copy: Path) -> None:
    for spoil in (an_unknown_intent, a_number_in_a_text, a_topic_without_a_rule):
        spoil(copy)
    text = "\n".join(map(str, all_faults(copy)))
    for part in ("homeles_now", "digit", "evisa"):
        assert part in text


@pytest.mark.parametrize("text", ["", "a: [", "version: 1", "- 1", "\t", "version: 1\nversion: 1"])
def test_a_file_that_is_no_directory_is_told_not_thrown(copy: Path, text: str) -> None:
    (copy / "directory.yml").write_text(text, encoding="utf-8")
    faults = [str(fault) for fault in all_faults(copy)]
    assert faults
    assert all(fault.startswith("directory.yml:") or "directory.yml" in fault for fault in faults)
