"""The words of all languages, from gettext PO files: msgctxt is the key, msgid the English text."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

from babel.messages.pofile import read_po

from bot.errors import MissingArgument, UnknownReply
from bot.languages import Language, Languages
from bot.reviews import Reviews, digest
from bot.reviews import load as load_reviews

State = Literal["source", "machine", "reviewed", "stale"]

_PLACEABLE = re.compile(r"\{(\w+)\}")
_LEFT_TO_RIGHT = re.compile(r"^[\d\s+()./:–-]+$")
_LRI, _FSI, _PDI = "\u2066", "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of one language; a stale one was translated from, or checked against, words that have changed since."""

    text: str
    state: State
    file: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a PO file; `text` is empty where it is not translated."""

    key: str
    english: str
    text: str
    fuzzy: bool
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Said:
    """A text filled in: the language it really is in, and whether a person has checked it."""

    text: str
    language: Language
    reviewed: bool


class Catalog:
    """Says a key in a language, or in the nearest language that has it; a fallback is counted, never silent."""

    def __init__(self, languages: Languages, entries: Mapping[str, Mapping[str, Entry]]) -> None:
        self._languages = languages
        self._entries = entries
        self.fallbacks: Counter[tuple[str, str]] = Counter()  # (language tag, key) -> times

    @classmethod
    def load(cls, languages: Languages, folder: Path) -> Self:
        """Every `<folder>/<tag>/LC_MESSAGES/*.po`; a language without a folder has no words of its own yet."""
        reviews = load_reviews(folder / "reviews.yml")
        english = {message.key: message for message in messages(folder, "en")}
        entries = {"en": {key: Entry(each.english, "source", each.file) for key, each in english.items()}}
        for language in languages:
            if language.tag != "en":
                entries[language.tag] = {
                    each.key: Entry(each.text, _state(each, english[each.key], reviews, language.tag), each.file)
                    for each in messages(folder, language.tag)
                    if each.text and each.key in english
                }
        return cls(languages, entries)

    def entries(self, tag: str) -> Mapping[str, Entry]:
        """All texts of a language, by key."""
        return self._entries.get(tag, {})

    def knows(self, key: str) -> bool:
        """Whether there is such a text at all."""
        return key in self._entries["en"]

    def say(self, language: Language, key: str, /, **arguments: str) -> Said:
        """The words, with every argument wrapped in bidi isolates.

        Raises UnknownReply if no language of the chain has the key, MissingArgument if the words ask for more.
        """
        for spoken in self._languages.chain(language):
            entry = self._entries.get(spoken.tag, {}).get(key)
            if entry is not None:
                if spoken is not language:
                    self.fallbacks[language.tag, key] += 1
                return Said(_fill(entry.text, key, arguments), spoken, entry.state in ("source", "reviewed"))
        raise UnknownReply(key)

    def text(self, language: Language, key: str, /, **arguments: str) -> str:
        """`say` for a word on a button or card, where only the text matters."""
        return self.say(language, key, **arguments).text


def isolate(value: str) -> str:
    """A value that keeps its own direction inside any sentence: phone numbers and times always left to right."""
    return f"{_LRI if _LEFT_TO_RIGHT.match(value) else _FSI}{value}{_PDI}"


def placeables(text: str) -> frozenset[str]:
    return frozenset(_PLACEABLE.findall(text))


def messages(folder: Path, tag: str) -> Iterator[Message]:
    """All messages of a language, file by file, as they are written."""
    for path in sorted((folder / tag / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                if message.context and isinstance(message.id, str):
                    text = str(message.string)
                    yield Message(message.context, message.id, text, message.fuzzy, path.stem, message.lineno or 1)


def _state(message: Message, english: Message, reviews: Reviews, tag: str) -> State:
    review = reviews.get(tag, {}).get(message.key)
    if message.fuzzy or message.english != english.english:
        return "stale"
    if review is None:
        return "machine"
    return "reviewed" if review.of == digest(message.english, message.text) else "stale"


def _fill(text: str, key: str, arguments: Mapping[str, str]) -> str:
    missing = placeables(text) - arguments.keys()
    if missing:
        raise MissingArgument(f"{key}: {', '.join(sorted(missing))}")
    return _PLACEABLE.sub(lambda match: isolate(arguments[match[1]]), text)
