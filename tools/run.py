"""Starts engine, actions, gateway and console, keeps them running, stops them all together."""

import argparse
import asyncio
import signal
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from bot.catalog import Catalog
from bot.directory import Directory
from bot.errors import BotError
from bot.languages import Languages
from bot.logs import Code, event
from bot.settings import ROOT
from tools import train
from tools.processes import ENGINE_PYTHON, Program, free_port, port_is_free, programs, start, stop

READY_WITHIN = 90  # seconds
CALM = 30  # seconds a process must have lived for its death to count as the first


class NotReadyError(BotError):
    """The processes run but cannot answer a question."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--console-port", type=int, default=8081, help="the advocates' console, on 127.0.0.1; 0: any")
    parser.add_argument("--state", type=Path, default=ROOT / "var", help="the only folder a running system writes to")


def main(parsed: argparse.Namespace) -> int:
    if not 1 <= parsed.port <= 65_535:
        print("--port: write a number between 1 and 65535", file=sys.stderr)
        return 2
    if not port_is_free(parsed.host, parsed.port):
        print(f"port {parsed.port} is in use: stop what uses it, or choose another with --port", file=sys.stderr)
        return 2
    console_port = parsed.console_port or free_port()
    if not port_is_free("127.0.0.1", console_port):
        console_port = free_port()
        print(f"port {parsed.console_port} is in use: the console is at {console_port}", file=sys.stderr)
    if not ENGINE_PYTHON.exists():
        print("the engine's Python 3.10 environment is missing: run scripts/setup", file=sys.stderr)
        return 2
    _check_data()
    if train.is_stale():
        trained = train.main(argparse.Namespace(if_changed=True))
        if trained:
            return trained
    return asyncio.run(_run(parsed.host, parsed.port, console_port, parsed.state.resolve()))


def _check_data() -> None:
    """The same reading the processes will do; a fault is told here, once, with line and remedy."""
    languages = Languages.load(ROOT / "languages.yml")
    Directory.load(ROOT / "directory.yml")
    Catalog.load(languages, ROOT / "locales")


async def _run(host: str, port: int, console_port: int, state: Path) -> int:
    asked_to_stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for kind in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(kind, asked_to_stop.set)
    print("starting engine, actions, gateway and console ...", file=sys.stderr)
    keepers = [
        asyncio.create_task(_keep(program, asked_to_stop)) for program in programs(host, port, console_port, state)
    ]
    announcing = asyncio.create_task(_announce(host, port, console_port, asked_to_stop))
    try:
        await asyncio.wait([announcing, *keepers], return_when=asyncio.FIRST_EXCEPTION)
        if announcing.done() and not announcing.cancelled() and announcing.exception():
            raise NotReadyError("the assistant did not become ready: see the lines above, then run scripts/check")
        for keeper in keepers:
            if keeper.done() and keeper.exception():
                raise NotReadyError(str(keeper.exception()))
        await asked_to_stop.wait()
    finally:
        asked_to_stop.set()
        announcing.cancel()
        await asyncio.gather(*keepers, return_exceptions=True)
        event(Code.STOPPED)
    return 0


async def _keep(program: Program, asked_to_stop: asyncio.Event) -> None:
    """Starts the program and starts it again when it dies, unless it dies at once again and again."""
    deaths = 0
    while not asked_to_stop.is_set():
        process, born = await start(program), time.monotonic()
        dead = asyncio.create_task(process.wait())
        stopping = asyncio.create_task(asked_to_stop.wait())
        await asyncio.wait([dead, stopping], return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        await stop(process)
        dead.cancel()
        if asked_to_stop.is_set():
            return
        deaths = 1 if time.monotonic() - born > CALM else deaths + 1
        event(Code.PROCESS_DIED, status=process.returncode or 0, deaths=deaths)
        if deaths >= 4:
            raise NotReadyError(f"{program.name} keeps stopping: run scripts/check")
        await asyncio.sleep(0.1 * 4**deaths)


async def _announce(host: str, port: int, console_port: int, asked_to_stop: asyncio.Event) -> None:
    deadline = time.monotonic() + READY_WITHIN
    url = f"http://{host}:{port}/healthz"
    while not asked_to_stop.is_set():
        if await asyncio.to_thread(_answers, url):
            print(f"console http://127.0.0.1:{console_port}", file=sys.stderr)
            print(f"ready http://{host}:{port}", flush=True)
            return
        if time.monotonic() > deadline:
            raise NotReadyError
        await asyncio.sleep(0.2)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as response:  # noqa: S310
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False
