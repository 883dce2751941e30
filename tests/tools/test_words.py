"""Translations follow the English: kept, marked stale, begun empty, or gone."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot.catalog import Catalog
from bot.languages import Language, Languages
from tools.words import in_step

ENGLISH = Language("en", "English", "Latn", (), "source")
POLISH = Language("pl", "Polski", "Latn", (), "machine")
HEAD = '# Heading\n# What it is for\nmsgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    write(tmp_path, "en", ("hello", "Hello", ""), ("bye", "Good bye", ""), ("new", "News", ""))
    write(tmp_path, "pl", ("hello", "Hello", "Dzień dobry"), ("bye", "Bye", "Pa"), ("old", "Old", "Stare"))
    return tmp_path


def write(folder: Path, tag: str, *messages: tuple[str, str, str]) -> None:
    path = folder / tag / "LC_MESSAGES" / "replies.po"
    path.parent.mkdir(parents=True)
    rows = [f'#. why\nmsgctxt "{key}"\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n' for key, msgid, msgstr in messages]
    path.write_text(HEAD + "\n".join(rows), encoding="utf-8")


def sync(locales: Path, language: Language) -> Path:
    ((path, content),) = in_step(locales, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_what_has_not_changed_is_kept_and_what_has_is_stale(locales: Path) -> None:
    with sync(locales, POLISH).open("rb") as file:
        texts = {message.context: (message.string, message.fuzzy) for message in read_po(file) if message.context}
    assert texts == {"hello": ("Dzień dobry", False), "bye": ("Pa", True), "new": ("", False)}
    entries = Catalog.load(Languages([ENGLISH, POLISH]), locales).entries("pl")
    assert {key: entry.state for key, entry in entries.items()} == {"hello": "machine", "bye": "stale"}


def test_doing_it_twice_changes_nothing(locales: Path) -> None:
    once = sync(locales, POLISH).read_bytes()
    assert sync(locales, POLISH).read_bytes() == once


def test_a_new_language_begins_empty_and_falls_back(locales: Path) -> None:
    sync(locales, Language("lt", "Lietuvių", "Latn", (), "machine"))
    catalog = Catalog.load(Languages([ENGLISH, Language("lt", "Lietuvių", "Latn", (), "machine")]), locales)
    assert catalog.entries("lt") == {}
