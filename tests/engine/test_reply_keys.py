"""The engine answers with keys; not a word of any language leaves it."""

from engine.doubt import CANDIDATES
from engine.reply_keys import ReplyKeyGenerator
from tests.engine.dialogue import DOMAIN, heard, reply, slots, tracker


def a_generator() -> ReplyKeyGenerator:
    generator = ReplyKeyGenerator(None, DOMAIN)
    generator.responses = DOMAIN.responses
    return generator


async def test_a_key_names_its_topic() -> None:
    told = reply(await a_generator().generate("utter_crisis", tracker(*slots(topic="emergency")), "loopback"))
    assert told == {"key": "crisis.emergency", "topic": "emergency", "contacts": "emergency"}


async def test_choices_travel_along() -> None:
    told = reply(await a_generator().generate("utter_offer_advocate", tracker(), "loopback"))
    assert told["choices"] == [{"topic": "speak_to_advocate"}, "no_thanks"]


async def test_when_unsure_the_topics_that_may_be_meant_are_offered() -> None:
    unsure = tracker(heard("nlu_fallback", **{CANDIDATES: ["study", "find_work", "greet"]}))
    told = reply(await a_generator().generate("utter_ask_meaning", unsure, "loopback"))
    assert told["key"] == "ask_meaning"
    assert told["choices"] == [{"topic": "study"}, {"topic": "find_work"}, "something_else"]


async def test_when_lost_the_menu_and_a_person_are_offered() -> None:
    for candidates in ([], ["greet", "study"]):
        lost = tracker(heard("nlu_fallback", **{CANDIDATES: candidates}))
        told = reply(await a_generator().generate("utter_ask_meaning", lost, "loopback"))
        assert told == {"key": "lost", "choices": ["menu", {"topic": "speak_to_advocate"}]}


def test_no_response_holds_words() -> None:
    for name, variations in DOMAIN.responses.items():
        for variation in variations:
            assert "text" not in variation, name
