"""The languages as our own sentences show them: Arabic in Latin letters, the English of learners."""

from collections import Counter
from typing import Dict, List, Set

import numpy

from engine import machines
from engine.script import script_of
from engine.tfidf import Tfidf

OFTEN = 20  # sentences in a script that is not a language's own, and people do write it so
OPENING = 4  # words: people write short, and their first words decide the first reply
SHARPNESS = 5.0  # margins into probabilities; docs/understanding.md shows what they are worth


class OwnWords:
    """Text in, a probability for each language that is written in the text's script, out."""

    def __init__(self) -> None:
        self._tfidf = Tfidf(analyzer="char_wb", ngram_range=(1, 4))
        self.scripts: Dict[str, Set[str]] = {}  # script to the languages people write in it

    def learn(self, sentences: List[str], tags: List[str]) -> None:
        seen = Counter((tag, script_of(sentence)) for sentence, tag in zip(sentences, tags))
        for (tag, script), count in seen.items():
            if script and count >= OFTEN:
                self.scripts.setdefault(script, set()).add(tag)
        openings = [" ".join(sentence.split()[:OPENING]) for sentence in sentences]
        short = [place for place, sentence in enumerate(sentences) if openings[place] != sentence]
        features = self._tfidf.fit([*sentences, *(openings[place] for place in short)])
        self._tags = sorted(set(tags))
        labels = [*tags, *(tags[place] for place in short)]
        self._weights, self._bias = machines.fit(features, labels, self._tags, c=0.5)

    def probabilities(self, text: str, among: Set[str]) -> Dict[str, float]:
        """How likely each of the languages `among` is, if it must be one of them; they add up to 1."""
        columns, values = self._tfidf.read(text)
        scores = SHARPNESS * (values @ self._weights[columns] + self._bias)
        ours = {tag: scores[place] for place, tag in enumerate(self._tags) if tag in among}
        if not ours:
            return {tag: 1 / len(among) for tag in among}
        odds = {tag: numpy.exp(score - max(ours.values())) for tag, score in ours.items()}
        return {tag: float(each / sum(odds.values())) for tag, each in odds.items()}
