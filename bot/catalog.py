"""The words of all languages, from gettext PO files: msgctxt is the key, msgid the English text."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

from babel.messages.pofile import read_po

from bot.errors import MissingArgument, UnknownReply
from bot.languages import Language, Languages

State = Literal["source", "machine", "reviewed", "stale"]

_PLACEABLE = re.compile(r"\{(\w+)\}")
_LEFT_TO_RIGHT = re.compile(r"^[\d\s+()./:–-]+$")
_LRI, _FSI, _PDI = "\u2066", "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of one language; a stale one was translated from an English text that has changed since."""

    text: str
    state: State
    file: str


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
        english = _read(folder / "en")
        entries: dict[str, dict[str, Entry]] = {
            "en": {key: Entry(msgid, "source", file) for key, (msgid, _, _, file) in english.items()}
        }
        for language in languages:
            if language.tag == "en":
                continue
            state: State = "reviewed" if language.words == "reviewed" else "machine"
            entries[language.tag] = {
                key: Entry(text, "stale" if fuzzy or english[key][0] != msgid else state, file)
                for key, (msgid, text, fuzzy, file) in _read(folder / language.tag).items()
                if text and key in english
            }
        return cls(languages, entries)

    def entries(self, tag: str) -> Mapping[str, Entry]:
        """All texts of a language, by key."""
        return self._entries.get(tag, {})

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


def _fill(text: str, key: str, arguments: Mapping[str, str]) -> str:
    missing = placeables(text) - arguments.keys()
    if missing:
        raise MissingArgument(f"{key}: {', '.join(sorted(missing))}")
    return _PLACEABLE.sub(lambda match: isolate(arguments[match[1]]), text)


def _read(folder: Path) -> dict[str, tuple[str, str, bool, str]]:
    """Key to (msgid, msgstr, fuzzy, file name without ending)."""
    found = {}
    for path in sorted((folder / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                if message.context and isinstance(message.id, str):
                    found[message.context] = (message.id, str(message.string), message.fuzzy, path.stem)
    return found
