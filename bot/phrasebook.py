"""The advocate's ready sentences: `dialogue/phrasebook.yml` says which there are and how they may be answered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import yaml

from bot.errors import PhrasebookError


@dataclass(frozen=True, slots=True)
class Phrase:
    """A ready sentence, `phrase.<name>` in locales/; `answers` are the buttons beneath it, `answer.<name>`."""

    name: str
    group: str
    answers: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"phrase.{self.name}"


class Phrasebook:
    """All phrases, by name, in the order of the file."""

    def __init__(self, phrases: Mapping[str, Phrase]) -> None:
        self._phrases = phrases

    @classmethod
    def load(cls, path: Path) -> Self:
        """Raises PhrasebookError saying what to write."""
        try:
            groups = yaml.safe_load(path.read_text(encoding="utf-8"))
            rows = [(name, group, answers) for group, names in groups.items() for name, answers in names.items()]
            phrases = {name: Phrase(str(name), str(group), tuple(answers)) for name, group, answers in rows}
        except (OSError, yaml.YAMLError, AttributeError, TypeError) as error:
            raise PhrasebookError(f"{path.name}: write group, phrase: [answers] ({type(error).__name__})") from None
        if len(phrases) < len(rows):
            raise PhrasebookError(f"{path.name}: a phrase stands in two groups; keep one")
        if not all(isinstance(answer, str) for phrase in phrases.values() for answer in phrase.answers):
            raise PhrasebookError(f'{path.name}: put "yes" and "no" in quotes: YAML reads them as true and false')
        return cls(phrases)

    def __getitem__(self, name: str) -> Phrase:
        return self._phrases[name]

    def __iter__(self) -> Iterator[Phrase]:
        return iter(self._phrases.values())

    def keys(self) -> set[str]:
        """Every text the phrasebook needs."""
        answers = {f"answer.{answer}" for phrase in self._phrases.values() for answer in phrase.answers}
        return {phrase.key for phrase in self._phrases.values()} | answers
