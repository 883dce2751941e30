"""THE MAIN PATH: one message in, its answers out.

A message is words or a pressed choice. Words go to the engine, which says what they mean and in which language they
are; some choices the gateway settles itself. The language is settled, and only then is anything said.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.errors import EngineError
from bot.gateway.conversations import Conversation
from bot.gateway.engine_client import EngineClient
from bot.gateway.relay import Relay
from bot.gateway.wording import Wording
from bot.language_names import LanguageNames
from bot.languages import Language, Languages
from bot.logs import Code, event
from bot.messages import Choice, Heard, Inbound, Outbound, Reply, Words

SURE = 0.7  # below this, ask which language
VERY_SURE = 0.9  # from here on, offer to go on in a language other than the chosen one
ENOUGH_WORDS = 3
PERHAPS_DANGER = Reply("emergency_first")
MENU = Choice("word", "menu")
ADVOCATE = Choice("topic", "speak_to_advocate")
AGAIN = Choice("word", "again")
LOST = ("menu", "lost")
GREET = Reply("greet", choices=(MENU,))
LANGUAGES = Choice("word", "languages")
INTENTS = {  # of a word of `choice.*`; any other leads to the menu
    "no_thanks": "deny",
    "no": "deny",
    "yes": "affirm",
    "delete": "delete_data",
    "language": "change_language",
}
EXPERIMENTAL = Reply("experimental", choices=(MENU,))
LANGUAGE_SET = Reply("language_set", choices=(MENU,))
HELPED = Reply("helped", choices=(MENU,))
NOT_HELPED = Reply("not_helped", choices=(ADVOCATE, Choice("word", "other_topic")))
OUTAGE = Reply("outage", topic="emergency", contacts="outage")


@dataclass(frozen=True)
class Turn:
    """The collaborators of a turn, built once in `bot.gateway.app`."""

    engine: EngineClient
    wording: Wording
    languages: Languages
    names: LanguageNames
    relay: Relay

    async def begin(self, conversation: Conversation, chosen: Language | None, hint: Language | None) -> list[Outbound]:
        """First words: who answers, who sees it, that status is not needed."""
        conversation.chosen, conversation.supposed = chosen, hint
        language = conversation.language or self.languages.english
        first = self.wording.say(Reply("first_words"), language)
        if chosen is None:
            return conversation.number([first, self.wording.ask_language([hint] if hint else [])])
        conversation.last = (GREET,)
        return conversation.number([first, *self._checkable([self.wording.say(GREET, language)], language)])

    async def handle(self, conversation: Conversation, inbound: Inbound) -> list[Outbound]:
        """Answers one message, once: the same client id gets the same answer again."""
        async with conversation.lock:
            answered = conversation.answer_to(inbound.id)
            if answered is not None:
                return answered
            sent = conversation.number(await self._answer(conversation, inbound))
            conversation.remember(inbound.id, sent)
        async with conversation.changed:
            conversation.changed.notify_all()
        return sent

    async def forget(self, conversation: Conversation) -> None:
        """The conversation is over: neither engine nor advocate keeps anything of it."""
        await self.relay.leave(conversation)
        await self.engine.forget(conversation.session)

    async def _answer(self, conversation: Conversation, inbound: Inbound) -> list[Words]:
        relayed = await self.relay.take(conversation, inbound)
        if relayed is not None:
            return relayed
        settled = self._settled_here(conversation, inbound.choice)
        if settled is not None:
            return settled
        try:
            heard = await self._ask(conversation, inbound)
        except EngineError:
            event(Code.ENGINE_DOWN)
            return [self.wording.say(OUTAGE, conversation.language or self.languages.english)]
        if heard.worry and not heard.crisis:
            heard = replace(heard, replies=(PERHAPS_DANGER, *heard.replies))
        return await self._reply(conversation, heard, inbound)

    async def _ask(self, conversation: Conversation, inbound: Inbound) -> Heard:
        tag = conversation.language.tag if conversation.language else None
        match inbound.choice:
            case None:
                return await self.engine.ask(conversation.session, tag, inbound.text)
            case Choice("topic", topic):
                return await self.engine.choose(conversation.session, tag, topic)
            case Choice("place" | "district", where):
                district = where if inbound.choice.kind == "district" else self.wording.district_of(where)
                return await self.engine.choose(conversation.session, tag, "give_place", district)
            case Choice(_, "skip"):
                return await self.engine.choose(conversation.session, tag, "give_place", "anywhere")
            case Choice(_, "other_place"):
                return await self.engine.choose(conversation.session, tag, "give_place")
            case Choice(_, word):
                return await self.engine.choose(conversation.session, tag, INTENTS.get(word, "menu"))

    def _settled_here(self, conversation: Conversation, choice: Choice | None) -> list[Words] | None:
        """What needs no engine: a language, a page of the menu, the last answer again, whether it helped."""
        language = conversation.language or self.languages.english
        match choice:
            case Choice("language", tag):
                return self._choose_language(conversation, self.languages[tag])
            case Choice("group", group):
                return self._say(conversation, [Reply("menu", choices=(Choice("topics", group),))], language)
            case Choice("word", "english"):
                return self._say(conversation, conversation.last, self.languages.english)
            case Choice("word", "again"):
                return self._say(conversation, conversation.answer, language)
            case Choice("word", "helped" | "not_helped" as outcome):
                event(Code.HELPED if outcome == "helped" else Code.NOT_HELPED)
                return self._say(conversation, [HELPED if outcome == "helped" else NOT_HELPED], language)
        return None

    def _choose_language(self, conversation: Conversation, language: Language) -> list[Words]:
        """Settles the language, and says in it what was asked or said before."""
        conversation.chosen = language
        replies = conversation.waiting or conversation.last or (Reply("menu", choices=(MENU,)),)
        conversation.waiting = ()
        return self._say(conversation, replies, language)

    async def _reply(self, conversation: Conversation, heard: Heard, inbound: Inbound) -> list[Words]:
        if any(LANGUAGES in reply.choices for reply in heard.replies) or self.names.is_name(inbound.text):
            named = self.names.named(inbound.text)
            if len(named) == 1:
                return self._choose_language(conversation, named[0])
            if named:
                return [self.wording.ask_language(named)]
        written = [self.languages[tag] for tag in heard.candidates if tag in self.languages]
        language = conversation.language if inbound.choice else self._settle(conversation, heard, inbound.text)
        if language is None:
            conversation.waiting = heard.replies
            # Danger is not kept waiting for a language.
            urgent = heard.replies if heard.crisis else ()
            asking = self.wording.ask_language([] if heard.foreign else written)
            return [*self._say(conversation, urgent, written[0] if written else self.languages.english), asking]
        words = self._say(conversation, self._with_more(conversation, heard), language)
        if any(reply.key == "advocate_contact" for reply in heard.replies):
            words.extend(await self.relay.offer(conversation, language))
        if conversation.chosen and written and written[0] is not language and self._plainly(heard, inbound.text):
            words.append(self.wording.offer_language(written[0]))
        return words

    def _settle(self, conversation: Conversation, heard: Heard, text: str) -> Language | None:
        """The person's choice; else what the text says, if sure; else what was supposed before; else ask."""
        if conversation.chosen:
            return conversation.chosen
        if heard.foreign:
            return None
        supposed = conversation.supposed
        if (supposed is None and heard.confidence >= SURE) or self._plainly(heard, text):
            conversation.supposed = self.languages.get(heard.tag) or supposed
        return conversation.supposed

    @staticmethod
    def _plainly(heard: Heard, text: str) -> bool:
        """Enough to leave one language for another: a place name or "GP" never is."""
        return heard.confidence >= VERY_SURE and len(text.split()) >= ENOUGH_WORDS

    @staticmethod
    def _with_more(conversation: Conversation, heard: Heard) -> list[Reply]:
        """The answer; and a second question, or the answer before if this one leads nowhere, on a button."""
        replies = list(heard.replies)
        if heard.also:
            replies.append(Reply("ask_also", choices=(Choice("topic", heard.also),)))
        elif replies[-1].key in LOST and conversation.answer:
            replies[-1] = replace(replies[-1], choices=(AGAIN, *replies[-1].choices))
        return replies

    def _say(self, conversation: Conversation, replies: Sequence[Reply], language: Language) -> list[Words]:
        conversation.last = tuple(replies) or conversation.last
        topics = [reply.topic for reply in replies if reply.topic and reply.topic != ADVOCATE.value]
        conversation.topic = topics[0] if topics else conversation.topic
        if any(reply.topic for reply in replies):
            conversation.answer = tuple(replies)
        if any(reply.ends for reply in replies):
            conversation.over = True
        words = self._checkable([self.wording.say(reply, language) for reply in replies], language)
        if words and language.experimental and language not in conversation.warned:
            conversation.warned.add(language)
            words.append(self.wording.say(EXPERIMENTAL, language))
        return words

    def _checkable(self, words: list[Words], language: Language) -> list[Words]:
        """What no person has checked comes with the way to the English."""
        if all(each.reviewed for each in words):
            return words
        return [*words[:-1], self.wording.with_english(words[-1], language)]
