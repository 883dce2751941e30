"""python -m actions: serves the actions on 127.0.0.1 until it is told to stop."""

import os
import sys

from aiohttp import web

from actions.app import build_app
from bot.clock import clock
from bot.directory import Directory
from bot.errors import BotError
from bot.logs import Code, event, silence
from bot.settings import ActionSettings


def main() -> int:
    try:
        settings = ActionSettings.read(os.environ)
        directory = Directory.load(settings.root / "directory.yml")
    except BotError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    silence()
    event(Code.STARTED, port=settings.port)
    web.run_app(
        build_app(directory, clock(settings.as_of)), host="127.0.0.1", port=settings.port, print=None, access_log=None
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
