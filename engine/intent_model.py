"""Which intent a message has: one linear model over the letters, words and meanings of all languages."""

from __future__ import annotations

from typing import Any, List, Mapping, Text

import numpy
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack
from sklearn.model_selection import train_test_split

from engine import machines
from engine.concepts import ConceptLists
from engine.normalise import fold
from engine.tfidf import Tfidf

_WORD = r"[\w\u0981-\u09e3]+"  # Bengali writes its vowels as marks, which are no letters to a regular expression


class IntentModel:
    """A sentence and its language in, probabilities of all intents out."""

    def __init__(self, config: Mapping[Text, Any], concepts: ConceptLists) -> None:
        self._c = float(config["C"])
        self._held_out = float(config["held_out"])
        self._tfidfs = [
            Tfidf(analyzer="char_wb", ngram_range=tuple(config["characters"])),
            Tfidf(ngram_range=tuple(config["words"]), token_pattern=_WORD),
            Tfidf(weight=float(config["concepts"]), analyzer=concepts),
        ]
        self.intents: List[Text] = []

    def learn(self, sentences: List[Text], languages: List[Text], intents: List[Text]) -> None:
        texts = [fold(sentence) for sentence in sentences]
        messages = list(zip(languages, texts))
        features = hstack([t.fit(each) for t, each in zip(self._tfidfs, (texts, texts, messages))], format="csr")
        self.intents = sorted(set(intents))
        self._sharpness = self._calibrate(features, intents)
        self._weights, self._bias = machines.fit(features, intents, self.intents, self._c)

    def probabilities(self, sentence: Text, language: Text) -> numpy.ndarray:
        scores, first, text = self._bias, 0, fold(sentence)
        for tfidf, each in zip(self._tfidfs, (text, text, (language, text))):
            columns, values = tfidf.read(each)
            scores = scores + values @ self._weights[columns + first]
            first += len(tfidf)
        return _softmax(scores * self._sharpness)

    def _calibrate(self, features: csr_matrix, intents: List[Text]) -> float:
        """One number that makes margins into probabilities, found on sentences the model had not seen."""
        rows = numpy.arange(len(intents))
        train, held = train_test_split(rows, test_size=self._held_out, stratify=intents, random_state=1)
        weights, bias = machines.fit(features[train], [intents[row] for row in train], self.intents, self._c)
        margins = features[held] @ weights + bias
        wanted = [self.intents.index(intents[row]) for row in held]

        def surprise(sharpness: float) -> float:
            chosen = _softmax(margins * sharpness)[numpy.arange(len(wanted)), wanted]
            return float(-numpy.log(numpy.maximum(chosen, 1e-9)).mean())

        return float(minimize_scalar(surprise, bounds=(0.5, 20), method="bounded").x)


def _softmax(scores: numpy.ndarray) -> numpy.ndarray:
    odds = numpy.exp(scores - scores.max(axis=-1, keepdims=True))
    return odds / odds.sum(axis=-1, keepdims=True)
