"""Ways to tell intents apart, compared on the development sentences with their language known.

`python -m engine experiments` prints the tables of docs/experiments.md. It takes about a quarter of an hour.
"""

from __future__ import annotations

import time
from collections import defaultdict
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, NamedTuple, Sequence, Tuple

import numpy
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.decomposition import TruncatedSVD
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

from engine import machines
from engine.classifier import CharacterAndWordClassifier
from engine.concepts import ConceptLists
from engine.intent_model import WORD, is_story, softmax
from engine.languages import read_languages
from engine.normalise import fold
from engine.phrases import entries
from engine.tfidf import Tfidf

SHARES = (0.25, 0.5, 0.75, 1.0)
OFFERED = 3
Scores = numpy.ndarray


class Row(NamedTuple):
    language: str
    intent: str
    text: str


class Features(NamedTuple):
    """One kind of features, of the training and of the development sentences."""

    train: csr_matrix
    held: csr_matrix


class Bench:
    """Both sets of sentences, and their features."""

    def __init__(self) -> None:
        self.train, self.held = list(_rows(Path("nlu_data"))), list(_rows(Path("tests/nlu")))
        self.intents = sorted({row.intent for row in self.train})
        self._config = CharacterAndWordClassifier.get_default_config()
        self.characters = self._features(fold_of, analyzer="char_wb", ngram_range=tuple(self._config["characters"]))
        self.words = self._features(fold_of, ngram_range=tuple(self._config["words"]), token_pattern=WORD)
        self.own_words = self._features(marked, ngram_range=(1, 1), analyzer=str.split)
        weight = self._config["concepts"]
        self.concepts = self._features(with_language, weight=weight, analyzer=ConceptLists())

    def _features(self, of: Callable[[Row], Any], weight: float = 1.0, **options: Any) -> Features:
        tfidf = Tfidf(weight=weight, **options)
        train = tfidf.fit([of(row) for row in self.train])
        return Features(train, tfidf.transform([of(row) for row in self.held]))

    def machines(self, *kinds: Features, rows: Sequence[int] = (), stories: float = 1.0) -> Scores:
        """Linear machines over all these features; `rows` of the training sentences only, if given."""
        chosen = list(rows) or list(range(len(self.train)))
        features = hstack([kind.train for kind in kinds], format="csr")[chosen]
        intents = [self.train[row].intent for row in chosen]
        weights = [stories if is_story(self.train[row].text) else 1.0 for row in chosen]
        fitted, bias = machines.fit(features, intents, self.intents, self._config["C"], weights)
        return hstack([kind.held for kind in kinds], format="csr") @ fitted + bias

    def logistic(self, *kinds: Features) -> Scores:
        model = LogisticRegression(C=4, solver="liblinear", dual=True, tol=1e-2, random_state=1)
        model.fit(hstack([kind.train for kind in kinds], format="csr"), [row.intent for row in self.train])
        return model.decision_function(hstack([kind.held for kind in kinds], format="csr"))

    def one_each(self, group: Callable[[Row], str], *kinds: Features) -> Scores:
        """A model for each group of languages, which learns from that group's sentences alone."""
        scores = numpy.zeros((len(self.held), len(self.intents)))
        train, held = hstack([k.train for k in kinds], format="csr"), hstack([k.held for k in kinds], format="csr")
        for name in {group(row) for row in self.held}:
            rows = [place for place, row in enumerate(self.train) if group(row) == name]
            asked = [place for place, row in enumerate(self.held) if group(row) == name]
            intents = [self.train[row].intent for row in rows]
            weights, bias = machines.fit(train[rows], intents, self.intents, self._config["C"])
            scores[asked] = held[asked] @ weights + bias
        return scores

    def misspelt_too(self) -> Scores:
        """Every training sentence once more, with two letters exchanged in one word of three."""
        chance = numpy.random.default_rng(1)
        texts = [fold_of(row) for row in self.train]
        twice = [*texts, *(_misspelt(text, chance) for text in texts)]
        kinds = []
        for options in ({"analyzer": "char_wb", "ngram_range": (2, 5)}, {"ngram_range": (1, 2), "token_pattern": WORD}):
            tfidf = Tfidf(**options)
            kinds.append(Features(tfidf.fit(twice), tfidf.transform([fold_of(row) for row in self.held])))
        kinds.append(Features(vstack([self.concepts.train] * 2), self.concepts.held))
        features = hstack([kind.train for kind in kinds], format="csr")
        weights, bias = machines.fit(features, [r.intent for r in self.train] * 2, self.intents, self._config["C"])
        return hstack([kind.held for kind in kinds], format="csr") @ weights + bias

    def neural(self, *kinds: Features) -> Scores:
        """A net with one hidden layer over 300 dense features made of all of these."""
        dense = TruncatedSVD(300, n_iter=2, random_state=1)
        train = dense.fit_transform(hstack([kind.train for kind in kinds], format="csr")).astype(numpy.float32)
        spread = train.std(axis=0)
        net = MLPClassifier((256,), batch_size=256, max_iter=12, random_state=1)
        net.fit(train / spread, [self.intents.index(row.intent) for row in self.train])
        held = dense.transform(hstack([kind.held for kind in kinds], format="csr")).astype(numpy.float32)
        return net.predict_proba(held / spread)

    def sharpness(self, *kinds: Features, stories: float) -> float:
        """What makes margins into probabilities: of a quarter of the training sentences, learned from the rest."""
        chosen = self.part(0.75)
        held = sorted(set(range(len(self.train))) - set(chosen))
        kinds = tuple(Features(kind.train, kind.train[held]) for kind in kinds)
        margins = self.machines(*kinds, rows=chosen, stories=stories)
        wanted = [self.intents.index(self.train[row].intent) for row in held]

        def surprise(sharpness: float) -> float:
            chosen = softmax(margins * sharpness)[numpy.arange(len(wanted)), wanted]
            return float(-numpy.log(numpy.maximum(chosen, 1e-9)).mean())

        return float(minimize_scalar(surprise, bounds=(0.5, 20), method="bounded").x)

    def part(self, share: float) -> List[int]:
        """That share of every intent of every language, the same sentences each time."""
        of: Dict[Tuple[str, str], List[int]] = defaultdict(list)
        for place, row in enumerate(self.train):
            of[row.language, row.intent].append(place)
        chance = numpy.random.default_rng(1)
        return [
            int(place)
            for places in of.values()
            for place in chance.choice(places, max(1, round(len(places) * share)), replace=False)
        ]

    def right(self, hits: Sequence[bool]) -> Dict[str, float]:
        """The share of hits in each language, of a hit or a miss for each development sentence."""
        of: Dict[str, List[bool]] = defaultdict(list)
        for row, hit in zip(self.held, hits):
            of[row.language].append(hit)
        return {tag: sum(each) / len(each) for tag, each in of.items()}

    def first(self, scores: Scores) -> List[bool]:
        return [self.intents[best] == row.intent for row, best in zip(self.held, scores.argmax(axis=1))]

    def offered(self, scores: Scores) -> List[bool]:
        three = numpy.argsort(-scores, axis=1)[:, :OFFERED]
        return [self.intents.index(row.intent) in best for row, best in zip(self.held, three)]


