"""The advocate's desk: who waits, and who talks to whom. In RAM only; nothing here is ever written anywhere."""

import asyncio
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.directory import Directory
from bot.errors import AlreadyClaimed, NobodyThere, UnknownCase
from bot.gateway.case import Case, Consent
from bot.gateway.conversations import Conversation
from bot.gateway.wording import Wording
from bot.languages import Language
from bot.messages import Choice, Reply, Sender, Words

PATIENCE = 5 * 60  # seconds of waiting until the person is told that nobody has answered yet
GONE = 40  # seconds without a sign of life from an advocate's console
STOP = Choice("word", "stop")


@dataclass
class _Presence:
    seen: float
    free: bool


class Desk:
    """`nicknames`: colours and birds. `version` grows with every change; `changed` is notified then."""

    def __init__(
        self,
        wording: Wording,
        directory: Directory,
        nicknames: Mapping[str, Sequence[str]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wording = wording
        self._directory = directory
        self._nicknames = nicknames
        self._clock = clock
        self._cases: dict[int, Case] = {}
        self._staff: dict[int, _Presence] = {}
        self._numbers = 0
        self.version = 0
        self.changed = asyncio.Condition()

    # --- the person's side

    def is_open(self) -> bool:
        """Whether an advocate is signed in and free."""
        return any(each.free and self._clock() - each.seen < GONE for each in self._staff.values())

    def consent(self) -> Consent:
        return Consent(self._clock())

    async def ask(self, conversation: Conversation, language: Language, consent: Consent) -> Case:
        """The person waits from now on; raises NobodyThere if the last advocate has just gone."""
        if not self.is_open():
            raise NobodyThere
        self._numbers += 1
        topic = self._directory.topics.get(conversation.topic or "")
        word = topic.records_as if topic and topic.records_as != "none" else "other"
        urgent = topic is not None and topic.sensitive == "urgent"
        case = Case(self._numbers, self._nickname(), word, urgent, language, conversation, consent)
        self._cases[case.number] = case
        conversation.case = case.number
        await self._announce()
        return case

    def case_of(self, conversation: Conversation) -> Case | None:
        return self._cases.get(conversation.case) if conversation.case else None

    async def hear(self, case: Case, text: str) -> None:
        """A line of the person's."""
        case.add("person", text)
        await self._announce()

    async def withdraw(self, conversation: Conversation) -> None:
        """The person has stopped, or is gone: the case and all its lines go with them."""
        if conversation.case and self._cases.pop(conversation.case, None):
            await self._announce()
        conversation.case = None

    # --- the advocate's side

    async def present(self, staff: int, free: bool) -> None:
        """A sign of life; the console gives one every few seconds."""
        before = self.is_open()
        self._staff[staff] = _Presence(self._clock(), free)
        if self.is_open() != before:
            await self._announce()

    async def leave(self, staff: int) -> None:
        """Signed out, or the connection is broken: whoever talks with them is told."""
        self._staff.pop(staff, None)
        for case in [each for each in self._cases.values() if each.advocate == staff]:
            await self._tell(case, Reply("advocate_lost", choices=(STOP,)))
            case.advocate = None
        await self._announce()

    async def claim(self, staff: int, number: int) -> None:
        """Two claim at once: one wins. Raises AlreadyClaimed or UnknownCase."""
        case = self._case(number)
        if case.advocate is not None:
            raise AlreadyClaimed
        case.advocate = staff
        await self._tell(case, Reply("advocate_here", choices=(STOP,)))
        await self._announce()

    async def say(self, staff: int, number: int, words: Words, english: str) -> None:
        """The advocate's words, typed or from the phrasebook; raises UnknownCase if the case is not theirs."""
        case = self._theirs(staff, number)
        case.add("advocate", english)
        await self._send(case, words, "advocate")
        await self._announce()

    async def close(self, staff: int, number: int) -> None:
        """It is over: all lines are gone, and the computer answers again."""
        case = self._theirs(staff, number)
        del self._cases[number]
        case.conversation.case = None
        await self._tell(case, Reply("advocate_closed", choices=(Choice("word", "menu"),)))
        await self._announce()

    async def sweep(self) -> None:
        """Every few seconds: consoles that are silent, people who have waited long."""
        now = self._clock()
        for staff in [staff for staff, each in self._staff.items() if now - each.seen >= GONE]:
            await self.leave(staff)
        for case in self._cases.values():
            if case.advocate is None and not case.told and now - case.consent.given >= PATIENCE:
                case.told = True
                await self._tell(case, Reply("advocate_busy", choices=(STOP,)))

    def state(self, staff: int) -> dict[str, Any]:
        """What this advocate may see, as JSON: who waits, without a word of theirs, and their own cases."""
        waiting = [case for case in self._cases.values() if case.advocate is None]
        waiting.sort(key=lambda case: (not case.urgent, case.consent.given))
        mine = [case for case in self._cases.values() if case.advocate == staff]
        return {
            "version": self.version,
            "waiting": [self._card(case) for case in waiting],
            "mine": [
                {
                    **self._card(case),
                    "lines": [{"number": line.number, "from": line.sender, "text": line.text} for line in case.lines],
                }
                for case in mine
            ],
        }

    def language_of(self, staff: int, number: int) -> Language:
        return self._theirs(staff, number).language

    def _card(self, case: Case) -> dict[str, Any]:
        return {
            "case": case.number,
            "nickname": case.nickname,
            "word": case.word,
            "urgent": case.urgent,
            "language": case.language.tag,
            "waited": int(self._clock() - case.consent.given),
        }

    def _case(self, number: int) -> Case:
        try:
            return self._cases[number]
        except KeyError:
            raise UnknownCase from None

    def _theirs(self, staff: int, number: int) -> Case:
        case = self._case(number)
        if case.advocate != staff:
            raise UnknownCase
        return case

    def _nickname(self) -> str:
        taken = {case.nickname for case in self._cases.values()}
        while True:
            drawn = f"{secrets.choice(self._nicknames['colours'])} {secrets.choice(self._nicknames['birds'])}"
            if drawn not in taken:
                return drawn

    async def _tell(self, case: Case, reply: Reply) -> None:
        await self._send(case, self._wording.say(reply, case.language), "bot")

    async def _send(self, case: Case, words: Words, sender: Sender) -> None:
        case.conversation.number([words], sender)
        case.conversation.seen = self._clock()  # who waits for an advocate's answer is not silent
        async with case.conversation.changed:
            case.conversation.changed.notify_all()

    async def _announce(self) -> None:
        self.version += 1
        async with self.changed:
            self.changed.notify_all()
