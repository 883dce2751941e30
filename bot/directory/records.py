"""The records of the directory, named after Open Referral (HSDS 3) where it has a name."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic.json_schema import SkipJsonSchema

from bot.directory.codes import (
    Code,
    Https,
    Id,
    LanguageTag,
    PlaceKind,
    RecordedWord,
    Scope,
    Status,
    StatusCheck,
    Text,
    misfit,
)
from bot.directory.contacts import Contactable
from bot.directory.record import Record
from bot.directory.schedule import Schedule

# Records that are values of a mapping learn their key as `id` when the file is read.
KeyedId = SkipJsonSchema[str]


def _not_boolean(value: object) -> object:
    if isinstance(value, bool):
        word = "yes" if value else "no"
        raise misfit(f"YAML reads {word} without quotes as true or false", f'write "{word}"')
    return value


class Service(Contactable):
    """One service or helpline that people can be sent to."""

    id: Id
    name: Text
    organization: Text | None = None
    scope: Scope
    status: Status
    topics: Annotated[tuple[Code, ...], Field(min_length=1, max_length=8)]
    service_area: Annotated[tuple[Code, ...], Field(min_length=1)]
    offers: Annotated[tuple[Code, ...], Field(min_length=1, max_length=5)]
    cost: Code
    access: tuple[Code, ...] = ()
    status_check: StatusCheck
    languages: tuple[Annotated[LanguageTag, BeforeValidator(_not_boolean)], ...] = ()
    opening: tuple[Schedule, ...] = ()
    opening_note: Annotated[Text | None, Field(description="for staff, never shown")] = None
    note: Annotated[Text | None, Field(description="for staff, never shown")] = None

    @property
    def is_listed(self) -> bool:
        """Whether people may be sent here: in operation, and with a way to get in touch."""
        return self.status in ("active", "check") and self.can_be_reached


class Topic(Record):
    """One thing that people ask about; its key is the name of the intent."""

    id: KeyedId = ""
    records_as: RecordedWord
    sensitive: Annotated[Literal["urgent", "offer", "no"], BeforeValidator(_not_boolean)]
    locate: Literal["district", "county"]
    link: Https | None = None
    emergency: tuple[Id, ...] = ()
    services: Annotated[tuple[Id, ...], Field(description="these come first, in this order")] = ()
    conversation: Annotated[bool, Field(description="small talk: no service serves it")] = False


class Vocabulary(Record):
    """The closed lists of codes; each code has one word in every language."""

    offers: tuple[Code, ...]
    access: tuple[Code, ...]
    cost: tuple[Code, ...]


class Council(Contactable):
    """The council that runs the assistant."""

    id: Id
    name: Text
    opening: tuple[Schedule, ...] = ()
    note: Text | None = None


class Advocate(Contactable):
    """The published way to the person in the council who speaks for migrants."""

    id: Id
    name: Text
    role: Text
    opening: tuple[Schedule, ...] = ()
    note: Text | None = None


class District(Contactable):
    """The area of one council that answers for housing; its key is the id others refer to."""

    id: KeyedId = ""
    name: Text
    council: Text
    ons_code: Annotated[str, Field(pattern=r"^E0[67]\d{6}$")]
    tier: Literal["district", "unitary"]
    upper_tier: Id
    services: tuple[Id, ...] = ()
    note: Text | None = None


class Place(Record):
    """A name people give when asked where they are."""

    id: KeyedId = ""
    name: Text
    kind: PlaceKind
    districts: Annotated[tuple[Code, ...], Field(description="likeliest first")] = ()
    outside: Annotated[float, Field(ge=0, le=100, description="per cent of the land in other counties")] = 0
    note: Text | None = None
