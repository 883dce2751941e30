"""Envelopes and passphrases: shut to everyone but whom they are for, and all alike."""

import pytest

from bot.errors import BadCallback, CannotOpen, WeakPassphrase, WrongPassphrase
from bot.vault.callback import ENVELOPE, Callback, filler
from bot.vault.keys import PrivateKey
from bot.vault.passphrase import Locked
from bot.vault.server_key import FREE, ServerKey, Taken
from tests.vault.conftest import CHEAP

LEFT = Callback("phone", "+447700900123", "zh-Hant", "housing", "evening")
KEY = PrivateKey.new()


def test_an_envelope_opens_with_its_key_in_its_slot_only() -> None:
    envelope = LEFT.sealed(KEY.public, key_id=7, slot=3)
    assert Callback.opened(envelope, KEY, key_id=7, slot=3) == LEFT
    for key, key_id, place in [(PrivateKey.new(), 7, 3), (KEY, 8, 3), (KEY, 7, 4)]:
        with pytest.raises(CannotOpen):
            Callback.opened(envelope, key, key_id, place)
    with pytest.raises(CannotOpen):
        Callback.opened(envelope[:-1] + bytes([envelope[-1] ^ 1]), KEY, 7, 3)


def test_all_envelopes_are_of_one_size_whatever_is_in_them() -> None:
    short, long = (
        Callback("web", "1", "uk", "work", "morning"),
        Callback("whatsapp", "9" * 128, "zh-Hant", "community", "any_time"),
    )
    assert {len(each.sealed(KEY.public, 1, 1)) for each in (short, long)} == {ENVELOPE} == {len(filler(1))}


def test_filler_cannot_be_told_from_a_callback_by_its_form() -> None:
    """The curve's share has its top bit clear in every real envelope; so it has in filler."""
    share = slice(1_088 + 31, 1_088 + 32)
    assert all(filler(n)[share][0] < 128 for n in range(32))
    assert all(LEFT.sealed(KEY.public, 1, n)[share][0] < 128 for n in range(32))


@pytest.mark.parametrize(
    "wrong",
    [
        ("letter", "1", "uk", "housing", "morning"),
        ("phone", "", "uk", "housing", "morning"),
        ("phone", "9" * 129, "uk", "housing", "morning"),
        ("phone", "my name is\n...", "uk", "housing", "morning"),
        ("phone", "1", "Ukrainian please", "housing", "morning"),
        ("phone", "1", "uk", "asylum", "morning"),
        ("phone", "1", "uk", "housing", "tonight"),
    ],
)
def test_only_the_five_facts_fit_in(wrong: tuple[str, ...]) -> None:
    with pytest.raises(BadCallback) as told:
        Callback(*wrong)  # type: ignore[arg-type]
    assert str(told.value) == ""


def test_a_callback_does_not_print_itself() -> None:
    assert "+447700900123" not in repr(LEFT)
    assert KEY.raw.hex() not in repr(KEY)


def test_a_key_opens_with_its_passphrase_only() -> None:
    locked = Locked.with_passphrase(KEY, "five words that nobody guesses", **CHEAP)
    assert locked.open("five words that nobody guesses") == KEY
    with pytest.raises(WrongPassphrase):
        locked.open("five words that somebody guesses")
    with pytest.raises(WeakPassphrase):
        Locked.with_passphrase(KEY, "too short", **CHEAP)


def test_the_map_of_slots_is_the_same_size_and_never_the_same_bytes() -> None:
    key = ServerKey(bytes(32))
    empty, one = [FREE] * 4, [FREE, Taken(500_000, 2), FREE, FREE]
    assert len(key.seal_slots(empty)) == len(key.seal_slots(one))
    assert key.seal_slots(one) != key.seal_slots(one)
    assert key.open_slots(key.seal_slots(one)) == one
    with pytest.raises(CannotOpen):
        ServerKey(bytes([1] * 32)).open_slots(key.seal_slots(one))
