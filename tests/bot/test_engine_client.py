"""The gateway's side of the wire: what it sends, what it makes of answers, and what it takes for an outage."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.errors import BadEngineReply, EngineUnavailable
from bot.gateway.engine_client import LoopbackEngine, heard
from bot.messages import Choice
from bot.settings import ROOT

ANSWER = json.loads((ROOT / "tests" / "wire" / "turn_answer.json").read_text(encoding="utf-8"))


class Island:
    """An engine that speaks the wire format, on a real port."""

    def __init__(self) -> None:
        self.ready: tuple[int, Any] = 200, {"ready": True, "actions": True}
        self.turn: tuple[int, Any] = 200, ANSWER
        self.got: list[Any] = []
        self.slow = 0.0

    def app(self) -> web.Application:
        async def ready(_: web.Request) -> web.Response:
            return web.json_response(self.ready[1], status=self.ready[0])

        async def turn(request: web.Request) -> web.Response:
            self.got.append(await request.json())
            await asyncio.sleep(self.slow)
            return web.json_response(self.turn[1], status=self.turn[0])

        async def forget(request: web.Request) -> web.Response:
            self.got.append(await request.json())
            return web.Response(status=204)

        app = web.Application()
        base = "/webhooks/loopback"
        app.add_routes(
            [web.get(f"{base}/ready", ready), web.post(f"{base}/turn", turn), web.post(f"{base}/forget", forget)]
        )
        return app


@pytest.fixture
def island() -> Island:
    return Island()


@pytest.fixture
async def engine(island: Island) -> AsyncIterator[LoopbackEngine]:
    async with TestServer(island.app(), host="127.0.0.1") as server, aiohttp.ClientSession() as http:
        assert server.port is not None
        yield LoopbackEngine(http, server.port)


async def test_words_go_out_and_replies_come_back(engine: LoopbackEngine, island: Island) -> None:
    answer = await engine.ask("s" * 32, "ti", "words")
    assert island.got == [{"session": "s" * 32, "language": "ti", "text": "words"}]
    assert [reply.key for reply in answer.replies] == ["guidance.learn_english", "services_place"]
    assert answer.replies[1].choices == (
        Choice("word", "other_place"),
        Choice("topic", "study"),
        Choice("place", "wisbech"),
        Choice("district", "fenland"),
    )
    assert (answer.tag, answer.confidence, answer.candidates) == ("ti", 0.95, ("ti", "am"))


async def test_a_button_goes_out_as_an_intent(engine: LoopbackEngine, island: Island) -> None:
    await engine.choose("s" * 32, None, "give_place", "fenland")
    assert island.got[0] == {"session": "s" * 32, "language": None, "intent": "give_place", "district": "fenland"}


async def test_nothing_is_sent_before_the_store_is_proved(engine: LoopbackEngine, island: Island) -> None:
    island.ready = 503, {"error": {"code": "TRACKER_STORE_NOT_OURS"}}
    with pytest.raises(EngineUnavailable):
        await engine.ask("s" * 32, None, "words")
    assert island.got == []


async def test_a_failure_means_that_the_store_must_be_proved_again(engine: LoopbackEngine, island: Island) -> None:
    await engine.ask("s" * 32, None, "words")
    island.turn = 500, {"error": {"code": "TURN_FAILED"}}
    with pytest.raises(EngineUnavailable):
        await engine.ask("s" * 32, None, "words")
    island.ready, sent = (503, {}), len(island.got)
    with pytest.raises(EngineUnavailable):
        await engine.ask("s" * 32, None, "words")
    assert len(island.got) == sent


async def test_a_slow_engine_is_an_outage(engine: LoopbackEngine, island: Island) -> None:
    island.slow = 5
    with pytest.raises(EngineUnavailable):
        await engine.ask("s" * 32, None, "words")


async def test_an_engine_that_is_not_there_is_an_outage_and_has_already_forgotten() -> None:
    async with aiohttp.ClientSession() as http:
        engine = LoopbackEngine(http, 1)
        with pytest.raises(EngineUnavailable):
            await engine.ask("s" * 32, None, "words")
        assert await engine.health() == {"engine": False, "actions": False}
        await engine.forget("s" * 32)


@pytest.mark.parametrize("change", [{"replies": None}, {"replies": [{}]}, {"language": [1]}, {"replies": [7]}])
def test_what_is_not_the_wire_format_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(BadEngineReply) as refused:
        heard({**ANSWER, **change})
    assert str(refused.value) == ""


def test_what_is_no_answer_at_all_is_refused() -> None:
    for nothing in (None, [], "", {}):
        with pytest.raises(BadEngineReply):
            heard(nothing)
