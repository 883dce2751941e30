"""What every action shares: Rasa's `Action` shape, an answer made of replies, and no exception text let out."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.logs import Code, failure

Choice = str | Mapping[str, str]  # a word of `choice.*`, or {"topic": id}, {"place": id}, {"district": id}


@dataclass(frozen=True, slots=True)
class Situation:
    """What an action may know: the topic, the slots, the language. It never sees a person's words."""

    topic: str | None
    intent: str | None
    district: str | None
    place: str | None
    language: str | None

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> "Situation":
        """Reads a call of Rasa's action-server protocol; raises KeyError or TypeError if it is not one."""
        slots, latest = body["tracker"]["slots"], body["tracker"]["latest_message"]
        return cls(
            topic=slots.get("topic"),
            intent=latest["intent"].get("name"),
            district=slots.get("district"),
            place=slots.get("place"),
            language=(latest.get("language") or {}).get("tag"),
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """Replies (keys and arguments, never words) and slots to set."""

    replies: Sequence[Mapping[str, Any]]
    slots: Mapping[str, str | bool | None] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {
            "events": [{"event": "slot", "name": name, "value": value} for name, value in self.slots.items()],
            "responses": [{"custom": dict(reply)} for reply in self.replies],
        }


class Action(ABC):
    """One action; `name` is the one in dialogue/domain.yml."""

    name: str

    @abstractmethod
    def answer(self, situation: Situation) -> Answer:
        """What to reply in this situation."""

    def run(self, body: Mapping[str, Any]) -> dict[str, Any] | None:
        """The answer to a call of the protocol, or None if it failed: the reason stays here, as a code."""
        try:
            return self.answer(Situation.of(body)).as_json()
        except Exception as error:
            failure(Code.ACTION_FAILED, error)
            return None
