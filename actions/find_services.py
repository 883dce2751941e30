"""Guidance on a topic and the places that help, from the directory."""

from typing import Any

from actions.base import Action, Answer, Situation
from bot.clock import Clock
from bot.directory import Directory

PLACE_INTENT = "give_place"
OUTSIDE = "outside"
ANYWHERE = "anywhere"


class FindServices(Action):
    """After a topic: guidance, then services. After a place: the services only, for the guidance was already given."""

    name = "action_find_services"

    def __init__(self, directory: Directory, now: Clock) -> None:
        self._directory = directory
        self._now = now

    def answer(self, situation: Situation) -> Answer:
        topic = situation.topic
        if topic is None:
            return Answer([{"key": "menu", "choices": ["menu"]}])
        urgent = self._directory.topics[topic].sensitive == "urgent"
        replies: list[dict[str, Any]] = []
        if situation.intent != PLACE_INTENT and not urgent:  # what is urgent has said its words already
            replies.append({"key": f"guidance.{topic}", "topic": topic})
        if situation.district == OUTSIDE:
            replies.append({"key": "place_outside", "topic": PLACE_INTENT, "contacts": "council"})
        replies.extend(self._services(topic, situation))
        return Answer(replies, {"place": None})

    def _services(self, topic: str, situation: Situation) -> list[dict[str, Any]]:
        district = situation.district if situation.district in self._directory.districts else None
        found = self._directory.search(topic, district=district, language=situation.language, today=self._now().date())
        shown = {service.id for service in self._directory.emergency_contacts(topic)}
        services = [service.id for service in found if service.id not in shown]
        located = self._directory.topics[topic].locate == "district"
        onward = ["other_place", "other_topic"] if located else ["other_topic"]
        # Where a person is offered, that is the better question.
        asked = ["helped", "not_helped"] if self._directory.topics[topic].sensitive == "no" else []
        choices = [*asked, *onward]
        if services and district and located:
            return [
                {"key": "services_place", "arguments": {"district": district}, "services": services, "choices": choices}
            ]
        if services:
            return [{"key": "services", "services": services, "choices": choices}]
        if shown or not self._is_served(topic):
            return []
        return [{"key": "no_services", "contacts": "council", "choices": onward}]

    def _is_served(self, topic: str) -> bool:
        """Some topics (who are you? delete my messages) are answered by words alone."""
        return any(topic in service.topics for service in self._directory.services.values())
