"""Which language a message is written in, and how sure that is.

The script leaves a few of our languages; a small model of our own sentences weighs those. py3langid, which also knows
the languages we do not speak, says when it is rather one of them.
"""

from __future__ import annotations

import re
from typing import Any, Dict, List, Mapping, Text, Tuple

import joblib
from py3langid.langid import MODEL_FILE
from py3langid.langid import LanguageIdentifier as Langid
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.importer import LANGUAGE, METADATA
from engine.languages import read_languages
from engine.own_words import OwnWords
from engine.script import WRITES, script_of

READ_AS = "read_as"  # the language the rest of the pipeline reads the message in
SHOWN = 4  # candidates
IDENTIFIED = "language"  # what this component has to say, with its confidence, for the reply
_LETTERS = re.compile(r"[^\W\d_]+")
MANY = 3  # words from which a text may be called foreign
_DOUBT = {1: 0.75, 2: 0.85}  # a word or two prove little
ALONE = 0.95  # the only one of ours in its script


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class LanguageIdentifier(GraphComponent):
    """Sets `language` on each message: {"tag", "confidence", "candidates": [[tag, confidence], ...], "foreign"}."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        return {
            "foreign": 0.8,  # py3langid this sure of a language that is not ours: believe it
            "certain": 0.9,  # our own sentences this sure of a language that py3langid cannot know: believe them
        }

    def __init__(self, config: Mapping[Text, Any], storage: ModelStorage, resource: Resource, own: OwnWords) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._own = own
        self._languages = read_languages()
        self._langid = Langid.from_model_file(MODEL_FILE, norm_probs=True)
        self._known = {language.langid for language in self._languages.values()}

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageIdentifier:
        return cls(config, model_storage, resource, OwnWords())

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LanguageIdentifier:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, joblib.load(folder / "own_words.joblib"))

    def train(self, training_data: TrainingData) -> Resource:
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        self._own.learn([e.get(TEXT) for e in examples], [e.get(METADATA)[LANGUAGE] for e in examples])
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._own, folder / "own_words.joblib")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        for example in training_data.training_examples:
            example.set(READ_AS, (example.get(METADATA) or {}).get(LANGUAGE, "en"))
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            chosen = (message.get(METADATA) or {}).get(LANGUAGE)
            candidates, foreign = self.identify(message.get(TEXT) or "")
            tag, confidence = candidates[0] if candidates else (None, 0.0)
            said = {
                "tag": tag,
                "confidence": round(confidence, 4),
                "candidates": [[each, round(chance, 4)] for each, chance in candidates[:SHOWN]],
                "foreign": foreign,
            }
            message.set(IDENTIFIED, said, add_to_output=True)
            message.set(READ_AS, chosen if chosen in self._languages and confidence < 0.9 else tag or chosen or "en")
        return messages

    def identify(self, text: str) -> Tuple[List[Tuple[str, float]], bool]:
        """Our languages for this text, likeliest first, and whether it is rather in a language that is not ours.

        A confidence below 0.7 means: ask. Digits and signs alone are no language and not foreign.
        """
        script = script_of(text)
        native = {tag for tag, language in self._languages.items() if script and language.script in WRITES[script]}
        ours = native | self._own.scripts.get(script or "", set())  # Arabic in Latin letters, say
        if not ours:
            return [], script is not None
        own = self._own.probabilities(text, ours)
        ranked = sorted(own.items(), key=lambda row: -row[1])
        words = len(_LETTERS.findall(text))
        likely, chance = ranked[0]
        # What py3langid cannot know (Kurdish, Arabic in Latin letters) it takes for foreign: there ours decide.
        unknown = likely not in native or self._languages[likely].langid is None
        # Cantonese it takes for Japanese.
        if words >= MANY and script != "Hani" and not (unknown and chance >= self._config["certain"]):
            foreign = self._foreign(text)
            if foreign >= self._config["foreign"]:
                return [(tag, p * (1 - foreign)) for tag, p in ranked], True
        doubt = _DOUBT.get(words, 1.0) if len(ours) > 1 else ALONE
        return [(tag, p * doubt) for tag, p in ranked], False

    def _foreign(self, text: str) -> float:
        """py3langid's belief in the likeliest language that is not ours."""
        return max(float(p) for code, p in self._langid.rank(text) if code not in self._known)
