"""python -m bot gateway, python -m bot console: one process, until it is told to stop."""

import os
import sys
from collections.abc import Callable
from functools import partial

from aiohttp import web

from bot.console import app as console
from bot.errors import BotError
from bot.gateway import app as gateway
from bot.logs import Code, event, silence
from bot.settings import ConsoleSettings, GatewaySettings


def main() -> int:
    if sys.argv[1:] not in (["gateway"], ["console"]):
        print("usage: python -m bot gateway|console", file=sys.stderr)  # noqa: T201
        return 2
    try:
        build: Callable[[], web.Application]
        settings: GatewaySettings | ConsoleSettings
        if sys.argv[1] == "gateway":
            settings = public = GatewaySettings.read(os.environ)
            build = partial(gateway.build_app, public)
        else:
            settings = inner = ConsoleSettings.read(os.environ)
            build = partial(console.build_app, inner)

        async def app() -> web.Application:
            return build()

        silence()
        event(Code.STARTED, port=settings.port)
        web.run_app(app(), host=settings.host, port=settings.port, print=None, access_log=None, shutdown_timeout=2)
    except BotError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
