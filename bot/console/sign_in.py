"""Signing in: a name, a passphrase, a code; the same answer and time whatever was wrong."""

import asyncio
from contextlib import suppress

from aiohttp import web

from bot.console.desk_client import DeskClient
from bot.console.guard import COOKIE, SESSION
from bot.console.pages import Pages
from bot.console.sessions import LIFE, Sessions, Tries
from bot.errors import DeskUnavailable, VaultError
from bot.store.audit import Audit
from bot.store.staff import Member, Staff
from bot.vault.keys import PrivateKey

AT_ONCE = 4  # passphrases waiting to be tried: each costs a second and 256 MiB


class SignIn:
    def __init__(
        self, staff: Staff, sessions: Sessions, tries: Tries, desk: DeskClient, audit: Audit, pages: Pages
    ) -> None:
        self._staff = staff
        self._sessions = sessions
        self._tries = tries
        self._desk = desk
        self._audit = audit
        self._pages = pages
        self._one_at_a_time = asyncio.Lock()
        self._queued = 0

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/sign-in", self.form),
            web.post("/sign-in", self.sign_in),
            web.post("/sign-out", self.sign_out),
        ]

    async def form(self, _request: web.Request) -> web.Response:
        return self._pages.html("sign_in.html")

    async def sign_in(self, request: web.Request) -> web.Response:
        form = await request.post()
        name, passphrase, code = (str(form.get(field, "")) for field in ("name", "passphrase", "code"))
        who = (f"name {name}", f"source {request.remote}")
        if not self._tries.allowed(*who) or self._queued >= AT_ONCE:
            return self._pages.html("sign_in.html", notice="console.too_many", status=429)
        self._queued += 1
        try:
            async with self._one_at_a_time:
                member, key = await asyncio.to_thread(self._check, name, passphrase, code)
        except VaultError:
            self._tries.failed(*who)
            return self._pages.html("sign_in.html", notice="console.wrong", status=401)
        finally:
            self._queued -= 1
        response = web.HTTPSeeOther("/")
        cookie = self._sessions.begin(member, key)
        response.set_cookie(COOKIE, cookie, max_age=LIFE, path="/", secure=True, httponly=True, samesite="Strict")
        raise response

    async def sign_out(self, request: web.Request) -> web.Response:
        with suppress(DeskUnavailable):
            await self._desk.leave(request[SESSION].member.id)
        self._sessions.end(request.cookies.get(COOKIE, ""))
        response = web.HTTPSeeOther("/sign-in")
        response.del_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="Strict")
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        raise response

    def _check(self, name: str, passphrase: str, code: str) -> tuple[Member, PrivateKey]:
        """Raises a VaultError. The passphrase first: a wrong one must not use up a code."""
        members = {member.name: member for member in self._staff.all()}
        member = members.get(name)
        try:
            key = self._staff.unlock(member.id if member else 0, passphrase)
            assert member is not None  # unlock has raised for nobody
            self._staff.check_code(member.id, code)
        except VaultError:
            if member:
                self._audit.note(member.id, "refused")
            raise
        self._audit.note(member.id, "signed_in")
        return member, key
