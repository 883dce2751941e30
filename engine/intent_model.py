"""Which intent a message has: one linear model over the letters, words and meanings of all languages."""

from __future__ import annotations

from typing import Any, List, Mapping, Text

import numpy
from scipy.sparse import hstack

from engine import machines
from engine.concepts import ConceptLists
from engine.normalise import fold
from engine.tfidf import Tfidf

WORD = r"[\w\u0981-\u09e3]+"  # Bengali writes its vowels as marks, which are no letters to a regular expression
STORY = 15  # words
WIDE = 2  # a Chinese character says about half a word


class IntentModel:
    """A sentence and its language in, probabilities of all intents out."""

    def __init__(self, config: Mapping[Text, Any], concepts: ConceptLists) -> None:
        self._c = float(config["C"])
        self._stories = float(config["stories"])
        self._sharpness = float(config["sharpness"])
        self._tfidfs = [
            Tfidf(analyzer="char_wb", ngram_range=tuple(config["characters"])),
            Tfidf(ngram_range=tuple(config["words"]), token_pattern=WORD),
            Tfidf(weight=float(config["concepts"]), analyzer=concepts),
        ]
        self.intents: List[Text] = []

    def learn(self, sentences: List[Text], languages: List[Text], intents: List[Text]) -> None:
        texts = [fold(sentence) for sentence in sentences]
        messages = list(zip(languages, texts))
        features = hstack([t.fit(each) for t, each in zip(self._tfidfs, (texts, texts, messages))], format="csr")
        self.intents = sorted(set(intents))
        counts = [self._stories if is_story(sentence) else 1.0 for sentence in sentences]
        weights, self._bias = machines.fit(features, intents, self.intents, self._c, counts)
        self._weights = weights.astype(numpy.float16)  # half the file and the memory; what is lost is below the noise

    def probabilities(self, sentence: Text, language: Text) -> numpy.ndarray:
        scores, first, text = self._bias, 0, fold(sentence)
        for tfidf, each in zip(self._tfidfs, (text, text, (language, text))):
            columns, values = tfidf.read(each)
            scores = scores + values @ self._weights[columns + first].astype(numpy.float32)
            first += len(tfidf)
        return softmax(scores * self._sharpness)


def is_story(text: Text) -> bool:
    """Long enough to tell a need indirectly."""
    return max(len(text.split()), sum("\u4e00" <= letter <= "\u9fff" for letter in text) / WIDE) >= STORY


def softmax(scores: numpy.ndarray) -> numpy.ndarray:
    """Scores into probabilities, along the last axis."""
    odds = numpy.exp(scores - scores.max(axis=-1, keepdims=True))
    return odds / odds.sum(axis=-1, keepdims=True)
