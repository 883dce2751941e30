"""Notes that a person has checked translations: --by "native speaker" pl (all), or only --file notices, or --keys."""

import argparse
import sys
from collections.abc import Collection
from datetime import date, datetime
from pathlib import Path

from bot import reviews
from bot.catalog import messages
from bot.clock import LONDON
from bot.languages import Languages
from bot.reviews import Review, digest
from bot.settings import ROOT


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("language", metavar="TAG")
    parser.add_argument("--by", required=True, metavar="ROLE", help="who checked: a role, never a name")
    parser.add_argument("--day", type=date.fromisoformat, metavar="DAY", help="when; today if left out")
    parser.add_argument("--file", choices=["notices", "replies", "widget"], help="only this file's texts")
    parser.add_argument("--keys", nargs="+", metavar="KEY", help="only these texts")


def main(parsed: argparse.Namespace) -> int:
    if parsed.language not in Languages.load(ROOT / "languages.yml") or parsed.language == "en":
        print(f"{parsed.language} is not a language that is translated into: see languages.yml", file=sys.stderr)
        return 2
    day = parsed.day or datetime.now(LONDON).date()
    noted, unfit = note(ROOT / "locales", parsed.language, Review(parsed.by, day, ""), parsed.file, parsed.keys)
    print(f"{noted} texts of {parsed.language} are noted as checked")
    for key in unfit:
        print(f"{key}: not there, empty, or marked fuzzy; put that right first", file=sys.stderr)
    return 1 if unfit else 0


def note(
    locales: Path, tag: str, review: Review, file: str | None = None, keys: Collection[str] | None = None
) -> tuple[int, list[str]]:
    """Writes the reviews; returns how many, and the keys asked for that cannot be reviewed as they are."""
    path = locales / "reviews.yml"
    written = {each.key: each for each in messages(locales, tag) if each.text and not each.fuzzy}
    chosen = keys or [key for key, each in written.items() if file in (None, each.file)]
    known = {tag: dict(of) for tag, of in reviews.load(path).items()}
    fit = [key for key in chosen if key in written]
    for key in fit:
        text = written[key]
        known.setdefault(tag, {})[key] = Review(review.by, review.day, digest(text.english, text.text))
    reviews.save(path, known)
    return len(fit), [key for key in chosen if key not in written]
