"""What the directory promises: whom it names, in which order, what it keeps back, and how it explains its faults."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from bot.directory import (
    AlwaysOpen,
    Closed,
    Directory,
    Open,
    Schedule,
    Unknown,
    find_faults,
    json_schema,
    opening_state,
)
from bot.errors import DirectoryError

TODAY = date(2026, 11, 24)
LONDON = ZoneInfo("Europe/London")
DISTRICTS = ("eastmoor", "westmoor", "northmoor")

Load = Callable[..., Directory]


def a_service(name: str, **changes: Any) -> dict[str, Any]:
    """A service of Eastmoor with one good number; None takes a key away."""
    service = {
        "id": name,
        "name": name.title(),
        "scope": "local",
        "status": "active",
        "topics": ["food"],
        "service_area": ["eastmoor"],
        "offers": ["food_parcel"],
        "cost": "free",
        "status_check": "not_needed",
        "phones": [a_phone("01223 457000")],
        "assured_date": "2026-11-01",
        "confidence": "high",
    } | changes
    return {key: value for key, value in service.items() if value is not None}


def a_national(name: str, **changes: Any) -> dict[str, Any]:
    return a_service(name, scope="national", service_area=["national"], **changes)


def a_phone(display: str, confidence: str = "high", **more: str) -> dict[str, str]:
    digits = display.replace(" ", "")
    number = f"+44{digits[1:]}" if digits.startswith("0") else digits
    return {"number": number, "display": display, "confidence": confidence} | more


def a_topic(**changes: Any) -> dict[str, Any]:
    return {"records_as": "money", "sensitive": "no", "locate": "district"} | changes


def contents(*services: dict[str, Any], **changes: Any) -> dict[str, Any]:
    district = {
        "name": "Moor",
        "council": "Moor Council",
        "ons_code": "E07000001",
        "tier": "district",
        "upper_tier": "moorshire",
        "confidence": "high",
    }
    council = {"id": "moorshire", "name": "Moorshire", "url": "https://moorshire.example/", "confidence": "high"}
    return {
        "version": 1,
        "compiled": "2026-11-01",
        "council": council,
        "advocate": council | {"id": "advocate", "role": "speaks for migrants"},
        "neutral_site": "https://weather.example/",
        "districts": dict.fromkeys(DISTRICTS, district),
        "places": {"moorton": {"name": "Moorton", "kind": "town", "districts": ["westmoor", "eastmoor"]}},
        "topics": {"food": a_topic()},
        "vocabulary": {"offers": ["food_parcel"], "access": ["interpreter_available"], "cost": ["free"]},
        "services": list(services),
    } | changes


@pytest.fixture
def written(tmp_path: Path) -> Callable[[object], Path]:
    def write(data: object) -> Path:
        path = tmp_path / "directory.yml"
        path.write_text(data if isinstance(data, str) else yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
        return path

    return write


@pytest.fixture
def load(written: Callable[[object], Path]) -> Load:
    return lambda *services, **changes: Directory.load(written(contents(*services, **changes)))


def found(
    directory: Directory, district: str | None = "eastmoor", language: str | None = None, **more: Any
) -> list[str]:
    return [s.id for s in directory.search("food", district=district, language=language, today=TODAY, **more)]


class TestSearch:
    def test_names_the_services_of_a_district_and_those_for_everyone(self, load: Load) -> None:
        directory = load(
            a_service("here"),
            a_service("elsewhere", service_area=["westmoor"]),
            a_service("county-wide", service_area=["county"]),
            a_national("helpline"),
        )
        assert found(directory) == ["here", "county-wide", "helpline"]

    def test_names_at_most_three_unless_told(self, load: Load) -> None:
        directory = load(*(a_service(name) for name in "abcde"))
        assert found(directory) == ["a", "b", "c"]
        assert found(directory, limit=5) == ["a", "b", "c", "d", "e"]

    @pytest.mark.parametrize("status", ["closed", "superseded", "information"])
    def test_never_names_a_service_that_is_not_in_operation(self, load: Load, status: str) -> None:
        assert found(load(a_service("gone", status=status))) == []

    def test_puts_the_topics_own_choice_first_in_its_order(self, load: Load) -> None:
        services = [a_service("plain"), a_national("chosen-second"), a_service("chosen-first")]
        topics = {"food": a_topic(services=["chosen-first", "chosen-second"])}
        assert found(load(*services, topics=topics)) == ["chosen-first", "chosen-second", "plain"]

    @pytest.mark.parametrize(
        ("lesser", "better"),
        [
            (a_national("lesser"), a_service("better")),
            (a_service("lesser"), a_service("better", languages=["uk"])),
            (a_service("lesser"), a_service("better", access=["interpreter_available"])),
            (a_service("lesser", access=["interpreter_available"]), a_service("better", languages=["uk"])),
            (a_service("lesser", status="check"), a_service("better")),
            (a_service("lesser", confidence="medium"), a_service("better")),
            (a_service("lesser", assured_date="2020-01-01"), a_service("better")),
            (a_service("lesser", assured_date=None), a_service("better")),
        ],
    )
    def test_puts_the_better_service_first(self, load: Load, lesser: dict[str, Any], better: dict[str, Any]) -> None:
        assert found(load(lesser, better), language="uk") == ["better", "lesser"]

    def test_an_overdue_record_sinks_below_the_others_that_are_named_but_stays_named(self, load: Load) -> None:
        services = [a_service("chosen", assured_date="2020-01-01"), a_national("helpline"), a_service("more")]
        directory = load(*services, topics={"food": a_topic(services=["chosen"])})
        assert found(directory) == ["more", "helpline", "chosen"]
        assert "chosen" in found(directory, limit=1)

    def test_keeps_the_order_of_the_file_among_equals(self, load: Load) -> None:
        directory = load(a_service("zebra"), a_service("ant"))
        assert found(directory) == found(directory) == ["zebra", "ant"]

    def test_finds_a_variety_of_the_persons_language(self, load: Load) -> None:
        directory = load(a_service("plain"), a_service("speaks", languages=["zh-Hans"]))
        assert found(directory, language="zh-Hant") == ["speaks", "plain"]

    def test_treats_english_as_spoken_everywhere(self, load: Load) -> None:
        directory = load(a_service("plain"), a_service("says-so", languages=["en"]))
        assert found(directory, language="en") == ["plain", "says-so"]

    def test_names_the_widest_first_when_the_place_is_not_known(self, load: Load) -> None:
        directory = load(
            a_service("one", service_area=["eastmoor"]),
            a_national("helpline"),
            a_service("two", service_area=["eastmoor", "westmoor"]),
            a_service("all", service_area=["county"]),
        )
        assert found(directory, district=None, limit=4) == ["all", "two", "helpline", "one"]

    def test_does_not_promote_one_district_to_somebody_who_has_not_said_where_they_are(self, load: Load) -> None:
        services = [a_service("chosen"), a_service("all", service_area=["county"])]
        topics = {"food": a_topic(services=["chosen"])}
        assert found(load(*services, topics=topics), district=None) == ["all", "chosen"]

    def test_keeps_the_choice_of_a_topic_that_does_not_depend_on_the_place(self, load: Load) -> None:
        services = [
            a_service("east"),
            a_service("wide", service_area=["westmoor", "northmoor"]),
            a_national("helpline"),
        ]
        topics = {"food": a_topic(locate="county", services=["east", "wide"])}
        assert found(load(*services, topics=topics), district=None) == ["wide", "east", "helpline"]


class TestWhatIsShown:
    def test_nothing_of_low_confidence(self, load: Load) -> None:
        service = load(
            a_service(
                "careful",
                phones=[a_phone("01223 111111", "low"), a_phone("01223 222222", "medium")],
                email={"address": "a@example.org", "confidence": "low"},
                url="https://example.org/",
                url_confidence="low",
                address={"text": "Mill Road", "confidence": "low"},
            )
        ).services["careful"]
        assert [phone.display for phone in service.shown_phones] == ["01223 222222"]
        assert (service.shown_email, service.shown_url, service.shown_address) == (None, None, None)

    def test_a_page_is_as_sure_as_its_record_unless_it_says_otherwise(self, load: Load) -> None:
        page = {"url": "https://example.org/", "phones": []}
        doubtful = a_service("doubtful", confidence="low", status="information", **page)
        directory = load(a_service("sure", **page), doubtful)
        assert directory.services["sure"].shown_url == "https://example.org/"
        assert directory.services["doubtful"].shown_url is None

    def test_a_record_is_overdue_when_its_review_period_has_passed(self, load: Load) -> None:
        directory = load(
            a_service("dated", assured_date="2026-01-01", review_period=30), a_service("undated", assured_date=None)
        )
        dated, undated = directory.services.values()
        assert not dated.overdue(date(2026, 1, 31))
        assert dated.overdue(date(2026, 2, 1))
        assert undated.overdue(date(2026, 1, 1))

    def test_figures_disappear_when_nobody_has_looked_at_them_in_time(self, load: Load) -> None:
        fact = {
            "id": "rate", "name": "Rate", "topics": ["food"], "status": "in_force", "summary": "So much a week.",
            "figures": {"weekly": {"kind": "amount", "value": 49.18}},
            "assured_date": "2026-11-01", "review_period": 30, "confidence": "medium",
        }  # fmt: skip
        rate = load(facts=[fact]).facts["rate"]
        assert str(rate.shown_figures(TODAY)["weekly"].value) == "49.18"
        assert not rate.shown_figures(date(2027, 1, 1))


class TestEmergencyContacts:
    def test_are_the_topics_own_at_most_three_in_order(self, load: Load) -> None:
        services = [a_national(name) for name in "abcd"]
        directory = load(*services, topics={"food": a_topic(emergency=["d", "c", "b", "a"])})
        assert [service.id for service in directory.emergency_contacts("food")] == ["d", "c", "b"]

    def test_always_have_a_number_to_call(self, written: Callable[[object], Path]) -> None:
        mute = a_national("mute", phones=[], url="https://example.org/")
        topic = a_topic(sensitive="urgent", emergency=["mute"])
        with pytest.raises(DirectoryError, match="mute has no number that may be shown"):
            Directory.load(written(contents(mute, topics={"food": topic})))


class TestWhereabouts:
    def test_are_the_districts_a_place_may_lie_in_likeliest_first(self, load: Load) -> None:
        assert [district.id for district in load().whereabouts("moorton")] == ["westmoor", "eastmoor"]

    def test_are_none_outside_the_county(self, load: Load) -> None:
        away = {"name": "Away", "kind": "town", "outside": 100}
        assert load(places={"away": away}).whereabouts("away") == ()


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of the week that begins on Monday, 23 November 2026."""
    return datetime(2026, 11, 22 + day, hour, minute, tzinfo=LONDON)


