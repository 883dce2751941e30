"""The action server: Rasa's action-server protocol on loopback. The composition root of this process."""

import json
from collections.abc import Sequence

from aiohttp import web

from actions.ask_place import AskDistrict, AskPlace
from actions.base import Action
from actions.find_advocate import FindAdvocate
from actions.find_services import FindServices
from bot.clock import Clock
from bot.directory import Directory
from bot.logs import Code, failure

LONGEST_BODY = 64 * 1024  # bytes


def build_app(directory: Directory, now: Clock) -> web.Application:
    """POST /webhook runs an action, GET /health answers 200. An unknown or failing action is 500 and a code."""
    return _application(
        [
            FindServices(directory, now),
            FindAdvocate(directory, now),
            AskPlace(directory),
            AskDistrict(directory),
        ]
    )


def _application(actions: Sequence[Action]) -> web.Application:
    by_name = {action.name: action for action in actions}

    async def webhook(request: web.Request) -> web.Response:
        try:
            body = json.loads(await request.read())
            action = by_name[body["next_action"]]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            failure(Code.ACTION_FAILED, error)
            return web.json_response({"error": "UNKNOWN_ACTION"}, status=500)
        answer = action.run(body)
        if answer is None:
            return web.json_response({"error": "ACTION_FAILED"}, status=500)
        return web.json_response(answer)

    async def health(_request: web.Request) -> web.Response:
        return web.json_response({"ready": True})

    app = web.Application(client_max_size=LONGEST_BODY)
    app.add_routes([web.post("/webhook", webhook), web.get("/health", health)])
    return app
