"""What stands before every page of the console: who is signed in, whence a form comes, what a browser may do."""

import asyncio

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.console.pages import Pages
from bot.console.sessions import Session, Sessions
from bot.errors import BotError, DeskUnavailable, NotSignedIn
from bot.logs import Code, failure

COOKIE = "__Host-console"
SESSION: web.RequestKey[Session] = web.RequestKey("session", Session)
OPEN = ("/sign-in", "/static/")
SECURITY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types 'none'",
    "Strict-Transport-Security": "max-age=31536000",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cache-Control": "no-store",
}


class Guard:
    def __init__(self, sessions: Sessions, pages: Pages) -> None:
        self._sessions = sessions
        self._pages = pages

    def edge(self) -> Middleware:
        """The outermost middleware of the console."""

        @web.middleware
        async def edge(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await self._guarded(request, handler)

        return edge

    async def _guarded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.method == "POST" and not _ours(request):
            return web.Response(status=403, text="forbidden")
        try:
            if not request.path.startswith(OPEN):
                # A page that only listens must not keep somebody signed in who has left their desk.
                working = request.path != "/state"
                request[SESSION] = self._sessions.find(request.cookies.get(COOKIE, ""), working)
            return await handler(request)
        except NotSignedIn:
            if request.path == "/state":
                return web.Response(status=401)
            raise web.HTTPSeeOther("/sign-in") from None
        except DeskUnavailable:
            return web.Response(status=503, text=self._pages.text("console.no_desk"))
        except (web.HTTPException, asyncio.CancelledError):
            raise
        except (BotError, Exception) as error:
            failure(Code.REQUEST_FAILED, error)
            return web.Response(status=500, text="something failed")

    @staticmethod
    async def secure(_request: web.Request, response: web.StreamResponse) -> None:
        """Adds the security headers to every response; connect to `on_response_prepare`."""
        response.headers.update(SECURITY)
        response.headers.pop("Server", None)


def _ours(request: web.Request) -> bool:
    """A form of our own page: browsers say so in one of two headers, and a foreign page cannot."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        return site == "same-origin"
    return origin is not None and origin.partition("://")[2] == request.host
