"""Staff: a passphrase and a code, each wrong one refused, no code twice."""

from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import Engine

from bot.errors import UnknownStaff, WrongCode, WrongPassphrase
from bot.store.audit import Audit
from bot.store.staff import Staff
from tests.vault.conftest import Time

PASSPHRASE = "five words that nobody guesses"


def test_a_code_is_good_for_its_half_minute_and_once(staff: Staff, time: Time) -> None:
    member, secret = staff.enrol("advocate", "advocate", PASSPHRASE)
    now = pyotp.TOTP(secret).at(time.now)
    later = pyotp.TOTP(secret).at(time.now + timedelta(seconds=30))
    with pytest.raises(WrongCode):
        staff.check_code(member.id, later)
    staff.check_code(member.id, now)
    with pytest.raises(WrongCode):
        staff.check_code(member.id, now)
    time.now += timedelta(seconds=30)
    staff.check_code(member.id, later)


def test_who_is_not_enrolled_is_told_no_more_than_who_is_wrong(staff: Staff) -> None:
    member, _ = staff.enrol("advocate", "advocate", PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        staff.unlock(member.id, "five words that somebody guesses")
    with pytest.raises(UnknownStaff):
        staff.unlock(member.id + 1, PASSPHRASE)
    with pytest.raises(UnknownStaff):
        staff.check_code(member.id + 1, "000000")


def test_who_is_removed_is_gone(staff: Staff) -> None:
    member, _ = staff.enrol("advocate", "manager", PASSPHRASE)
    assert [each.role for each in staff.all()] == ["manager"]
    staff.remove(member.id)
    assert staff.all() == []


def test_what_the_staff_did_is_told_for_ninety_days(engine: Engine, time: Time) -> None:
    audit = Audit(engine, time)
    audit.note(1, "signed_in")
    time.now += timedelta(days=60)
    audit.note(1, "took")
    assert [entry.what for entry in audit.latest(9)] == ["took", "signed_in"]
    time.now += timedelta(days=31)
    audit.sweep()
    assert [entry.what for entry in audit.latest(9)] == ["took"]
