"""How to reach a service, and on what evidence we say so."""

from datetime import date, timedelta
from typing import Annotated

from pydantic import Field, model_validator

from bot.directory.codes import (
    Code,
    Confidence,
    EmailAddress,
    Https,
    Number,
    PartialDate,
    PhoneLabel,
    PostalCode,
    Text,
    misfit,
)
from bot.directory.record import Record

# What is known only from memory stays in the file for staff and is never shown to a person.
SHOWN: frozenset[Confidence] = frozenset({"high", "medium"})


class Phone(Record):
    number: Annotated[Number, Field(description="E.164, or the digits of a short code")]
    display: Annotated[Text, Field(description="As people write it, such as 01223 457000")]
    label: PhoneLabel = "main"
    extension: Annotated[str | None, Field(pattern=r"^\d+$")] = None
    confidence: Confidence

    @model_validator(mode="after")
    def _says_one_number(self) -> "Phone":
        written = "".join(filter(str.isdigit, self.display))
        if written.startswith("0"):
            written = "44" + written[1:]
        if written != self.number.removeprefix("+"):
            raise misfit(f"display {self.display!r} and number {self.number!r} differ", "correct the one that is wrong")
        return self


class Email(Record):
    address: EmailAddress
    confidence: Confidence


class Address(Record):
    text: Text
    postal_code: PostalCode | None = None
    confidence: Confidence


class Source(Record):
    """A page that says so; a page whose address was not kept has its title."""

    url: Annotated[str | None, Field(pattern=r"^https?://\S+$")] = None
    title: Text | None = None
    date: PartialDate | None = None

    @model_validator(mode="after")
    def _names_a_page(self) -> "Source":
        if self.url is None and self.title is None:
            raise misfit("a source names no page", "give its url, or its title if that was lost")
        return self


class Evidenced(Record):
    """A record somebody answers for: where it is from, and when it must be looked at again."""

    source: tuple[Source, ...] = ()
    assured_date: date | None = None
    review_period: Annotated[int, Field(ge=1, le=730, description="days")] = 180
    owner: Code = "directory_keeper"
    confidence: Confidence

    def overdue(self, today: date) -> bool:
        """True once the review period has passed, and always when nothing tells its age."""
        if self.assured_date is None:
            return True
        return today > self.assured_date + timedelta(days=self.review_period)


class Contactable(Evidenced):
    """A record with ways to reach it, of which only the trustworthy ones are ever shown."""

    phones: tuple[Phone, ...] = ()
    email: Email | None = None
    url: Https | None = None
    url_confidence: Annotated[Confidence | None, Field(description="only where it differs from the record's own")] = (
        None
    )
    address: Address | None = None

    @property
    def shown_phones(self) -> tuple[Phone, ...]:
        return tuple(phone for phone in self.phones if phone.confidence in SHOWN)

    @property
    def shown_email(self) -> str | None:
        return self.email.address if self.email and self.email.confidence in SHOWN else None

    @property
    def shown_url(self) -> str | None:
        return self.url if (self.url_confidence or self.confidence) in SHOWN else None

    @property
    def shown_address(self) -> Address | None:
        return self.address if self.address and self.address.confidence in SHOWN else None

    @property
    def can_be_reached(self) -> bool:
        """Whether there is anything at all that a person may be shown."""
        return bool(self.shown_phones or self.shown_email or self.shown_url or self.shown_address)
