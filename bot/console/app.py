"""The console: settings in, running application out. The composition root of the advocates' side."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
from aiohttp import web

from bot.catalog import Catalog
from bot.clock import clock
from bot.console.desk_client import DeskClient
from bot.console.guard import Guard
from bot.console.pages import Pages
from bot.console.sessions import Sessions, Tries
from bot.console.sign_in import SignIn
from bot.console.team import Team
from bot.console.views import Views
from bot.languages import Languages
from bot.phrasebook import Phrasebook
from bot.settings import ConsoleSettings
from bot.store.audit import Audit
from bot.store.callbacks import Callbacks
from bot.store.database import open_database
from bot.store.staff import Staff
from bot.vault.server_key import ServerKey

LONGEST_BODY = 16 * 1024  # bytes
SWEEP = 60 * 60  # seconds between looks at what has waited too long


def build_app(settings: ConsoleSettings) -> web.Application:
    """Raises StoreError, LanguagesError, PhrasebookError, ReviewsError or CatalogError if something is not in order."""
    engine, key, now = open_database(settings.store), ServerKey.load(settings.server_key), clock()
    staff, callbacks = Staff(engine, key, now), Callbacks(engine, key, now)
    audit = Audit(engine, now)
    callbacks.prepare()
    languages = Languages.load(settings.root / "languages.yml")
    catalog = Catalog.load(languages, settings.root / "locales")
    phrasebook = Phrasebook.load(settings.root / "dialogue" / "phrasebook.yml")
    sessions = Sessions()
    http = aiohttp.ClientSession()
    desk = DeskClient(http, settings.desk_port, settings.desk_secret)
    pages = Pages(catalog, languages, phrasebook)
    guard = Guard(sessions, pages)

    async def background(_app: web.Application) -> AsyncIterator[None]:
        await asyncio.to_thread(_tidy, callbacks, audit)
        sweeping = asyncio.create_task(_sweep(callbacks, audit))
        yield
        sweeping.cancel()
        await asyncio.gather(sweeping, return_exceptions=True)
        await http.close()
        engine.dispose()

    app = web.Application(client_max_size=LONGEST_BODY, middlewares=[guard.edge()])
    app.add_routes(SignIn(staff, sessions, Tries(), desk, audit, pages).routes())
    app.add_routes(Views(desk, callbacks, audit, pages).routes())
    app.add_routes(Team(staff, callbacks, audit, pages).routes())
    app.on_response_prepare.append(guard.secure)
    app.cleanup_ctx.append(background)
    return app


async def _sweep(callbacks: Callbacks, audit: Audit) -> None:
    while True:
        await asyncio.sleep(SWEEP)
        await asyncio.to_thread(_tidy, callbacks, audit)


def _tidy(callbacks: Callbacks, audit: Audit) -> None:
    callbacks.sweep()
    audit.sweep()
