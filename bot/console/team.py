"""The team: who can sign in, who can open what waits, and what was done."""

import asyncio

from aiohttp import web

from bot.console.guard import COOKIE, SESSION
from bot.console.pages import Pages
from bot.errors import CannotOpen
from bot.store.audit import Audit, Entry
from bot.store.callbacks import Callbacks
from bot.store.staff import Member, Staff

SHOWN = 50  # deeds


class Team:
    def __init__(self, staff: Staff, callbacks: Callbacks, audit: Audit, pages: Pages) -> None:
        self._staff = staff
        self._callbacks = callbacks
        self._audit = audit
        self._pages = pages

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/team", self.page),
            web.post("/team/admit", self.admit),
            web.post("/team/renew", self.renew),
        ]

    async def page(self, request: web.Request, notice: str | None = None) -> web.Response:
        members, entries = await asyncio.to_thread(self._read)
        names = {member.id: member.name for member in members}
        me = request[SESSION].member
        return self._pages.html(
            "team.html",
            member=me,
            notice=notice,
            members=members,
            others=[member for member in members if member.id != me.id],
            deeds=[(names.get(each.staff_id, "-"), each.what, f"{each.at:%Y-%m-%d %H:%M}") for each in entries],
        )

    async def admit(self, request: web.Request) -> web.Response:
        """Lets a newcomer open what already waits."""
        asked = str((await request.post()).get("member", ""))
        members, _ = await asyncio.to_thread(self._read)
        if asked not in {str(member.id) for member in members}:
            return await self.page(request)
        return await self._with_key(request, "admitted", int(asked))

    async def renew(self, request: web.Request) -> web.Response:
        """After somebody has left: everything that waits sealed anew, every older key destroyed."""
        return await self._with_key(request, "renewed", None)

    async def _with_key(self, request: web.Request, notice: str, newcomer: int | None) -> web.Response:
        session = request[SESSION]
        mine, key = session.member.id, session.private_key(request.cookies[COOKIE])
        try:
            if newcomer is None:
                await asyncio.to_thread(self._callbacks.renew, mine, key)
                await asyncio.to_thread(self._audit.note, mine, "renewed")
            else:
                await asyncio.to_thread(self._callbacks.admit, newcomer, mine, key)
                await asyncio.to_thread(self._audit.note, mine, "admitted")
        except CannotOpen:
            return await self.page(request, notice="console.none_to_open")
        return await self.page(request, notice=f"console.{notice}")

    def _read(self) -> tuple[list[Member], list[Entry]]:
        return self._staff.all(), self._audit.latest(SHOWN)
