"""Who works here: each with a key that only their passphrase opens, and a second factor."""

import hmac
import secrets
from dataclasses import dataclass

import pyotp
from sqlalchemy import Engine, delete, insert, select, update

from bot.clock import Clock
from bot.errors import UnknownStaff, WrongCode
from bot.store.tables import staff
from bot.vault.keys import PrivateKey, PublicKey
from bot.vault.passphrase import MEMORY, PASSES, Locked
from bot.vault.server_key import ServerKey

STEP = 30  # seconds, RFC 6238
_PURPOSE = b"fingerpost second factor"


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
    key: ServerKey
    clock: Clock
    memory: int = MEMORY
    passes: int = PASSES

    def enrol(self, name: str, role: str, passphrase: str) -> tuple[Member, str]:
        """The member, and the secret (base32) for their authenticator app, shown once. Raises WeakPassphrase.

        They open what is left under the next day key; an advocate may admit them earlier.
        """
        private, secret = PrivateKey.new(), pyotp.random_base32()
        locked = Locked.with_passphrase(private, passphrase, self.memory, self.passes)
        row = {
            "name": name,
            "role": role,
            "public_key": private.public.raw,
            "salt": locked.salt,
            "memory": locked.memory,
            "passes": locked.passes,
            "verifier": locked.verifier,
            "wrapped_key": locked.wrapped,
            "second_factor": self.key.seal(secret.encode(), _PURPOSE),
            "used_step": 0,
        }
        with self.engine.begin() as connection:
            number = connection.execute(insert(staff).values(row).returning(staff.c.id)).scalar_one()
        return Member(number, name, role, private.public), secret

    def all(self) -> list[Member]:
        with self.engine.begin() as connection:
            rows = connection.execute(select(staff).order_by(staff.c.id)).all()
        return [Member(row.id, row.name, row.role, PublicKey(row.public_key)) for row in rows]

    def unlock(self, staff_id: int, passphrase: str) -> PrivateKey:
        """Raises UnknownStaff or WrongPassphrase, after the same time."""
        with self.engine.begin() as connection:
            row = connection.execute(select(staff).where(staff.c.id == staff_id)).one_or_none()
        if row is None:
            Locked.with_passphrase(PrivateKey.new(), secrets.token_hex(16), self.memory, self.passes)
            raise UnknownStaff
        return Locked(row.salt, row.memory, row.passes, row.verifier, row.wrapped_key).open(passphrase)

    def check_code(self, staff_id: int, code: str) -> None:
        """The code of the authenticator app, of this half minute, once. Raises UnknownStaff or WrongCode."""
        step = int(self.clock().timestamp()) // STEP
        with self.engine.begin() as connection:
            row = connection.execute(select(staff).where(staff.c.id == staff_id).with_for_update()).one_or_none()
            if row is None:
                raise UnknownStaff
            secret = self.key.open(row.second_factor, _PURPOSE).decode()
            if step <= row.used_step or not hmac.compare_digest(pyotp.TOTP(secret).at(step * STEP), code):
                raise WrongCode
            connection.execute(update(staff).where(staff.c.id == staff_id).values(used_step=step))

    def remove(self, staff_id: int) -> None:
        """Their keys and every sealed copy made for them go in the same moment."""
        with self.engine.begin() as connection:
            connection.execute(delete(staff).where(staff.c.id == staff_id))
