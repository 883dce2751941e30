"""Answers with a key and arguments, never with words: the gateway says them, in the person's language."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Set, Text

from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.constants import UTTER_PREFIX
from rasa.shared.core.domain import Domain
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from engine.doubt import CANDIDATES


class ReplyKeyGenerator(TemplatedNaturalLanguageGenerator):
    """Makes a reply from the `responses` of `dialogue/domain.yml`, which hold keys and choices only.

    `{topic}` in a key is the intent being talked about. A reply without a response is its own name.
    """

    def __init__(self, endpoint_config: Optional[EndpointConfig], domain: Domain) -> None:
        super().__init__(domain.responses)  # empty at first: Rasa sets `responses` once the model is loaded

    async def generate(
        self, utter_action: Text, tracker: DialogueStateTracker, output_channel: Text, **kwargs: Any
    ) -> Dict[Text, Any]:
        name = utter_action[len(UTTER_PREFIX) :] if utter_action.startswith(UTTER_PREFIX) else utter_action
        if name == "ask_meaning":
            return {"custom": self._ask_meaning(tracker)}
        variations = self.responses.get(utter_action)
        spec = variations[0]["custom"] if variations else {}
        topic = tracker.get_slot("topic") or ""
        reply: Dict[Text, Any] = {"key": spec.get("key", name).format(topic=topic)}
        if "{topic}" in spec.get("key", ""):
            reply["topic"] = topic
        for part in ("choices", "contacts", "ends"):
            if part in spec:
                reply[part] = spec[part]
        return {"custom": reply}

    def _ask_meaning(self, tracker: DialogueStateTracker) -> Dict[Text, Any]:
        parsed = tracker.latest_message.parse_data if tracker.latest_message else {}
        titled = topics_of(tracker.slots["topic"])
        candidates: List[Text] = [name for name in parsed.get(CANDIDATES, []) if name in titled]
        if len(candidates) < 2:
            return {"key": "lost", "choices": ["menu", {"topic": "speak_to_advocate"}]}
        return {"key": "ask_meaning", "choices": [*({"topic": name} for name in candidates), "something_else"]}


def topics_of(slot: Slot) -> Set[Text]:
    """The intents that can be talked about, and chosen by name: those that set the slot `topic`."""
    return {mapping["intent"] for mapping in slot.mappings}
