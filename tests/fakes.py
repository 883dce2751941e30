"""Stand-ins for what lies outside a test: real implementations of our interfaces, written by hand."""

from collections.abc import Mapping
from datetime import datetime

from bot.clock import LONDON, clock
from bot.errors import EngineUnavailable
from bot.messages import Heard, Reply

NOON = clock(datetime(2026, 11, 24, 12, tzinfo=LONDON))  # a Tuesday


def heard(
    *replies: Reply, tag: str | None = "en", confidence: float = 0.99, foreign: bool = False, crisis: bool = False
) -> Heard:
    """What an engine might make of a message; sure and in English unless said otherwise."""
    return Heard(replies or (Reply("greet"),), tag, confidence, (tag,) if tag else (), foreign, crisis)


class FakeEngine:
    """An EngineClient that answers as it was told, and remembers what it was asked but not the words."""

    def __init__(self, answers: Mapping[str, Heard] | None = None) -> None:
        self.answers = dict(answers or {})
        self.asked = 0
        self.languages: list[str | None] = []
        self.chosen: list[tuple[str, str | None]] = []  # intent, district
        self.forgotten: list[str] = []
        self.down = False

    async def ask(self, session: str, language: str | None, text: str) -> Heard:
        return self._answer(language, self.answers.get(text, heard(tag=None, confidence=0.0)))

    async def choose(self, session: str, language: str | None, intent: str, district: str | None = None) -> Heard:
        self.chosen.append((intent, district))
        key = intent if intent in ("menu", "deny", "affirm") else f"guidance.{intent}"
        return self._answer(language, heard(Reply(key), tag=None))

    async def forget(self, session: str) -> None:
        self.forgotten.append(session)

    async def health(self) -> Mapping[str, bool]:
        return {"engine": not self.down, "actions": not self.down}

    def _answer(self, language: str | None, answer: Heard) -> Heard:
        if self.down:
            raise EngineUnavailable
        self.asked += 1
        self.languages.append(language)
        return answer


class FakeClock:
    """A monotonic clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now

    def go(self, seconds: float) -> None:
        self.now += seconds
