"""The closed lists and the small checked values that directory.yml is written in."""

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_after_validator_function

Confidence = Literal["high", "medium", "low"]
Status = Literal["active", "check", "closed", "superseded", "information"]
Scope = Literal["local", "national"]
StatusCheck = Literal["needed", "not_needed", "unknown"]
PhoneLabel = Literal["main", "office_hours", "out_of_hours", "text_message", "textphone", "whatsapp", "emergency"]
PlaceKind = Literal["town", "village", "area", "outward_code", "county"]
FactStatus = Literal[
    "open",
    "open_no_applications",
    "paused",
    "closed",
    "announced",
    "proposed",
    "in_force",
    "uncertain",
    "information",
]
RecordedWord = Literal[
    "legal",
    "scheme",
    "housing",
    "money",
    "health",
    "family",
    "learning",
    "work",
    "community",
    "safety",
    "other",
    "none",
]

# Area words that stand beside the districts' own ids in `service_area`.
COUNTY = "county"
NATIONAL = "national"

_E164 = re.compile(r"\+[1-9]\d{7,14}")
_SHORT_CODE = re.compile(r"\d{3,6}")
# Relay UK puts 18001 before any number, a short one or a long one.
_RELAY = re.compile(r"18001\d{3,11}")
_POSTAL_CODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}")
_HTTPS = re.compile(r"https://[^\s/]+\.[^\s]+")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_PARTIAL_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def misfit(what: str, remedy: str) -> PydanticCustomError:
    """A fault in two halves, kept apart so that the report can set them side by side."""
    return PydanticCustomError("misfit", "{what}; {remedy}", {"what": what, "remedy": remedy})


@dataclass(frozen=True, slots=True)
class _Matching:
    """Text of one form; the form is told to editors too, through the JSON Schema."""

    form: re.Pattern[str]
    what: str
    remedy: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(schema) | {"pattern": f"^{self.form.pattern}$"}

    def _check(self, value: str) -> str:
        if not self.form.fullmatch(value):
            raise misfit(f"{value!r} {self.what}", self.remedy)
        return value


def _check_number(value: object) -> object:
    if isinstance(value, int):
        raise misfit(
            "a phone number without quotes loses its first zero or its plus sign",
            'put it in quotes: "+441223457000" or "999"',
        )
    if isinstance(value, str) and not any(form.fullmatch(value) for form in (_E164, _SHORT_CODE, _RELAY)):
        raise misfit(
            f"{value!r} is not a phone number",
            'write + and the country code without spaces ("+441223457000"), or the digits of a short code ("999")',
        )
    return value


def _as_written(value: object) -> object:
    """YAML reads 2024 as a number; it means what was written."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Text = Annotated[str, Field(min_length=1)]
Id = Annotated[
    str,
    _Matching(
        re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"),
        "is not a good id",
        "use lower-case letters, digits and hyphens, such as wisbech-foodbank",
    ),
]
Code = Annotated[
    str,
    _Matching(
        re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*"),
        "is not a good code",
        "use lower-case letters, digits and underscores, such as food_parcel",
    ),
]
Number = Annotated[str, BeforeValidator(_check_number)]
PostalCode = Annotated[
    str, _Matching(_POSTAL_CODE, "is not a full postcode", "write capitals and one space, such as PE13 1BD")
]
Https = Annotated[
    str, _Matching(_HTTPS, "is not a secure web address", "give the page's address beginning with https://")
]
EmailAddress = Annotated[
    str, _Matching(_EMAIL, "is not an e-mail address", "write one address, such as name@example.org")
]
LanguageTag = Annotated[
    str, _Matching(_LANGUAGE, "is not a language tag", "write a BCP 47 tag such as uk, pl or zh-Hans")
]
PartialDate = Annotated[
    str,
    BeforeValidator(_as_written),
    _Matching(_PARTIAL_DATE, "is not a date", 'write "2024", "2024-01" or "2024-01-11"'),
]
