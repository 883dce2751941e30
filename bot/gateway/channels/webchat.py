"""The web chat API: JSON over HTTP, answers at once, later messages as an event stream."""

import asyncio
import json
import unicodedata
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.catalog import Catalog
from bot.errors import BotError, ConversationError, TooFast, TooLong, UnknownChoice, UnknownConversation
from bot.gateway.conversations import Conversation, Conversations
from bot.gateway.turn import Turn
from bot.languages import Language, Languages
from bot.logs import Code, failure
from bot.messages import Inbound, Outbound

LONGEST_TEXT = 1_000  # characters
LONGEST_BODY = 16 * 1024  # bytes
HEARTBEAT = 15  # seconds between signs of life on an event stream

_STATUS: dict[type[BotError], tuple[int, str, str]] = {  # status, code, key of the words
    UnknownConversation: (401, "unknown_token", "session_ended"),
    UnknownChoice: (422, "unknown_choice", "error_generic"),
    TooLong: (413, "too_long", "too_long"),
    TooFast: (429, "too_fast", "too_fast"),
}


class WebChat:
    """The routes, over one `Turn` and one set of conversations."""

    def __init__(self, turn: Turn, conversations: Conversations, catalog: Catalog, languages: Languages) -> None:
        self._turn = turn
        self._conversations = conversations
        self._catalog = catalog
        self._languages = languages

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/chat/v1/sessions", self.begin),
            web.delete("/chat/v1/sessions", self.end),
            web.post("/chat/v1/messages", self.message),
            web.get("/chat/v1/events", self.events),
        ]

    async def begin(self, request: web.Request) -> web.StreamResponse:
        body = await _object(request)
        tag = body.get("language")
        chosen = self._languages.get(tag) if isinstance(tag, str) else None
        if tag is not None and chosen is None:
            raise _bad("unknown_language", "language: write a tag of languages.yml, or leave it out")
        hint = self._languages.accepted(request.headers.get("Accept-Language", ""))
        conversation = self._conversations.begin(request.remote or "")
        sent = await self._turn.begin(conversation, chosen, hint)
        return _json({"token": conversation.token, "messages": [message.as_json() for message in sent]}, status=201)

    async def message(self, request: web.Request) -> web.StreamResponse:
        conversation = self._conversation(request)
        inbound = _inbound(await _object(request), conversation)
        if conversation.answer_to(inbound.id) is None and not conversation.allowance.spend():
            raise TooFast
        sent = await self._turn.handle(conversation, inbound)
        if conversation.over:
            await self._forget(conversation)
        return _json({"messages": [message.as_json() for message in sent]})

    async def end(self, request: web.Request) -> web.StreamResponse:
        await self._forget(self._conversation(request))
        return web.Response(status=204)

    async def events(self, request: web.Request) -> web.StreamResponse:
        conversation = self._conversation(request)
        after = request.query.get("after", "0")
        if not (after.isascii() and after.isdecimal() and len(after) < 10):
            raise _bad("bad_request", "after: write the seq of the last message you have")
        stream = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        )
        await stream.prepare(request)
        seen = int(after)
        while not conversation.over:
            later = [message for message in conversation.outbox if message.seq > seen]
            for message in later:
                await stream.write(_event(message))
                seen = message.seq
            try:
                async with asyncio.timeout(HEARTBEAT), conversation.changed:
                    await conversation.changed.wait_for(
                        lambda: conversation.over or any(m.seq > seen for m in conversation.outbox)  # noqa: B023
                    )
            except TimeoutError:
                await stream.write(b": here\n\n")
        return stream

    def refusal(self, error: ConversationError, request: web.Request) -> web.Response:
        """An error of the conversation as 4xx, worded in the conversation's language if there is one."""
        status, code, key = _STATUS[type(error)]
        said = self._catalog.say(self._language_of(request), key)
        return _json({"error": {"code": code, "message": said.text}}, status=status)

    def _language_of(self, request: web.Request) -> Language:
        try:
            known = self._conversation(request).language
        except UnknownConversation:
            known = None
        return known or self._languages.accepted(request.headers.get("Accept-Language", "")) or self._languages.english

    def _conversation(self, request: web.Request) -> Conversation:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer":
            raise UnknownConversation
        return self._conversations.find(token)

    async def _forget(self, conversation: Conversation) -> None:
        self._conversations.forget(conversation)
        async with conversation.changed:
            conversation.changed.notify_all()
        await self._turn.forget(conversation)


def cleaned(text: str) -> str:
    """NFC, without control characters, lone surrogates and the directional marks that could disguise a text."""
    kept = (
        letter
        for letter in text
        if letter in "\n\u200c\u200d" or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co")
    )
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def _inbound(body: dict[str, Any], conversation: Conversation) -> Inbound:
    message_id, text, choice = body.get("id"), body.get("text"), body.get("choice")
    if not isinstance(message_id, str) or not 1 <= len(message_id) <= 64:
        raise _bad("bad_request", "id: write a string of 1 to 64 characters, new for each message")
    if (text is None) == (choice is None):
        raise _bad("bad_request", "write either text or choice")
    if choice is not None:
        if not isinstance(choice, str):
            raise _bad("bad_request", "choice: write the id of a choice")
        # A choice whose answer is known may have been forgotten since.
        known = conversation.answer_to(message_id) is not None
        return Inbound(message_id) if known else Inbound(message_id, choice=conversation.chose(choice))
    if not isinstance(text, str):
        raise _bad("bad_request", "text: write a string")
    if len(text) > LONGEST_TEXT:
        raise TooLong
    said = cleaned(text)
    if not said:
        raise _bad("bad_request", "text: write something")
    return Inbound(message_id, text=said)


async def _object(request: web.Request) -> dict[str, Any]:
    raw = await request.read()
    try:
        body = json.loads(raw) if raw else {}
    except (ValueError, RecursionError):
        raise _bad("bad_json", "the body is not JSON") from None
    if not isinstance(body, dict):
        raise _bad("bad_json", "the body is not a JSON object")
    return body


def _bad(code: str, message: str) -> web.HTTPBadRequest:
    return web.HTTPBadRequest(
        text=json.dumps({"error": {"code": code, "message": message}}), content_type="application/json"
    )


def _json(body: dict[str, Any], status: int = 200) -> web.Response:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return web.Response(
        text=text, status=status, content_type="application/json", headers={"Cache-Control": "no-store"}
    )


def _event(message: Outbound) -> bytes:
    data = json.dumps(message.as_json(), ensure_ascii=False, separators=(",", ":"))
    return f"id: {message.seq}\nevent: message\ndata: {data}\n\n".encode()


def error_edge(chat: WebChat) -> Middleware:
    """The outermost edge: whatever fails becomes JSON with a code; nothing that was sent is sent back."""

    @web.middleware
    async def edge(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except ConversationError as error:
            return chat.refusal(error, request)
        except web.HTTPException as error:
            if error.content_type == "application/json" or error.status < 400:
                raise
            code = "too_long" if error.status == 413 else f"http_{error.status}"
            return _json({"error": {"code": code, "message": error.reason}}, status=error.status)
        except (ConnectionResetError, asyncio.CancelledError):
            raise
        except Exception as error:
            failure(Code.REQUEST_FAILED, error)
            return _json({"error": {"code": "internal", "message": "something failed; try again"}}, status=500)

    return edge
