"""The main path: which language an answer is in, what is asked first, and what happens when the engine is down."""

from dataclasses import replace

import pytest

from bot.catalog import Catalog
from bot.directory import Directory
from bot.gateway.conversations import Conversation, Conversations
from bot.gateway.desk import Desk
from bot.gateway.relay import Relay
from bot.gateway.turn import Turn
from bot.gateway.wording import Wording
from bot.language_names import LanguageNames
from bot.languages import Languages
from bot.menu import load as load_menu
from bot.messages import Choice, Heard, Inbound, Outbound, Reply
from bot.settings import ROOT
from tests.fakes import NOON, FakeClock, FakeEngine, heard

LANGUAGES = Languages.load(ROOT / "languages.yml")
WORDING = Wording(
    Catalog.load(LANGUAGES, ROOT / "locales"),
    Directory.load(ROOT / "directory.yml"),
    LANGUAGES,
    load_menu(ROOT / "dialogue" / "menu.yml"),
    NOON,
)
DIRECTORY = Directory.load(ROOT / "directory.yml")
NICKNAMES = {"colours": ["Blue"], "birds": ["Heron"]}
NAMES = LanguageNames(LANGUAGES)
ENGLISH, UKRAINIAN = LANGUAGES["en"], LANGUAGES["uk"]
HOUSING = Reply("guidance.find_housing", topic="find_housing")
DANGER = Reply("crisis.homeless_now", topic="homeless_now", contacts="emergency")


class Talk:
    """One person and a gateway without a network."""

    def __init__(self, answers: dict[str, Heard]) -> None:
        self.engine = FakeEngine(answers)
        self.turn = Turn(
            self.engine, WORDING, LANGUAGES, NAMES, Relay(Desk(WORDING, DIRECTORY, NICKNAMES), WORDING, LANGUAGES)
        )
        self.conversation = _conversation()
        self._count = 0

    async def say(self, text: str) -> list[Outbound]:
        return await self._send(text=text)

    async def press(self, kind: str, value: str) -> list[Outbound]:
        return await self._send(choice=Choice(kind, value))  # type: ignore[arg-type]

    async def _send(self, **what: object) -> list[Outbound]:
        self._count += 1
        return await self.turn.handle(self.conversation, Inbound(f"m{self._count}", **what))  # type: ignore[arg-type]


def _conversation() -> Conversation:
    limits = {"messages_at_once": 9, "messages_per_second": 1.0, "sessions_per_network": 9}
    return Conversations(**limits, clock=FakeClock()).begin("here")  # type: ignore[arg-type]


def keys(sent: list[Outbound]) -> list[str]:
    return [message.words.key for message in sent]


def tags(sent: list[Outbound]) -> set[str]:
    return {message.words.language.tag for message in sent}


async def test_what_is_surely_in_a_language_is_answered_in_it() -> None:
    talk = Talk({"q": heard(HOUSING, tag="uk", confidence=0.8)})
    sent = await talk.say("q")
    assert keys(sent) == ["guidance.find_housing"]
    assert tags(sent) == {"uk"}


async def test_when_unsure_the_language_is_asked_and_the_answer_waits_for_it() -> None:
    talk = Talk({"q": heard(HOUSING, tag="uk", confidence=0.6)})
    asked = await talk.say("q")
    assert keys(asked) == ["ask_language"]
    assert asked[0].words.options[0].title == "Українська", "the likeliest comes first"
    answered = await talk.press("language", "uk")
    assert keys(answered) == ["guidance.find_housing"]
    assert tags(answered) == {"uk"}
    assert talk.engine.asked == 1, "the question is not asked twice"


async def test_a_foreign_language_is_met_with_every_language_by_its_own_name() -> None:
    talk = Talk({"q": heard(HOUSING, tag="ro", confidence=0.9, foreign=True)})
    (asked,) = await talk.say("q")
    assert [option.title for option in asked.words.options] == [language.own_name for language in LANGUAGES]


async def test_danger_is_not_kept_waiting_for_a_language() -> None:
    talk = Talk({"q": heard(DANGER, tag="uk", confidence=0.5, crisis=True)})
    sent = await talk.say("q")
    assert keys(sent) == ["crisis.homeless_now", "ask_language"]
    assert sent[0].words.cards, "the numbers come with it"


