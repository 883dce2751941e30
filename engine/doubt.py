"""Sure, unsure between two or three, or lost: what the confidence allows to be done with a message."""

from __future__ import annotations

from typing import Any, Dict, List, Text, Type

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_TYPE,
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from engine.crisis import CRISIS, CrisisRecogniser, is_bare_number
from engine.normalise import fold

CANDIDATES = "candidates"
PLACE_INTENT = "give_place"
PLACE_ENTITIES = ("district", "place")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Doubt(GraphComponent, IntentClassifier):
    """Turns an unsure classification into Rasa's `nlu_fallback`, with the intents worth asking about in `candidates`.

    `candidates` empty means lost, as any bare number is: the topic menu. A recognised crisis is never doubted.
    """

    @classmethod
    def required_components(cls) -> List[Type]:
        return [CrisisRecogniser]

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        return {
            "sure": 0.5,  # answer from here on
            "ahead": 0.25,  # or when the first is this far ahead of the second
            "worth": 0.04,  # an intent below this is not worth asking about
            "lost": 0.1,  # nothing reaches this: do not guess at all
            "few": 5,  # unsure, but at most so many words and a place among them: the place is the message
        }

    def __init__(self, config: Dict[Text, Any]) -> None:
        self._config = config

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Doubt:
        return cls(config)

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            ranking = message.get(INTENT_RANKING_KEY) or []
            bare = is_bare_number(message.get(TEXT) or "")
            if ranking and not message.get(CRISIS) and (bare or self._unsure(ranking)):
                if self._hardly_more_than_a_place(message):
                    self._decide(message, PLACE_INTENT)
                else:
                    message.set(CANDIDATES, [] if bare else self._candidates(ranking), add_to_output=True)
                    self._decide(message, DEFAULT_NLU_FALLBACK_INTENT_NAME)
        return messages

    @staticmethod
    def _decide(message: Message, intent: Text) -> None:
        message.set(INTENT, {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: 1.0}, add_to_output=True)

    def _hardly_more_than_a_place(self, message: Message) -> bool:
        """ "And in Peterborough?" after an answer for Wisbech."""
        named = any(entity[ENTITY_ATTRIBUTE_TYPE] in PLACE_ENTITIES for entity in message.get(ENTITIES) or [])
        return named and len(fold(message.get(TEXT) or "").split()) <= self._config["few"]

    def _unsure(self, ranking: List[Dict[Text, Any]]) -> bool:
        first, second = (row[PREDICTED_CONFIDENCE_KEY] for row in ranking[:2])
        return bool(first < self._config["sure"] and first - second < self._config["ahead"])

    def _candidates(self, ranking: List[Dict[Text, Any]]) -> List[Text]:
        if ranking[0][PREDICTED_CONFIDENCE_KEY] < self._config["lost"]:
            return []
        close = [row for row in ranking[:3] if row[PREDICTED_CONFIDENCE_KEY] >= self._config["worth"]]
        return [row[INTENT_NAME_KEY] for row in close]
