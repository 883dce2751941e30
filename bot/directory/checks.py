"""What the types cannot see: names that lead nowhere, and records that contradict one another."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.directory.codes import COUNTY, NATIONAL
from bot.directory.contacts import SHOWN, Contactable, Evidenced
from bot.directory.faults import Location, did_you_mean
from bot.directory.file import DirectoryFile
from bot.directory.records import Service

Finding = tuple[Location, str, str]


@dataclass(frozen=True, slots=True)
class Names:
    """Every id in the file, also of records that have faults, so that one fault is told once."""

    services: frozenset[str]
    districts: frozenset[str]
    topics: frozenset[str]


def contradictions(file: DirectoryFile, names: Names, today: date) -> Iterator[Finding]:
    """All that is wrong between records that are each well-formed."""
    yield from _services(file, names)
    yield from _topics(file, names)
    yield from _places(file, names)
    yield from _facts(file, names)
    yield from _phones(file)
    yield from _dates(file, today)
    for section, record in (("council", file.council), ("advocate", file.advocate)):
        if not record.can_be_reached:
            yield (section,), f"the {section} cannot be reached", _GIVE_CONTACT


_GIVE_CONTACT = "give a phone, e-mail, https page or address of at least medium confidence"


def _services(file: DirectoryFile, names: Names) -> Iterator[Finding]:
    yield from _told_twice("services", [service.id for service in file.services])
    areas = names.districts | {COUNTY, NATIONAL}
    talk = {name for name, topic in file.topics.items() if topic.conversation}
    words = file.vocabulary
    for number, service in enumerate(file.services):
        here: Location = ("services", number)
        yield from _unknown(here, "topics", service.topics, names.topics - talk, "topic")
        yield from _unknown(here, "service_area", service.service_area, areas, "district")
        yield from _unknown(here, "offers", service.offers, words.offers, "code of offers")
        yield from _unknown(here, "access", service.access, words.access, "code of access")
        yield from _unknown(here, "cost", [service.cost], words.cost, "code of cost")
        yield from _area(here, service)
        if service.status in ("active", "check") and not service.can_be_reached:
            yield (
                here,
                f"{service.id} is shown to people but nothing says how to reach it",
                f"{_GIVE_CONTACT}, or write status: information",
            )


def _area(here: Location, service: Service) -> Iterator[Finding]:
    place = (*here, "service_area")
    if (service.scope == "national") != (service.service_area == (NATIONAL,)):
        yield (
            place,
            f"{service.id} is {service.scope} but its area is {', '.join(service.service_area)}",
            "national services have [national], local ones districts or [county]",
        )
    elif COUNTY in service.service_area and len(service.service_area) > 1:
        yield place, f"{service.id} has county and districts", "write [county], or the districts"


def _topics(file: DirectoryFile, names: Names) -> Iterator[Finding]:
    sound = {service.id: service for service in file.services}
    for name, topic in file.topics.items():
        here: Location = ("topics", name)
        yield from _unknown(here, "services", topic.services, names.services, "service")
        yield from _unknown(here, "emergency", topic.emergency, names.services, "service")
        for service_id in topic.services:
            service = sound.get(service_id)
            if service and name not in service.topics:
                yield (
                    (*here, "services"),
                    f"{service_id} comes first for {name} but does not serve it",
                    f"add {name} to the topics of {service_id}, or take it out here",
                )
        silent = [
            service_id
            for service_id in topic.emergency
            if (service := sound.get(service_id)) and not (service.is_listed and service.shown_phones)
        ]
        for service_id in silent:
            yield (
                (*here, "emergency"),
                f"{service_id} has no number that may be shown",
                "name a service with a confirmed phone",
            )
        if topic.sensitive == "urgent" and len(silent) == len(topic.emergency):
            yield here, f"{name} is urgent but there is nobody to call", "add emergency: [a service]"


def _places(file: DirectoryFile, names: Names) -> Iterator[Finding]:
    for name, district in file.districts.items():
        yield from _unknown(("districts", name), "services", district.services, names.services, "service")
    for name, place in file.places.items():
        here: Location = ("places", name)
        yield from _unknown(here, "districts", place.districts, names.districts, "district")
        if not place.districts and place.outside < 100:
            yield here, f"{name} lies nowhere", "name its districts, or write outside: 100"
        if place.kind == "county" and set(place.districts) != names.districts:
            yield here, f"{name} is a county but lacks some districts", "name every district"


def _facts(file: DirectoryFile, names: Names) -> Iterator[Finding]:
    for section, facts in (("schemes", file.schemes), ("facts", file.facts)):
        yield from _told_twice(section, [fact.id for fact in facts])
        for number, fact in enumerate(facts):
            yield from _unknown((section, number), "topics", fact.topics, names.topics, "topic")


def _phones(file: DirectoryFile) -> Iterator[Finding]:
    """A number kept back in one record and shown in another would still reach people."""
    listed = [(here, phone) for here, record in _contactable(file) for phone in record.phones]
    shown = {phone.number for _, phone in listed if phone.confidence in SHOWN}
    for here, phone in listed:
        if phone.confidence not in SHOWN and phone.number in shown:
            yield (
                here,
                f"{phone.display} is of low confidence here and shown elsewhere",
                "give it the same confidence everywhere",
            )


def _dates(file: DirectoryFile, today: date) -> Iterator[Finding]:
    for here, record in _evidenced(file):
        if record.assured_date and record.assured_date > today:
            yield (
                (*here, "assured_date"),
                f"assured_date {record.assured_date} is in the future",
                "write the day of the newest evidence",
            )


def _contactable(file: DirectoryFile) -> Iterator[tuple[Location, Contactable]]:
    yield ("council",), file.council
    yield ("advocate",), file.advocate
    yield from ((("districts", name), record) for name, record in file.districts.items())
    yield from ((("services", number), record) for number, record in enumerate(file.services))


def _evidenced(file: DirectoryFile) -> Iterator[tuple[Location, Evidenced]]:
    yield from _contactable(file)
    yield from ((("schemes", number), record) for number, record in enumerate(file.schemes))
    yield from ((("facts", number), record) for number, record in enumerate(file.facts))


def _unknown(here: Location, key: str, words: Iterable[str], known: Iterable[str], what: str) -> Iterator[Finding]:
    for word in words:
        if word not in known:
            yield (
                (*here, key),
                f"{word!r} is not a {what}",
                did_you_mean(word, known, "use one of those this file defines"),
            )


def _told_twice(section: str, ids: list[str]) -> Iterator[Finding]:
    times = Counter(ids)
    for number, name in enumerate(ids):
        if times[name] > 1 and ids.index(name) != number:
            yield (section, number), f"{name!r} is there twice", "merge the two, or rename one"
