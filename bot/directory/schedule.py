"""Opening times, and the question whether a service is open now.

Times are those on a clock in Cambridgeshire, so summer time is taken care of. On a bank holiday of
England hardly any record says what happens: nothing is claimed then.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Annotated, Literal, Self

import holidays
from pydantic import BeforeValidator, WithJsonSchema, model_validator

from bot.clock import LONDON
from bot.directory.codes import misfit
from bot.directory.record import Record

Weekday = Literal["mo", "tu", "we", "th", "fr", "sa", "su"]
_WEEK: tuple[Weekday, ...] = ("mo", "tu", "we", "th", "fr", "sa", "su")


def _quoted_time(value: object) -> object:
    # YAML 1.1 reads 9:30 as 570, counting in sixties.
    if isinstance(value, int):
        raise misfit("a time without quotes is read as a number", 'put it in quotes: "09:30"')
    return value


ClockTime = Annotated[
    time,
    BeforeValidator(_quoted_time),
    WithJsonSchema({"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"}),
]


class Schedule(Record):
    """Hours that repeat every week, or the statement that a service never closes."""

    byday: tuple[Weekday, ...] = ()
    opens_at: ClockTime | None = None
    closes_at: ClockTime | None = None
    always_open: bool = False

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        hours = (bool(self.byday), self.opens_at is not None, self.closes_at is not None)
        if self.always_open and any(hours):
            raise misfit("a service that is always open has no days or hours", "keep either always_open or the hours")
        if not self.always_open and not all(hours):
            raise misfit("opening times are incomplete", "give byday, opens_at and closes_at, or always_open: true")
        if not self.always_open and self.opens_at == self.closes_at:
            raise misfit("a service opens and closes at the same minute", "write always_open: true if it never closes")
        return self


@dataclass(frozen=True, slots=True)
class Open:
    until: datetime


@dataclass(frozen=True, slots=True)
class Closed:
    opens: datetime


@dataclass(frozen=True, slots=True)
class AlwaysOpen:
    """Day and night, every day."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody has written down the hours; say so, never guess."""


@dataclass(frozen=True, slots=True)
class BankHoliday:
    """There are hours, but today may be different."""


OpeningState = Open | Closed | AlwaysOpen | BankHoliday | Unknown


@cache
def bank_holidays() -> Container[date]:
    """Those of England, by their rules; one proclaimed for a single year comes with the library's next release."""
    return holidays.country_holidays("GB", subdiv="ENG")


def opening_state(opening: Sequence[Schedule], now: datetime) -> OpeningState:
    """Whether a service with these hours is open at `now`, and until or from when.

    The times returned are in Europe/London. `now` must know its time zone.
    """
    if now.tzinfo is None:
        raise ValueError("opening_state needs a time that knows its zone")
    if any(schedule.always_open for schedule in opening):
        return AlwaysOpen()
    if opening and now.astimezone(LONDON).date() in bank_holidays():
        return BankHoliday()
    until: datetime | None = None
    for opens, closes in sorted(_spells(opening, now)):
        if until is not None and opens > until:
            break
        if until is not None:
            # Morning and afternoon hours that touch are one spell to the person asking.
            until = max(until, closes)
        elif opens <= now < closes:
            until = closes
        elif opens > now:
            return Closed(opens.astimezone(LONDON))
    return Open(until.astimezone(LONDON)) if until else Unknown()


def _spells(opening: Sequence[Schedule], now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Each spell of being open, in UTC, from yesterday (it may last past midnight) to today week; no bank holidays."""
    today = now.astimezone(LONDON).date()
    for offset in range(-1, 8):
        day = today + timedelta(days=offset)
        for schedule in opening:
            if _WEEK[day.weekday()] not in schedule.byday or day in bank_holidays():
                continue
            assert schedule.opens_at is not None
            assert schedule.closes_at is not None
            past_midnight = schedule.closes_at < schedule.opens_at
            last_day = day + timedelta(days=1) if past_midnight else day
            yield (
                datetime.combine(day, schedule.opens_at, LONDON).astimezone(UTC),
                datetime.combine(last_day, schedule.closes_at, LONDON).astimezone(UTC),
            )
