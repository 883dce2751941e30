"""python -m bot gateway: one process of the public side, until it is told to stop."""

import os
import sys

from aiohttp import web

from bot.errors import BotError
from bot.gateway.app import build_app
from bot.logs import Code, event, silence
from bot.settings import GatewaySettings


def main() -> int:
    if sys.argv[1:] != ["gateway"]:
        print("usage: python -m bot gateway", file=sys.stderr)  # noqa: T201
        return 2
    try:
        settings = GatewaySettings.read(os.environ)

        async def app() -> web.Application:
            return build_app(settings)

        silence()
        event(Code.STARTED, port=settings.port)
        web.run_app(app(), host=settings.host, port=settings.port, print=None, access_log=None, shutdown_timeout=2)
    except BotError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