def main() -> int:
    bench = Bench()
    script = {tag: language.script for tag, language in read_languages().items()}
    ours = (bench.characters, bench.words, bench.concepts)
    ways: Dict[str, Callable[[], Scores]] = {
        "characters, logistic regression": lambda: bench.logistic(bench.characters),
        "characters, linear machines": lambda: bench.machines(bench.characters),
        "characters and words": lambda: bench.machines(bench.characters, bench.words),
        "the same, one model for each language": lambda: bench.one_each(lambda r: r.language, *ours[:2]),
        "the same, one model for each script": lambda: bench.one_each(lambda r: script[r.language], *ours[:2]),
        "the same, words marked with their language": lambda: bench.machines(bench.characters, bench.own_words),
        "concepts": lambda: bench.machines(bench.concepts),
        "characters, words and concepts": lambda: bench.machines(*ours),
        "the same, logistic regression": lambda: bench.logistic(*ours),
        "the same, every sentence misspelt too": bench.misspelt_too,
        "the same, a net with a hidden layer": lambda: bench.neural(*ours),
        "the same, stories count three times (ours)": lambda: bench.machines(*ours, stories=3),
    }
    print("| way | right | offered | seconds |\n| --- | --- | --- | --- |")
    for name, way in ways.items():
        began = time.monotonic()
        scores = way()
        figures = [_mean(bench.right(hits)) for hits in (bench.first(scores), bench.offered(scores))]
        print(f"| {name} | {figures[0]:.3f} | {figures[1]:.3f} | {time.monotonic() - began:.0f} |", flush=True)
    parts = [bench.machines(*ours, rows=bench.part(share), stories=3) for share in SHARES]
    curves = [bench.right(bench.first(scores)) for scores in parts]
    print(f"\n| of the training sentences | {' | '.join(f'{share:.0%}' for share in SHARES)} |")
    print(f"|{' --- |' * (len(SHARES) + 1)}")
    for tag in curves[0]:
        print(f"| {tag} | {' | '.join(f'{curve[tag]:.3f}' for curve in curves)} |")
    print(f"| mean | {' | '.join(f'{_mean(curve):.3f}' for curve in curves)} |")
    print(f"\nsharpness {bench.sharpness(*ours, stories=3):.2f}")
    return 0


def fold_of(row: Row) -> str:
    return fold(row.text)


def with_language(row: Row) -> Tuple[str, str]:
    return row.language, fold(row.text)


def marked(row: Row) -> str:
    return " ".join(f"{row.language}:{word}" for word in fold(row.text).split())


def _rows(folder: Path) -> Iterator[Row]:
    for tag, intent, texts in entries("intent", "[!_]*", folder):
        yield from (Row(tag, intent, text) for text in texts)


def _misspelt(text: str, chance: numpy.random.Generator) -> str:
    words = text.split()
    for place, word in enumerate(words):
        if len(word) > 3 and chance.random() < 1 / 3:
            cut = chance.integers(len(word) - 1)
            words[place] = word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :]
    return " ".join(words)


def _mean(of: Dict[str, float]) -> float:
    return sum(of.values()) / len(of)
