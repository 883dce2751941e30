"""The gateway: settings in, running application out. The composition root of the public side."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import yaml
from aiohttp import web

from bot.catalog import Catalog
from bot.clock import clock
from bot.directory import Directory
from bot.gateway.callback_talk import CallbackTalk
from bot.gateway.channels.webchat import LONGEST_BODY, WebChat, error_edge
from bot.gateway.conversations import Conversations
from bot.gateway.desk import Desk
from bot.gateway.desk_api import DeskApi
from bot.gateway.engine_client import EngineClient, LoopbackEngine
from bot.gateway.pages import Pages, secure
from bot.gateway.relay import Relay
from bot.gateway.turn import Turn
from bot.gateway.wording import Wording
from bot.language_names import LanguageNames
from bot.languages import Languages
from bot.menu import load as load_menu
from bot.phrasebook import Phrasebook
from bot.settings import GatewaySettings
from bot.store.callbacks import Callbacks
from bot.store.database import open_database
from bot.vault.server_key import ServerKey

SWEEP = 60  # seconds between looks for what has expired
WATCH = 5  # seconds between looks at the advocate's desk


def build_app(
    settings: GatewaySettings,
    engine: EngineClient | None = None,
) -> web.Application:
    """Raises DirectoryError, LanguagesError, MenuError, ReviewsError or CatalogError if the data is not in order.

    `engine` stands in for the real one in tests.
    """
    languages = Languages.load(settings.root / "languages.yml")
    directory = Directory.load(settings.root / "directory.yml")
    catalog = Catalog.load(languages, settings.root / "locales")
    menu = load_menu(settings.root / "dialogue" / "menu.yml")
    wording = Wording(catalog, directory, languages, menu, clock(settings.as_of))
    conversations = Conversations(
        messages_at_once=settings.messages_at_once,
        messages_per_second=settings.messages_per_second,
        sessions_per_network=settings.sessions_per_network,
    )
    http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=64))
    asked = engine or LoopbackEngine(http, settings.engine_port)
    nicknames = yaml.safe_load((settings.root / "dialogue" / "nicknames.yml").read_text(encoding="utf-8"))
    desk = Desk(wording, directory, nicknames)
    callback = CallbackTalk(_vault(settings), wording, directory) if settings.store else None
    relay = Relay(desk, wording, languages, callback)
    turn = Turn(asked, wording, languages, LanguageNames(languages), relay)
    chat = WebChat(turn, conversations, catalog, languages)
    phrasebook = Phrasebook.load(settings.root / "dialogue" / "phrasebook.yml")

    async def health(_request: web.Request) -> web.Response:
        parts = {"gateway": True, "directory": True, **await asked.health()}
        body = {name: "ok" if well else "down" for name, well in parts.items()}
        return web.json_response(body, status=200 if all(parts.values()) else 503)

    async def background(_app: web.Application) -> AsyncIterator[None]:
        sweeping = [asyncio.create_task(_sweep(conversations, turn)), asyncio.create_task(_watch(desk))]
        inside = web.AppRunner(DeskApi(desk, wording, phrasebook).app(settings.desk_secret), access_log=None)
        if settings.desk_secret:
            await inside.setup()
            await web.TCPSite(inside, "127.0.0.1", settings.desk_port).start()
        yield
        for task in sweeping:
            task.cancel()
        await asyncio.gather(*sweeping, return_exceptions=True)
        await inside.cleanup()
        await http.close()

    app = web.Application(client_max_size=LONGEST_BODY, middlewares=[error_edge(chat)])
    app.add_routes(
        [web.get("/healthz", health), *chat.routes(), *Pages(catalog, languages, menu, directory.neutral_site).routes()]
    )
    app.on_response_prepare.append(secure)
    app.cleanup_ctx.append(background)
    return app


def _vault(settings: GatewaySettings) -> Callbacks:
    vault = Callbacks(open_database(settings.store), ServerKey.load(settings.server_key), clock())
    vault.prepare()
    return vault


async def _sweep(conversations: Conversations, turn: Turn) -> None:
    while True:
        await asyncio.sleep(SWEEP)
        for conversation in conversations.sweep():
            await turn.forget(conversation)


async def _watch(desk: Desk) -> None:
    while True:
        await asyncio.sleep(WATCH)
        await desk.sweep()
