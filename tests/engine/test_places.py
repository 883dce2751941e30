"""Towns, villages and postcodes, as people write them in any script."""

import pytest
import spacy

from engine.places import PlaceExtractor

PLACES = PlaceExtractor()
TOKENIZER = spacy.blank("xx")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("where can I sleep tonight, I am in Wisbech", "wisbech"),
        ("in WISBECH.", "wisbech"),
        ("я живу у Вісбечі", "wisbech"),
        ("أسكن في كامبريدج", "cambridge"),
        ("locuiesc in Huntingdon", "huntingdon"),
        ("st neots", "st-neots"),
        ("we are at Great Shelford now", "great-shelford"),
        ("PE13 2AB", "pe13"),
        ("pe132ab", "pe13"),
        ("CB25", "cb25"),
        ("I moved from Cambridge to Ely", "ely"),
        ("in Cambridgeshire, in March", "march"),
    ],
)
def test_a_place_is_found(text: str, place: str) -> None:
    assert PLACES.find([word.text for word in TOKENIZER.make_doc(text)]) == place


@pytest.mark.parametrize("text", ["", "I need a doctor", "PE99", "12345", "!!!"])
def test_nothing_is_found_where_nothing_is_said(text: str) -> None:
    assert PLACES.find([word.text for word in TOKENIZER.make_doc(text)]) is None


def test_a_clear_place_gives_its_district_and_an_ambiguous_one_itself() -> None:
    assert PLACES._entity("wisbech")["value"] == "fenland"
    assert PLACES._entity("wisbech")["entity"] == "district"
    assert PLACES._entity("cb25")["entity"] == "place"
    assert PLACES._entity("royston")["value"] == "outside"
