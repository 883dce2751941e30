"""Cards: open or closed now, in every language; what was checked too long ago says so."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.catalog import Catalog
from bot.clock import LONDON, clock
from bot.directory import Directory
from bot.gateway.cards import Cards
from bot.languages import Languages
from bot.messages import Card, Reply
from bot.settings import ROOT

LANGUAGES = Languages.load(ROOT / "languages.yml")
CATALOG = Catalog.load(LANGUAGES, ROOT / "locales")
DIRECTORY = Directory.load(ROOT / "directory.yml")
SERVICE = next(
    service
    for service in DIRECTORY.services.values()
    if service.is_listed and service.shown_phones and any(set("mo") and each.byday for each in service.opening)
)
WEEKDAYS = SERVICE.model_copy(
    update={
        "opening": tuple(
            each.model_copy(
                update={
                    "byday": ("mo", "tu", "we", "th", "fr"),
                    "opens_at": each.opens_at.replace(hour=9, minute=0) if each.opens_at else None,
                    "closes_at": each.closes_at.replace(hour=17, minute=0) if each.closes_at else None,
                    "always_open": False,
                }
            )
            for each in SERVICE.opening[:1]
        ),
        "assured_date": date(2026, 11, 1),
        "review_period": 90,
    }
)


def card(now: datetime, tag: str = "en") -> Card:
    services = {**DIRECTORY.services, SERVICE.id: WEEKDAYS}
    cards = Cards(CATALOG, replace(DIRECTORY, services=services), LANGUAGES, clock(now))
    (made,) = cards.of(Reply("services", services=(SERVICE.id,)), LANGUAGES[tag])
    return made


def at(month: int, day: int, hour: int, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=LONDON)


def plain(text: str | None) -> str:
    return "".join(letter for letter in text or "" if letter not in "\u2066\u2068\u2069")


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (at(11, 24, 12), "Open now, until 17:00"),
        (at(11, 24, 18), "Closed now. Opens Wednesday, 09:00"),
        (at(11, 28, 12), "Closed now. Opens Monday, 09:00"),
        (at(12, 25, 12), "Public holiday today. It may be closed."),
        (at(12, 24, 18), "Closed now. Opens Tuesday, 09:00"),  # Friday, Monday are the bank holidays of that Christmas
    ],
)
def test_whether_it_is_open_is_said_before_the_week(now: datetime, state: str) -> None:
    assert plain(card(now).hours) == f"{state} · Mon–Fri 09:00–17:00"


@pytest.mark.parametrize("language", list(LANGUAGES), ids=lambda language: language.tag)
def test_it_is_said_in_every_language(language) -> None:  # type: ignore[no-untyped-def]
    said = plain(card(at(11, 24, 12), language.tag).hours)
    assert "17:00" in said.partition(" · ")[0]
    assert ("Open now" in said) == (language.tag == "en")


def test_a_record_says_when_it_was_checked_and_from_when_on_it_is_overdue() -> None:
    fresh, overdue = card(at(11, 24, 12)), card(at(2, 1, 12, year=2027))
    assert "May be out of date" not in fresh.notes
    assert [plain(note) for note in overdue.notes[-2:]] == ["Last checked: 1 November 2026", "May be out of date"]