async def test_where_there_may_be_danger_the_emergency_number_comes_first() -> None:
    talk = Talk({"q": replace(heard(HOUSING), worry=True), "d": replace(heard(DANGER, crisis=True), worry=True)})
    number, answer = await talk.say("q")
    assert number.words.key == "emergency_first"
    assert "999" in number.words.text
    assert answer.words.key == "guidance.find_housing"
    assert keys(await talk.say("d")) == ["crisis.homeless_now"], "which says the number itself"


async def test_the_persons_choice_outweighs_what_the_text_says() -> None:
    talk = Talk({"q": heard(HOUSING, tag="en", confidence=0.95)})
    await talk.press("language", "uk")
    assert tags(await talk.say("q")) == {"uk"}


async def test_a_long_message_in_another_language_is_offered_that_language() -> None:
    talk = Talk({"one two three": heard(HOUSING, tag="ro", confidence=0.95)})
    await talk.press("language", "uk")
    answer, offer = await talk.say("one two three")
    assert answer.words.language.tag == "uk"
    assert (offer.words.key, offer.words.options[0].title) == ("offer_language", "Română")


async def test_a_place_name_alone_does_not_change_the_language() -> None:
    talk = Talk({"q": heard(HOUSING, tag="uk"), "GP": heard(HOUSING, tag="en", confidence=0.95)})
    await talk.say("q")
    assert tags(await talk.say("GP")) == {"uk"}


async def test_a_whole_sentence_in_another_language_is_followed() -> None:
    talk = Talk({"q": heard(HOUSING, tag="uk"), "now in English please": heard(HOUSING, tag="en", confidence=0.95)})
    await talk.say("q")
    assert tags(await talk.say("now in English please")) == {"en"}


async def test_the_engine_hears_the_language_in_use() -> None:
    talk = Talk({"q": heard(HOUSING)})
    await talk.press("language", "uk")
    await talk.say("q")
    assert talk.engine.languages == ["uk"]


async def test_with_the_engine_down_the_person_gets_the_emergency_number_and_the_council() -> None:
    talk = Talk({})
    await talk.press("language", "uk")
    talk.engine.down = True
    (sent,) = await talk.say("q")
    assert sent.words.key == "outage"
    assert "999" in sent.words.text
    assert sent.words.cards[0].phones[0].number == "999"
    names = [card.name for card in sent.words.cards if card.phones]
    assert "Fenland District Council" in names, "the county's own number is unsure, so the districts' are shown"


async def test_the_same_message_again_gets_the_same_answer() -> None:
    talk = Talk({"q": heard(HOUSING)})
    first = await talk.turn.handle(talk.conversation, Inbound("one", "q"))
    again = await talk.turn.handle(talk.conversation, Inbound("one", "q"))
    assert first == again
    assert talk.engine.asked == 1


@pytest.mark.parametrize(
    ("choice", "intent", "district"),
    [
        (("topic", "learn_english"), "learn_english", None),
        (("place", "wisbech"), "give_place", "fenland"),
        (("district", "cambridge"), "give_place", "cambridge"),
        (("word", "skip"), "give_place", "anywhere"),
        (("word", "other_place"), "give_place", None),
        (("word", "no_thanks"), "deny", None),
        (("word", "other_topic"), "menu", None),
        (("word", "delete"), "delete_data", None),
        (("word", "language"), "change_language", None),
    ],
)
async def test_a_button_says_what_it_stands_for(choice: tuple[str, str], intent: str, district: str | None) -> None:
    talk = Talk({})
    await talk.press(*choice)
    assert talk.engine.chosen == [(intent, district)]


async def test_a_group_of_the_menu_opens_without_the_engine() -> None:
    talk = Talk({})
    (menu,) = await talk.press("group", "housing")
    assert talk.engine.asked == 0
    assert [option.choice.value for option in menu.words.options][:2] == ["homeless_now", "eviction_notice"]


async def test_a_reply_that_ends_closes_the_conversation() -> None:
    talk = Talk({"q": heard(Reply("deleted", ends=True))})
    await talk.say("q")
    assert talk.conversation.over


async def test_first_words_are_in_the_hinted_language_and_ask_for_the_right_one() -> None:
    talk = Talk({})
    sent = await talk.turn.begin(talk.conversation, None, UKRAINIAN)
    assert keys(sent) == ["first_words", "ask_language"]
    assert sent[0].words.language.tag == "uk"


async def test_who_has_chosen_a_language_is_shown_the_topics() -> None:
    talk = Talk({})
    sent = await talk.turn.begin(talk.conversation, ENGLISH, None)
    assert keys(sent) == ["first_words", "greet"]
    assert all(option.symbol for option in sent[1].words.options), "for those who cannot read"


