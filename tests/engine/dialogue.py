"""The domain and trackers of tests that need a conversation."""

from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

DOMAIN = Domain.load("dialogue/domain.yml")
SESSION = "0" * 32


def heard(intent: str, text: str = "", **parsed: Any) -> UserUttered:
    told = {"name": intent, "confidence": 0.9}
    return UserUttered(text, told, parse_data={"text": text, "intent": told, "entities": [], **parsed})


def tracker(*events: Event, session: str = SESSION) -> DialogueStateTracker:
    begun: list[Event] = [ActionExecuted("action_listen")]
    return DialogueStateTracker.from_events(session, [*begun, *events], DOMAIN.slots)


def slots(**values: str | None) -> list[Event]:
    return [SlotSet(name, value) for name, value in values.items()]


def reply(generated: dict[str, Any]) -> dict[str, Any]:
    custom: dict[str, Any] = generated["custom"]
    return custom
