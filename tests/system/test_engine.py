"""The engine on its own loopback port: a failure looks like a failure, and nothing that was said comes back."""

import asyncio
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.gateway.engine_client import LoopbackEngine
from bot.settings import ROOT
from tools.processes import ENGINE_PYTHON, MODEL, free_port

SESSION = "0123456789abcdef" * 2
READY_WITHIN = 60  # seconds


def _serve(folder: Path) -> Iterator[str]:
    """An engine without an action server, begun in `folder`."""
    port = free_port()
    engine = subprocess.Popen(
        [ENGINE_PYTHON, "-m", "engine", "serve", "--port", str(port), "--model", str(MODEL)],
        cwd=folder,
        env={**os.environ, "ACTIONS_PORT": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield f"http://127.0.0.1:{port}/webhooks/loopback"
    engine.terminate()
    engine.wait(timeout=15)


@pytest.fixture(scope="module")
def engine() -> Iterator[str]:
    yield from _serve(ROOT)


async def _ready(base: str) -> tuple[int, Any]:
    """The first answer that is not "still loading"."""
    async with aiohttp.ClientSession() as http:
        for _ in range(READY_WITHIN * 5):
            try:
                async with http.get(f"{base}/ready") as answer:
                    told = answer.status, await answer.json()
                if told[1] != {"error": {"code": "LOADING"}}:
                    return told
            except aiohttp.ClientConnectorError:
                pass
            await asyncio.sleep(0.2)
    raise AssertionError("the engine did not start")


async def _post(url: str, body: Any) -> tuple[int, Any]:
    async with aiohttp.ClientSession() as http, http.post(url, json=body) as answer:
        return answer.status, await answer.json()


async def test_it_proves_its_store_and_tells_that_the_actions_are_away(engine: str) -> None:
    assert await _ready(engine) == (200, {"ready": True, "actions": False})


async def test_an_answer_without_replies_is_a_failure(engine: str) -> None:
    await _ready(engine)
    status, body = await _post(f"{engine}/turn", {"session": SESSION, "text": "how do I see my eVisa MARKER"})
    assert (status, body) == (500, {"error": {"code": "NO_REPLY"}})


async def test_danger_is_answered_without_the_actions(engine: str) -> None:
    await _ready(engine)
    status, body = await _post(f"{engine}/turn", {"session": SESSION, "text": "my husband beats me, I live in Ely"})
    assert status == 200
    assert body["crisis"] is True
    assert body["replies"][0] == {"key": "crisis.domestic_abuse", "topic": "domestic_abuse", "contacts": "emergency"}


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {"text": "MARKER"},
        {"session": "short", "text": "MARKER"},
        {"session": SESSION, "text": ""},
        {"session": SESSION, "text": 7},
        {"session": SESSION, "text": "MARKER" * 300},
    ],
)
async def test_what_is_not_the_wire_format_is_refused_and_not_quoted(engine: str, body: Any) -> None:
    await _ready(engine)
    assert await _post(f"{engine}/turn", body) == (400, {"error": {"code": "BAD_REQUEST"}})


async def test_nothing_else_is_served(engine: str) -> None:
    await _ready(engine)
    root = engine.removesuffix("/webhooks/loopback")
    async with aiohttp.ClientSession() as http:
        for path in ("/webhooks/rest/webhook", f"/conversations/{SESSION}/tracker", "/model/parse", "/domain"):
            async with http.post(root + path, json={}) as answer:
                assert answer.status in (404, 405), path


async def test_it_listens_on_loopback_only(engine: str) -> None:
    await _ready(engine)
    port = int(engine.split(":")[2].partition("/")[0])
    listening = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()
    addresses = {line.split()[1] for line in listening if line.split()[1].endswith(f":{port:04X}") and " 0A " in line}
    assert addresses == {f"0100007F:{port:04X}"}


@pytest.fixture(scope="module")
def another_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An engine whose tracker store cannot be imported: Rasa puts its own in its place and goes on."""
    folder = tmp_path_factory.mktemp("island")
    for name in ("config.yml", "languages.yml", "directory.yml", "nlu_data", "dialogue"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "engine", folder / "engine", ignore=shutil.ignore_patterns(".venv"))
    endpoints = folder / "engine" / "endpoints.yml"
    wrong = endpoints.read_text(encoding="utf-8").replace("WordlessTrackerStore", "NoSuchStore")
    endpoints.write_text(wrong, encoding="utf-8")
    yield from _serve(folder)


async def test_with_rasas_own_store_nobody_is_answered(another_store: str) -> None:
    assert await _ready(another_store) == (503, {"error": {"code": "TRACKER_STORE_NOT_OURS"}})
    status, _ = await _post(f"{another_store}/turn", {"session": SESSION, "text": "hello"})
    assert status == 503
    async with aiohttp.ClientSession() as http:
        client = LoopbackEngine(http, int(another_store.split(":")[2].partition("/")[0]))
        assert (await client.health())["engine"] is False
