"""What is left for an advocate: opened by whom it may, once; gone after three days; told by no byte of the store."""

import base64
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, String, inspect, select

from bot.errors import CannotOpen, NobodyToOpen, StoreError, VaultFull
from bot.settings import ROOT
from bot.store.callbacks import Callbacks
from bot.store.database import open_database
from bot.store.staff import Staff
from bot.store.tables import SLOTS, metadata, slot
from bot.vault.callback import ENVELOPE, Callback
from bot.vault.keys import PrivateKey
from bot.vault.server_key import ServerKey
from tests.vault.conftest import Time

PASSPHRASE = "five words that nobody guesses"
LEFT = Callback("phone", "+447700900123", "ti", "housing", "evening")
OTHER = Callback("telegram", "5550001234", "uk", "safety", "any_time")


def enrolled(staff: Staff, name: str = "advocate one") -> tuple[int, PrivateKey]:
    member, _ = staff.enrol(name, "advocate", PASSPHRASE)
    return member.id, staff.unlock(member.id, PASSPHRASE)


def test_an_advocate_opens_what_was_left_and_then_it_is_gone(callbacks: Callbacks, staff: Staff) -> None:
    advocate = enrolled(staff)
    callbacks.leave(LEFT)
    assert callbacks.waiting() == 1
    assert callbacks.claim(*advocate) == LEFT
    assert (callbacks.waiting(), callbacks.claim(*advocate)) == (0, None)


def test_it_waits_through_the_night_for_another_advocate_and_another_process(
    callbacks: Callbacks, staff: Staff, time: Time, tmp_path: Path
) -> None:
    enrolled(staff)
    second = enrolled(staff, "advocate two")
    callbacks.leave(LEFT)
    time.now += timedelta(hours=20)
    later = Callbacks(callbacks.engine, ServerKey.load(tmp_path / "server.key"), time)
    later.prepare()
    later.sweep()
    assert later.claim(*second) == LEFT


def test_who_waits_longest_comes_first(callbacks: Callbacks, staff: Staff, time: Time) -> None:
    advocate = enrolled(staff)
    callbacks.leave(OTHER)
    time.now += timedelta(hours=2)
    callbacks.leave(LEFT)
    assert [callbacks.claim(*advocate), callbacks.claim(*advocate)] == [OTHER, LEFT]


def test_two_who_claim_at_once_do_not_get_the_same(callbacks: Callbacks, staff: Staff) -> None:
    one, two = enrolled(staff), enrolled(staff, "advocate two")
    callbacks.leave(LEFT)
    with ThreadPoolExecutor(2) as pool:
        got = list(pool.map(lambda advocate: callbacks.claim(*advocate), [one, two]))
    assert sorted(each is None for each in got) == [False, True]


def test_after_three_days_it_is_gone(callbacks: Callbacks, staff: Staff, time: Time) -> None:
    advocate = enrolled(staff)
    callbacks.leave(LEFT)
    time.now += timedelta(hours=71)
    assert callbacks.sweep() == 0
    time.now += timedelta(hours=1)
    assert callbacks.sweep() == 1
    assert callbacks.claim(*advocate) is None


def test_a_copy_of_the_disk_cannot_be_opened_once_the_key_of_the_day_is_dead(
    callbacks: Callbacks, staff: Staff, time: Time, engine: Engine
) -> None:
    advocate = enrolled(staff)
    callbacks.leave(LEFT)
    with engine.begin() as connection:
        copy = connection.execute(select(slot.c.number, slot.c.envelope)).all()
        copied_map = callbacks._map(connection)
    time.now += timedelta(hours=96)
    callbacks.sweep()
    with engine.begin() as connection:  # the old envelopes and the old map come back, the key does not
        for number, envelope in copy:
            connection.execute(slot.update().where(slot.c.number == number).values(envelope=envelope))
        callbacks._keep(connection, copied_map)
    assert callbacks.claim(*advocate) is None


def test_without_an_advocate_nothing_is_kept(callbacks: Callbacks) -> None:
    with pytest.raises(NobodyToOpen):
        callbacks.leave(LEFT)
    assert callbacks.waiting() == 0


def test_when_all_slots_are_taken_it_is_said_and_nothing_is_lost(callbacks: Callbacks, staff: Staff) -> None:
    advocate = enrolled(staff)
    for _ in range(SLOTS):
        callbacks.leave(LEFT)
    with pytest.raises(VaultFull):
        callbacks.leave(OTHER)
    assert callbacks.waiting() == SLOTS
    assert callbacks.claim(*advocate) == LEFT


def test_a_newcomer_opens_what_already_waits_once_they_are_admitted(callbacks: Callbacks, staff: Staff) -> None:
    advocate = enrolled(staff)
    callbacks.leave(LEFT)
    newcomer = enrolled(staff, "newcomer")
    assert callbacks.claim(*newcomer) is None
    callbacks.admit(newcomer[0], *advocate)
    assert callbacks.claim(*newcomer) == LEFT


