"""What can be wrong with the words we say: `locales/<tag>/LC_MESSAGES/*.po`."""

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.pofile import read_po

from bot import reviews
from bot.catalog import placeables
from bot.directory import Directory, Fault
from bot.errors import CatalogError
from bot.languages import Languages
from bot.phrasebook import Phrasebook

BUTTON = 20  # characters on a WhatsApp reply button
ROW = 24  # characters in a WhatsApp list row
BODY = 1_024  # characters above WhatsApp's buttons
_SHORT = {"topic.": BUTTON, "choice.": BUTTON, "menu.": BUTTON, "answer.": BUTTON}
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class CountedError(CatalogError):
    """A text counts something. Six plural forms of Arabic are six chances to be wrong; a label needs none."""


def find(root: Path, languages: Languages, directory: Directory) -> Iterator[Fault]:
    english = {key: text for _, key, text, _, _ in _messages(root, "en")}
    yield from _reviews(root, languages, english)
    yield from (
        Fault(Path("locales/en"), 1, f"{key} has no English text", "write it in replies.po or notices.po")
        for key in sorted(_needed(root, directory) - english.keys())
    )
    for language in languages:
        for where, key, source, text, line in _messages(root, language.tag):
            said = source if language.tag == "en" else text
            if language.tag != "en":
                if key not in english:
                    yield Fault(where, line, f"{key} is not in locales/en", "remove it")
                    continue
                if not said:
                    continue  # absent is a state of the ledger, not a fault: the fallback is said instead
                if said == source and not key.startswith("card.") and len(said) > BUTTON:
                    yield Fault(where, line, f"{key} is the English text", "translate it, or leave msgstr empty")
                elif placeables(said) != placeables(source):
                    yield Fault(
                        where, line, f"{key} has other placeables than the English", f"use {sorted(placeables(source))}"
                    )
            # Of a notice that nobody has checked, the English goes with it.
            beneath = source if where.stem == "notices" and language.tag != "en" else ""
            yield from (Fault(where, line, f"{key}: {what}", remedy) for what, remedy in _wrong(key, said, beneath))


def _wrong(key: str, text: str, beneath: str) -> Iterator[tuple[str, str]]:
    if any(letter.isdigit() for letter in text):
        yield "a digit", "use a placeable: numbers come from directory.yml"
    if any(letter in _BIDI or unicodedata.category(letter) == "Cc" for letter in text):
        yield "a control character", "remove it: the programme adds isolates"
    limit = next((size for start, size in _SHORT.items() if key.startswith(start)), None)
    if limit and len(text) > limit:
        yield f"{len(text)} characters", f"at most {limit} fit on a button"
    if len(text) + len(beneath) > BODY:
        yield f"{len(text) + len(beneath)} characters", f"at most {BODY} fit into one message"


def _reviews(root: Path, languages: Languages, english: Mapping[str, str]) -> Iterator[Fault]:
    path = root / "locales" / "reviews.yml"
    for tag, keys in reviews.load(path).items():
        unknown = [key for key in keys if key not in english] if tag in languages else [tag]
        for name in unknown:
            yield Fault(path.relative_to(root), 1, f"{tag}: {name} is not there any more", "remove its review")


def _needed(root: Path, directory: Directory) -> set[str]:
    """Every key that the directory's topics and vocabulary, and the advocate's phrasebook, ask for."""
    topics = [name for name, topic in directory.topics.items() if not topic.conversation]
    urgent = [name for name, topic in directory.topics.items() if topic.sensitive == "urgent"]
    return {
        *(f"guidance.{name}" for name in topics),
        *(f"topic.{name}" for name in topics),
        *(f"crisis.{name}" for name in urgent),
        *(f"offer.{code}" for code in directory.vocabulary.offers),
        *(f"access.{code}" for code in directory.vocabulary.access),
        *Phrasebook.load(root / "dialogue" / "phrasebook.yml").keys(),
    }


def _messages(root: Path, tag: str) -> Iterator[tuple[Path, str, str, str, int]]:
    """Path, key, English, translation, line of each message."""
    for path in sorted((root / "locales" / tag / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                if message.context:
                    key, line = message.context, message.lineno or 1
                    if not isinstance(message.id, str):
                        raise CountedError(f"{path}:{line}: {key} has plural forms: write a label and a number instead")
                    yield path.relative_to(root), key, message.id, str(message.string), line
