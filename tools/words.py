"""Brings each language's words in step with the English: new texts empty, changed ones fuzzy, removed ones gone."""

import argparse
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from bot.languages import Language, Languages
from bot.settings import ROOT

WIDTH = 100  # columns


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("languages", nargs="*", metavar="TAG", help="tags of languages.yml; all of them if left out")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if something would change")


def main(parsed: argparse.Namespace) -> int:
    languages = Languages.load(ROOT / "languages.yml")
    unknown = [tag for tag in parsed.languages if tag not in languages]
    if unknown:
        print(f"{unknown[0]} is not in languages.yml: add a row for it first", file=sys.stderr)
        return 2
    behind = False
    for tag in parsed.languages or [language.tag for language in languages]:
        for path, content in in_step(ROOT / "locales", languages[tag]):
            if path.is_file() and path.read_bytes() == content:
                continue
            behind = True
            print(path.relative_to(ROOT))
            if not parsed.check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
    return 1 if behind and parsed.check else 0


def in_step(locales: Path, language: Language) -> Iterator[tuple[Path, bytes]]:
    """Each PO file of the language as it should be; what has been translated is kept."""
    for source in sorted((locales / "en" / "LC_MESSAGES").glob("*.po")):
        path = locales / language.tag / "LC_MESSAGES" / source.name
        template = _read(source)
        known = {message.context: message for message in _read(path)} if path.is_file() else {}
        for message in template:
            if message.context and language.tag != "en":
                _take_over(message, known.get(message.context))
        _head(template, language)
        written = io.BytesIO()
        write_po(written, template, width=WIDTH)
        yield path, written.getvalue()


def _take_over(message: Message, known: Message | None) -> None:
    message.user_comments = known.user_comments if known else []
    message.string = known.string if known else ""
    if message.string and known and (known.fuzzy or known.id != message.id):
        message.flags.add("fuzzy")


def _head(catalog: Catalog, language: Language) -> None:
    if language.tag == "en":
        return
    _, *rest = catalog.header_comment.splitlines()
    named = f"# Fingerpost: texts in {language.own_name} ({language.tag})."
    catalog.header_comment = "\n".join([named, "# languages.yml says whether a person has checked them.", *rest])
    catalog.locale = str(language.locale) if language.locale.language != "en" else language.tag
    catalog.language_team = language.own_name


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)
