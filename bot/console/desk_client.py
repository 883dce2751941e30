"""The console's way to the desk, which lives in the gateway's memory: JSON on 127.0.0.1."""

from typing import Any

import aiohttp

from bot.errors import AlreadyClaimed, DeskUnavailable, UnknownCase

PATIENCE = aiohttp.ClientTimeout(total=30)  # seconds; the desk holds a question for its state up to 20


class DeskClient:
    """Raises DeskUnavailable if the gateway does not answer."""

    def __init__(self, http: aiohttp.ClientSession, port: int, secret: str) -> None:
        self._http = http
        self._base = f"http://127.0.0.1:{port}/desk/v1"
        self._headers = {"Authorization": f"Bearer {secret}"}

    async def state(self, staff: int, after: int = -1) -> dict[str, Any]:
        """Who waits, and this member's conversations; when it is newer than `after`, or after 20 seconds."""
        query = {"staff": str(staff), "after": str(after)}
        try:
            async with self._http.get(
                f"{self._base}/state", params=query, headers=self._headers, timeout=PATIENCE
            ) as answer:
                if answer.status == 200:
                    state: dict[str, Any] = await answer.json()
                    return state
        except (aiohttp.ClientError, TimeoutError):
            pass
        raise DeskUnavailable

    async def present(self, staff: int, free: bool) -> None:
        await self._post("presence", {"staff": staff, "free": free})

    async def leave(self, staff: int) -> None:
        await self._post("leave", {"staff": staff})

    async def claim(self, staff: int, case: int) -> None:
        """Raises AlreadyClaimed or UnknownCase."""
        await self._post("claim", {"staff": staff, "case": case})

    async def say(self, staff: int, case: int, **said: Any) -> None:
        """`text`, or `phrase` and `arguments`. Raises UnknownCase if it is over; ValueError if it cannot be said."""
        await self._post("say", {"staff": staff, "case": case, **said})

    async def close(self, staff: int, case: int) -> None:
        await self._post("close", {"staff": staff, "case": case})

    async def _post(self, what: str, body: dict[str, Any]) -> None:
        try:
            async with self._http.post(
                f"{self._base}/{what}", json=body, headers=self._headers, timeout=PATIENCE
            ) as answer:
                status = answer.status
        except (aiohttp.ClientError, TimeoutError):
            raise DeskUnavailable from None
        if status == 409:
            raise AlreadyClaimed
        if status == 404:
            raise UnknownCase
        if status == 400:
            raise ValueError
        if status != 204:
            raise DeskUnavailable
