"""The real system, started once for all tests of this folder."""

import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, async_playwright

from bot.settings import ROOT
from tools.processes import free_port

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
READY_WITHIN = 120  # seconds


@dataclass
class System:
    """A running `tools run`: its address and its process."""

    base: str
    console: str
    process: subprocess.Popen[str]
    state: Path


def launch(state: Path) -> System:
    port, console_port = free_port(), free_port()
    ports = ["--port", str(port), "--console-port", str(console_port)]
    process = subprocess.Popen(
        [sys.executable, "-m", "tools", "run", *ports, "--state", str(state)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    assert line == f"ready http://127.0.0.1:{port}", "the system did not become ready"
    return System(f"http://127.0.0.1:{port}", f"http://127.0.0.1:{console_port}", process, state)


def end(system: System) -> int:
    system.process.terminate()
    code = system.process.wait(timeout=15)
    if system.process.stdout:
        system.process.stdout.close()
    return code


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    running = launch(tmp_path_factory.mktemp("state"))
    yield running
    assert end(running) == 0


@pytest.fixture
async def person(system: System) -> Any:
    """A person on the web page, before they have said anything."""
    from tests.system.person import Person

    async with Person(system.base) as someone:
        yield someone


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    assert CHROMIUM, "install chromium: the page is tested in a real browser"
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield running
        await running.close()
