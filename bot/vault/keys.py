"""Key pairs to seal to: HPKE (RFC 9180) with ML-KEM-768 and X25519 together: a copied disk stays shut for decades."""

import secrets
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from bot.errors import CannotOpen

OVERHEAD = 1_136  # bytes that sealing adds
_SUITE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
_MLKEM_SEED, _MLKEM_PUBLIC = 64, 1_184  # bytes


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Whoever has it can seal, and not open."""

    raw: bytes

    def seal(self, plain: bytes, context: bytes) -> bytes:
        """Opened only by the private key, and only under the same context."""
        lattice = MLKEM768PublicKey.from_public_bytes(self.raw[:_MLKEM_PUBLIC])
        curve = X25519PublicKey.from_public_bytes(self.raw[_MLKEM_PUBLIC:])
        return _SUITE.encrypt(plain, hpke.MLKEM768X25519PublicKey(lattice, curve), context)


@dataclass(frozen=True, slots=True, repr=False)
class PrivateKey:
    """96 bytes that are never written unsealed."""

    raw: bytes

    @classmethod
    def new(cls) -> Self:
        return cls(secrets.token_bytes(_MLKEM_SEED + 32))

    @property
    def public(self) -> PublicKey:
        lattice, curve = self._parts()
        return PublicKey(lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw())

    def open(self, sealed: bytes, context: bytes) -> bytes:
        """Raises CannotOpen: another key, another context, or not whole."""
        try:
            return _SUITE.decrypt(sealed, hpke.MLKEM768X25519PrivateKey(*self._parts()), context)
        except (InvalidTag, ValueError):
            raise CannotOpen from None

    def _parts(self) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
        lattice = MLKEM768PrivateKey.from_seed_bytes(self.raw[:_MLKEM_SEED])
        return lattice, X25519PrivateKey.from_private_bytes(self.raw[_MLKEM_SEED:])
