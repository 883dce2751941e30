"""How the engine calls the action server: without words, over one connection, with the schema compiled once.

Stock Rasa 3.6.21 sends the whole conversation with every call, opens a connection for each, and checks the JSON
schema itself before it checks the answer against it, which is most of a turn's time (docs/performance.md).
"""

from __future__ import annotations

import asyncio
from typing import Any, Dict, Text

import aiohttp
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig

from engine.importer import LANGUAGE
from engine.language_identifier import IDENTIFIED

PATIENCE = 3  # seconds for one action


class ActionCalls:
    """Replaces the three methods of Rasa's `RemoteAction` that cost time or carry words. Call `install()` once."""

    def __init__(self) -> None:
        schema = RemoteAction.action_response_format_spec()
        self._validator = validator_for(schema)(schema)
        self._sessions: Dict[Text, aiohttp.ClientSession] = {}

    def install(self) -> None:
        calls = self

        def call_format(action: RemoteAction, tracker: DialogueStateTracker, domain: Domain) -> Dict[Text, Any]:
            return calls.request_body(action.name(), tracker)

        def validate(action: RemoteAction, result: Any) -> bool:
            return calls.validate(result)

        async def request(endpoint: EndpointConfig, method: Text = "post", **kwargs: Any) -> Any:
            return await calls.request(endpoint.url, kwargs["json"])

        RemoteAction._action_call_format = call_format
        RemoteAction._validate_action_result = validate
        EndpointConfig.request = request

    @staticmethod
    def request_body(name: Text, tracker: DialogueStateTracker) -> Dict[Text, Any]:
        """Rasa's action-server protocol, holding the intent and the slots; no text, no events."""
        message = tracker.latest_message
        heard = (message.parse_data.get(IDENTIFIED) or {}) if message else {}
        chosen = (message.metadata or {}).get(LANGUAGE) if message else None
        return {
            "next_action": name,
            "sender_id": tracker.sender_id,
            "tracker": {
                "sender_id": tracker.sender_id,
                "slots": tracker.current_slot_values(),
                "latest_message": {
                    "intent": {"name": message.intent.get("name") if message else None},
                    IDENTIFIED: {"tag": chosen or heard.get("tag")},
                },
                "events": [],
            },
            "version": "3.6.21",
        }

    def validate(self, result: Any) -> bool:
        if not self._validator.is_valid(result):
            raise RasaException("ACTION_ANSWER_MALFORMED")
        return True

    async def request(self, url: Text, body: Dict[Text, Any]) -> Any:
        """The answer's JSON. What goes wrong is told by class and status only."""
        if url not in self._sessions:
            self._sessions[url] = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE))
        try:
            async with self._sessions[url].post(url, json=body) as response:
                if response.status != 200:
                    raise RasaException("ACTION_SERVER_STATUS")
                return await response.json()
        except aiohttp.ClientError as error:
            raise RasaException(f"ACTION_SERVER_{type(error).__name__}") from None

    async def close(self) -> None:
        """Ends the connections; a process that ends does so anyway."""
        for session in self._sessions.values():
            await session.close()


async def reachable(endpoint: EndpointConfig) -> bool:
    """Whether the action server answers at all."""
    url = endpoint.url.replace("/webhook", "/health")
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=1)) as session,
            session.get(url) as response,
        ):
            return bool(response.status == 200)
    except (aiohttp.ClientError, asyncio.TimeoutError):
        return False
