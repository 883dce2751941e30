"""Measures turns through the real processes, beside stock Rasa with the same model, rules and actions."""

import argparse
import asyncio
import itertools
import os
import secrets
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import aiohttp
import yaml

from bot.settings import ROOT
from tools.processes import ENGINE_PYTHON, MODEL, Program, free_port, programs, start, stop

Say = Callable[[aiohttp.ClientSession, str, str], Awaitable[None]]
# Stock Rasa's own command, in an environment without the packages it does not need for this (engine/stand_ins.py).
RASA = "from engine.stand_ins import install; install(); from rasa.__main__ import main; main()"
TURNS = 3  # messages of one conversation
READY_WITHIN = 90  # seconds


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--messages", type=int, default=900, help="for each throughput run")
    parser.add_argument("--at-once", type=int, default=8, help="conversations at a time")
    parser.add_argument("--rate", type=float, default=20, help="messages a second for the latency run")
    parser.add_argument("--no-stock", action="store_true", help="measure ours alone")


def main(parsed: argparse.Namespace) -> int:
    sentences = _sentences()
    asyncio.run(_ours(parsed, sentences))
    if not parsed.no_stock:
        asyncio.run(_stock(parsed, sentences))
    return 0


def _sentences() -> list[str]:
    """Every seventh training sentence of every language: the same mix for both."""
    found: list[str] = []
    for path in sorted((ROOT / "nlu_data").glob("*/[!_]*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            found += [line.lstrip()[2:] for line in entry["examples"].splitlines()[::7]]
    return found


async def _ours(parsed: argparse.Namespace, sentences: Sequence[str]) -> None:
    os.environ["FINGERPOST_SESSIONS_PER_NETWORK"] = "1000000"
    with tempfile.TemporaryDirectory() as state:
        port = free_port()
        running = [await start(program) for program in programs("127.0.0.1", port, free_port(), Path(state))]
        base = f"http://127.0.0.1:{port}"
        tokens: dict[str, str] = {}

        async def say(http: aiohttp.ClientSession, person: str, text: str) -> None:
            if person not in tokens:
                async with http.post(f"{base}/chat/v1/sessions", json={}) as answer:
                    tokens[person] = (await answer.json())["token"]
            body = {"id": secrets.token_hex(8), "text": text[:1000]}
            headers = {"Authorization": f"Bearer {tokens[person]}"}
            async with http.post(f"{base}/chat/v1/messages", json=body, headers=headers) as answer:
                said = (await answer.json()).get("messages", [])
            if not said or said[-1]["key"] == "deleted":  # the sentence asked to be forgotten
                del tokens[person]
            assert not said or said[0]["key"] != "outage"

        try:
            await _measure("fingerpost, web chat API", parsed, sentences, say, f"{base}/healthz")
            print(f"  memory of all processes: {sum(_memory(process.pid) for process in running):.0f} MiB")
        finally:
            for process in running:
                await stop(process)


async def _stock(parsed: argparse.Namespace, sentences: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        port, (actions, engine, *_) = free_port(), programs("127.0.0.1", free_port(), free_port(), scratch)
        url = f"http://127.0.0.1:{engine.environment['ACTIONS_PORT']}/webhook"
        (scratch / "credentials.yml").write_text("rest:\n", encoding="utf-8")
        (scratch / "endpoints.yml").write_text(f"action_endpoint:\n  url: {url}\n", encoding="utf-8")
        command = [str(ENGINE_PYTHON), "-c", RASA, "run", "-m", str(MODEL), "-i", "127.0.0.1", "-p", str(port)]
        command += ["--credentials", str(scratch / "credentials.yml"), "--endpoints", str(scratch / "endpoints.yml")]
        quiet = {**engine.environment, "RASA_TELEMETRY_ENABLED": "false", "PYTHONPATH": str(ROOT)}
        running = [await start(actions), await start(Program("stock", command, quiet, says_events=False))]
        base = f"http://127.0.0.1:{port}"

        async def say(http: aiohttp.ClientSession, person: str, text: str) -> None:
            body = {"sender": person, "message": text.lstrip("/")}
            async with http.post(f"{base}/webhooks/rest/webhook", json=body) as answer:
                assert await answer.json()

        try:
            await _measure("stock Rasa 3.6.21, REST channel", parsed, sentences, say, f"{base}/")
        finally:
            for process in running:
                await stop(process)


async def _measure(title: str, parsed: argparse.Namespace, sentences: Sequence[str], say: Say, ready: str) -> None:
    async with aiohttp.ClientSession() as http:
        await _wait(http, ready)
        await _flood(http, say, sentences, 100, parsed.at_once)  # warm
        took = await _flood(http, say, sentences, parsed.messages, parsed.at_once)
        times = await _paced(http, say, sentences, parsed.rate, 15)
    cuts = statistics.quantiles(times, n=100)
    print(title)
    print(f"  throughput, {parsed.at_once} conversations at once: {parsed.messages / took:.0f} messages/s")
    print(f"  at {parsed.rate:.0f} messages/s: p50 {cuts[49] * 1000:.1f} ms, p99 {cuts[98] * 1000:.1f} ms", flush=True)


async def _wait(http: aiohttp.ClientSession, url: str) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        try:
            async with http.get(url) as answer:
                if answer.status == 200:
                    return
        except aiohttp.ClientError:
            pass
        await asyncio.sleep(0.3)
    raise TimeoutError("not ready")


async def _flood(http: aiohttp.ClientSession, say: Say, sentences: Sequence[str], count: int, at_once: int) -> float:
    """Seconds for `count` messages, each conversation waiting for its answers."""
    texts = itertools.islice(itertools.cycle(sentences), count)

    async def talk() -> None:
        while True:
            person = secrets.token_hex(16)
            for _ in range(TURNS):
                text = next(texts, None)
                if text is None:
                    return
                await say(http, person, text)

    began = time.perf_counter()
    await asyncio.gather(*(talk() for _ in range(at_once)))
    return time.perf_counter() - began


async def _paced(
    http: aiohttp.ClientSession, say: Say, sentences: Sequence[str], rate: float, seconds: float
) -> list[float]:
    """Seconds each answer took, with messages sent at a steady rate whatever the answers do."""
    times: list[float] = []
    people = [secrets.token_hex(16) for _ in range(int(rate * seconds / TURNS) + 1)]

    async def one(number: int, text: str) -> None:
        began = time.perf_counter()
        await say(http, people[number // TURNS], text)
        times.append(time.perf_counter() - began)

    sent = []
    for number, text in zip(range(int(rate * seconds)), itertools.cycle(sentences), strict=False):
        sent.append(asyncio.create_task(one(number, text)))
        await asyncio.sleep(1 / rate)
    await asyncio.gather(*sent)
    return times


def _memory(process: int) -> float:
    """Resident MiB of a process."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
