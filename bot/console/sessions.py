"""Who is signed in, in RAM only; and how often one may try."""

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from bot.errors import NotSignedIn
from bot.store.staff import Member
from bot.vault.keys import PrivateKey

IDLE = 15 * 60  # seconds, ASVS 5.0, 7.3.1
LIFE = 8 * 60 * 60  # seconds
TRIES = 5  # in WINDOW, for a name and for a source
WINDOW = 15 * 60  # seconds
_NONCE = bytes(12)  # a key for each session


@dataclass
class Session:
    """`sealed_key` is the member's private key, which opens with what their browser holds and nothing else."""

    member: Member
    sealed_key: bytes
    born: float
    seen: float
    on_shift: bool = True

    def private_key(self, cookie: str) -> PrivateKey:
        return PrivateKey(ChaCha20Poly1305(_wrapping(cookie)).decrypt(_NONCE, self.sealed_key, None))


class Sessions:
    """One session a member: signing in again ends the one before."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._live: dict[bytes, Session] = {}

    def begin(self, member: Member, key: PrivateKey) -> str:
        """The cookie's value."""
        self._live = {name: each for name, each in self._live.items() if each.member.id != member.id}
        cookie, now = secrets.token_urlsafe(32), self._clock()
        sealed = ChaCha20Poly1305(_wrapping(cookie)).encrypt(_NONCE, key.raw, None)
        self._live[_name(cookie)] = Session(member, sealed, now, now)
        return cookie

    def find(self, cookie: str, working: bool = True) -> Session:
        """Raises NotSignedIn. A page that only listens is not `working`, and does not keep anybody signed in."""
        now, session = self._clock(), self._live.get(_name(cookie))
        if session is None or now - session.seen > IDLE or now - session.born > LIFE:
            self.end(cookie)
            raise NotSignedIn
        if working:
            session.seen = now
        return session

    def end(self, cookie: str) -> None:
        self._live.pop(_name(cookie), None)


class Tries:
    """Five in a quarter of an hour, then one waits for the oldest to be forgotten; nobody is locked out for ever."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed: dict[str, list[float]] = {}

    def allowed(self, *who: str) -> bool:
        now = self._clock()
        self._failed = {
            name: recent for name, times in self._failed.items() if (recent := [t for t in times if now - t < WINDOW])
        }
        return all(len(self._failed.get(each, [])) < TRIES for each in who)

    def failed(self, *who: str) -> None:
        for each in who:
            self._failed.setdefault(each, []).append(self._clock())


def _name(cookie: str) -> bytes:
    return hashlib.sha256(b"name " + cookie.encode()).digest()


def _wrapping(cookie: str) -> bytes:
    return hashlib.sha256(b"wrapping " + cookie.encode()).digest()
