"""The same meaning is the same feature, whatever the language, the ending or the script."""

from pathlib import Path

import pytest

from engine.concepts import ConceptLists, Concepts, read
from engine.normalise import fold


@pytest.fixture(scope="module")
def lists() -> ConceptLists:
    return ConceptLists()


@pytest.mark.parametrize(
    ("language", "text", "meant"),
    [
        ("en", "my landlord wants us to leave", "landlord"),
        ("uk", "орендодавець хоче, щоб ми з'їхали", "landlord"),
        ("ar", "صاحب البيت يريد أن نخرج", "landlord"),
        ("fa", "صاحب‌خانه می‌گوید بروید", "landlord"),
        ("ti", "ዋና ገዛ ክወጽእ ኢሉኒ", "landlord"),
        ("zh-Hans", "房东让我搬走", "landlord"),
        ("vi", "chủ nhà bắt tôi dọn đi", "landlord"),
        ("lt", "buto savininkas liepia išsikraustyti", "landlord"),
        ("ru", "как записаться в GP", "gp"),  # English words in any language
        ("bn", "বাড়িওয়ালা ভাড়া বাড়িয়েছে", "landlord"),
    ],
)
def test_landlord_is_landlord(lists: ConceptLists, language: str, text: str, meant: str) -> None:
    assert meant in set(lists((language, fold(text))))


def test_a_short_stem_begins_a_word_a_long_one_stands_anywhere_a_full_stop_is_the_whole_word() -> None:
    concepts = Concepts({"rent": ["rent"], "debt": ["skolin"], "car": ["car."], "night": ["this night"]}, "Latn")
    assert concepts.among(["rents"]) == {"rent"}
    assert concepts.among(["parents"]) == set()
    assert concepts.among(["prasiskolinau"]) == {"debt"}
    assert concepts.among(["card"]) == set()
    assert concepts.among(["car"]) == {"car"}
    assert concepts.among(["only", "this", "nights"]) == {"night"}
    assert concepts.among(["this", "long", "night"]) == set()


def test_two_concepts_are_also_a_pair(lists: ConceptLists) -> None:
    assert "landlord letter" in set(lists(("en", "landlord sent a letter")))


def test_a_language_without_a_list_has_no_concepts(tmp_path: Path) -> None:
    assert read(tmp_path / "_concepts.yml") == {}
