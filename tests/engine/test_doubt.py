"""Sure: answer. Unsure: ask between two or three. Lost: the menu. Danger is never doubted."""

import pytest

from engine.crisis import CRISIS
from engine.doubt import CANDIDATES, Doubt
from tests.engine.messages import after, classified

DOUBT = Doubt(Doubt.get_default_config())


def test_what_is_sure_stays() -> None:
    assert after(DOUBT, classified("x", study=0.7, find_work=0.3)).get("intent")["name"] == "study"


def test_what_is_far_ahead_stays() -> None:
    message = after(DOUBT, classified("x", study=0.4, find_work=0.1, menu=0.1))
    assert message.get("intent")["name"] == "study"


def test_what_is_close_is_asked() -> None:
    message = after(DOUBT, classified("x", study=0.35, find_work=0.3, learn_english=0.2, menu=0.15))
    assert message.get("intent")["name"] == "nlu_fallback"
    assert message.get(CANDIDATES) == ["study", "find_work", "learn_english"]


def test_what_could_be_anything_is_lost() -> None:
    message = after(DOUBT, classified("x", **{f"intent_{i}": 0.05 for i in range(20)}))
    assert message.get("intent")["name"] == "nlu_fallback"
    assert message.get(CANDIDATES) == []


@pytest.mark.parametrize("text", ["23", "16!", "07700 900123", "£50"])
def test_a_bare_number_says_nothing(text: str) -> None:
    message = after(DOUBT, classified(text, child_at_risk=0.99, menu=0.01))
    assert message.get("intent")["name"] == "nlu_fallback"
    assert message.get(CANDIDATES) == []


@pytest.mark.parametrize(
    ("text", "intent"),
    [("and in Peterborough?", "give_place"), ("my cousin in Peterborough says that it is not so", "nlu_fallback")],
)
def test_a_few_words_around_a_place_are_a_place(text: str, intent: str) -> None:
    message = classified(text, study=0.35, find_work=0.3, learn_english=0.2, menu=0.15)
    message.set("entities", [{"entity": "district", "value": "peterborough"}])
    assert after(DOUBT, message).get("intent")["name"] == intent


def test_danger_is_not_doubted() -> None:
    message = classified("x", emergency=0.3, study=0.28)
    message.set(CRISIS, True)
    assert after(DOUBT, message).get("intent")["name"] == "emergency"


@pytest.mark.parametrize("field", ["sure", "ahead", "worth", "lost"])
def test_every_threshold_is_a_share(field: str) -> None:
    assert 0 < Doubt.get_default_config()[field] < 1
