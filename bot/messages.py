"""The nouns of a conversation: what comes in, what is meant, what goes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.languages import Language

ChoiceKind = Literal["topic", "place", "district", "language", "group", "topics", "answer", "word"]
Contacts = Literal["emergency", "advocate", "council", "outage"]
Sender = Literal["bot", "advocate"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a person may press: a topic, place, district, language, group of topics, or an answer to an advocate's
    phrase, or a word of `choice.*`.

    `topics` is no button but all those of a group.
    """

    kind: ChoiceKind
    value: str


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message from a person: words or a choice, under an id that the client made."""

    id: str
    text: str = ""
    choice: Choice | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A callback that is being asked for: a telephone number in E.164, and when it is safe to call."""

    number: str | None = None
    window: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What the assistant means, before any language: a key of `locales/` and what its words are filled with.

    `services` are ids of directory.yml, shown as cards; `contacts` asks for a fixed set of cards; `topic` says whose
    official link and emergency contacts belong to the reply.
    """

    key: str
    topic: str | None = None
    arguments: Mapping[str, str] = field(default_factory=dict)
    services: tuple[str, ...] = ()
    contacts: Contacts | None = None
    choices: tuple[Choice, ...] = ()
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """What the engine made of a message: its replies, and the language it thinks the words are in.

    `foreign`: the words are in a language, but hardly in one of ours. `worry`: there may be danger; nothing says so.
    `also`: the topic of a second question in the same message.
    """

    replies: tuple[Reply, ...]
    tag: str | None
    confidence: float
    candidates: tuple[str, ...]
    foreign: bool
    crisis: bool
    worry: bool = False
    also: str | None = None


@dataclass(frozen=True, slots=True)
class Phone:
    """`number` can be dialled, `display` can be read; `label` says in the person's language what the line is for."""

    number: str
    display: str
    label: str


@dataclass(frozen=True, slots=True)
class Card:
    """A service as a person sees it, worded in their language. `last_checked` is an ISO date or None."""

    id: str
    name: str
    offers: tuple[str, ...]
    phones: tuple[Phone, ...]
    url: str | None
    hours: str | None
    address: str | None
    languages: tuple[str, ...]
    last_checked: str | None
    notes: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "offers": list(self.offers),
            "phone": self.phones[0].display if self.phones else None,
            "phones": [{"number": p.number, "display": p.display, "label": p.label} for p in self.phones],
            "url": self.url,
            "hours": self.hours,
            "address": self.address,
            "languages": list(self.languages),
            "last_checked": self.last_checked,
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class Option:
    """A choice with the words on its button, and a sign before them if it has one."""

    choice: Choice
    title: str
    symbol: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A reply in words, ready for a channel; `reviewed` is False for a machine translation nobody has checked."""

    key: str
    text: str
    language: Language
    reviewed: bool
    options: tuple[Option, ...] = ()
    cards: tuple[Card, ...] = ()
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Outbound:
    """Words as they went out: numbered in their conversation, each option under an id that means nothing elsewhere."""

    seq: int
    sender: Sender
    words: Words
    choice_ids: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The `Message` of the web chat API."""
        return {
            "seq": self.seq,
            "from": self.sender,
            "key": self.words.key,
            "text": self.words.text,
            "language": self.words.language.tag,
            "dir": self.words.language.direction,
            "reviewed": self.words.reviewed,
            "choices": [
                {"id": choice_id, "title": option.title}
                for choice_id, option in zip(self.choice_ids, self.words.options, strict=True)
            ],
            "cards": [card.as_json() for card in self.words.cards],
            "link": self.words.link,
        }
