"""The shape of directory.yml as a whole, and the JSON Schema that editors complete from."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import model_validator

from bot.directory.codes import Code, Https, Id
from bot.directory.facts import Fact, Scheme
from bot.directory.record import Record
from bot.directory.records import (
    Advocate,
    Council,
    District,
    Place,
    Service,
    Topic,
    Vocabulary,
)

_KEYED = ("districts", "places", "topics")


class DirectoryFile(Record):
    """directory.yml, word for word; `Directory` is what the rest of the programme asks."""

    version: Literal[1]
    compiled: date
    council: Council
    advocate: Advocate
    neutral_site: Https
    districts: Mapping[Code, District]
    places: Mapping[Id, Place]
    topics: Mapping[Code, Topic]
    vocabulary: Vocabulary
    services: tuple[Service, ...]
    schemes: tuple[Scheme, ...] = ()
    facts: tuple[Fact, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _records_know_their_keys(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return data | {
            section: {key: _with_id(key, record) for key, record in data[section].items()}
            for section in _KEYED
            if isinstance(data.get(section), dict)
        }


def _with_id(key: object, record: Any) -> Any:
    return record | {"id": key} if isinstance(record, dict) else record


def json_schema() -> dict[str, Any]:
    """The JSON Schema of directory.yml, made from the types so that the two cannot differ."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Directory of services",
    } | DirectoryFile.model_json_schema()
