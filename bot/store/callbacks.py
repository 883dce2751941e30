"""Callbacks that wait: 256 slots, always full, of which some are real. Each write is one transaction."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC

from sqlalchemy import Connection, Engine, delete, insert, select, update

from bot.clock import Clock
from bot.errors import CannotOpen, NobodyToOpen, VaultFull
from bot.store.database import take_turns
from bot.store.tables import SLOTS, day_key, day_key_copy, slot, slot_map, staff
from bot.vault.callback import Callback, filler
from bot.vault.keys import PrivateKey, PublicKey
from bot.vault.server_key import FREE, ServerKey, Taken

KEPT = 72  # hours a callback waits at most
LIFE_OF_A_KEY = 96  # hours from the start of its day: then nothing opens what it sealed
DISGUISE = 8  # other slots rewritten with each real one


@dataclass(frozen=True, slots=True)
class Callbacks:
    """`clock` tells the time; `key` hides which slots are taken."""

    engine: Engine
    key: ServerKey
    clock: Clock

    def prepare(self) -> None:
        """Fills the slots of a new store; does nothing to one that is filled."""
        with self.engine.begin() as connection:
            take_turns(connection)
            if connection.execute(select(slot_map.c.id)).one_or_none():
                return
            connection.execute(insert(slot_map).values(id=1, sealed=self.key.seal_slots([FREE] * SLOTS)))
            rows = [{"number": number, "envelope": filler(number)} for number in range(SLOTS)]
            connection.execute(insert(slot), rows)

    def can_be_left(self) -> bool:
        """Whether anybody is enrolled who could open it."""
        with self.engine.begin() as connection:
            return connection.execute(select(staff.c.id).limit(1)).one_or_none() is not None

    def leave(self, callback: Callback) -> None:
        """Seals and keeps it. Raises NobodyToOpen or VaultFull, and then nothing was kept."""
        with self.engine.begin() as connection:
            taken = self._map(connection)
            free = [number for number, since in enumerate(taken) if since == FREE]
            if not free:
                raise VaultFull
            key_id, public = self._todays_key(connection)
            number = secrets.choice(free)
            taken[number] = Taken(self._hour(), key_id)
            _write(connection, number, callback.sealed(public, key_id, number))
            others = [each for each in free if each != number]
            _refill(connection, secrets.SystemRandom().sample(others, min(DISGUISE, len(others))))
            self._keep(connection, taken)

    def waiting(self) -> int:
        """How many callbacks wait."""
        with self.engine.begin() as connection:
            return sum(since != FREE for since in self._map(connection))

    def claim(self, staff_id: int, key: PrivateKey) -> Callback | None:
        """Opens the one that waits longest and frees its slot; None if none is theirs to open. Two at once get two."""
        with self.engine.begin() as connection:
            taken = self._map(connection)
            waiting = sorted((since, number) for number, since in enumerate(taken) if since != FREE)
            for since, number in waiting:
                opened = _open(connection, number, since.key_id, staff_id, key)
                if opened is not None:
                    taken[number] = FREE
                    _refill(connection, [number])
                    self._keep(connection, taken)
                    return opened
        return None

    def admit(self, newcomer: int, staff_id: int, key: PrivateKey) -> None:
        """Lets a newcomer open what already waits; an advocate who can does it for them."""
        with self.engine.begin() as connection:
            public = connection.execute(select(staff.c.public_key).where(staff.c.id == newcomer)).scalar_one()
            for key_id, private in _day_keys(connection, staff_id, key):
                known = select(day_key_copy).where(day_key_copy.c.key_id == key_id, day_key_copy.c.staff_id == newcomer)
                if connection.execute(known).one_or_none() is None:
                    _give(connection, key_id, private, newcomer, PublicKey(public))

    def renew(self, staff_id: int, key: PrivateKey) -> None:
        """After somebody has left: a new day key, everything that waits sealed anew, every older key destroyed."""
        with self.engine.begin() as connection:
            taken, old = self._map(connection), dict(_day_keys(connection, staff_id, key))
            key_id, public = self._new_key(connection)
            for number, since in enumerate(taken):
                if since.key_id in old:
                    envelope = connection.execute(select(slot.c.envelope).where(slot.c.number == number)).scalar_one()
                    callback = Callback.opened(envelope, old[since.key_id], since.key_id, number)
                    _write(connection, number, callback.sealed(public, key_id, number))
                    taken[number] = Taken(since.hour, key_id)
            connection.execute(delete(day_key).where(day_key.c.id.in_(old)))
            self._keep(connection, taken)

    def sweep(self) -> int:
        """Once an hour: what is over goes, dead keys are destroyed, all filler is new. How many waited in vain?"""
        with self.engine.begin() as connection:
            taken, now = self._map(connection), self._hour()
            over = [n for n, since in enumerate(taken) if since != FREE and now - since.hour >= KEPT]
            for number in over:
                taken[number] = FREE
            connection.execute(delete(day_key).where(day_key.c.day * 24 + LIFE_OF_A_KEY <= now))
            _refill(connection, [number for number, since in enumerate(taken) if since == FREE])
            self._keep(connection, taken)
        return len(over)

    def _hour(self) -> int:
        return int(self.clock().astimezone(UTC).timestamp()) // 3_600

    def _map(self, connection: Connection) -> list[Taken]:
        """Read first in every transaction, and locked until its end."""
        return self.key.open_slots(connection.execute(select(slot_map.c.sealed).with_for_update()).scalar_one())

    def _keep(self, connection: Connection, taken: Sequence[Taken]) -> None:
        connection.execute(update(slot_map).values(sealed=self.key.seal_slots(taken)))

    def _todays_key(self, connection: Connection) -> tuple[int, PublicKey]:
        today = select(day_key).where(day_key.c.day == self._hour() // 24).order_by(day_key.c.id.desc()).limit(1)
        row = connection.execute(today).one_or_none()
        return (row.id, PublicKey(row.public_key)) if row else self._new_key(connection)

    def _new_key(self, connection: Connection) -> tuple[int, PublicKey]:
        """Its private half is sealed to every advocate and then forgotten."""
        advocates = connection.execute(select(staff.c.id, staff.c.public_key)).all()
        if not advocates:
            raise NobodyToOpen
        private = PrivateKey.new()
        values = {"day": self._hour() // 24, "public_key": private.public.raw}
        key_id = connection.execute(insert(day_key).values(values).returning(day_key.c.id)).scalar_one()
        for advocate in advocates:
            _give(connection, key_id, private, advocate.id, PublicKey(advocate.public_key))
        return key_id, private.public


def _give(connection: Connection, key_id: int, private: PrivateKey, staff_id: int, public: PublicKey) -> None:
    sealed = public.seal(private.raw, _copy_context(key_id, staff_id))
    connection.execute(insert(day_key_copy).values(key_id=key_id, staff_id=staff_id, sealed=sealed))


def _day_keys(connection: Connection, staff_id: int, key: PrivateKey) -> list[tuple[int, PrivateKey]]:
    """The day keys that this advocate can open; raises CannotOpen for a key that is not theirs."""
    rows = connection.execute(select(day_key_copy).where(day_key_copy.c.staff_id == staff_id)).all()
    return [(row.key_id, PrivateKey(key.open(row.sealed, _copy_context(row.key_id, staff_id)))) for row in rows]


def _open(connection: Connection, number: int, key_id: int, staff_id: int, key: PrivateKey) -> Callback | None:
    """None if this advocate has no copy of the day's key, or the key is dead."""
    copy = select(day_key_copy.c.sealed).where(day_key_copy.c.key_id == key_id, day_key_copy.c.staff_id == staff_id)
    sealed = connection.execute(copy).scalar_one_or_none()
    if sealed is None:
        return None
    envelope = connection.execute(select(slot.c.envelope).where(slot.c.number == number)).scalar_one()
    try:
        private = PrivateKey(key.open(sealed, _copy_context(key_id, staff_id)))
        return Callback.opened(envelope, private, key_id, number)
    except CannotOpen:
        return None


def _copy_context(key_id: int, staff_id: int) -> bytes:
    return b"fingerpost day key " + key_id.to_bytes(4) + staff_id.to_bytes(4)


def _write(connection: Connection, number: int, envelope: bytes) -> None:
    connection.execute(update(slot).where(slot.c.number == number).values(envelope=envelope))


def _refill(connection: Connection, numbers: Sequence[int]) -> None:
    for number in numbers:
        _write(connection, number, filler(number))
