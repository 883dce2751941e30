"""A reply in words: text, buttons, cards and link, in one language. The only place where a reply becomes words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from babel.dates import format_date, get_day_names

from bot.catalog import Catalog
from bot.directory import Advocate, Council, Directory, District, Schedule, Service
from bot.directory import Phone as Line
from bot.languages import Language, Languages
from bot.messages import Card, Choice, Option, Phone, Reply, Words

_WEEK = ("mo", "tu", "we", "th", "fr", "sa", "su")
_PARAGRAPH = "\n\n"


class Wording:
    """Says replies. `menu` is dialogue/menu.yml: group to topics."""

    def __init__(
        self,
        catalog: Catalog,
        directory: Directory,
        languages: Languages,
        menu: Mapping[str, Sequence[str]],
        today: Callable[[], date],
    ) -> None:
        self._catalog = catalog
        self._directory = directory
        self._languages = languages
        self._menu = menu
        self._today = today

    def say(self, reply: Reply, language: Language) -> Words:
        """The reply in this language; raises UnknownReply or MissingArgument."""
        said = self._catalog.say(language, reply.key, **self._arguments(reply))
        text = said.text
        if self._is_notice(reply.key) and not said.reviewed:
            english = self._catalog.say(self._languages.english, reply.key, **self._arguments(reply))
            text = f"{text}{_PARAGRAPH}{english.text}"
        services = (self._directory.services[each] for each in reply.services if each in self._directory.services)
        return Words(
            key=reply.key,
            text=text,
            language=said.language,
            reviewed=said.reviewed,
            options=tuple(option for choice in reply.choices for option in self._options(choice, language)),
            cards=(*self._contacts(reply, language), *(self._card(service, language) for service in services)),
            link=self._link(reply),
        )

    def ask_language(self, candidates: Sequence[Language]) -> Words:
        """Which language? Asked in the likely ones and in English, with every language's own name on a button."""
        asked = dict.fromkeys([*candidates[:3], self._languages.english])
        lines = [self._catalog.text(language, "ask_language") for language in asked]
        offered = [*candidates, *(language for language in self._languages if language not in candidates)]
        return Words(
            key="ask_language",
            text="\n".join(dict.fromkeys(lines)),
            language=candidates[0] if candidates else self._languages.english,
            reviewed=True,
            options=tuple(Option(Choice("language", language.tag), language.own_name) for language in offered),
        )

    def offer_language(self, language: Language) -> Words:
        """ "Continue in this language?", in that language."""
        said = self._catalog.say(language, "offer_language")
        return Words("offer_language", said.text, said.language, said.reviewed, (self._language_option(language),))

    def menu(self, group: str, language: Language) -> Words:
        """The topics of one group."""
        said = self._catalog.say(language, "menu")
        topics = [option for topic in self._menu[group] for option in self._options(Choice("topic", topic), language)]
        back = self._options(Choice("word", "other_topic"), language)
        return Words("menu", said.text, said.language, said.reviewed, (*topics, *back))

    def district_of(self, place: str) -> str:
        """The district a town's button stands for."""
        return self._directory.whereabouts(place)[0].id

    def _is_notice(self, key: str) -> bool:
        entry = self._catalog.entries("en").get(key)
        return entry is not None and entry.file == "notices"

    def _arguments(self, reply: Reply) -> dict[str, str]:
        """What the texts may ask for. A district's or place's id becomes its name."""
        arguments = {
            "council": self._directory.council.name,
            "name": self._directory.council.name,
            "emergency_number": self._emergency_number(),
        }
        for name, value in reply.arguments.items():
            known: Mapping[str, Any] = {"district": self._directory.districts, "place": self._directory.places}.get(
                name, {}
            )
            arguments[name] = known[value].name if value in known else value
        return arguments

    def _emergency_number(self) -> str:
        return self._directory.emergency_contacts("emergency")[0].shown_phones[0].display

    def _language_option(self, language: Language) -> Option:
        return Option(Choice("language", language.tag), language.own_name)

    def _options(self, choice: Choice, language: Language) -> list[Option]:
        """The buttons of a choice: a list of groups or languages is one choice with many buttons."""
        match choice:
            case Choice("word", "menu" | "something_else" | "other_topic" as word):
                groups = [Option(Choice("group", g), self._catalog.text(language, f"menu.{g}")) for g in self._menu]
                return groups if word == "menu" else [Option(choice, self._catalog.text(language, f"choice.{word}"))]
            case Choice("word", "languages"):
                return [self._language_option(each) for each in self._languages]
            case Choice("word", word):
                return [Option(choice, self._catalog.text(language, f"choice.{word}"))]
            case Choice("topic", "speak_to_advocate"):
                return [Option(choice, self._catalog.text(language, "choice.person"))]
            case Choice("topic", topic):
                return [Option(choice, self._catalog.text(language, f"topic.{topic}"))]
            case Choice("place", place):
                return [Option(choice, self._directory.places[place].name)]
            case Choice("district", district):
                return [Option(choice, self._directory.districts[district].name)]
            case Choice("language", tag):
                return [self._language_option(self._languages[tag])]
            case _:
                return [Option(choice, self._catalog.text(language, f"menu.{choice.value}"))]

    def _contacts(self, reply: Reply, language: Language) -> Iterator[Card]:
        """The fixed cards: whom to call now, the advocate, the council."""
        council, advocate = self._directory.council, self._directory.advocate
        if reply.contacts in ("emergency", "outage") and reply.topic:
            yield from (self._card(service, language) for service in self._directory.emergency_contacts(reply.topic))
        if reply.contacts == "advocate":
            yield self._contact(advocate, advocate.name, language)
        if reply.contacts in ("advocate", "council", "outage"):
            yield self._contact(council, council.name, language)
        if reply.contacts == "outage" and not council.shown_phones:
            districts = self._directory.districts.values()
            yield from (self._contact(each, each.council, language) for each in districts if each.shown_phones)

    def _link(self, reply: Reply) -> str | None:
        topic = self._directory.topics.get(reply.topic) if reply.topic else None
        return topic.link if topic else None

    def _contact(self, record: Council | Advocate | District | Service, name: str, language: Language) -> Card:
        return Card(
            id=record.id,
            name=name,
            offers=(),
            phones=tuple(self._phone(phone, language) for phone in record.shown_phones),
            url=record.shown_url,
            hours=None if isinstance(record, District) else self._hours(record.opening, language),
            address=record.shown_address.text if record.shown_address else None,
            languages=(),
            last_checked=record.assured_date.isoformat() if record.assured_date else None,
            notes=(self._checked(record.assured_date, language),),
        )

    def _card(self, service: Service, language: Language) -> Card:
        plain = self._contact(service, service.name, language)
        notes = [self._catalog.text(language, f"access.{code}") for code in service.access]
        if service.cost in ("free", "low_cost", "paid"):
            notes.insert(0, self._catalog.text(language, f"card.{service.cost}"))
        notes.append(self._checked(service.assured_date, language))
        if service.overdue(self._today()):
            notes.append(self._catalog.text(language, "card.overdue"))
        return Card(
            id=plain.id,
            name=plain.name,
            offers=tuple(self._catalog.text(language, f"offer.{code}") for code in service.offers),
            phones=plain.phones,
            url=plain.url,
            hours=plain.hours,
            address=plain.address,
            languages=tuple(self._language_name(tag, language) for tag in service.languages),
            last_checked=plain.last_checked,
            notes=tuple(notes),
        )

    def _phone(self, phone: Line, language: Language) -> Phone:
        labels = {
            "out_of_hours": "card.out_of_hours",
            "text_message": "card.text_message",
            "textphone": "card.textphone",
            "emergency": "card.emergency",
        }
        return Phone(phone.number, phone.display, self._catalog.text(language, labels.get(phone.label, "card.phone")))

    def _checked(self, when: date | None, language: Language) -> str:
        if when is None:
            return self._catalog.text(language, "card.never_checked")
        return self._catalog.text(language, "card.last_checked", date=format_date(when, "long", language.locale))

    def _language_name(self, tag: str, language: Language) -> str:
        own = self._languages.get(tag)
        names = language.locale.languages
        return str(names.get(tag.replace("-", "_"), own.own_name if own else tag))

    def _hours(self, opening: Sequence[Schedule], language: Language) -> str | None:
        """Days in the person's language, times in Western digits: they are compared with a door."""
        if not opening:
            return None
        if any(schedule.always_open for schedule in opening):
            return self._catalog.text(language, "card.open_always")
        days = get_day_names("abbreviated", locale=language.locale)
        return "; ".join(
            f"{_days(schedule.byday, days)} {schedule.opens_at:%H:%M}–{schedule.closes_at:%H:%M}"
            for schedule in opening
            if schedule.opens_at and schedule.closes_at
        )


def _days(byday: Sequence[str], names: Mapping[int, str]) -> str:
    places = [_WEEK.index(day) for day in byday]
    if len(places) > 2 and places == list(range(places[0], places[-1] + 1)):
        return f"{names[places[0]]}–{names[places[-1]]}"
    return ", ".join(names[place] for place in places)
