"""Asks the engine, within a time limit, and reads its answer. The wire format is in tests/wire/."""

from collections.abc import Mapping
from typing import Any, Protocol

import aiohttp

from bot.errors import BadEngineReply, EngineUnavailable
from bot.messages import Choice, Heard, Reply

PATIENCE = 1.6  # seconds: an outage is told within two


class EngineClient(Protocol):
    """What the gateway needs of an engine."""

    async def ask(self, session: str, language: str | None, text: str) -> Heard:
        """What these words mean; raises EngineUnavailable or BadEngineReply."""

    async def choose(self, session: str, language: str | None, intent: str, district: str | None = None) -> Heard:
        """The same for a button: an intent, perhaps with a district."""

    async def forget(self, session: str) -> None:
        """Erases the engine's side of a conversation; an engine that is down has already forgotten."""

    async def health(self) -> Mapping[str, bool]:
        """Which of `engine` and `actions` can answer now."""


class LoopbackEngine:
    """The real one. It sends nothing before the engine has proved that its tracker store is ours."""

    def __init__(self, session: aiohttp.ClientSession, port: int) -> None:
        self._http = session
        self._base = f"http://127.0.0.1:{port}/webhooks/loopback"
        self._proved = False

    async def ask(self, session: str, language: str | None, text: str) -> Heard:
        return await self._turn({"session": session, "language": language, "text": text})

    async def choose(self, session: str, language: str | None, intent: str, district: str | None = None) -> Heard:
        return await self._turn({"session": session, "language": language, "intent": intent, "district": district})

    async def forget(self, session: str) -> None:
        try:
            await self._post("/forget", {"session": session})
        except EngineUnavailable:
            return

    async def health(self) -> Mapping[str, bool]:
        try:
            async with self._http.get(f"{self._base}/ready", timeout=aiohttp.ClientTimeout(total=PATIENCE)) as response:
                parts = await response.json() if response.status == 200 else {}
        except (aiohttp.ClientError, TimeoutError, ValueError):
            parts = {}
        self._proved = bool(parts.get("ready"))
        return {"engine": self._proved, "actions": bool(parts.get("actions"))}

    async def _turn(self, body: Mapping[str, Any]) -> Heard:
        if not self._proved and not (await self.health())["engine"]:
            raise EngineUnavailable
        return heard(await self._post("/turn", body))

    async def _post(self, path: str, body: Mapping[str, Any]) -> Any:
        try:
            async with self._http.post(
                f"{self._base}{path}", json=body, timeout=aiohttp.ClientTimeout(total=PATIENCE)
            ) as response:
                if response.status in (200, 204):
                    return await response.json() if response.status == 200 else None
        except (aiohttp.ClientError, TimeoutError, ValueError):
            pass
        self._proved = False  # it may come back as another process
        raise EngineUnavailable


def heard(body: Any) -> Heard:
    """Reads the engine's answer; raises BadEngineReply if it is not in the wire format."""
    try:
        language = body["language"] or {}
        return Heard(
            replies=tuple(_reply(raw) for raw in body["replies"]),
            tag=language.get("tag"),
            confidence=float(language.get("confidence", 0.0)),
            candidates=tuple(tag for tag, _ in language.get("candidates", ())),
            foreign=bool(language.get("foreign", False)),
            crisis=bool(body["crisis"]),
            worry=bool(body["worry"]),
            also=body.get("also"),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise BadEngineReply from None


def _reply(raw: Mapping[str, Any]) -> Reply:
    return Reply(
        key=str(raw["key"]),
        topic=raw.get("topic"),
        arguments={str(name): str(value) for name, value in raw.get("arguments", {}).items()},
        services=tuple(raw.get("services", ())),
        contacts=raw.get("contacts"),
        choices=tuple(_choice(choice) for choice in raw.get("choices", ())),
        ends=bool(raw.get("ends", False)),
    )


def _choice(raw: str | Mapping[str, Any]) -> Choice:
    if isinstance(raw, str):
        return Choice("word", raw)
    match dict(raw):
        case {"topic": str(topic)}:
            return Choice("topic", topic)
        case {"place": str(place)}:
            return Choice("place", place)
        case {"district": str(district)}:
            return Choice("district", district)
    raise ValueError
