"""Cards: how to reach a service, in one language and as of now."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from babel.dates import format_date, get_day_names

from bot.catalog import Catalog, isolate
from bot.clock import Clock
from bot.directory import (
    Advocate,
    BankHoliday,
    Closed,
    Council,
    Directory,
    District,
    Open,
    Phone,
    Schedule,
    Service,
    opening_state,
)
from bot.languages import Language, Languages
from bot.messages import Card, Reply
from bot.messages import Phone as Line

_WEEK = ("mo", "tu", "we", "th", "fr", "sa", "su")
_SOON = 6  # days: a weekday's name means the next one
_LABELS = {
    "out_of_hours": "card.out_of_hours",
    "text_message": "card.text_message",
    "textphone": "card.textphone",
    "emergency": "card.emergency",
}


class Cards:
    """Makes the cards of a reply: first the fixed ones (whom to call now, the advocate, the council), then services."""

    def __init__(self, catalog: Catalog, directory: Directory, languages: Languages, now: Clock) -> None:
        self._catalog = catalog
        self._directory = directory
        self._languages = languages
        self._now = now

    def of(self, reply: Reply, language: Language) -> tuple[Card, ...]:
        """A service that the directory does not know any more has no card."""
        services = (self._directory.services[each] for each in reply.services if each in self._directory.services)
        return (*self._contacts(reply, language), *(self._service(service, language) for service in services))

    def _contacts(self, reply: Reply, language: Language) -> Iterator[Card]:
        council, advocate = self._directory.council, self._directory.advocate
        if reply.contacts in ("emergency", "outage") and reply.topic:
            yield from (self._service(each, language) for each in self._directory.emergency_contacts(reply.topic))
        if reply.contacts == "advocate":
            yield self._contact(advocate, advocate.name, language)
        if reply.contacts in ("advocate", "council", "outage"):
            yield self._contact(council, council.name, language)
        if reply.contacts == "outage" and not council.shown_phones:
            districts = self._directory.districts.values()
            yield from (self._contact(each, each.council, language) for each in districts if each.shown_phones)

    def _contact(
        self,
        record: Council | Advocate | District | Service,
        name: str,
        language: Language,
        offers: Sequence[str] = (),
        languages: Sequence[str] = (),
        notes: Sequence[str] = (),
    ) -> Card:
        checked = record.assured_date
        notes = [*notes, self._checked(checked, language)]
        if checked and record.overdue(self._now().date()):
            notes.append(self._catalog.text(language, "card.overdue"))
        return Card(
            id=record.id,
            name=name,
            offers=tuple(offers),
            phones=tuple(self._phone(phone, language) for phone in record.shown_phones),
            url=record.shown_url,
            hours=None if isinstance(record, District) else self._hours(record.opening, language),
            address=record.shown_address.text if record.shown_address else None,
            languages=tuple(languages),
            last_checked=checked.isoformat() if checked else None,
            notes=tuple(notes),
        )

    def _service(self, service: Service, language: Language) -> Card:
        cost = [f"card.{service.cost}"] if service.cost in ("free", "low_cost", "paid") else []
        keys = [*cost, *(f"access.{code}" for code in service.access)]
        return self._contact(
            service,
            service.name,
            language,
            offers=[self._catalog.text(language, f"offer.{code}") for code in service.offers],
            languages=[self._language_name(tag, language) for tag in service.languages],
            notes=[self._catalog.text(language, key) for key in keys],
        )

    def _phone(self, phone: Phone, language: Language) -> Line:
        return Line(phone.number, phone.display, self._catalog.text(language, _LABELS.get(phone.label, "card.phone")))

    def _checked(self, when: date | None, language: Language) -> str:
        if when is None:
            return self._catalog.text(language, "card.never_checked")
        return self._catalog.text(language, "card.last_checked", date=format_date(when, "long", language.locale))

    def _language_name(self, tag: str, language: Language) -> str:
        own = self._languages.get(tag)
        names = language.locale.languages
        return str(names.get(tag.replace("-", "_"), own.own_name if own else tag))

    def _hours(self, opening: Sequence[Schedule], language: Language) -> str | None:
        """Open or closed now, then the week: days in the person's language, times in digits, as on the door."""
        if not opening:
            return None
        if any(schedule.always_open for schedule in opening):
            return self._catalog.text(language, "card.open_always")
        days = get_day_names("abbreviated", locale=language.locale)
        week = "; ".join(
            f"{_days(schedule.byday, days)} {schedule.opens_at:%H:%M}–{schedule.closes_at:%H:%M}"
            for schedule in opening
            if schedule.opens_at and schedule.closes_at
        )
        state = self._open_now(opening, language)
        return f"{state} · {isolate(week)}" if state else week

    def _open_now(self, opening: Sequence[Schedule], language: Language) -> str | None:
        now = self._now()
        match opening_state(opening, now):
            case Open(until):
                return self._catalog.text(language, "card.open_now", time=f"{until:%H:%M}")
            case Closed(opens) if (opens.date() - now.date()).days <= _SOON:
                day = get_day_names("wide", locale=language.locale)[opens.weekday()]
                return self._catalog.text(language, "card.closed_now", day=day, time=f"{opens:%H:%M}")
            case BankHoliday():
                return self._catalog.text(language, "card.bank_holiday")
            case _:
                return None


def _days(byday: Sequence[str], names: Mapping[int, str]) -> str:
    places = [_WEEK.index(day) for day in byday]
    if len(places) > 2 and places == list(range(places[0], places[-1] + 1)):
        return f"{names[places[0]]}–{names[places[-1]]}"
    return ", ".join(names[place] for place in places)
