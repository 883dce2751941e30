"""A language asked for by name, as people write it in their own language."""

import pytest

from bot.language_names import LanguageNames
from bot.languages import Languages
from bot.settings import ROOT

NAMES = LanguageNames(Languages.load(ROOT / "languages.yml"))


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("English please", ["en"]),
        ("українською, будь ласка", ["uk"]),
        ("можно по-русски?", ["ru"]),
        ("po polsku proszę", ["pl"]),
        ("ممكن بالعربية", ["ar"]),
        ("turkce", ["tr"]),
        ("tieng viet", ["vi"]),
        ("tiếng Anh", ["en"]),
        ("lietuviškai", ["lt"]),
        ("ትግርኛ", ["ti"]),
        ("دری", ["prs"]),
        ("farsi", ["fa", "prs"]),
        ("Kurdish", ["ckb", "kmr"]),
        ("کوردی سۆرانی", ["ckb", "kmr"]),
        ("中文", ["zh-Hans", "zh-Hant"]),
        ("廣東話", ["zh-Hant"]),
        ("I need a doctor in Peterborough", []),
    ],
)
def test_what_is_named(text: str, tags: list[str]) -> None:
    assert [language.tag for language in NAMES.named(text)] == tags


@pytest.mark.parametrize("text", ["Soomaali", "русский", "tiếng Việt", "Ingiriis", "العربية"])
def test_a_name_alone_is_told_from_a_name_among_other_words(text: str) -> None:
    assert NAMES.is_name(text)
    assert not NAMES.is_name(f"{text} class")


@pytest.mark.parametrize("language", list(Languages.load(ROOT / "languages.yml")), ids=lambda each: each.tag)
def test_every_language_knows_its_own_name(language) -> None:  # type: ignore[no-untyped-def]
    assert language.tag in [each.tag for each in NAMES.named(language.own_name)]
