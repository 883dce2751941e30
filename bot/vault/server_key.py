"""The server's own key: it hides which slots are taken. It belongs on another disk than the store."""

import secrets
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from bot.errors import CannotOpen

_NONCE = 12


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
        """The key in this file; made, readable by its owner only, if there is none."""
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_bytes(secrets.token_bytes(32))
        return cls(path.read_bytes())

    def seal(self, slots: Sequence[Taken]) -> bytes:
        """Always the same number of bytes, never the same bytes."""
        nonce = secrets.token_bytes(_NONCE)
        plain = b"".join(struct.pack(">II", *taken) for taken in slots)
        return nonce + ChaCha20Poly1305(self.raw).encrypt(nonce, plain, b"fingerpost slots")

    def open(self, sealed: bytes) -> list[Taken]:
        """Raises CannotOpen."""
        try:
            plain = ChaCha20Poly1305(self.raw).decrypt(sealed[:_NONCE], sealed[_NONCE:], b"fingerpost slots")
        except InvalidTag:
            raise CannotOpen from None
        return [Taken(*pair) for pair in struct.iter_unpack(">II", plain)]
