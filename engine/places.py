"""Places of the county in a message: which district it means, or which districts it may mean."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, FrozenSet, List, Optional, Text, Tuple, Type

import yaml
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, ENTITY_ATTRIBUTE_TYPE, ENTITY_ATTRIBUTE_VALUE, TEXT
from rasa.shared.nlu.training_data.message import Message

from engine.normalise import fold
from engine.phrases import by_key
from engine.tokenizer import BlankSpacyTokenizer

DIRECTORY = Path("directory.yml")
LONGEST = 8  # words in a place name; a Chinese character counts as one
OUTSIDE = "outside"  # a place beyond the county
ANYWHERE = "anywhere"  # the person would rather not say


def read_directory(path: Path = DIRECTORY) -> Dict[str, Any]:
    """The directory as plain data: the engine needs its places only, and checks nothing."""
    loaded: Dict[str, Any] = yaml.load(
        path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return loaded


def known_places() -> FrozenSet[str]:
    """Every value that the slots `district` and `place` may hold."""
    directory = read_directory()
    return frozenset(directory["districts"]) | frozenset(directory["places"]) | {OUTSIDE, ANYWHERE}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PlaceExtractor(GraphComponent, EntityExtractorMixin):
    """Adds entity `district` for a clear place, entity `place` for an ambiguous one; both are ids of directory.yml.

    Spellings come from `nlu_data/<tag>/_places.yml`, districts from `directory.yml`, both read when the engine starts,
    so an edited directory needs no training.
    """

    @classmethod
    def required_components(cls) -> List[Type]:
        return [BlankSpacyTokenizer]

    def __init__(self) -> None:
        places = read_directory()["places"]
        self._districts: Dict[str, List[str]] = {place: row["districts"] or [OUTSIDE] for place, row in places.items()}
        self._by_words: Dict[Tuple[str, ...], str] = {}
        for place, row in places.items():
            self._learn(row["name"], place)
        for place, spellings in by_key("synonym", "_places").items():
            if place in self._districts:
                for spelling in spellings:
                    self._learn(spelling, place)

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PlaceExtractor:
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            place = self.find([token.text for token in message.get(TOKENS_NAMES[TEXT]) or []])
            if place:
                message.set(ENTITIES, [*message.get(ENTITIES, []), self._entity(place)], add_to_output=True)
        return messages

    def find(self, words: List[str]) -> Optional[str]:
        """The place named by these words: the clearest one, then the longest, then the last."""
        folded = [part for word in words for part in fold(word).split()]
        # People write "PE13 2AB" as one or two words, with or without the space.
        found: List[Tuple[bool, int, int, str]] = []
        for start in range(len(folded)):
            for length in range(1, LONGEST + 1):
                place = self._by_words.get(tuple(folded[start : start + length]))
                if place and start + length <= len(folded):
                    found.append((len(self._districts[place]) == 1, length, start, place))
            outward = self._by_words.get((folded[start][:-3],)) if len(folded[start]) >= 5 else None
            if (
                outward
                and folded[start][-3].isdigit()
                and folded[start][-2:].isalpha()
                and any(map(str.isdigit, outward))
            ):
                found.append((len(self._districts[outward]) == 1, 1, start, outward))
        return max(found)[3] if found else None

    def _entity(self, place: str) -> Dict[Text, Any]:
        districts = self._districts[place]
        kind, value = ("district", districts[0]) if len(districts) == 1 else ("place", place)
        return {ENTITY_ATTRIBUTE_TYPE: kind, ENTITY_ATTRIBUTE_VALUE: value, "extractor": self.name}

    def _learn(self, spelling: str, place: str) -> None:
        words = tuple(fold(spelling).replace("-", " - ").split())
        plain = tuple(word for word in fold(spelling).replace("-", " ").split())
        self._by_words.setdefault(plain, place)
        self._by_words.setdefault(words, place)
        self._by_words.setdefault((fold(spelling),), place)