def hours(byday: str, opens_at: str, closes_at: str) -> Schedule:
    return Schedule.model_validate({"byday": byday.split(), "opens_at": opens_at, "closes_at": closes_at})


class TestOpening:
    office = (hours("mo tu we th fr", "09:00", "17:00"),)

    @pytest.mark.parametrize(
        ("now", "state"),
        [
            (at(1, 9), Open(at(1, 17))),
            (at(1, 16, 59), Open(at(1, 17))),
            (at(1, 17), Closed(at(2, 9))),
            (at(1, 3), Closed(at(1, 9))),
            (at(5, 18), Closed(datetime(2026, 11, 30, 9, tzinfo=LONDON))),
        ],
    )
    def test_follows_the_hours_of_the_week(self, now: datetime, state: object) -> None:
        assert opening_state(self.office, now) == state

    def test_joins_hours_that_touch(self) -> None:
        assert opening_state((hours("mo", "09:00", "12:00"), hours("mo", "12:00", "15:00")), at(1, 10)) == Open(
            at(1, 15)
        )

    def test_keeps_a_break_apart(self) -> None:
        day = (hours("mo", "09:00", "12:00"), hours("mo", "13:00", "15:00"))
        assert opening_state(day, at(1, 10)) == Open(at(1, 12))
        assert opening_state(day, at(1, 12, 30)) == Closed(at(1, 13))

    def test_goes_on_past_midnight(self) -> None:
        night = (hours("mo", "20:00", "08:00"),)
        assert opening_state(night, at(2, 3)) == Open(at(2, 8))
        assert opening_state(night, at(2, 8)) == Closed(datetime(2026, 11, 30, 20, tzinfo=LONDON))

    def test_counts_by_the_clock_of_summer(self) -> None:
        assert opening_state(self.office, datetime(2026, 7, 1, 8, 30, tzinfo=UTC)) == Open(
            datetime(2026, 7, 1, 17, tzinfo=LONDON)
        )

    def test_says_when_it_does_not_know(self) -> None:
        assert opening_state((), at(1, 9)) == Unknown()

    def test_knows_what_never_closes(self) -> None:
        assert opening_state((Schedule(always_open=True),), at(7, 3)) == AlwaysOpen()

    def test_wants_a_time_that_knows_its_zone(self) -> None:
        with pytest.raises(ValueError, match="zone"):
            opening_state(self.office, datetime(2026, 7, 1, 9))  # noqa: DTZ001


