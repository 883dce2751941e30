"""The shipped directory: it is sound, says nothing unsure, and has an answer for every topic everywhere."""

import json
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from bot.directory import Directory, find_faults, json_schema

ROOT = Path(__file__).parents[2]
PATH = ROOT / "directory.yml"
DIRECTORY = Directory.load(PATH)
TOPICS = [name for name, topic in DIRECTORY.topics.items() if not topic.conversation]
URGENT = [name for name, topic in DIRECTORY.topics.items() if topic.sensitive == "urgent"]
TODAY = date(2026, 11, 24)


def found(topic: str, district: str | None, language: str | None = None, limit: int = 3) -> list[str]:
    services = DIRECTORY.search(topic, district=district, language=language, today=TODAY, limit=limit)
    return [service.id for service in services]


def test_it_has_no_faults() -> None:
    assert find_faults(PATH) == []


def test_its_schema_is_the_one_of_the_types() -> None:
    written = json.loads((ROOT / "directory.schema.json").read_text(encoding="utf-8"))
    assert written == json_schema(), "run: python -m tools schema"


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("district", [None, *DIRECTORY.districts])
def test_every_topic_leads_somewhere_in_every_district(topic: str, district: str | None) -> None:
    assert found(topic, district)


@pytest.mark.parametrize("topic", URGENT)
def test_every_urgent_topic_has_somebody_to_call(topic: str) -> None:
    contacts = DIRECTORY.emergency_contacts(topic)
    assert 1 <= len(contacts) <= 3
    assert all(service.shown_phones for service in contacts)


def test_danger_means_999() -> None:
    assert DIRECTORY.emergency_contacts("emergency")[0].shown_phones[0].number == "999"


def test_no_number_of_low_confidence_is_ever_shown() -> None:
    records = [DIRECTORY.council, DIRECTORY.advocate, *DIRECTORY.districts.values(), *DIRECTORY.services.values()]
    unsure = {phone.number for record in records for phone in record.phones if phone.confidence == "low"}
    shown = {phone.number for record in records for phone in record.shown_phones}
    assert unsure
    assert unsure.isdisjoint(shown)


@pytest.mark.parametrize("district", DIRECTORY.districts)
def test_who_has_no_home_is_sent_to_the_council_that_must_help(district: str) -> None:
    assert found("homeless_now", district)[0] in DIRECTORY.districts[district].services


@pytest.mark.parametrize(
    ("district", "first"),
    [
        ("cambridge", "cambridgeshire-skills"),
        ("fenland", "cambridgeshire-skills"),
        ("huntingdonshire", "cambridgeshire-skills"),
        ("peterborough", "city-college-peterborough"),
    ],
)
def test_who_wants_to_learn_english_is_sent_to_classes_nearby(district: str, first: str) -> None:
    assert found("learn_english", district)[0] == first


def test_a_lithuanian_in_wisbech_hears_of_the_house_that_speaks_lithuanian() -> None:
    assert found("community_library", "fenland", "lt", limit=2) == ["cambridgeshire-libraries", "rosmini-centre"]
    assert "rosmini-centre" in found("learn_english", "fenland", "lt")


def test_health_and_school_lead_to_those_who_give_the_places() -> None:
    assert found("health_care", None)[0] == "nhs-111"
    assert found("school_places", None)[:2] == ["ccc-school-admissions", "pcc-school-admissions"]
    assert found("school_places", "peterborough")[0] == "pcc-school-admissions"


def test_immigration_questions_lead_to_registered_advisers_first() -> None:
    assert found("immigration_advice", None)[:2] == ["iaa-register", "civil-legal-advice"]


@pytest.mark.parametrize(
    ("place", "districts"),
    [
        ("wisbech", ["fenland"]),
        ("cambridge", ["cambridge"]),
        ("cb25", ["east_cambridgeshire", "south_cambridgeshire"]),
        ("pe7", ["huntingdonshire", "fenland", "peterborough"]),
        ("royston", []),
    ],
)
def test_a_place_leads_to_its_districts(place: str, districts: list[str]) -> None:
    assert [district.id for district in DIRECTORY.whereabouts(place)] == districts


def test_the_county_alone_says_nothing_about_the_district() -> None:
    assert {district.id for district in DIRECTORY.whereabouts("cambridgeshire")} == set(DIRECTORY.districts)


def test_only_https_pages_are_shown() -> None:
    topics = (topic.link for topic in DIRECTORY.topics.values())
    services = (service.shown_url for service in DIRECTORY.services.values())
    assert all(url is None or url.startswith("https://") for url in chain(topics, services))


def test_every_code_of_the_vocabulary_stands_there_once() -> None:
    for codes in (DIRECTORY.vocabulary.offers, DIRECTORY.vocabulary.access, DIRECTORY.vocabulary.cost):
        assert len(codes) == len(set(codes))
