"""The server's own key hides which slots are taken, and second factors. It belongs on another disk than the store."""

import secrets
import struct
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from bot.errors import CannotOpen

_NONCE = 12
_SLOTS = b"fingerpost slots"


class Taken(NamedTuple):
    """Since which hour (of 1970, UTC) a slot is taken, and under which day key; zeros: it is filler."""

    hour: int
    key_id: int


FREE = Taken(0, 0)


@dataclass(frozen=True, slots=True, repr=False)
class ServerKey:
    raw: bytes

    @classmethod
    def load(cls, path: Path) -> Self:
        """The key in this file; made, readable by its owner only, if there is none. Two who make it at once get one."""
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            made = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
            made.touch(mode=0o600)
            made.write_bytes(secrets.token_bytes(32))
            with suppress(FileExistsError):
                path.hardlink_to(made)
            made.unlink()
        return cls(path.read_bytes())

    def seal(self, plain: bytes, purpose: bytes) -> bytes:
        """Never the same bytes twice; opened for the same purpose only."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + ChaCha20Poly1305(self.raw).encrypt(nonce, plain, purpose)

    def open(self, sealed: bytes, purpose: bytes) -> bytes:
        """Raises CannotOpen."""
        try:
            return ChaCha20Poly1305(self.raw).decrypt(sealed[:_NONCE], sealed[_NONCE:], purpose)
        except InvalidTag:
            raise CannotOpen from None

    def seal_slots(self, slots: Sequence[Taken]) -> bytes:
        """Always the same number of bytes."""
        return self.seal(b"".join(struct.pack(">II", *taken) for taken in slots), _SLOTS)

    def open_slots(self, sealed: bytes) -> list[Taken]:
        """Raises CannotOpen."""
        return [Taken(*pair) for pair in struct.iter_unpack(">II", self.open(sealed, _SLOTS))]
