"""Keeps what happened, never what was said: intents, actions and closed-set slots, in RAM, for a short time."""

from __future__ import annotations

import time
from typing import Any, Callable, Dict, Iterable, List, Optional, Text, Tuple

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from engine.classifier import ALSO
from engine.crisis import CRISIS, WORRY
from engine.language_identifier import IDENTIFIED
from engine.places import known_places

IDLE = 30 * 60  # seconds without a message, then a conversation is forgotten
LIFE = 2 * 60 * 60  # seconds, then it is forgotten whatever happens
REMEMBERED = 40  # events: enough for every rule, and a turn costs the same however long people talk


class WordlessTrackerStore(TrackerStore):
    """A tracker goes in with a person's words and comes out without them.

    Kept of each message: the intent's name and confidence, the name of a second one, the identified language's tag and
    confidence, whether it was or might be a crisis. Kept of slots: a value that is an intent, a district or place id of
    directory.yml, or a truth value; anything else is dropped. Bot replies, entities, metadata and message ids are never
    kept.
    """

    def __init__(
        self,
        domain: Domain,
        event_broker: Optional[EventBroker] = None,
        clock: Callable[[], float] = time.monotonic,
        **kwargs: EndpointConfig,
    ) -> None:
        if event_broker is not None:
            raise ValueError("WORDLESS_STORE_REFUSES_BROKER")
        super().__init__(domain, None)
        self._clock = clock
        self._places = known_places()
        self._kept: Dict[Text, Tuple[float, float, List[Event]]] = {}  # sender -> (born, seen, events)

    async def save(self, tracker: DialogueStateTracker) -> None:
        now = self._clock()
        self._forget_expired(now)
        born = self._kept[tracker.sender_id][0] if tracker.sender_id in self._kept else now
        events = [wordless for event in tracker.events if (wordless := self._without_words(event)) is not None]
        self._kept[tracker.sender_id] = (born, now, self._latest(events))

    async def retrieve(self, sender_id: Text) -> Optional[DialogueStateTracker]:
        self._forget_expired(self._clock())
        if sender_id not in self._kept:
            return None
        return DialogueStateTracker.from_events(sender_id, self._kept[sender_id][2], self.domain.slots)

    async def delete(self, sender_id: Text) -> None:
        self._kept.pop(sender_id, None)

    async def keys(self) -> Iterable[Text]:
        return list(self._kept)

    def everything(self) -> Dict[Text, List[Dict[Text, Any]]]:
        """All that is kept, for the self-check and for tests."""
        return {sender: [event.as_dict() for event in events] for sender, (_, _, events) in self._kept.items()}

    def _forget_expired(self, now: float) -> None:
        for sender, (born, seen, _) in list(self._kept.items()):
            if now - seen > IDLE or now - born > LIFE:
                del self._kept[sender]

    @staticmethod
    def _latest(events: List[Event]) -> List[Event]:
        """The last events, beginning at a message, behind the latest value of each slot."""
        if len(events) <= REMEMBERED:
            return events
        start = next((i for i in range(len(events) - REMEMBERED, len(events)) if isinstance(events[i], UserUttered)), 0)
        slots = {event.key: event for event in events[:start] if isinstance(event, SlotSet)}
        return [ActionExecuted("action_listen"), *slots.values(), *events[start:]]

    def _without_words(self, event: Event) -> Optional[Event]:
        if isinstance(event, UserUttered):
            said = event.parse_data or {}
            heard = {part: said.get(part) for part in (IDENTIFIED, CRISIS, WORRY)}
            heard[ALSO] = said.get(ALSO) if said.get(ALSO) in self.domain.intents else None
            intent = {"name": event.intent.get("name"), "confidence": event.intent.get("confidence", 0.0)}
            parsed = {"intent": intent, "entities": [], "text": "", **heard}
            return UserUttered(intent=intent, parse_data=parsed, timestamp=event.timestamp)
        if isinstance(event, SlotSet):
            return SlotSet(event.key, event.value, event.timestamp) if self._closed_set(event.value) else None
        if isinstance(event, ActionExecuted):
            return ActionExecuted(event.action_name, event.policy, event.confidence, event.timestamp)
        return SessionStarted(event.timestamp) if isinstance(event, SessionStarted) else None

    def _closed_set(self, value: Any) -> bool:
        if isinstance(value, str):
            return value in self._places or value in self.domain.intents
        return value is None or isinstance(value, bool)
