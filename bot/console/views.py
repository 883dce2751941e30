"""What an advocate sees and does: the queue, a conversation, the callbacks."""

import asyncio
from dataclasses import asdict

from aiohttp import web

from bot.console.desk_client import DeskClient
from bot.console.guard import COOKIE, SESSION
from bot.console.pages import HERE, Pages
from bot.errors import AlreadyClaimed, UnknownCase
from bot.store.audit import Audit, Deed
from bot.store.callbacks import Callbacks

_STATIC = {"console.js": "text/javascript", "console.css": "text/css"}


class Views:
    def __init__(self, desk: DeskClient, callbacks: Callbacks, audit: Audit, pages: Pages) -> None:
        self._desk = desk
        self._callbacks = callbacks
        self._audit = audit
        self._pages = pages
        self._static = {name: (HERE / "static" / name).read_text(encoding="utf-8") for name in _STATIC}

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/", self.queue),
            web.get("/state", self.state),
            web.post("/shift", self.shift),
            web.post("/take", self.take),
            web.get(r"/case/{case:\d+}", self.case),
            web.post(r"/case/{case:\d+}/say", self.say),
            web.post(r"/case/{case:\d+}/close", self.close),
            web.get("/callbacks", self.waiting_callbacks),
            web.post("/callbacks", self.open_callback),
            web.get("/static/{name}", self.static),
        ]

    async def queue(self, request: web.Request, notice: str | None = None) -> web.Response:
        session = request[SESSION]
        await self._desk.present(session.member.id, session.on_shift)
        state = self._pages.state(await self._desk.state(session.member.id))
        return self._pages.html("queue.html", member=session.member, on_shift=session.on_shift, notice=notice, **state)

    async def state(self, request: web.Request) -> web.Response:
        """Also the sign of life: while a page listens, its advocate is there."""
        session = request[SESSION]
        await self._desk.present(session.member.id, session.on_shift)
        after = request.query.get("after", "")
        state = await self._desk.state(session.member.id, int(after) if after.isdecimal() else -1)
        return web.json_response(self._pages.state(state))

    async def shift(self, request: web.Request) -> web.Response:
        session = request[SESSION]
        session.on_shift = (await request.post()).get("on") == "1"
        raise web.HTTPSeeOther("/")

    async def take(self, request: web.Request) -> web.Response:
        case = _number((await request.post()).get("case"))
        try:
            await self._desk.claim(request[SESSION].member.id, case)
        except (AlreadyClaimed, UnknownCase):
            return await self.queue(request, notice="console.too_late")
        await self._note(request, "took")
        raise web.HTTPSeeOther(f"/case/{case}")

    async def case(self, request: web.Request, notice: str | None = None) -> web.Response:
        session, number = request[SESSION], int(request.match_info["case"])
        await self._desk.present(session.member.id, session.on_shift)
        state = await self._desk.state(session.member.id)
        mine = [each for each in state["mine"] if each["case"] == number]
        if not mine:
            return await self.queue(request, notice="console.over")
        card = self._pages.card(mine[0])
        return self._pages.html(
            "case.html",
            member=session.member,
            case=card,
            version=state["version"],
            phrases=self._pages.phrases(),
            notice=notice,
        )

    async def say(self, request: web.Request) -> web.Response:
        number, form = int(request.match_info["case"]), await request.post()
        said = {name: str(value).strip() for name, value in form.items()}
        phrase = said.pop("phrase", None)
        what = {"phrase": phrase, "arguments": said} if phrase else {"text": said.get("text", "")}
        try:
            await self._desk.say(request[SESSION].member.id, number, **what)
        except UnknownCase:
            return await self.queue(request, notice="console.over")
        except ValueError:
            return await self.case(request, notice="console.cannot_send")
        raise web.HTTPSeeOther(f"/case/{number}")

    async def close(self, request: web.Request) -> web.Response:
        try:
            await self._desk.close(request[SESSION].member.id, int(request.match_info["case"]))
        except UnknownCase:
            return await self.queue(request, notice="console.over")
        await self._note(request, "closed")
        return await self.queue(request, notice="console.closed")

    async def waiting_callbacks(self, request: web.Request) -> web.Response:
        count = await asyncio.to_thread(self._callbacks.waiting)
        return self._pages.html("callbacks.html", member=request[SESSION].member, count=count, opened=None)

    async def open_callback(self, request: web.Request) -> web.Response:
        session = request[SESSION]
        key = session.private_key(request.cookies[COOKIE])
        opened = await asyncio.to_thread(self._callbacks.claim, session.member.id, key)
        count = await asyncio.to_thread(self._callbacks.waiting)
        if opened:
            await self._note(request, "opened")
        return self._pages.html(
            "callbacks.html",
            member=session.member,
            count=count,
            opened=self._pages.callback(asdict(opened)) if opened else None,
            notice=None if opened else "console.none_to_open",
        )

    async def _note(self, request: web.Request, what: Deed) -> None:
        await asyncio.to_thread(self._audit.note, request[SESSION].member.id, what)

    async def static(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in self._static:
            raise web.HTTPNotFound
        return web.Response(text=self._static[name], content_type=_STATIC[name])


def _number(value: object) -> int:
    return int(value) if isinstance(value, str) and value.isdecimal() else -1
