"""Danger first: short phrases that leave no doubt, in every language at once, joined with the classifier."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Text, Type

import spacy
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from spacy.matcher import PhraseMatcher

from engine.classifier import CharacterAndWordClassifier
from engine.normalise import fold
from engine.phrases import by_key

CRISIS = "crisis"
WORRY = "worry"


def is_bare_number(text: Text) -> bool:
    """Digits and no letter: an age, a price or a telephone number, and nothing about it."""
    return any(sign.isdigit() for sign in text) and not any(sign.isalpha() for sign in text)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class CrisisRecogniser(GraphComponent, IntentClassifier):
    """Sets `crisis` and `worry` on each message, and puts the urgent intent first when there is a crisis.

    The phrases are the lookups of `nlu_data/<tag>/_crisis.yml`, each named after an urgent intent; a person may use
    any language's, whatever language the rest was read as. The classifier's own belief counts when the urgent intents
    together hold at least `belief` of it; from `worry` on there may be danger, and the emergency number costs one line.
    """

    @classmethod
    def required_components(cls) -> List[Type]:
        return [CharacterAndWordClassifier]

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        return {"belief": 0.5, "worry": 0.15}  # docs/understanding.md: what they recognise and at what price

    def __init__(self, config: Dict[Text, Any]) -> None:
        self._config = config
        self._words = spacy.blank("xx")
        self._matcher = PhraseMatcher(self._words.vocab)
        phrases = by_key("lookup", "_crisis")
        for intent, spellings in phrases.items():
            self._matcher.add(intent, [self._words.make_doc(fold(spelling)) for spelling in spellings])
        self._urgent = frozenset(phrases)

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> CrisisRecogniser:
        return cls(config)

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            ranking = message.get(INTENT_RANKING_KEY) or []
            text = message.get(TEXT) or ""
            urgent = self._by_phrase(text, ranking)
            believed = 0.0 if is_bare_number(text) else self._believed(ranking)
            if urgent is None and believed >= self._config["belief"]:
                urgent = self._likeliest(ranking)
            message.set(CRISIS, urgent is not None, add_to_output=True)
            message.set(WORRY, urgent is not None or believed >= self._config["worry"], add_to_output=True)
            if urgent and ranking:
                self._put_first(message, urgent, ranking)
        return messages

    def _believed(self, ranking: List[Dict[Text, Any]]) -> float:
        return sum(row[PREDICTED_CONFIDENCE_KEY] for row in ranking if row[INTENT_NAME_KEY] in self._urgent)

    def _by_phrase(self, text: str, ranking: List[Dict[Text, Any]]) -> Optional[Text]:
        hits = {self._words.vocab.strings[match] for match, _, _ in self._matcher(self._words.make_doc(fold(text)))}
        order = [row[INTENT_NAME_KEY] for row in ranking]
        return min(hits, key=lambda name: order.index(name) if name in order else len(order), default=None)

    def _likeliest(self, ranking: List[Dict[Text, Any]]) -> Text:
        return next(row[INTENT_NAME_KEY] for row in ranking if row[INTENT_NAME_KEY] in self._urgent)

    @staticmethod
    def _put_first(message: Message, urgent: Text, ranking: List[Dict[Text, Any]]) -> None:
        first = next((row for row in ranking if row[INTENT_NAME_KEY] == urgent), None)
        confidence = max(0.9, first[PREDICTED_CONFIDENCE_KEY] if first else 0.0)
        top = {INTENT_NAME_KEY: urgent, PREDICTED_CONFIDENCE_KEY: confidence}
        rest = [row for row in ranking if row[INTENT_NAME_KEY] != urgent]
        message.set(INTENT, top, add_to_output=True)
        message.set(INTENT_RANKING_KEY, [top, *rest], add_to_output=True)
