"""A callback is asked for step by step, shown in full, and kept only when the person agrees."""

import pytest

from bot.errors import VaultFull
from bot.gateway.callback_talk import CallbackTalk
from bot.gateway.relay import Relay
from bot.vault.callback import Callback
from tests.bot.test_desk import ANN, DIRECTORY, LANGUAGES, WORDING, Office, Someone


class FakeVault:
    """Keeps what is left in a list."""

    def __init__(self) -> None:
        self.left: list[Callback] = []
        self.full = False
        self.staffed = True

    def can_be_left(self) -> bool:
        return self.staffed

    def leave(self, callback: Callback) -> None:
        if self.full:
            raise VaultFull
        self.left.append(callback)


class Night(Office):
    """Nobody is at the desk."""

    def __init__(self) -> None:
        super().__init__()
        self.vault = FakeVault()
        relay = Relay(self.desk, WORDING, LANGUAGES, CallbackTalk(self.vault, WORDING, DIRECTORY))
        self.turn = type(self.turn)(self.engine, WORDING, LANGUAGES, self.turn.names, relay)


@pytest.fixture
def night() -> Night:
    return Night()


async def asked(night: Night, tag: str = "uk") -> Someone:
    person = night.person(tag)
    await person.say("house")
    assert await person.say("a person") == ["advocate_contact", "ask_callback"]
    assert await person.press("word", "callback") == ["ask_number"]
    return person


async def test_all_five_facts_are_shown_before_anything_is_kept(night: Night) -> None:
    person = await asked(night)
    assert await person.say("07700 900123") == ["bad_number"], "a number that cannot exist"
    assert await person.say("07911 123456") == ["ask_window"]
    assert await person.press("answer", "evening") == ["callback_summary"]
    shown = person.latest.words.text
    for fact in ("+447911123456", "Українська", WORDING.word("menu.housing", LANGUAGES["uk"])):
        assert fact in shown
    assert WORDING.word("answer.evening", LANGUAGES["uk"]) in shown
    assert night.vault.left == []
    assert await person.press("word", "leave") == ["callback_left"]
    assert night.vault.left == [Callback("phone", "+447911123456", "uk", "housing", "evening")]
    assert person.conversation.draft is None


@pytest.mark.parametrize("number", ["٠٧٩١١١٢٣٤٥٦", "+44 7911 123456", "0044 7911 123456", "+380 50 123 4567"])
async def test_numbers_are_read_as_people_write_them(night: Night, number: str) -> None:
    person = await asked(night)
    assert await person.say(number) == ["ask_window"]


@pytest.mark.parametrize("text", ["my number", "12", "please call my husband", "999999999999999999"])
async def test_what_is_no_number_is_asked_again_and_kept_nowhere(night: Night, text: str) -> None:
    person = await asked(night)
    assert await person.say(text) == ["bad_number"]
    assert text not in str(vars(person.conversation)["draft"])


@pytest.mark.parametrize("how", ["button", "word"])
async def test_stop_keeps_nothing_at_any_step(night: Night, how: str) -> None:
    person = await asked(night)
    await person.say("07911 123456")
    await person.press("answer", "morning")
    assert await (person.press("word", "stop") if how == "button" else person.say("stop")) == ["callback_dropped"]
    assert person.conversation.draft is None
    assert await person.press("word", "leave") != ["callback_left"]
    assert night.vault.left == []


async def test_going_on_to_something_else_drops_the_draft(night: Night) -> None:
    person = await asked(night)
    await person.press("topic", "learn_english")
    assert person.conversation.draft is None


async def test_the_summary_cannot_be_agreed_to_before_it_is_shown(night: Night) -> None:
    person = await asked(night)
    await person.say("07911 123456")
    await person.press("word", "leave")
    assert night.vault.left == []


async def test_when_it_cannot_be_kept_the_published_way_is_shown(night: Night) -> None:
    person = await asked(night)
    await person.say("07911 123456")
    await person.press("answer", "any_time")
    night.vault.full = True
    assert await person.press("word", "leave") == ["advocate_contact"]


async def test_it_is_not_offered_when_nobody_could_open_it_or_somebody_is_there(night: Night) -> None:
    night.vault.staffed = False
    person = night.person("uk")
    assert await person.say("a person") == ["advocate_contact"]
    night.vault.staffed = True
    await night.desk.present(ANN, free=True)
    assert await person.say("a person") == ["advocate_contact", "ask_consent"]
