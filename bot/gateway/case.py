"""A case at the advocate's desk: consent, a nickname, one word, and what is said while it lasts. In RAM only."""

from collections import deque
from dataclasses import dataclass, field
from typing import Literal

from bot.gateway.conversations import Conversation
from bot.languages import Language

LINES = 200  # of a case; the oldest go first


@dataclass(frozen=True, slots=True)
class Consent:
    """The person has pressed the button under the words that say who will read. No case is made without it."""

    given: float  # seconds of the desk's clock


@dataclass(frozen=True, slots=True)
class Line:
    """What was said, in the words the advocate reads."""

    number: int
    sender: Literal["person", "advocate"]
    text: str


@dataclass
class Case:
    """One person at the desk: a nickname, one recorded word, a language; and their lines while it lasts."""

    number: int
    nickname: str
    word: str
    urgent: bool
    language: Language
    conversation: Conversation
    consent: Consent
    advocate: int | None = None
    told: bool = False  # that nobody has answered yet
    lines: deque[Line] = field(default_factory=lambda: deque(maxlen=LINES))

    def add(self, sender: Literal["person", "advocate"], text: str) -> None:
        self.lines.append(Line(self.lines[-1].number + 1 if self.lines else 1, sender, text))
