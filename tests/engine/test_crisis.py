"""Danger first: by phrase in any language, or by belief; never by a harmless likeness."""

import pytest

from engine.crisis import CRISIS, WORRY, CrisisRecogniser
from engine.phrases import by_key, entries
from tests.engine.messages import after, classified

RECOGNISER = CrisisRecogniser(CrisisRecogniser.get_default_config())


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("please, my husband beats me", "domestic_abuse"),
        ("I want to die", "suicide_self_harm"),
        ("мене б'є чоловік", "domestic_abuse"),
        ("اريد ان اموت", "suicide_self_harm"),
    ],
)
def test_a_plain_phrase_outweighs_the_classifier(text: str, intent: str) -> None:
    message = after(RECOGNISER, classified(text, learn_english=0.9, emergency=0.05))
    assert message.get(CRISIS)
    assert message.get("intent")["name"] == intent
    assert message.get("intent_ranking")[0]["name"] == intent


def test_urgent_intents_that_share_the_belief_are_believed_together() -> None:
    message = after(RECOGNISER, classified("...", emergency=0.3, domestic_abuse=0.25, hate_crime=0.45))
    assert message.get(CRISIS)
    assert message.get("intent")["name"] == "emergency"


@pytest.mark.parametrize(("text", "crisis"), [("16", False), ("I am 16", True), ("999", True), ("٩٩٩!", True)])
def test_a_bare_number_is_no_danger_but_the_one_to_call(text: str, crisis: bool) -> None:
    message = after(RECOGNISER, classified(text, child_at_risk=0.99, menu=0.01))
    assert (message.get(CRISIS), message.get(WORRY)) == (crisis, crisis)


def test_a_little_belief_is_not_enough() -> None:
    message = after(RECOGNISER, classified("...", find_housing=0.6, homeless_now=0.4))
    assert not message.get(CRISIS)
    assert message.get("intent")["name"] == "find_housing"


@pytest.mark.parametrize(("believed", "worry"), [(0.3, True), (0.15, True), (0.1, False)])
def test_a_little_belief_is_a_worry(believed: float, worry: bool) -> None:
    message = after(RECOGNISER, classified("...", study=1 - believed, emergency=believed))
    assert (message.get(CRISIS), message.get(WORRY)) == (False, worry)


@pytest.mark.parametrize(
    "text",
    ["how can I die my hair", "the bus hits the road at nine", "killing time in the library", "I was beaten at chess"],
)
def test_a_harmless_likeness_is_no_crisis(text: str) -> None:
    assert not after(RECOGNISER, classified(text, out_of_scope=0.9, emergency=0.05)).get(CRISIS)


def test_every_language_that_has_phrases_has_them_for_every_danger() -> None:
    urgent = set(by_key("lookup", "_crisis"))
    told = {}
    for tag, intent, _ in entries("lookup", "_crisis"):
        told.setdefault(tag, set()).add(intent)
    assert len(urgent) == 7
    assert {tag for tag, intents in told.items() if intents != urgent} == set()
