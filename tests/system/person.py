"""Somebody who uses the web chat API, in tests."""

import itertools
from collections.abc import Mapping
from typing import Any, Self

import aiohttp


class Person:
    """Says things and presses buttons; `heard` is the latest answer."""

    def __init__(self, base: str) -> None:
        self._base = f"{base}/chat/v1"
        self._ids = itertools.count(1)
        self.headers: dict[str, str] = {}
        self.heard: list[dict[str, Any]] = []

    async def __aenter__(self) -> Self:
        self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.close()

    async def arrive(self, language: str | None = None) -> list[dict[str, Any]]:
        body = {"language": language} if language else {}
        status, answer = await self.send("POST", "/sessions", body)
        assert status == 201
        self.headers = {"Authorization": f"Bearer {answer['token']}"}
        self.heard = answer["messages"]
        return self.heard

    async def say(self, text: str) -> list[dict[str, Any]]:
        return await self._message({"text": text})

    async def press(self, title: str) -> list[dict[str, Any]]:
        choices = {choice["title"]: choice["id"] for message in self.heard for choice in message["choices"]}
        return await self._message({"choice": choices[title]})

    async def send(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        async with self._http.request(
            method, self._base + path, json=body, headers={**self.headers, **headers}
        ) as answer:
            return answer.status, await answer.json() if answer.status != 204 else None

    async def _message(self, what: Mapping[str, str]) -> list[dict[str, Any]]:
        status, answer = await self.send("POST", "/messages", {"id": f"m{next(self._ids)}", **what})
        assert status == 200, answer
        self.heard = answer["messages"]
        return self.heard
