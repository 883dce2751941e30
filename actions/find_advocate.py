"""A person, please: the published way to the advocate, and a number that somebody answers."""

from typing import Any

from actions.base import Action, Answer, Situation
from bot.clock import Clock
from bot.directory import Directory

TOPIC = "speak_to_advocate"
MANY = 20  # services looked through for those with a number


class FindAdvocate(Action):
    """Names the advocate and the council; beside them the district's own council, where the place is known."""

    name = "action_find_advocate"

    def __init__(self, directory: Directory, now: Clock) -> None:
        self._directory = directory
        self._now = now

    def answer(self, situation: Situation) -> Answer:
        district = situation.district if situation.district in self._directory.districts else None
        found = self._directory.search(
            TOPIC, district=district, language=situation.language, today=self._now().date(), limit=MANY
        )
        # Without a place, the first that has a number serves the whole country; a district's would be a guess.
        answering = [service.id for service in found if service.shown_phones][: 2 if district else 1]
        reply: dict[str, Any] = {"key": "advocate_contact", "contacts": "advocate", "services": answering}
        return Answer([{**reply, "choices": ["other_place", "other_topic"]}], {"topic": TOPIC, "place": None})
