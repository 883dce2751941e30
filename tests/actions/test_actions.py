"""What the actions answer: keys, places that help, and a question about the place at most once."""

from typing import Any

import pytest

from actions.ask_place import AskDistrict, AskPlace
from actions.base import Action, Answer, Situation
from actions.find_advocate import FindAdvocate
from actions.find_services import FindServices
from bot.directory import Directory
from bot.settings import ROOT
from tests.fakes import NOON

DIRECTORY = Directory.load(ROOT / "directory.yml")
FIND = FindServices(DIRECTORY, NOON)
ADVOCATE = FindAdvocate(DIRECTORY, NOON)


def situation(topic: str | None, district: str | None = None, **more: Any) -> Situation:
    return Situation(**{"topic": topic, "intent": topic, "district": district, "place": None, "language": "en"} | more)


def keys(answer: Answer) -> list[str]:
    return [reply["key"] for reply in answer.replies]


def test_a_topic_gets_guidance_and_the_places_of_the_district() -> None:
    answer = FIND.answer(situation("learn_english", "peterborough"))
    assert keys(answer) == ["guidance.learn_english", "services_place"]
    assert answer.replies[1]["arguments"] == {"district": "peterborough"}
    assert answer.replies[1]["services"][0] == "city-college-peterborough"


def test_after_a_place_the_guidance_is_not_repeated() -> None:
    assert keys(FIND.answer(situation("learn_english", "fenland", intent="give_place"))) == ["services_place"]


def test_who_skips_the_place_gets_what_serves_everywhere() -> None:
    answer = FIND.answer(situation("learn_english", "anywhere", intent="give_place"))
    assert keys(answer) == ["services"]
    assert 1 <= len(answer.replies[0]["services"]) <= 3


def test_a_place_beyond_the_county_is_said_so() -> None:
    assert "place_outside" in keys(FIND.answer(situation("learn_english", "outside", intent="give_place")))


def test_what_is_urgent_does_not_list_the_same_numbers_twice() -> None:
    answer = FIND.answer(situation("homeless_now", "fenland"))
    called = {service.id for service in DIRECTORY.emergency_contacts("homeless_now")}
    assert "guidance.homeless_now" not in keys(answer)
    assert called.isdisjoint(answer.replies[0]["services"])


def test_whether_it_helped_is_asked_where_no_person_is_offered() -> None:
    assert FIND.answer(situation("learn_english", "fenland")).replies[-1]["choices"][:2] == ["helped", "not_helped"]
    assert "helped" not in FIND.answer(situation("asylum_decision")).replies[-1]["choices"]


def test_without_a_topic_there_is_the_menu() -> None:
    assert keys(FIND.answer(situation(None, "fenland", intent="give_place"))) == ["menu"]


@pytest.mark.parametrize("topic", [name for name, topic in DIRECTORY.topics.items() if not topic.conversation])
@pytest.mark.parametrize("district", [None, "anywhere", *DIRECTORY.districts])
def test_no_answer_is_empty_and_every_service_exists(topic: str, district: str | None) -> None:
    answer = FIND.answer(situation(topic, district))
    named = [service for reply in answer.replies for service in reply.get("services", ())]
    assert set(named) <= set(DIRECTORY.services)
    assert answer.replies or DIRECTORY.emergency_contacts(topic)


@pytest.mark.parametrize("district", [None, *DIRECTORY.districts])
def test_who_asks_for_a_person_gets_a_number_that_somebody_answers(district: str | None) -> None:
    (reply,) = ADVOCATE.answer(situation("asylum_decision", district)).replies
    assert reply["contacts"] == "advocate"
    assert all(DIRECTORY.services[service].shown_phones for service in reply["services"])
    assert len(reply["services"]) == (2 if district else 1)


def test_after_asking_for_a_person_a_place_is_about_the_person() -> None:
    assert ADVOCATE.answer(situation("asylum_decision")).slots["topic"] == "speak_to_advocate"


def test_the_place_is_asked_with_towns_and_may_be_skipped() -> None:
    answer = AskPlace(DIRECTORY).answer(situation("learn_english"))
    (reply,) = answer.replies
    assert reply["choices"][-1] == "skip"
    assert len(reply["choices"]) <= 10
    assert answer.slots == {"place_asked": True}


def test_an_ambiguous_postcode_offers_its_districts() -> None:
    (reply,) = AskDistrict(DIRECTORY).answer(situation("learn_english", place="cb25")).replies
    assert reply["choices"] == [{"district": "east_cambridgeshire"}, {"district": "south_cambridgeshire"}, "skip"]


class Broken(Action):
    name = "action_broken"

    def answer(self, situation: Situation) -> Answer:
        raise ValueError("MARKER words of a person")


def test_no_exception_leaves_an_action(capsys: pytest.CaptureFixture[str]) -> None:
    assert Broken().run({"tracker": {"slots": {}, "latest_message": {"intent": {}}}}) is None
    assert "MARKER" not in capsys.readouterr().err


@pytest.mark.parametrize("body", [{}, {"tracker": 7}, {"tracker": {"slots": {}, "latest_message": {"intent": None}}}])
def test_a_call_that_is_not_of_the_protocol_fails_quietly(body: dict[str, Any]) -> None:
    assert FIND.run(body) is None
