"""Conversations, in RAM only: who without saying who, in which language, what may be pressed; forgotten on time."""

import asyncio
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.errors import TooFast, UnknownChoice, UnknownConversation
from bot.languages import Language
from bot.messages import Choice, Draft, Outbound, Reply, Sender, Words

IDLE = 30 * 60  # seconds without a message
LIFE = 2 * 60 * 60  # seconds, whatever happens
REMEMBERED = 60  # messages of ours, for a page that lost its connection
ANSWERED = 60  # client ids whose answer is kept, so that a repeated message is answered once


class Allowance:
    """A token bucket: `burst` at once, then `per_second`."""

    def __init__(self, burst: int, per_second: float, clock: Callable[[], float]) -> None:
        self._burst, self._per_second, self._clock = float(burst), per_second, clock
        self._left, self._then = self._burst, clock()

    def spend(self) -> bool:
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._then) * self._per_second)
        self._then = now
        if self._left < 1:
            return False
        self._left -= 1
        return True

    @property
    def is_full(self) -> bool:
        return self._left + (self._clock() - self._then) * self._per_second >= self._burst


@dataclass
class Conversation:
    """One person's conversation. `session` is all the engine ever knows of it, and means nothing elsewhere."""

    token: str
    born: float
    seen: float
    allowance: Allowance
    session: str = field(default_factory=lambda: secrets.token_hex(16))
    chosen: Language | None = None  # said by the person
    supposed: Language | None = None  # told from what they wrote, or hinted at by their browser
    warned: set[Language] = field(default_factory=set)  # told that we do not understand it well yet
    waiting: tuple[Reply, ...] = ()  # an answer that waits for its language
    last: tuple[Reply, ...] = ()  # what was said last, to be said again in another language
    answer: tuple[Reply, ...] = ()  # the latest answer to a question, to be said again
    outbox: list[Outbound] = field(default_factory=list)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    topic: str | None = None  # what was talked about last, but for asking for a person
    case: int | None = None  # at the advocate's desk
    draft: Draft | None = None  # a callback that is being asked for
    over: bool = False
    _seq: int = 0
    _choices: OrderedDict[str, Choice] = field(default_factory=OrderedDict)
    _answers: OrderedDict[str, list[Outbound]] = field(default_factory=OrderedDict)

    @property
    def language(self) -> Language | None:
        return self.chosen or self.supposed

    def number(self, said: Sequence[Words], sender: Sender = "bot") -> list[Outbound]:
        """Puts words into the outbox, with a number each and an id for each option."""
        sent = []
        for words in said:
            self._seq += 1
            ids = tuple(secrets.token_urlsafe(6) for _ in words.options)
            self._choices.update({choice_id: o.choice for choice_id, o in zip(ids, words.options, strict=True)})
            sent.append(Outbound(self._seq, sender, words, ids))
        self.outbox = [*self.outbox, *sent][-REMEMBERED:]
        while len(self._choices) > 20 * REMEMBERED:
            self._choices.popitem(last=False)
        return sent

    def chose(self, choice_id: str) -> Choice:
        """Raises UnknownChoice for an id that was never offered here."""
        try:
            return self._choices[choice_id]
        except KeyError:
            raise UnknownChoice from None

    def answer_to(self, message_id: str) -> list[Outbound] | None:
        """What was answered to this client id before, if it was."""
        return self._answers.get(message_id)

    def remember(self, message_id: str, answer: list[Outbound]) -> None:
        self._answers[message_id] = answer
        while len(self._answers) > ANSWERED:
            self._answers.popitem(last=False)


class Conversations:
    """All live conversations. Nothing here is ever written anywhere."""

    def __init__(
        self,
        *,
        messages_at_once: int,
        messages_per_second: float,
        sessions_per_network: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock = clock
        self._messages = messages_at_once, messages_per_second
        self._sessions = sessions_per_network
        self._live: dict[str, Conversation] = {}
        self._networks: dict[str, Allowance] = {}

    def __len__(self) -> int:
        return len(self._live)

    def begin(self, network: str) -> Conversation:
        """A new conversation; raises TooFast when too many begin from one network at once."""
        self.sweep()
        allowance = self._networks.setdefault(network, Allowance(self._sessions, 1.0, self._clock))
        if not allowance.spend():
            raise TooFast
        now = self._clock()
        conversation = Conversation(secrets.token_urlsafe(32), now, now, Allowance(*self._messages, self._clock))
        self._live[conversation.token] = conversation
        return conversation

    def find(self, token: str) -> Conversation:
        """Raises UnknownConversation if there is none, or none any more."""
        conversation = self._live.get(token)
        if conversation is None or self._expired(conversation):
            raise UnknownConversation
        conversation.seen = self._clock()
        return conversation

    def forget(self, conversation: Conversation) -> None:
        conversation.over = True
        self._live.pop(conversation.token, None)

    def sweep(self) -> list[Conversation]:
        """Forgets what has expired, and returns it so that the engine can forget too."""
        expired = [conversation for conversation in self._live.values() if self._expired(conversation)]
        for conversation in expired:
            self.forget(conversation)
        self._networks = {network: a for network, a in self._networks.items() if not a.is_full}
        return expired

    def _expired(self, conversation: Conversation) -> bool:
        now = self._clock()
        return now - conversation.seen > IDLE or now - conversation.born > LIFE
