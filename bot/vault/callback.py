"""A callback: the five facts a person leaves, and nothing else. There is no field for words."""

import json
from dataclasses import asdict, dataclass
from typing import Literal, Self, get_args

from bot.errors import BadCallback, CannotOpen
from bot.vault.keys import OVERHEAD, PrivateKey, PublicKey

Channel = Literal["web", "telegram", "whatsapp", "phone"]
Word = Literal[
    "legal", "scheme", "housing", "money", "health", "family", "learning", "work", "community", "safety", "other"
]
Window = Literal["any_time", "morning", "afternoon", "evening"]

ENVELOPE = 2_048  # bytes, always
RECORD = ENVELOPE - OVERHEAD
LONGEST_ADDRESS = 128  # characters; a telephone number, or a platform's own id
_VERSION = 1


@dataclass(frozen=True, slots=True, repr=False)
class Callback:
    """Where to reply, in which language (BCP 47), about which recorded word, and when that is safe."""

    channel: Channel
    address: str
    language: str
    word: Word
    window: Window

    def __post_init__(self) -> None:
        """Raises BadCallback, which does not say what it was given."""
        closed = (self.channel, Channel), (self.word, Word), (self.window, Window)
        if any(value not in get_args(allowed) for value, allowed in closed):
            raise BadCallback
        if (
            not 1 <= len(self.address) <= LONGEST_ADDRESS
            or not self.address.isascii()
            or not self.address.isprintable()
        ):
            raise BadCallback
        if not 2 <= len(self.language) <= 12 or not self.language.replace("-", "").isalnum():
            raise BadCallback

    def sealed(self, key: PublicKey, key_id: int, slot: int) -> bytes:
        """2,048 bytes that tell nothing of what is in them, to be opened in this slot with this key only."""
        body = json.dumps(asdict(self), separators=(",", ":")).encode()
        record = bytes([_VERSION]) + len(body).to_bytes(2) + body
        return key.seal(record.ljust(RECORD, b"\0"), context(key_id, slot))

    @classmethod
    def opened(cls, envelope: bytes, key: PrivateKey, key_id: int, slot: int) -> Self:
        """Raises CannotOpen."""
        record = key.open(envelope, context(key_id, slot))
        try:
            return cls(**json.loads(record[3 : 3 + int.from_bytes(record[1:3])]))
        except (ValueError, TypeError, BadCallback):
            raise CannotOpen from None


def filler(slot: int) -> bytes:
    """A real envelope to a key that is thrown away: nobody, we included, can tell it from a callback."""
    return PrivateKey.new().public.seal(bytes(RECORD), context(0, slot))


def context(key_id: int, slot: int) -> bytes:
    return b"fingerpost callback " + _VERSION.to_bytes(1) + key_id.to_bytes(4) + slot.to_bytes(2)
