"""Noting that a person has checked a translation."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.languages import Languages
from bot.reviews import Review
from bot.settings import ROOT
from tools.ledger import PAGE, page, states
from tools.review import note

LANGUAGES = Languages.load(ROOT / "languages.yml")
CHECKED = Review("native speaker", date(2026, 11, 24), "")


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    for tag in ("en", "pl", "fa"):
        shutil.copytree(ROOT / "locales" / tag, tmp_path / tag)
    return tmp_path


def test_what_was_checked_is_shown_as_checked_until_it_changes(locales: Path) -> None:
    assert note(locales, "pl", CHECKED, keys=["greet"]) == (1, [])
    assert Catalog.load(LANGUAGES, locales).say(LANGUAGES["pl"], "greet").reviewed
    path = locales / "pl" / "LC_MESSAGES" / "replies.po"
    text = Catalog.load(LANGUAGES, locales).entries("pl")["greet"].text.split()[0]
    path.write_text(path.read_text(encoding="utf-8").replace(f'msgstr "{text}', 'msgstr "Hej'), encoding="utf-8")
    assert Catalog.load(LANGUAGES, locales).entries("pl")["greet"].state == "stale"


def test_a_whole_file_can_be_noted_and_the_ledger_counts_it(locales: Path) -> None:
    noted, unfit = note(locales, "fa", CHECKED, file="notices")
    assert (noted > 10, unfit) == (True, [])
    ledger = states(Catalog.load(LANGUAGES, locales), LANGUAGES)
    assert ledger["fa"]["reviewed"] == noted
    assert ledger["pl"]["reviewed"] == 0
    asked_for = [entry for entry in Catalog.load(LANGUAGES, locales).entries("en").values() if entry.file != "console"]
    assert ledger["lt"]["absent"] == len(asked_for)


def test_what_is_not_there_is_told(locales: Path) -> None:
    assert note(locales, "pl", CHECKED, keys=["greet", "nowhere"]) == (1, ["nowhere"])


def test_the_published_ledger_is_todays() -> None:
    counts = states(Catalog.load(LANGUAGES, ROOT / "locales"), LANGUAGES)
    assert PAGE.read_text(encoding="utf-8") == page(counts), "run: scripts/tools report"
