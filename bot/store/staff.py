"""Who works here: each with a key of their own, which only their passphrase opens."""

from dataclasses import dataclass

from sqlalchemy import Engine, delete, insert, select

from bot.errors import UnknownStaff
from bot.store.tables import staff
from bot.vault.keys import PrivateKey, PublicKey
from bot.vault.passphrase import MEMORY, PASSES, Locked


@dataclass(frozen=True, slots=True)
class Member:
    """One of the staff. `name` is theirs and on the team page; nothing of the public stands beside it."""

    id: int
    name: str
    role: str
    public_key: PublicKey


@dataclass(frozen=True, slots=True)
class Staff:
    """`memory` (KiB) and `passes` are the price of trying a passphrase, for those enrolled from now on."""

    engine: Engine
    memory: int = MEMORY
    passes: int = PASSES

    def enrol(self, name: str, role: str, passphrase: str) -> Member:
        """Raises WeakPassphrase. They open what is left under the next day key; an advocate may admit them earlier."""
        key = PrivateKey.new()
        locked = Locked.with_passphrase(key, passphrase, self.memory, self.passes)
        row = {
            "name": name,
            "role": role,
            "public_key": key.public.raw,
            "salt": locked.salt,
            "memory": locked.memory,
            "passes": locked.passes,
            "verifier": locked.verifier,
            "wrapped_key": locked.wrapped,
        }
        with self.engine.begin() as connection:
            number = connection.execute(insert(staff).values(row).returning(staff.c.id)).scalar_one()
        return Member(number, name, role, key.public)

    def all(self) -> list[Member]:
        with self.engine.begin() as connection:
            rows = connection.execute(select(staff).order_by(staff.c.id)).all()
        return [Member(row.id, row.name, row.role, PublicKey(row.public_key)) for row in rows]

    def unlock(self, staff_id: int, passphrase: str) -> PrivateKey:
        """Raises UnknownStaff or WrongPassphrase, after the same time."""
        with self.engine.begin() as connection:
            row = connection.execute(select(staff).where(staff.c.id == staff_id)).one_or_none()
        if row is None:
            Locked.with_passphrase(PrivateKey.new(), passphrase.ljust(20)[:100], self.memory, self.passes)
            raise UnknownStaff
        return Locked(row.salt, row.memory, row.passes, row.verifier, row.wrapped_key).open(passphrase)

    def remove(self, staff_id: int) -> None:
        """Their keys and every sealed copy made for them go in the same moment."""
        with self.engine.begin() as connection:
            connection.execute(delete(staff).where(staff.c.id == staff_id))
