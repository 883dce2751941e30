"""Typed settings, one frozen class a process, read once. No other module reads the environment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from bot.clock import LONDON
from bot.errors import SettingsError

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class GatewaySettings:
    """The public side. It opens nothing that is sealed; `desk_secret` is drawn anew at each start."""

    host: str
    port: int
    engine_port: int
    root: Path = ROOT
    as_of: datetime | None = None  # stand in this time instead of now
    desk_port: int = 0  # where the console reaches the advocate's desk, on 127.0.0.1
    desk_secret: str = ""  # without it there is no desk
    store: str = ""  # sqlite:///PATH or postgresql://USER@HOST/NAME; without it nothing is left for an advocate
    server_key: Path = ROOT / "var" / "server.key"
    sessions_per_network: int = 120  # may begin at once from one address; hostels and libraries share one
    messages_at_once: int = 60  # in one conversation
    messages_per_second: float = 2.0

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Self:
        return cls(
            host=environment.get("FINGERPOST_HOST", "127.0.0.1"),
            port=_port(environment, "FINGERPOST_PORT", "8080"),
            engine_port=_port(environment, "FINGERPOST_ENGINE_PORT"),
            sessions_per_network=_number(environment, "FINGERPOST_SESSIONS_PER_NETWORK", "120"),
            messages_at_once=_number(environment, "FINGERPOST_MESSAGES_AT_ONCE", "60"),
            as_of=_as_of(environment),
            desk_port=_number(environment, "FINGERPOST_DESK_PORT", "0"),
            desk_secret=environment.get("FINGERPOST_DESK_SECRET", ""),
            store=environment.get("FINGERPOST_STORE", ""),
            server_key=Path(environment.get("FINGERPOST_SERVER_KEY", f"{ROOT}/var/server.key")),
        )


@dataclass(frozen=True, slots=True)
class ConsoleSettings:
    """The advocates' side; its own listener, which the public must not reach."""

    host: str
    port: int
    desk_port: int
    desk_secret: str
    store: str  # sqlite:///PATH or postgresql://USER@HOST/NAME
    server_key: Path  # on another disk than the store, if it can be
    root: Path = ROOT

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Self:
        return cls(
            host=environment.get("FINGERPOST_CONSOLE_HOST", "127.0.0.1"),
            port=_port(environment, "FINGERPOST_CONSOLE_PORT", "8081"),
            desk_port=_port(environment, "FINGERPOST_DESK_PORT"),
            desk_secret=environment.get("FINGERPOST_DESK_SECRET", ""),
            store=environment.get("FINGERPOST_STORE", f"sqlite:///{ROOT}/var/store.db"),
            server_key=Path(environment.get("FINGERPOST_SERVER_KEY", f"{ROOT}/var/server.key")),
        )


@dataclass(frozen=True, slots=True)
class ActionSettings:
    """The action server: loopback only, no secret."""

    port: int
    root: Path = ROOT
    as_of: datetime | None = None

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Self:
        return cls(port=_port(environment, "FINGERPOST_ACTIONS_PORT"), as_of=_as_of(environment))


def _as_of(environment: Mapping[str, str]) -> datetime | None:
    value = environment.get("FINGERPOST_AS_OF")
    if not value:
        return None
    try:
        when = datetime.fromisoformat(value)
    except ValueError:
        raise SettingsError("FINGERPOST_AS_OF: write a day or a time, such as 2027-01-31 or 2027-01-31T09:30") from None
    return when.replace(tzinfo=when.tzinfo or LONDON)


def _port(environment: Mapping[str, str], name: str, default: str | None = None) -> int:
    port = _number(environment, name, default)
    if not 1 <= port <= 65_535:
        raise SettingsError(f"{name}: write a port between 1 and 65535")
    return port


def _number(environment: Mapping[str, str], name: str, default: str | None = None) -> int:
    value = environment.get(name, default)
    if value is None:
        raise SettingsError(f"{name} is missing: write a whole number")
    if not value.isdecimal():
        raise SettingsError(f"{name}: write a whole number")
    return int(value)