async def test_a_language_not_understood_well_says_so_once_with_the_topics_beneath() -> None:
    talk = Talk({"q": heard(HOUSING, tag="uk", confidence=0.9)})
    talk.turn = replace(talk.turn, languages=_with_experimental("uk"))
    answer, notice = await talk.say("q")
    assert [answer.words.key, notice.words.key] == ["guidance.find_housing", "experimental"]
    assert notice.words.language.tag == "uk"
    assert notice.words.options, "the topics"
    assert keys(await talk.say("q")) == ["guidance.find_housing"], "once is enough"


async def test_what_no_person_has_checked_is_one_tap_from_the_english_and_changes_nothing() -> None:
    talk = Talk({"q": heard(HOUSING, tag="uk")})
    (answer,) = await talk.say("q")
    assert not answer.words.reviewed
    assert answer.words.options[-1].choice == Choice("word", "english")
    (english,) = await talk.press("word", "english")
    assert (english.words.key, english.words.language.tag) == ("guidance.find_housing", "en")
    assert english.words.options == (), "the English needs no way to itself"
    assert tags(await talk.say("q")) == {"uk"}, "the language of the conversation is as before"
    assert talk.engine.asked == 2


async def test_danger_not_checked_by_a_person_brings_the_english_with_it() -> None:
    talk = Talk({"q": heard(DANGER, tag="uk", crisis=True)})
    (sent,) = await talk.say("q")
    ukrainian, english = sent.words.text.split("\n\n")
    assert "999" in ukrainian
    assert english.startswith("If you are in danger")


async def test_whether_it_helped_leads_on_and_is_no_question_to_the_engine() -> None:
    talk = Talk({})
    await talk.press("language", "en")
    (glad,) = await talk.press("word", "helped")
    (sorry,) = await talk.press("word", "not_helped")
    assert (glad.words.key, sorry.words.key) == ("helped", "not_helped")
    assert sorry.words.options[0].choice == Choice("topic", "speak_to_advocate")
    assert talk.engine.asked == 0


async def test_a_language_named_in_words_is_chosen_and_the_answer_is_said_again_in_it() -> None:
    asking = heard(Reply("ask_language", choices=(Choice("word", "languages"),)), tag="en", confidence=0.99)
    talk = Talk({"q": heard(HOUSING, tag="uk"), "in Polish please": asking, "Kurdish": asking, "another": asking})
    await talk.say("q")
    (sent,) = await talk.say("in Polish please")
    assert (sent.words.key, sent.words.language.tag) == ("guidance.find_housing", "pl")
    (asked,) = await talk.say("Kurdish")
    assert [option.choice.value for option in asked.words.options[:2]] == ["ckb", "kmr"], "two languages bear the name"
    (asked,) = await talk.say("another")
    assert len(asked.words.options) >= len(list(LANGUAGES))


async def test_the_name_of_a_language_alone_is_a_choice_whatever_else_it_may_mean() -> None:
    talk = Talk({"q": heard(HOUSING, tag="uk"), "English": heard(HOUSING, tag="en")})
    await talk.say("q")
    (sent,) = await talk.say("English")
    assert (sent.words.key, sent.words.language.tag) == ("guidance.find_housing", "en")
    assert talk.conversation.chosen is ENGLISH


async def test_a_second_question_is_offered_after_the_first_is_answered() -> None:
    talk = Talk({"q": replace(heard(HOUSING), also="learn_english")})
    answer, also = await talk.say("q")
    assert (answer.words.key, also.words.key) == ("guidance.find_housing", "ask_also")
    assert also.words.options[0].choice == Choice("topic", "learn_english")


async def test_who_is_lost_after_an_answer_can_have_it_again() -> None:
    lost = heard(Reply("lost", choices=(Choice("word", "menu"),)))
    talk = Talk({"q": heard(HOUSING), "what": lost})
    (first,) = await talk.say("what")
    assert Choice("word", "again") not in [option.choice for option in first.words.options]
    await talk.say("q")
    (sent,) = await talk.say("what")
    assert sent.words.options[0].choice == Choice("word", "again")
    (again,) = await talk.press("word", "again")
    assert again.words.key == "guidance.find_housing"


def _with_experimental(tag: str) -> Languages:
    return Languages([replace(language, experimental=language.tag == tag) for language in LANGUAGES])
