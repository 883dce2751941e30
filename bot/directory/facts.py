"""Schemes and rules, with their figures kept apart from any sentence."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from bot.directory.codes import Code, FactStatus, Https, Id, Number, Text
from bot.directory.contacts import SHOWN, Evidenced
from bot.directory.record import Record

_NO_FIGURES: Mapping[str, "Figure"] = MappingProxyType({})


class Amount(Record):
    """Pounds sterling."""

    kind: Literal["amount"]
    value: Annotated[Decimal, Field(ge=0)]


class Span(Record):
    kind: Literal["days", "months"]
    value: Annotated[int, Field(ge=0)]


class Day(Record):
    kind: Literal["date"]
    value: date


class Dialled(Record):
    kind: Literal["phone"]
    value: Number


class Count(Record):
    kind: Literal["number"]
    value: Decimal


Figure = Annotated[Amount | Span | Day | Dialled | Count, Field(discriminator="kind")]


class Fact(Evidenced):
    """Something that holds for many people. It is never applied to one person's case."""

    id: Id
    name: Text
    topics: Annotated[tuple[Code, ...], Field(min_length=1, max_length=8)]
    status: FactStatus
    summary: Annotated[Text, Field(description="for staff and translators, never shown")]
    figures: Annotated[Mapping[Code, Figure], Field(default_factory=dict)]
    url: Https | None = None
    verify: Annotated[bool, Field(description="look at it again before relying on it")] = False
    likely_to_change: bool = False
    note: Text | None = None

    def shown_figures(self, today: date) -> Mapping[str, Figure]:
        """The figures, or none once they are overdue or were never sure: then the page speaks."""
        if self.confidence not in SHOWN or self.overdue(today):
            return _NO_FIGURES
        return self.figures


class Scheme(Fact):
    """A fact that bears a name, and that people apply under or are brought here by."""
