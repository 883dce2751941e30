"""The advocate's ready sentences."""

from pathlib import Path

import pytest

from bot.catalog import Catalog, messages
from bot.errors import PhrasebookError
from bot.languages import Languages
from bot.phrasebook import Phrasebook
from bot.settings import ROOT

BOOK = Phrasebook.load(ROOT / "dialogue" / "phrasebook.yml")


def test_it_has_what_an_advocate_needs() -> None:
    assert len(list(BOOK)) >= 120
    assert BOOK["safe_now"].answers == ("yes", "no", "not_sure")
    assert BOOK["appointment"].group == "meeting"


def test_its_file_of_words_holds_its_words_and_no_others() -> None:
    written = {message.key for message in messages(ROOT / "locales", "en") if message.file == "phrasebook"}
    assert written == BOOK.keys()


def test_what_it_says_can_be_said() -> None:
    languages = Languages.load(ROOT / "languages.yml")
    catalog = Catalog.load(languages, ROOT / "locales")
    said = catalog.text(languages.english, BOOK["appointment"].key, day="Monday", time="10:00", place="Mill Road")
    assert "Monday" in said


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- a list", "write group, phrase"),
        ("one: {safe: [yes, no]}", "in quotes"),
        ("one: {safe: []}\ntwo: {safe: []}", "two groups"),
        ("one: {safe: 3}", "write group, phrase"),
    ],
)
def test_what_is_wrong_with_it_is_told(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "phrasebook.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PhrasebookError, match=says):
        Phrasebook.load(path)
