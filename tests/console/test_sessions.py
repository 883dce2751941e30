"""Sessions end by themselves, hold no key in the clear, and trying has a limit."""

import pytest

from bot.console.sessions import IDLE, LIFE, TRIES, WINDOW, Sessions, Tries
from bot.errors import NotSignedIn
from bot.store.staff import Member
from bot.vault.keys import PrivateKey
from tests.fakes import FakeClock

KEY = PrivateKey.new()
ANN = Member(1, "Ann", "advocate", KEY.public)


def test_the_key_opens_with_what_the_browser_holds_and_is_not_kept_in_the_clear() -> None:
    sessions = Sessions(FakeClock())
    cookie = sessions.begin(ANN, KEY)
    session = sessions.find(cookie)
    assert session.private_key(cookie) == KEY
    assert KEY.raw not in session.sealed_key
    assert cookie not in str(vars(sessions))


def test_a_session_ends_when_nobody_works_however_long_the_page_listens() -> None:
    clock = FakeClock()
    sessions = Sessions(clock)
    cookie = sessions.begin(ANN, KEY)
    clock.go(IDLE - 1)
    sessions.find(cookie, working=False)
    clock.go(2)
    with pytest.raises(NotSignedIn):
        sessions.find(cookie)


def test_a_session_ends_after_a_day_of_work() -> None:
    clock = FakeClock()
    sessions = Sessions(clock)
    cookie = sessions.begin(ANN, KEY)
    for _ in range(LIFE // IDLE):
        clock.go(IDLE)
        sessions.find(cookie)
    clock.go(1)
    with pytest.raises(NotSignedIn):
        sessions.find(cookie)


def test_signing_in_again_ends_the_session_before() -> None:
    sessions = Sessions(FakeClock())
    before, after = sessions.begin(ANN, KEY), sessions.begin(ANN, KEY)
    sessions.find(after)
    with pytest.raises(NotSignedIn):
        sessions.find(before)


def test_five_wrong_tries_must_wait_a_quarter_of_an_hour_and_no_longer() -> None:
    clock = FakeClock()
    tries = Tries(clock)
    for _ in range(TRIES):
        assert tries.allowed("name Ann", "source 1")
        tries.failed("name Ann", "source 1")
    assert not tries.allowed("name Ann", "source 2")
    assert not tries.allowed("name Ben", "source 1")
    assert tries.allowed("name Ben", "source 2")
    clock.go(WINDOW)
    assert tries.allowed("name Ann", "source 1")
