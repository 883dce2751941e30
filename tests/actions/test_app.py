"""The action server on a real port: Rasa's protocol in, replies or a bare code out."""

import json

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from actions.app import build_app
from bot.directory import Directory
from bot.settings import ROOT
from tests.fakes import NOON

WIRE = ROOT / "tests" / "wire"


@pytest.fixture
async def server() -> TestServer:
    async with TestServer(build_app(Directory.load(ROOT / "directory.yml"), NOON)) as running:
        yield running


async def _post(server: TestServer, body: bytes) -> tuple[int, str]:
    async with aiohttp.ClientSession() as http, http.post(server.make_url("/webhook"), data=body) as answer:
        return answer.status, await answer.text()


async def test_the_engines_own_call_is_answered(server: TestServer) -> None:
    status, text = await _post(server, (WIRE / "action_call.json").read_bytes())
    answer = json.loads(text)
    assert status == 200
    assert [response["custom"]["key"] for response in answer["responses"]] == [
        "guidance.learn_english",
        "services_place",
    ]
    assert {event["event"] for event in answer["events"]} == {"slot"}


@pytest.mark.parametrize("body", [b"MARKER", b'{"next_action": "MARKER"}', b'{"next_action": ["MARKER"]}', b"[]"])
async def test_what_is_wrong_is_answered_with_a_code_alone(
    server: TestServer, body: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    status, text = await _post(server, body)
    assert status == 500
    assert "MARKER" not in text + capsys.readouterr().err


async def test_a_large_body_is_refused(server: TestServer) -> None:
    status, _ = await _post(server, b"[" * 70_000)
    assert status == 413


async def test_health(server: TestServer) -> None:
    async with aiohttp.ClientSession() as http, http.get(server.make_url("/health")) as answer:
        assert answer.status == 200
