"""What a message asks for: a linear model over character and word n-grams of all languages together."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any, Callable, Dict, Iterable, List, Mapping, Text, Tuple, Type

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
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import train_test_split
from sklearn.svm import LinearSVC

from engine.language_identifier import LanguageIdentifier
from engine.normalise import fold

Analyzer = Callable[[Text], Iterable[Text]]
_WORD = r"[\w\u0981-\u09e3]+"  # Bengali writes its vowels as marks, which are no letters to a regular expression


class NgramModel:
    """Sentences in, probabilities of all intents out. One classification takes about a millisecond."""

    def __init__(self, config: Mapping[Text, Any]) -> None:
        self._c = float(config["C"])
        self._held_out = float(config["held_out"])
        shared: Dict[str, Any] = {"min_df": 2, "sublinear_tf": True, "dtype": numpy.float32}
        self._vectorizers = [
            TfidfVectorizer(analyzer="char_wb", ngram_range=tuple(config["characters"]), **shared),
            TfidfVectorizer(ngram_range=tuple(config["words"]), token_pattern=_WORD, **shared),
        ]
        self.intents: List[Text] = []

    def learn(self, sentences: List[Text], intents: List[Text]) -> None:
        texts = [fold(sentence) for sentence in sentences]
        features = hstack([vectorizer.fit_transform(texts) for vectorizer in self._vectorizers], format="csr")
        self.intents = sorted(set(intents))
        labels = numpy.array([self.intents.index(intent) for intent in intents])
        self._sharpness = self._calibrate(features, labels)
        self._weights, self._bias = self._fit(features, labels)

    def probabilities(self, sentence: Text) -> numpy.ndarray:
        scores, first, text = self._bias, 0, fold(sentence)
        for analyze, vocabulary, idf in self._readers:
            columns, values = _features(analyze(text), vocabulary, idf)
            scores = scores + values @ self._weights[columns + first]
            first += len(idf)
        return _softmax(scores * self._sharpness)

    @cached_property
    def _readers(self) -> List[Tuple[Analyzer, Dict[Text, int], numpy.ndarray]]:
        return [(v.build_analyzer(), v.vocabulary_, v.idf_.astype(numpy.float32)) for v in self._vectorizers]

    def _fit(self, features: csr_matrix, labels: numpy.ndarray) -> Tuple[numpy.ndarray, numpy.ndarray]:
        machine = LinearSVC(C=self._c, dual=True, tol=1e-2, random_state=1).fit(features, labels)
        return numpy.ascontiguousarray(machine.coef_.T.astype(numpy.float32)), machine.intercept_.astype(numpy.float32)

    def _calibrate(self, features: csr_matrix, labels: numpy.ndarray) -> float:
        """One number that makes margins into probabilities, found on sentences the model had not seen."""
        rows = numpy.arange(len(labels))
        train, held = train_test_split(rows, test_size=self._held_out, stratify=labels, random_state=1)
        weights, bias = self._fit(features[train], labels[train])
        margins, wanted = features[held] @ weights + bias, labels[held]

        def surprise(sharpness: float) -> float:
            chosen = _softmax(margins * sharpness)[numpy.arange(len(wanted)), wanted]
            return float(-numpy.log(numpy.maximum(chosen, 1e-9)).mean())

        return float(minimize_scalar(surprise, bounds=(0.5, 20), method="bounded").x)


def _features(
    grams: Iterable[Text], vocabulary: Mapping[Text, int], idf: numpy.ndarray
) -> Tuple[numpy.ndarray, numpy.ndarray]:
    """What scikit-learn's `transform` gives for one text, as columns and values, at a fifth of its cost."""
    known = Counter(column for gram in grams if (column := vocabulary.get(gram)) is not None)
    columns = numpy.fromiter(known.keys(), dtype=numpy.int64, count=len(known))
    counts = numpy.fromiter(known.values(), dtype=numpy.float32, count=len(known))
    values = (1 + numpy.log(counts)) * idf[columns]
    return columns, values / max(float(numpy.linalg.norm(values)), 1e-9)


def _softmax(scores: numpy.ndarray) -> numpy.ndarray:
    odds = numpy.exp(scores - scores.max(axis=-1, keepdims=True))
    return odds / odds.sum(axis=-1, keepdims=True)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class CharacterAndWordClassifier(GraphComponent, IntentClassifier):
    """Sets the intent and the whole ranking, surest first, with calibrated confidences."""

    @classmethod
    def required_components(cls) -> List[Type]:
        return [LanguageIdentifier]

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        return {"characters": [2, 5], "words": [1, 2], "C": 0.35, "held_out": 0.25}

    def __init__(self, storage: ModelStorage, resource: Resource, model: NgramModel) -> None:
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
        return cls(model_storage, resource, NgramModel(config))

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
            return cls(model_storage, resource, joblib.load(folder / "ngrams.joblib"))

    def train(self, training_data: TrainingData) -> Resource:
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        self._model.learn([e.get(TEXT) for e in examples], [e.get(INTENT) for e in examples])
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._model, folder / "ngrams.joblib")
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            if message.get(TEXT):
                chances = self._model.probabilities(message.get(TEXT))
                order = numpy.argsort(-chances)
                ranking = [
                    {INTENT_NAME_KEY: self._model.intents[i], PREDICTED_CONFIDENCE_KEY: float(chances[i])}
                    for i in order
                ]
                message.set(INTENT, ranking[0], add_to_output=True)
                message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages
