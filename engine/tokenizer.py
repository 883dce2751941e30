"""Words, as the message's own language divides them."""

from __future__ import annotations

from typing import Any, Dict, List, Text, Type

import spacy
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.language import Language as Pipeline

from engine.language_identifier import READ_AS, LanguageIdentifier
from engine.languages import read_languages


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class BlankSpacyTokenizer(Tokenizer):
    """One spaCy blank pipeline per language, `xx` where spaCy has none; no model is loaded."""

    @classmethod
    def required_components(cls) -> List[Type]:
        return [LanguageIdentifier]

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    def __init__(self, config: Dict[Text, Any]) -> None:
        super().__init__(config)
        self._pipelines: Dict[str, Pipeline] = {}
        self._names = {tag: language.tokenizer for tag, language in read_languages().items()}

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> BlankSpacyTokenizer:
        return cls(config)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """As it came: no component learns from words as spaCy divides them."""
        return training_data

    def tokenize(self, message: Message, attribute: Text) -> List[Token]:
        document = self._pipeline(message.get(READ_AS)).make_doc(message.get(attribute))
        return [Token(word.text, word.idx) for word in document if not word.is_space]

    def _pipeline(self, tag: Text) -> Pipeline:
        name = self._names.get(tag, "xx")
        if name not in self._pipelines:
            self._pipelines[name] = spacy.blank(name)
        return self._pipelines[name]
