"""Which translations a person has checked: `locales/reviews.yml`, written by `scripts/tools review`.

A review is of one text, not of a key: it ends as soon as the English or the translation changes.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from bot.errors import ReviewsError


@dataclass(frozen=True, slots=True)
class Review:
    """A role, never a name; the day; and the digest of what was checked."""

    by: str
    day: date
    of: str


Reviews = Mapping[str, Mapping[str, Review]]  # language tag to key to its review


def digest(english: str, translation: str) -> str:
    """Twelve hex digits that are others as soon as either text is another."""
    return hashlib.sha256(f"{english}\0{translation}".encode()).hexdigest()[:12]


def load(path: Path) -> Reviews:
    """No file is no reviews. Raises ReviewsError naming the language and key."""
    if not path.exists():
        return {}
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except yaml.YAMLError as error:
        raise ReviewsError(f"{path.name}: is not YAML ({type(error).__name__})") from None
    reviews: dict[str, dict[str, Review]] = {}
    for tag, keys in raw.items():
        for key, row in keys.items():
            try:
                review = Review(**row)
            except TypeError:
                raise ReviewsError(f"{path.name}: {tag}: {key}: write by, day and of") from None
            if not isinstance(review.day, date):
                raise ReviewsError(f"{path.name}: {tag}: {key}: day: write a date, such as 2026-12-01")
            reviews.setdefault(tag, {})[key] = review
    return reviews


def save(path: Path, reviews: Reviews) -> None:
    """Sorted, so that two reviewers' changes meet only where they are of the same text."""
    rows = {
        tag: {key: {"by": r.by, "day": r.day, "of": r.of} for key, r in sorted(keys.items())}
        for tag, keys in sorted(reviews.items())
    }
    path.write_text(_HEAD + yaml.safe_dump(rows, sort_keys=False, default_flow_style=None, width=200), encoding="utf-8")


_HEAD = "# Which translations a person has checked. Written by `scripts/tools review`; see docs/translating.md.\n"
