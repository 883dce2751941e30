"""Between a person and an advocate: asked first; then all goes there and nowhere else, until one of them ends it."""

from dataclasses import dataclass

from bot.errors import NobodyThere
from bot.gateway.callback_talk import CallbackTalk
from bot.gateway.case import Case
from bot.gateway.conversations import Conversation
from bot.gateway.desk import STOP, Desk
from bot.gateway.wording import Wording
from bot.languages import Language, Languages
from bot.messages import Choice, Inbound, Reply, Words

CONNECT = Choice("word", "connect")
NO = Choice("word", "no_thanks")
MENU = Choice("word", "menu")


@dataclass(frozen=True, slots=True)
class Relay:
    """The person's side of the desk."""

    desk: Desk
    wording: Wording
    languages: Languages
    callback: CallbackTalk | None = None  # None: nothing can be left for an advocate who is not there

    async def offer(self, conversation: Conversation, language: Language) -> list[Words]:
        """If an advocate is there: who reads, and that nothing is kept. If not: whether they shall call."""
        if not self.desk.is_open():
            return await self.callback.offer(language) if self.callback else []
        return [self.wording.say(Reply("ask_consent", topic=conversation.topic, choices=(CONNECT, NO)), language)]

    async def take(self, conversation: Conversation, inbound: Inbound) -> list[Words] | None:
        """What is said to the person, if the message is for an advocate; None if it is the computer's to answer."""
        if inbound.choice == CONNECT:
            return [await self._connect(conversation)]
        case = self.desk.case_of(conversation)
        if case is None:
            language = conversation.language or self.languages.english
            return await self.callback.take(conversation, inbound, language) if self.callback else None
        if inbound.choice == STOP or inbound.text.strip(" .!").casefold() == "stop":
            await self.desk.withdraw(conversation)
            return [self.wording.say(Reply("advocate_stopped", choices=(MENU,)), case.language)]
        said = self._said(inbound)
        if said:
            await self.desk.hear(case, said)
        return [] if said and case.advocate is not None else [self._waiting(case)]

    async def leave(self, conversation: Conversation) -> None:
        """The conversation is over: its case goes with it."""
        await self.desk.withdraw(conversation)

    async def _connect(self, conversation: Conversation) -> Words:
        language = conversation.language or self.languages.english
        try:
            await self.desk.ask(conversation, language, self.desk.consent())
        except NobodyThere:
            return self.wording.say(Reply("advocate_contact", contacts="advocate"), language)
        return self.wording.say(Reply("waiting_for_advocate", choices=(STOP,)), language)

    def _said(self, inbound: Inbound) -> str | None:
        """Words as they are, an answer in English; nothing for a button of the computer's, which is silent now."""
        match inbound.choice:
            case None:
                return inbound.text
            case Choice("answer", answer):
                return self.wording.answer(answer)
            case _:
                return None

    def _waiting(self, case: Case) -> Words:
        key = "still_waiting" if case.advocate is None else "advocate_here"
        return self.wording.say(Reply(key, choices=(STOP,)), case.language)
