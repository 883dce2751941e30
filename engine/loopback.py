"""The engine's only door: JSON on 127.0.0.1, no text in any log, and a failure that looks like a failure."""

from __future__ import annotations

import secrets
from typing import Any, Awaitable, Callable, Dict, Optional, Text

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from engine.classifier import ALSO
from engine.crisis import CRISIS, WORRY
from engine.importer import LANGUAGE
from engine.language_identifier import IDENTIFIED
from engine.remote_action import reachable
from engine.reply_keys import topics_of
from engine.tracker_store import WordlessTrackerStore

LONGEST = 1_000  # characters; the gateway cuts earlier


class LoopbackChannel(InputChannel):
    """Speaks the wire format of `tests/wire/`.

    POST turn    {"session", "language"?, "text"} or {"session", "language"?, "intent", "district"?}
                 -> 200 {"replies": [...], "intent", "confidence", "language", "crisis", "worry", "also"}
                 else 4xx or 500 {"error": {"code"}}
    POST forget  {"session"} -> 204
    GET  ready   200 once our tracker store is live and has passed its own check, else 503
    """

    def __init__(self) -> None:
        self._checked = False

    @classmethod
    def name(cls) -> Text:
        return "loopback"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[Text, Any]]) -> InputChannel:
        return cls()

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[None]]) -> Blueprint:
        hook = Blueprint("loopback")

        @hook.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            try:
                message = self._message(request.json)
            except (KeyError, TypeError, ValueError):
                return _failure(400, "BAD_REQUEST")
            if not self._checked:
                return _failure(503, "NOT_READY")
            try:
                answer = await self._turn(request.app.ctx.agent, message)
            except Exception:  # whatever it says, it may say it in the person's words
                return _failure(500, "TURN_FAILED")
            return json(answer) if answer["replies"] else _failure(500, "NO_REPLY")

        @hook.post("/forget")
        async def forget(request: Request) -> HTTPResponse:
            await _store(request.app.ctx.agent).delete(str((request.json or {}).get("session")))
            return json(None, status=204)

        @hook.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            agent: Optional[Agent] = getattr(request.app.ctx, "agent", None)
            if agent is None or not agent.is_ready():
                return _failure(503, "LOADING")
            if not self._checked:
                self._checked = await self._keeps_no_words(agent)
            if not self._checked:
                return _failure(503, "TRACKER_STORE_NOT_OURS")
            return json({"ready": True, "actions": await reachable(agent.processor.action_endpoint)})

        return hook

    @staticmethod
    def _message(body: Any) -> UserMessage:
        session = body["session"]
        if not isinstance(session, str) or not 16 <= len(session) <= 64:
            raise ValueError("session")
        metadata = {LANGUAGE: body.get("language")}
        if "intent" in body:
            intent = {INTENT_NAME_KEY: str(body["intent"]), PREDICTED_CONFIDENCE_KEY: 1.0}
            entities = [{"entity": "district", "value": str(body["district"])}] if body.get("district") else []
            parsed: Optional[Dict[Text, Any]] = {"text": "", INTENT: intent, "entities": entities}
            return UserMessage("", CollectingOutputChannel(), session, parse_data=parsed, metadata=metadata)
        text = body["text"]
        if not isinstance(text, str) or not text.strip() or len(text) > LONGEST:
            raise ValueError("text")
        # A leading slash would be read as one of Rasa's own commands.
        return UserMessage(text.strip().lstrip("/") or "?", CollectingOutputChannel(), session, metadata=metadata)

    @staticmethod
    async def _turn(agent: Agent, message: UserMessage) -> Dict[Text, Any]:
        output: CollectingOutputChannel = message.output_channel
        await agent.handle_message(message)
        tracker = await _store(agent).retrieve(message.sender_id)
        heard = tracker.latest_message.parse_data if tracker and tracker.latest_message else {}
        intent, also = heard.get(INTENT) or {}, heard.get(ALSO)
        return {
            "replies": [sent["custom"] for sent in output.messages if "custom" in sent],
            "intent": intent.get(INTENT_NAME_KEY),
            "confidence": round(float(intent.get(PREDICTED_CONFIDENCE_KEY) or 0.0), 4),
            "language": heard.get(IDENTIFIED),
            "crisis": bool(heard.get(CRISIS)),
            "worry": bool(heard.get(WORRY)),
            "also": also if tracker and also in topics_of(tracker.slots["topic"]) else None,
        }

    async def _keeps_no_words(self, agent: Agent) -> bool:
        """One synthetic turn: is the live store ours, and does it keep nothing of what was said?"""
        if not isinstance(_unwrapped(agent), WordlessTrackerStore):
            return False
        # A failing save must fail: Rasa's wrapper would keep the words in a store of its own.
        agent.tracker_store = agent.processor.tracker_store = _unwrapped(agent)
        word, session = secrets.token_hex(12), secrets.token_hex(16)
        parsed = {"text": word, INTENT: {INTENT_NAME_KEY: "greet", PREDICTED_CONFIDENCE_KEY: 1.0}, "entities": []}
        tracker = DialogueStateTracker.from_events(session, [], agent.domain.slots)
        message = UserMessage(word, CollectingOutputChannel(), session, parse_data=parsed, metadata={"said": word})
        await agent.handle_message(message)
        kept = _store(agent).everything()
        await _store(agent).delete(tracker.sender_id)
        return session in kept and word not in str(kept)


def _unwrapped(agent: Agent) -> Any:
    store = agent.tracker_store
    return store._tracker_store if isinstance(store, FailSafeTrackerStore) else store


def _store(agent: Agent) -> WordlessTrackerStore:
    store = agent.tracker_store
    assert isinstance(store, WordlessTrackerStore)
    return store


def _failure(status: int, code: Text) -> HTTPResponse:
    return json({"error": {"code": code}}, status=status)
