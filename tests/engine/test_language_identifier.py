"""Which language a message is in: script first, then letters, then what was learned; unsure rather than wrong."""

from pathlib import Path
from typing import Any

import pytest

from engine.language_identifier import IDENTIFIED, READ_AS, LanguageIdentifier
from engine.script import script_of
from tests.engine.messages import after, said, sentences, trained

ROWS = [
    ("en", "where can I find a doctor for my child"),
    ("en", "I need help with my rent and my bills"),
    ("en", "the landlord wants us to leave the house"),
    ("uk", "де я можу знайти лікаря для дитини"),
    ("uk", "мені потрібна допомога з оплатою житла"),
    ("uk", "mozhna meni dopomohty z zhytlom bud laska"),
    ("ar", "أريد أن أجد طبيبا لطفلي في المدينة"),
    ("ar", "صاحب البيت يريدنا أن نخرج"),
    ("ar", "ana mehtaj mosa3ada fel sakan law samaht"),
    ("fa", "می‌خواهم برای فرزندم دکتر پیدا کنم"),
    ("fa", "صاحب خانه می‌گوید باید برویم"),
    ("ro", "caut un medic pentru copilul meu"),
    ("ro", "proprietarul vrea sa plecam din casa"),
    ("ti", "ንውላደይ ሓኪም ክረክብ ይደሊ"),
]


@pytest.fixture(scope="module")
def identifier(tmp_path_factory: pytest.TempPathFactory) -> Any:
    data = sentences(*((tag, "health_care", text) for tag, text in ROWS))
    return trained(LanguageIdentifier, {}, data, tmp_path_factory.mktemp("model"))


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("hello", "Latn"),
        ("привіт", "Cyrl"),
        ("سلام", "Arab"),
        ("ሰላም", "Ethi"),
        ("你好", "Hani"),
        ("নমস্কার", "Beng"),
        ("γειά", "Zzzz"),
        ("12 + 3", None),
    ],
)
def test_script(text: str, script: str) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("where is the nearest doctor for my child please", "en"),
        ("де найближчий лікар для моєї дитини", "uk"),
        ("ሓኪም ኣበይ ኣሎ", "ti"),
        ("کجا می‌توانم پزشک پیدا کنم", "fa"),
        ("أين أجد طبيبا لأطفالي في هذه المدينة", "ar"),
        ("unde găsesc un medic pentru copilul meu", "ro"),
    ],
)
def test_a_plain_sentence_is_surely_in_its_language(identifier: Any, text: str, tag: str) -> None:
    heard = after(identifier, said(text)).get(IDENTIFIED)
    assert heard["tag"] == tag
    assert heard["confidence"] >= 0.7


@pytest.mark.parametrize("text", ["Wo kann ich heute Nacht schlafen, bitte helfen Sie mir", "πού μπορώ να κοιμηθώ"])
def test_a_language_that_is_not_ours_is_foreign(identifier: Any, text: str) -> None:
    assert after(identifier, said(text)).get(IDENTIFIED)["foreign"]


@pytest.mark.parametrize("text", ["12345", "?!", "👍"])
def test_signs_are_no_language_and_not_foreign(identifier: Any, text: str) -> None:
    heard = after(identifier, said(text)).get(IDENTIFIED)
    assert (heard["tag"], heard["confidence"], heard["foreign"]) == (None, 0.0, False)


@pytest.mark.parametrize("text", ["doctor", "GP", "Wisbech", "ok", "help"])
def test_one_word_that_many_languages_share_is_never_very_sure(identifier: Any, text: str) -> None:
    assert after(identifier, said(text)).get(IDENTIFIED)["confidence"] <= 0.75


def test_the_chosen_language_is_read_as_long_as_the_text_does_not_plainly_differ(identifier: Any) -> None:
    assert after(identifier, said("GP", "uk")).get(READ_AS) == "uk"


def test_candidates_are_sorted_and_add_up(identifier: Any) -> None:
    heard = after(identifier, said("help me with the house")).get(IDENTIFIED)
    chances = [chance for _, chance in heard["candidates"]]
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) <= 1.001


def test_what_was_learned_survives_storage(identifier: Any, tmp_path: Path) -> None:
    data = sentences(*((tag, "health_care", text) for tag, text in ROWS))
    again = trained(LanguageIdentifier, {}, data, tmp_path)
    assert again.identify("meni treba zhytlo") == identifier.identify("meni treba zhytlo")
