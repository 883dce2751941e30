"""The one list of languages."""

from pathlib import Path

import pytest

from bot.errors import LanguagesError
from bot.languages import Languages
from bot.settings import ROOT

LANGUAGES = Languages.load(ROOT / "languages.yml")
ROWS = """languages:
  en: {self: English, script: Latn, words: source}
  fa: {self: فارسی, script: Arab, words: machine}
  prs: {self: دری, script: Arab, fallback: [fa], words: machine}
  kmr: {self: Kurmancî, script: Latn, words: machine, understood: experimental}
  zh-Hans: {self: 简体中文, script: Hans, words: machine}
  zh-Hant: {self: 繁體中文, script: Hant, words: machine}
"""


@pytest.fixture
def some(tmp_path: Path) -> Languages:
    path = tmp_path / "languages.yml"
    path.write_text(ROWS, encoding="utf-8")
    return Languages.load(path)


@pytest.mark.parametrize(
    ("header", "tag"),
    [
        ("fa-IR,fa;q=0.9,en;q=0.8", "fa"),
        ("fa-AF", "prs"),
        ("ku", "kmr"),
        ("ku-TR,tr;q=0.8", "kmr"),
        ("de-DE,de;q=0.9,fa;q=0.2", "fa"),
        ("zh-TW", "zh-Hant"),
        ("zh-CN", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("en;q=0.1,fa;q=0.7", "fa"),
        ("de", None),
        ("", None),
        ("*;q=x,\x00,,-", None),
    ],
)
def test_what_a_browser_asks_for_is_a_hint(some: Languages, header: str, tag: str | None) -> None:
    language = some.accepted(header)
    assert (language.tag if language else None) == tag


def test_missing_words_are_looked_for_along_a_chain(some: Languages) -> None:
    assert [language.tag for language in some.chain(some["prs"])] == ["prs", "fa", "en"]
    assert [language.tag for language in some.chain(some["en"])] == ["en"]


def test_direction_follows_from_the_script(some: Languages) -> None:
    assert [language.direction for language in some] == ["ltr", "rtl", "rtl", "ltr", "ltr", "ltr"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("languages: {fa: {self: x, script: Arab, words: machine}}", "en is missing"),
        ("languages: {en: {self: x, script: Latn, words: source, fallback: [xx]}}", "fallback xx"),
        ("languages: {en: {self: x}}", "not a list of languages"),
        ("nothing", "not a list of languages"),
        ("a: [", "not a list of languages"),
    ],
)
def test_a_fault_in_the_list_is_told(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "languages.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LanguagesError, match=says):
        Languages.load(path)


def test_every_language_has_days_in_its_own_words_or_in_english() -> None:
    for language in LANGUAGES:
        assert language.locale.days["format"]["abbreviated"][0]


def test_a_language_may_be_experimental(some: Languages) -> None:
    assert [language.tag for language in some if language.experimental] == ["kmr"]
