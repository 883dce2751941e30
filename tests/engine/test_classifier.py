"""What is asked: a whole ranking, surest first, that means what it says."""

from pathlib import Path
from typing import Any

import pytest

from engine.classifier import CharacterAndWordClassifier
from tests.engine.messages import after, said, sentences, trained

THINGS = {
    "health_care": ["doctor", "dentist", "hospital", "medicine", "pregnancy"],
    "find_housing": ["flat", "room", "house", "deposit", "rent"],
    "learn_english": ["class", "teacher", "lesson", "grammar", "college"],
}
FORMS = ["I need a {}", "where is the {} please", "help with my {}", "{}?", "can you find me a {} in Ely"]
ROWS = [("en", intent, form.format(word)) for intent, words in THINGS.items() for word in words for form in FORMS]
CONFIG: dict[str, Any] = {}


@pytest.fixture(scope="module")
def classifier(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return trained(CharacterAndWordClassifier, CONFIG, sentences(*ROWS), tmp_path_factory.mktemp("model"))


def test_it_understands_what_it_has_not_seen(classifier: Any) -> None:
    message = after(classifier, said("we look for a dentist and medicine"))
    assert message.get("intent")["name"] == "health_care"


def test_the_ranking_is_whole_sorted_and_sums_to_one(classifier: Any) -> None:
    rows = after(classifier, said("a room near the college")).get("intent_ranking")
    confidences = [row["confidence"] for row in rows]
    assert {row["name"] for row in rows} == set(THINGS)
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) == pytest.approx(1, abs=1e-4)


def test_nonsense_is_unsure(classifier: Any) -> None:
    assert after(classifier, said("zzz qqq")).get("intent")["confidence"] < 0.6


def test_what_is_learned_in_one_language_serves_another(classifier: Any) -> None:
    """No training sentence is Ukrainian; "зуб" and "dentist" mean the same."""
    message = after(classifier, said("зуби, лікар, ліки", "uk"))
    assert message.get("intent")["name"] == "health_care"


def test_training_twice_gives_the_same_model(classifier: Any, tmp_path: Path) -> None:
    again = trained(CharacterAndWordClassifier, CONFIG, sentences(*ROWS), tmp_path)
    for text in ("a flat", "english lesson"):
        assert after(again, said(text)).get("intent") == after(classifier, said(text)).get("intent")
