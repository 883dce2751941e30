"""An advocate's private key, locked with their passphrase: nobody can open it for them, and nobody can reset it."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from bot.errors import WeakPassphrase, WrongPassphrase
from bot.vault.keys import PrivateKey

SHORTEST, LONGEST = 15, 128  # characters, NIST SP 800-63B and ASVS 5.0, 6.2
MEMORY = 256 * 1024  # KiB; about a second on a small server
PASSES = 3
_NONCE = bytes(12)  # each wrapping key is used once


@dataclass(frozen=True, slots=True)
class Locked:
    """What is kept of a private key. `verifier` tells a wrong passphrase without opening anything."""

    salt: bytes
    memory: int  # KiB
    passes: int
    verifier: bytes
    wrapped: bytes

    @classmethod
    def with_passphrase(cls, key: PrivateKey, passphrase: str, memory: int = MEMORY, passes: int = PASSES) -> Self:
        """Raises WeakPassphrase for one that is too short or too long."""
        if not SHORTEST <= len(passphrase) <= LONGEST:
            raise WeakPassphrase
        salt = secrets.token_bytes(16)
        verifier, wrapping = _stretch(passphrase, salt, memory, passes)
        return cls(salt, memory, passes, _digest(verifier), ChaCha20Poly1305(wrapping).encrypt(_NONCE, key.raw, salt))

    def open(self, passphrase: str) -> PrivateKey:
        """Takes about a second on purpose. Raises WrongPassphrase."""
        verifier, wrapping = _stretch(passphrase[:LONGEST], self.salt, self.memory, self.passes)
        if not hmac.compare_digest(_digest(verifier), self.verifier):
            raise WrongPassphrase
        try:
            return PrivateKey(ChaCha20Poly1305(wrapping).decrypt(_NONCE, self.wrapped, self.salt))
        except InvalidTag:
            raise WrongPassphrase from None


def _stretch(passphrase: str, salt: bytes, memory: int, passes: int) -> tuple[bytes, bytes]:
    """A verifier and a wrapping key that do not tell of each other."""
    stretched = Argon2id(salt=salt, length=32, iterations=passes, lanes=1, memory_cost=memory).derive(
        passphrase.encode()
    )
    return _derived(stretched, b"verifier"), _derived(stretched, b"wrapping")


def _derived(stretched: bytes, purpose: bytes) -> bytes:
    return HKDFExpand(algorithm=SHA256(), length=32, info=b"fingerpost " + purpose).derive(stretched)


def _digest(verifier: bytes) -> bytes:
    return hashlib.sha256(verifier).digest()
