"""The desk as the console sees it: JSON over HTTP on 127.0.0.1, for whoever holds the secret that `tools run` drew.

GET  /desk/v1/state?staff=ID&after=VERSION   -> 200 Desk.state, at once or when it is newer, at most 20 s later
POST /desk/v1/presence {staff, free}          a sign of life
POST /desk/v1/leave    {staff}
POST /desk/v1/claim    {staff, case}          -> 409 if another was faster
POST /desk/v1/say      {staff, case, text} or {staff, case, phrase, arguments}
POST /desk/v1/close    {staff, case}
all but the first -> 204; 404 for a case that is over or not theirs; 400 for anything else
"""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.errors import AlreadyClaimed, MissingArgument, UnknownCase
from bot.gateway.desk import Desk
from bot.gateway.wording import Wording
from bot.logs import Code, failure
from bot.phrasebook import Phrasebook

LONGEST_TEXT = 1_000  # characters
HOLD = 20  # seconds that a question for the state may wait

Do = Callable[[int, dict[str, Any]], Awaitable[None]]


class DeskApi:
    def __init__(self, desk: Desk, wording: Wording, phrasebook: Phrasebook) -> None:
        self._desk = desk
        self._wording = wording
        self._phrasebook = phrasebook

    def app(self, secret: str) -> web.Application:
        app = web.Application(middlewares=[_edge(secret)])
        doing: dict[str, Do] = {
            "presence": lambda staff, body: self._desk.present(staff, bool(body["free"])),
            "leave": lambda staff, _body: self._desk.leave(staff),
            "claim": lambda staff, body: self._desk.claim(staff, int(body["case"])),
            "say": self._say,
            "close": lambda staff, body: self._desk.close(staff, int(body["case"])),
        }
        app.add_routes([web.get("/desk/v1/state", self._state)])
        app.add_routes([web.post(f"/desk/v1/{name}", _doing(do)) for name, do in doing.items()])
        return app

    async def _state(self, request: web.Request) -> web.Response:
        staff, after = int(request.query["staff"]), int(request.query.get("after", "-1"))
        async with self._desk.changed:
            try:
                async with asyncio.timeout(HOLD):
                    await self._desk.changed.wait_for(lambda: self._desk.version > after)
            except TimeoutError:
                pass
        return web.json_response(self._desk.state(staff))

    async def _say(self, staff: int, body: dict[str, Any]) -> None:
        number = int(body["case"])
        language = self._desk.language_of(staff, number)
        if "phrase" not in body:
            text = str(body["text"]).strip()
            if not 1 <= len(text) <= LONGEST_TEXT:
                raise ValueError
            await self._desk.say(staff, number, self._wording.typed(text), text)
            return
        phrase = self._phrasebook[body["phrase"]]
        arguments = {str(name): str(value) for name, value in body.get("arguments", {}).items()}
        words = self._wording.phrase(phrase, arguments, language)
        await self._desk.say(staff, number, words, self._wording.phrase_in_english(phrase, arguments))


def _doing(do: Do) -> Handler:
    async def handler(request: web.Request) -> web.StreamResponse:
        body = json.loads(await request.read())
        await do(int(body["staff"]), body)
        return web.Response(status=204)

    return handler


def _edge(secret: str) -> Any:
    @web.middleware
    async def edge(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not hmac.compare_digest(request.headers.get("Authorization", ""), f"Bearer {secret}"):
            return web.Response(status=401)
        try:
            return await handler(request)
        except UnknownCase:
            return web.Response(status=404)
        except AlreadyClaimed:
            return web.Response(status=409)
        except (ValueError, KeyError, TypeError, AttributeError, MissingArgument):
            return web.Response(status=400)
        except (web.HTTPException, asyncio.CancelledError):
            raise
        except Exception as error:
            failure(Code.REQUEST_FAILED, error)
            return web.Response(status=500)

    return edge
