"""The directory of services, as the rest of the programme asks it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Self

from bot.directory.codes import COUNTY, NATIONAL, Confidence, Https
from bot.directory.facts import Fact, Scheme
from bot.directory.file import DirectoryFile
from bot.directory.load import read
from bot.directory.records import (
    Advocate,
    Council,
    District,
    Place,
    Service,
    Topic,
    Vocabulary,
)

MOST_EMERGENCY_CONTACTS = 3

_BY_CONFIDENCE: Mapping[Confidence, int] = {"high": 0, "medium": 1, "low": 2}


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything known about services, places and rules. It never changes while it is in use.

    Topics, places and services are named by their ids; an id that does not exist is a KeyError.
    """

    compiled: date
    council: Council
    advocate: Advocate
    neutral_site: Https
    districts: Mapping[str, District]
    places: Mapping[str, Place]
    topics: Mapping[str, Topic]
    vocabulary: Vocabulary
    services: Mapping[str, Service]
    schemes: Mapping[str, Scheme]
    facts: Mapping[str, Fact]

    @classmethod
    def load(cls, path: Path) -> Self:
        """The directory in this file; raises DirectoryError with all its faults."""
        return cls.from_file(read(path))

    @classmethod
    def from_file(cls, file: DirectoryFile) -> Self:
        return cls(
            compiled=file.compiled,
            council=file.council,
            advocate=file.advocate,
            neutral_site=file.neutral_site,
            districts=MappingProxyType(dict(file.districts)),
            places=MappingProxyType(dict(file.places)),
            topics=MappingProxyType(dict(file.topics)),
            vocabulary=file.vocabulary,
            services=MappingProxyType({service.id: service for service in file.services}),
            schemes=MappingProxyType({scheme.id: scheme for scheme in file.schemes}),
            facts=MappingProxyType({fact.id: fact for fact in file.facts}),
        )

    def search(
        self,
        topic: str,
        *,
        district: str | None,
        language: str | None,
        today: date,
        limit: int = 3,
    ) -> tuple[Service, ...]:
        """The services to name first for this topic, best first.

        With a district, those that serve it; without, all, and the widest first. The topic's own
        choice comes first, then local before national, those who speak the language, active ones,
        well confirmed ones, and records that are not overdue. Equals keep the file's order. Of those that
        are returned, the overdue ones come last: they may be wrong, but they are still the right ones to ask.
        """
        asked = self.topics[topic]

        def rank(service: Service) -> tuple[int, ...]:
            return (
                _preference(asked, service, district),
                self._distance(service, district),
                _foreignness(service, language),
                service.status != "active",
                _BY_CONFIDENCE[service.confidence],
                service.overdue(today),
            )

        serving = (
            service
            for service in self.services.values()
            if topic in service.topics and service.is_listed and _serves(service, district)
        )
        best = sorted(serving, key=rank)[:limit]
        return tuple(sorted(best, key=lambda service: service.overdue(today)))

    def emergency_contacts(self, topic: str) -> tuple[Service, ...]:
        """Who to call now: the topic's own list, at most three, each with a number to call."""
        named = (self.services[service_id] for service_id in self.topics[topic].emergency)
        reachable = [service for service in named if service.is_listed and service.shown_phones]
        return tuple(reachable[:MOST_EMERGENCY_CONTACTS])

    def about(self, topic: str) -> tuple[Fact, ...]:
        """The schemes and facts of a topic, in the file's order."""
        return tuple(fact for fact in (*self.schemes.values(), *self.facts.values()) if topic in fact.topics)

    def whereabouts(self, place_id: str) -> tuple[District, ...]:
        """The districts this place may lie in, likeliest first; none if it is all outside."""
        return tuple(self.districts[district] for district in self.places[place_id].districts)

    def _distance(self, service: Service, district: str | None) -> int:
        """Local before national; where the place is not known, the wider the better."""
        if NATIONAL in service.service_area:
            return len(self.districts)
        if district is not None or COUNTY in service.service_area:
            return 0
        if _in_one_district(service):
            # A gamble for somebody who has not said where they are.
            return len(self.districts) + 1
        return len(self.districts) - len(service.service_area)


def _preference(topic: Topic, service: Service, district: str | None) -> int:
    """The service's place in the topic's own choice; as a rule none if the place is not known.

    For somebody who has not said where they are, one district's service comes after the wider
    ones, and is no choice at all where the answer depends on the district.
    """
    if service.id not in topic.services:
        return len(topic.services) + 1
    if district is None and _in_one_district(service):
        return len(topic.services) + (topic.locate == "district")
    return topic.services.index(service.id)


def _in_one_district(service: Service) -> bool:
    return len(service.service_area) == 1 and service.service_area[0] not in (COUNTY, NATIONAL)


def _serves(service: Service, district: str | None) -> bool:
    return district is None or not {district, COUNTY, NATIONAL}.isdisjoint(service.service_area)


def _foreignness(service: Service, language: str | None) -> int:
    """0 if the service speaks the language, 1 if it brings an interpreter, 2 if neither."""
    if language is None or _primary(language) == "en":
        return 0
    if _primary(language) in map(_primary, service.languages):
        return 0
    return 1 if "interpreter_available" in service.access else 2


def _primary(language: str) -> str:
    return language.partition("-")[0]
