"""What a message asks for."""

from __future__ import annotations

import re
from typing import Any, Dict, List, Optional, Text, Type

import joblib
import numpy
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.concepts import ConceptLists
from engine.intent_model import IntentModel
from engine.language_identifier import READ_AS, LanguageIdentifier

ALSO = "also"
QUESTION = re.compile(r"[^?؟፧？]+[?؟፧？]")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class CharacterAndWordClassifier(GraphComponent, IntentClassifier):
    """Sets the intent and the whole ranking, surest first, with calibrated confidences.

    A message that asks two questions, each surely about something else, has the intent of the one that the whole
    message is taken for, and the other in `also`.
    """

    @classmethod
    def required_components(cls) -> List[Type]:
        return [LanguageIdentifier]

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        return {
            "characters": [2, 5],
            "words": [1, 2],
            "concepts": 1.0,  # the length of a message's concepts; its letters and its words have 1 each
            "stories": 3.0,  # a long message counts as often as three short ones
            "C": 0.35,
            "sharpness": 6.8,  # margins into probabilities; docs/experiments.md says how it was found
            "also": 0.6,  # how sure each of two questions must be
        }

    def __init__(self, config: Dict[Text, Any], storage: ModelStorage, resource: Resource, model: IntentModel) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> CharacterAndWordClassifier:
        return cls(config, model_storage, resource, IntentModel(config, ConceptLists()))

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> CharacterAndWordClassifier:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, joblib.load(folder / "intents.joblib"))

    def train(self, training_data: TrainingData) -> Resource:
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        self._model.learn(*([e.get(what) for e in examples] for what in (TEXT, READ_AS, INTENT)))
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._model, folder / "intents.joblib")
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            if message.get(TEXT):
                chances = self._model.probabilities(message.get(TEXT), message.get(READ_AS))
                order = numpy.argsort(-chances)
                ranking = [
                    {INTENT_NAME_KEY: self._model.intents[i], PREDICTED_CONFIDENCE_KEY: float(chances[i])}
                    for i in order
                ]
                message.set(INTENT, ranking[0], add_to_output=True)
                message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
                message.set(ALSO, self._also(message, ranking[0][INTENT_NAME_KEY]), add_to_output=True)
        return messages

    def _also(self, message: Message, intent: Text) -> Optional[Text]:
        questions = QUESTION.findall(message.get(TEXT))
        if len(questions) < 2:
            return None
        asked = []
        for question in questions:
            chances = self._model.probabilities(question, message.get(READ_AS))
            if chances.max() >= self._config["also"]:
                asked.append(self._model.intents[chances.argmax()])
        others = [name for name in asked if name != intent]
        return others[0] if others and intent in asked else None
