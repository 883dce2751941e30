"""Conversations live in RAM and are forgotten on time."""

import pytest

from bot.errors import TooFast, UnknownChoice, UnknownConversation
from bot.gateway.conversations import IDLE, LIFE, REMEMBERED, Conversations
from bot.languages import Language
from bot.messages import Choice, Option, Words
from tests.fakes import FakeClock

ENGLISH = Language("en", "English", "Latn", (), "source")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def conversations(clock: FakeClock) -> Conversations:
    return Conversations(messages_at_once=3, messages_per_second=0.5, sessions_per_network=2, clock=clock)


def some_words(*options: Option) -> Words:
    return Words("greet", "Hello", ENGLISH, True, options)


def test_one_is_found_by_its_token_alone(conversations: Conversations) -> None:
    one, other = conversations.begin("a"), conversations.begin("b")
    assert conversations.find(one.token) is one
    assert one.token not in (other.token, one.session)
    with pytest.raises(UnknownConversation):
        conversations.find(one.session)


def test_a_silent_one_is_forgotten_after_half_an_hour(conversations: Conversations, clock: FakeClock) -> None:
    one = conversations.begin("a")
    clock.go(IDLE - 1)
    conversations.find(one.token)
    clock.go(IDLE + 1)
    with pytest.raises(UnknownConversation):
        conversations.find(one.token)
    assert conversations.sweep() == [one]
    assert len(conversations) == 0


def test_a_lively_one_is_forgotten_after_two_hours(conversations: Conversations, clock: FakeClock) -> None:
    one = conversations.begin("a")
    for _ in range(LIFE // (IDLE - 1)):
        clock.go(IDLE - 1)
        conversations.find(one.token)
    clock.go(IDLE - 1)
    with pytest.raises(UnknownConversation):
        conversations.find(one.token)


def test_a_network_cannot_begin_without_end(conversations: Conversations, clock: FakeClock) -> None:
    conversations.begin("a")
    conversations.begin("a")
    with pytest.raises(TooFast):
        conversations.begin("a")
    conversations.begin("b")
    clock.go(1)
    conversations.begin("a")


def test_an_address_is_forgotten_once_its_allowance_is_full_again(
    conversations: Conversations, clock: FakeClock
) -> None:
    conversations.begin("203.0.113.7")
    clock.go(5)
    conversations.sweep()
    assert "203.0.113.7" not in str(vars(conversations))


def test_messages_beyond_the_allowance_wait(conversations: Conversations, clock: FakeClock) -> None:
    allowance = conversations.begin("a").allowance
    assert [allowance.spend() for _ in range(4)] == [True, True, True, False]
    clock.go(2)
    assert [allowance.spend(), allowance.spend()] == [True, False]


def test_only_what_was_offered_can_be_chosen(conversations: Conversations) -> None:
    one, other = conversations.begin("a"), conversations.begin("b")
    (sent,) = one.number([some_words(Option(Choice("topic", "study"), "Study"))])
    assert one.chose(sent.choice_ids[0]) == Choice("topic", "study")
    for wrong in ("study", "", sent.choice_ids[0] + "x"):
        with pytest.raises(UnknownChoice):
            one.chose(wrong)
    with pytest.raises(UnknownChoice):
        other.chose(sent.choice_ids[0])


def test_messages_are_numbered_and_the_oldest_are_dropped(conversations: Conversations) -> None:
    one = conversations.begin("a")
    for _ in range(REMEMBERED + 5):
        one.number([some_words()])
    assert [message.seq for message in one.outbox] == list(range(6, REMEMBERED + 6))
