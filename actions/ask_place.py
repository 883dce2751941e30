"""Where are you? Asked once, may be skipped, forgotten with the conversation."""

from typing import Any

from actions.base import Action, Answer, Situation
from bot.directory import Directory

MOST_TOWNS = 9  # one under the ten rows of a WhatsApp list: the last is "skip"; the order is the directory's


class AskPlace(Action):
    """Offers the towns as buttons; a person may also write a village or a postcode, or skip."""

    name = "action_ask_place"

    def __init__(self, directory: Directory) -> None:
        towns = [place for place in directory.places.values() if place.kind == "town" and len(place.districts) == 1]
        self._towns = [place.id for place in towns[:MOST_TOWNS]]

    def answer(self, situation: Situation) -> Answer:  # noqa: ARG002
        choices: list[Any] = [{"place": town} for town in self._towns]
        return Answer([{"key": "ask_place", "choices": [*choices, "skip"]}], {"place_asked": True})


class AskDistrict(Action):
    """The place that was named lies in several districts: offers those."""

    name = "action_ask_district"

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def answer(self, situation: Situation) -> Answer:
        assert situation.place is not None
        choices: list[Any] = [{"district": district.id} for district in self._directory.whereabouts(situation.place)]
        return Answer(
            [{"key": "ask_district", "arguments": {"place": situation.place}, "choices": [*choices, "skip"]}],
            {"place_asked": True, "place": None},
        )
