"""What the words of a message mean, alike in every language: the lists of `nlu_data/<tag>/_concepts.yml`.

A language that has few sentences learns from all the others, since "господар", "landlord" and "صاحب خانه" are one
feature.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import DefaultDict, Dict, FrozenSet, Iterator, List, Mapping, Set, Text, Tuple

import yaml

from engine.languages import read_languages
from engine.normalise import fold

FILE = "_concepts.yml"
EVERYWHERE = "en"  # people mix English words into any language
# A stem of so many letters may stand inside a word ("gyvenamasis"), a shorter one at its beginning only.
_INSIDE = {"Arab": 3, "Ethi": 2, "Beng": 3}
_INSIDE_ELSEWHERE = 5
_NOTHING: FrozenSet[Text] = frozenset()
_WORD = re.compile(r"[\w\u0981-\u09e3']+")  # Bengali writes its vowels as marks, which are no letters to \w


class Concepts:
    """The stems and phrases of one language."""

    def __init__(self, stems: Mapping[Text, List[Text]], script: Text) -> None:
        self._inside: DefaultDict[Text, Set[Text]] = defaultdict(set)
        self._begins: DefaultDict[Text, Set[Text]] = defaultdict(set)
        self._whole: DefaultDict[Text, Set[Text]] = defaultdict(set)
        self._phrases: DefaultDict[Text, List[Tuple[Text, Text]]] = defaultdict(list)
        for concept, spellings in stems.items():
            for spelling in spellings:
                stem = " ".join(_WORD.findall(fold(spelling)))
                if " " in stem:
                    self._phrases[stem.split(" ")[0]].append((f" {stem}", concept))
                elif spelling.endswith("."):
                    self._whole[stem].add(concept)
                elif len(stem) >= _INSIDE.get(script, _INSIDE_ELSEWHERE):
                    self._inside[stem].add(concept)
                else:
                    self._begins[stem].add(concept)
        self._longest = max(map(len, [*self._inside, *self._begins]), default=0)

    def among(self, words: List[Text]) -> Set[Text]:
        """The concepts of a folded text's words."""
        found: Set[Text] = set()
        line = f" {' '.join(words)}"
        for word in words:
            found |= self._of(word)
            found.update(concept for phrase, concept in self._phrases.get(word, ()) if phrase in line)
        return found

    def _of(self, word: Text) -> Set[Text]:
        known = set(self._whole.get(word, ()))
        for end in range(1, min(len(word), self._longest) + 1):
            known |= self._begins.get(word[:end], _NOTHING)
            for start in range(len(word) - end + 1):
                known |= self._inside.get(word[start : start + end], _NOTHING)
        return known


class ConceptLists:
    """The concepts of all languages, as an analyzer for the features of (language, folded text)."""

    def __init__(self, folder: Path = Path("nlu_data")) -> None:
        languages = read_languages()
        self._of = {tag: Concepts(read(folder / tag / FILE), language.script) for tag, language in languages.items()}
        self._latin = {tag for tag, language in languages.items() if language.script == "Latn"}

    def __call__(self, message: Tuple[Text, Text]) -> Iterator[Text]:
        """Each concept once, and each pair of them: "landlord" and "letter" together say more than both alone."""
        language, text = message
        words = _WORD.findall(text)
        found = self._of[language].among(words)
        if language not in self._latin and any(word.isascii() for word in words):
            found |= self._of[EVERYWHERE].among([word for word in words if word.isascii()])
        names = sorted(found)
        yield from names
        yield from map(" ".join, combinations(names, 2))


def read(path: Path) -> Dict[Text, List[Text]]:
    """Concept to its stems and phrases; empty without the file."""
    if not path.exists():
        return {}
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {concept: stems.split(", ") for concept, stems in rows.items()}
