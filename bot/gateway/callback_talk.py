"""Asking for a call when no advocate is there: the number, a safe time, all of it shown, agreed to, sealed."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol, get_args

import phonenumbers

from bot.directory import Directory
from bot.errors import VaultError
from bot.gateway.conversations import Conversation
from bot.gateway.wording import Wording
from bot.languages import Language
from bot.logs import Code, failure
from bot.messages import Choice, Draft, Inbound, Reply, Words
from bot.vault.callback import Callback, Window, Word

HOME = "GB"  # numbers without a country code
ASK = Choice("word", "callback")
LEAVE = Choice("word", "leave")
STOP = Choice("word", "stop")
NO = Choice("word", "no_thanks")
MENU = Choice("word", "menu")
WINDOWS = tuple(Choice("answer", window) for window in get_args(Window))
# What the person is told of the recorded word: the name of its topics on the menu.
SAID: Mapping[str, str] = {
    "legal": "menu.asylum",
    "scheme": "menu.schemes",
    "housing": "menu.housing",
    "money": "menu.money",
    "health": "menu.health",
    "family": "topic.family_reunion",
    "learning": "menu.learning",
    "work": "menu.learning",
    "community": "menu.everyday",
    "safety": "menu.safety",
    "other": "choice.something_else",
}


class Vault(Protocol):
    """Where a callback is left: it can be put in here, and not taken out."""

    def can_be_left(self) -> bool:
        """Whether there is anybody who could open it."""

    def leave(self, callback: Callback) -> None:
        """Raises a VaultError, and then nothing was kept."""


@dataclass(frozen=True, slots=True)
class CallbackTalk:
    """Until the person agrees, the draft is in the conversation's memory and nowhere else."""

    vault: Vault
    wording: Wording
    directory: Directory

    async def offer(self, language: Language) -> list[Words]:
        if not await asyncio.to_thread(self.vault.can_be_left):
            return []
        return [self.wording.say(Reply("ask_callback", choices=(ASK, NO)), language)]

    async def take(self, conversation: Conversation, inbound: Inbound, language: Language) -> list[Words] | None:
        """The next step; None if the message is not for a callback."""
        if inbound.choice == ASK:
            conversation.draft = Draft()
            return [self.wording.say(Reply("ask_number", choices=(STOP,)), language)]
        draft = conversation.draft
        if draft is None:
            return None
        match inbound.choice:
            case Choice("word", "stop"):
                return self._drop(conversation, language)
            case None if inbound.text.strip(" .!").casefold() == "stop":
                return self._drop(conversation, language)
            case None if draft.number is None:
                return self._number(conversation, inbound.text, language)
            case Choice("answer", window) if draft.number and Choice("answer", window) in WINDOWS:
                conversation.draft = replace(draft, window=window)
                return [self._summary(conversation, conversation.draft, language)]
            case Choice("word", "leave") if draft.number and draft.window:
                return await self._leave(conversation, draft, language)
        conversation.draft = None  # they went on to something else
        return None

    def _number(self, conversation: Conversation, text: str, language: Language) -> list[Words]:
        try:
            parsed = phonenumbers.parse(text, HOME)
        except phonenumbers.NumberParseException:
            parsed = None
        if parsed is None or not phonenumbers.is_valid_number(parsed):
            return [self.wording.say(Reply("bad_number", choices=(STOP,)), language)]
        number = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
        conversation.draft = Draft(number)
        return [self.wording.say(Reply("ask_window", choices=(*WINDOWS, STOP)), language)]

    def _summary(self, conversation: Conversation, draft: Draft, language: Language) -> Words:
        told = {
            "number": str(draft.number),
            "language": language.own_name,
            "word": self.wording.word(SAID[self._word(conversation)], language),
            "window": self.wording.word(f"answer.{draft.window}", language),
        }
        return self.wording.say(Reply("callback_summary", arguments=told, choices=(LEAVE, STOP)), language)

    async def _leave(self, conversation: Conversation, draft: Draft, language: Language) -> list[Words]:
        conversation.draft = None
        callback = Callback("phone", str(draft.number), language.tag, self._word(conversation), draft.window)  # type: ignore[arg-type]
        try:
            await asyncio.to_thread(self.vault.leave, callback)
        except VaultError as error:
            failure(Code.CALLBACK_NOT_KEPT, error)
            return [self.wording.say(Reply("advocate_contact", contacts="advocate", choices=(MENU,)), language)]
        return [self.wording.say(Reply("callback_left", choices=(MENU,)), language)]

    def _drop(self, conversation: Conversation, language: Language) -> list[Words]:
        conversation.draft = None
        return [self.wording.say(Reply("callback_dropped", choices=(MENU,)), language)]

    def _word(self, conversation: Conversation) -> Word:
        topic = self.directory.topics.get(conversation.topic or "")
        return topic.records_as if topic and topic.records_as != "none" else "other"