class TestFaults:
    @pytest.mark.parametrize(
        ("service", "fault"),
        [
            (a_service("x", status="activ"), "'activ' is not a word that 'status' can have; use 'active', 'check'"),
            (a_service("x", confidence=None), "'confidence' is missing; add confidence: high, medium or low"),
            (a_service("x", adress="Mill Road"), "'adress' is not known here; did you mean 'address'?"),
            (a_service("x", topics=["foot"]), "'foot' is not a topic; did you mean 'food'?"),
            (
                a_service("x", offers=["food_parcels"]),
                "'food_parcels' is not a code of offers; did you mean 'food_parcel'?",
            ),
            (a_service("x", offers=[]), "'offers' is empty"),
            (a_service("x", service_area=["eastmor"]), "'eastmor' is not a district; did you mean 'eastmoor'?"),
            (a_service("x", service_area=["county", "eastmoor"]), "x has county and districts"),
            (a_service("x", service_area=["national"]), "x is local but its area is national"),
            (a_service("x", phones=[]), "x is shown to people but nothing says how to reach it"),
            (
                a_service("x", phones=[a_phone("01223 457000") | {"number": 441223457000}]),
                "a phone number without quotes",
            ),
            (a_service("x", phones=[a_phone("01223 457000") | {"number": "01223 457000"}]), "is not a phone number"),
            (a_service("x", phones=[a_phone("01223 457000") | {"display": "01223 457001"}]), "differ"),
            (a_service("x", url="http://example.org/"), "is not a secure web address"),
            (
                a_service("x", address={"text": "Road", "postal_code": "pe131bd", "confidence": "high"}),
                "is not a full postcode",
            ),
            (a_service("x", languages=["Ukrainian"]), "'Ukrainian' is not a language tag; write a BCP 47 tag"),
            (a_service("x", languages=[False]), 'YAML reads no without quotes as true or false; write "no"'),
            (a_service("x", assured_date="2999-01-01"), "assured_date 2999-01-01 is in the future"),
            (a_service("x", assured_date="31 January"), "'31 January' is not a date; write the year, month and day"),
            (a_service("x", opening=[{"byday": ["mo"]}]), "opening times are incomplete"),
            (
                a_service("x", opening=[{"byday": ["mo"], "opens_at": 540, "closes_at": "17:00"}]),
                "a time without quotes",
            ),
            (a_service("x", opening=[{"always_open": True, "byday": ["mo"]}]), "is always open has no days or hours"),
            (a_service("x", source=[{"date": "2024"}]), "a source names no page"),
        ],
    )
    def test_say_what_is_wrong_and_what_to_write(
        self, written: Callable[[object], Path], service: dict[str, Any], fault: str
    ) -> None:
        [told] = map(str, find_faults(written(contents(service))))
        assert fault in told

    @pytest.mark.parametrize(
        ("changes", "fault"),
        [
            (
                {"topics": {"food": a_topic(sensitive=False)}},
                'YAML reads no without quotes as true or false; write "no"',
            ),
            ({"topics": {"food": a_topic(sensitive="urgent")}}, "food is urgent but there is nobody to call"),
            ({"topics": {"food": a_topic(emergency=["nobody"])}}, "'nobody' is not a service"),
            ({"topics": {"food": a_topic(conversation=True)}}, "'food' is not a topic"),
            ({"places": {"moorton": {"name": "Moorton", "kind": "town"}}}, "moorton lies nowhere"),
            (
                {"places": {"moor": {"name": "Moor", "kind": "county", "districts": ["eastmoor"]}}},
                "lacks some districts",
            ),
            ({"neutral_site": None}, "'neutral_site' should be text"),
        ],
    )
    def test_reach_beyond_services(
        self, written: Callable[[object], Path], changes: dict[str, Any], fault: str
    ) -> None:
        [told] = map(str, find_faults(written(contents(a_service("x"), **changes))))
        assert fault in told

    def test_an_id_stands_for_one_service(self, written: Callable[[object], Path]) -> None:
        [fault] = find_faults(written(contents(a_service("same"), a_service("same"))))
        assert "'same' is there twice" in fault.what

    def test_a_number_is_not_kept_back_here_and_shown_there(self, written: Callable[[object], Path]) -> None:
        unsure = a_service("unsure", phones=[a_phone("01223 457000", "low")], url="https://example.org/")
        [fault] = find_faults(written(contents(a_service("sure"), unsure)))
        assert "of low confidence here and shown elsewhere" in fault.what

    def test_all_come_at_once_each_with_its_line(self, written: Callable[[object], Path]) -> None:
        broken = a_service("broken", status="activ", cost=None)
        lost = a_service("lost", topics=["drink"])
        path = written(contents(broken, a_service("sound"), lost))
        lines = path.read_text(encoding="utf-8").splitlines()
        told = {fault.what: lines[fault.line - 1].strip() for fault in find_faults(path)}
        assert told == {
            "'activ' is not a word that 'status' can have": "status: activ",
            "'cost' is missing": "- id: broken",
            "'drink' is not a topic": "topics:",
        }

    def test_a_key_written_twice_is_told(self, written: Callable[[object], Path]) -> None:
        text = yaml.safe_dump(contents()) + "version: 1\n"
        [fault] = find_faults(written(text))
        assert "'version' is there twice" in fault.what
        assert fault.line == len(text.splitlines())

    @pytest.mark.parametrize("text", ["", "- a list\n", "a: [1\n", "a: &a {b: *a}\n", "? [a]\n: 1\n", "1: 2\n", "\tx"])
    def test_a_file_that_is_none_of_ours_is_told_and_never_a_crash(
        self, written: Callable[[object], Path], text: str
    ) -> None:
        assert find_faults(written(text))

    def test_a_file_that_cannot_be_read_is_told(self, tmp_path: Path) -> None:
        [fault] = find_faults(tmp_path / "missing.yml")
        assert "cannot be read" in fault.what

    def test_loading_fails_with_every_fault_one_on_a_line(self, written: Callable[[object], Path]) -> None:
        path = written(contents(a_service("x", status="activ", colour="red")))
        with pytest.raises(DirectoryError) as raised:
            Directory.load(path)
        assert str(raised.value).splitlines() == [str(fault) for fault in find_faults(path)]
        assert getattr(raised.value, "faults") == tuple(find_faults(path))  # noqa: B009
        assert all(line.startswith(f"{path}:") and "; " in line for line in str(raised.value).splitlines())

    def test_nothing_is_told_about_a_sound_file(self, written: Callable[[object], Path]) -> None:
        assert find_faults(written(contents(a_service("x")))) == []


def test_the_schema_offers_editors_the_keys_of_a_service() -> None:
    service = json_schema()["$defs"]["Service"]
    assert {"name", "phones", "service_area", "assured_date"} <= set(service["properties"])
    assert service["additionalProperties"] is False


def test_the_schema_does_not_ask_for_an_id_that_is_the_key_already() -> None:
    assert "id" not in json_schema()["$defs"]["District"]["properties"]