def test_who_has_left_opens_nothing_not_even_with_a_copied_key(callbacks: Callbacks, staff: Staff) -> None:
    stays, leaver = enrolled(staff), enrolled(staff, "leaver")
    callbacks.leave(LEFT)
    staff.remove(leaver[0])
    callbacks.renew(*stays)
    assert callbacks.claim(*leaver) is None
    assert callbacks.claim(*stays) == LEFT


def test_another_advocates_key_does_not_open_my_copies(callbacks: Callbacks, staff: Staff) -> None:
    (one, _), (_, others_key) = enrolled(staff), enrolled(staff, "advocate two")
    callbacks.leave(LEFT)
    assert callbacks.claim(one, others_key) is None
    with pytest.raises(CannotOpen):
        callbacks.renew(one, others_key)
    assert callbacks.waiting() == 1


LEAVER = """
import sys
from datetime import datetime
from pathlib import Path
from bot.clock import LONDON
from bot.store.callbacks import Callbacks
from bot.store.database import open_database
from bot.vault.callback import Callback
from bot.vault.server_key import ServerKey
at = datetime(2026, 11, 24, 9, tzinfo=LONDON)
callbacks = Callbacks(open_database(sys.argv[1]), ServerKey.load(Path(sys.argv[2])), lambda: at)
for number in range(200):
    callbacks.leave(Callback("phone", str(number), "uk", "housing", "evening"))
    print(number, flush=True)
"""


def test_a_kill_in_the_middle_loses_nothing_that_was_promised(
    callbacks: Callbacks, staff: Staff, engine: Engine, tmp_path: Path
) -> None:
    advocate = enrolled(staff)
    url = engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", LEAVER, url, str(tmp_path / "server.key")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        promised = [process.stdout.readline().strip() for _ in range(5)]
        process.kill()
        promised += process.stdout.read().split()
    kept = []
    while (opened := callbacks.claim(*advocate)) is not None:
        kept.append(opened.address)
    assert set(promised) <= set(kept)
    assert len(kept) - len(promised) in (0, 1), "the one that was being written when it died is whole or not there"


def test_no_byte_of_the_store_tells_who_or_what_or_how_many(callbacks: Callbacks, staff: Staff, engine: Engine) -> None:
    enrolled(staff)
    for callback in (LEFT, OTHER, LEFT):
        callbacks.leave(callback)
    tables = inspect(engine).get_table_names()
    with engine.begin() as connection:
        everything = b"".join(
            value if isinstance(value, bytes) else str(value).encode()
            for table in tables
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}")
            for value in row
        )
        sizes = {len(envelope) for (envelope,) in connection.execute(select(slot.c.envelope))}
    if engine.url.database and engine.dialect.name == "sqlite":
        everything += b"".join(path.read_bytes() for path in Path(engine.url.database).parent.glob("store.db*"))
    for told in (LEFT.address, OTHER.address, "+447700900123"[1:], "telegram", "housing", "evening"):
        clear = told.encode()
        for form in (clear, clear.hex().encode(), base64.b64encode(clear).rstrip(b"="), told.encode("utf-16-le")):
            assert form not in everything
    assert sizes == {ENVELOPE}


def test_no_column_about_the_public_can_hold_words(engine: Engine) -> None:
    inspector = inspect(engine)
    texts = {
        (table, column["name"])
        for table in inspector.get_table_names()
        for column in inspector.get_columns(table)
        if isinstance(column["type"], String)
    }
    of_staff = {("staff", "name"), ("staff", "role"), ("deed", "what")}
    assert texts == {*of_staff, ("alembic_version", "version_num")}


def test_two_processes_may_begin_at_once(engine: Engine, time: Time, tmp_path: Path) -> None:
    def begin(_: int) -> tuple[int, bytes]:
        opened = open_database(engine.url.render_as_string(hide_password=False))
        begun = Callbacks(opened, ServerKey.load(tmp_path / "server.key"), time)
        begun.prepare()
        waiting = begun.waiting()
        opened.dispose()
        return waiting, begun.key.raw

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(begin, range(4)))) == 1


def test_the_migrations_make_the_tables_that_the_code_knows(engine: Engine) -> None:
    with engine.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_store_that_cannot_be_opened_says_what_to_write(tmp_path: Path) -> None:
    for url, says in [
        ("nonsense", "write sqlite:///PATH or postgresql://"),
        (f"sqlite:///{tmp_path}/nowhere/store.db", "cannot be opened"),
        ("postgresql://someone:secret@localhost:1/none", "cannot be opened"),
    ]:
        with pytest.raises(StoreError, match=says) as told:
            open_database(url)
        assert "secret" not in str(told.value)
