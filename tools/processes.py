"""The processes of a running system: how each is started, and stopped with all it began."""

import asyncio
import ctypes
import os
import secrets
import signal
import socket
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.settings import ROOT

ENGINE_PYTHON = ROOT / "engine" / ".venv" / "bin" / "python"
MODEL = ROOT / "models" / "fingerpost.tar.gz"
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG, prctl(2)
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True, slots=True)
class Program:
    """A command with the environment it adds; its standard output goes nowhere."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    says_events: bool  # standard error holds event codes and integers; else it goes nowhere too


def free_port() -> int:
    """A loopback port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def port_is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def programs(host: str, port: int, console_port: int, state: Path) -> tuple[Program, ...]:
    """Engine, actions, gateway and console, wired to each other over loopback ports and a secret chosen now."""
    engine_port, actions_port = free_port(), free_port()
    desk = {
        "FINGERPOST_DESK_PORT": str(free_port()),
        "FINGERPOST_DESK_SECRET": secrets.token_urlsafe(32),
        "FINGERPOST_STORE": os.environ.get("FINGERPOST_STORE", f"sqlite:///{state}/store.db"),
        "FINGERPOST_SERVER_KEY": os.environ.get("FINGERPOST_SERVER_KEY", f"{state}/server.key"),
    }
    scratch = state / "tmp"
    scratch.mkdir(parents=True, exist_ok=True)
    everywhere = {"PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(scratch), "HOME": str(scratch)}
    engine = [str(ENGINE_PYTHON), "-m", "engine", "serve", "--port", str(engine_port), "--model", str(MODEL)]
    return (
        Program(
            "actions",
            [sys.executable, "-m", "actions"],
            {**everywhere, "FINGERPOST_ACTIONS_PORT": str(actions_port)},
            True,
        ),
        Program("engine", engine, {**everywhere, "ACTIONS_PORT": str(actions_port)}, False),
        Program(
            "gateway",
            [sys.executable, "-m", "bot", "gateway"],
            {
                **everywhere,
                **desk,
                "FINGERPOST_HOST": host,
                "FINGERPOST_PORT": str(port),
                "FINGERPOST_ENGINE_PORT": str(engine_port),
            },
            True,
        ),
        Program(
            "console",
            [sys.executable, "-m", "bot", "console"],
            {
                **everywhere,
                **desk,
                "FINGERPOST_CONSOLE_PORT": str(console_port),
            },
            True,
        ),
    )


async def start(program: Program) -> asyncio.subprocess.Process:
    """Runs the program in a process group of its own; it dies when we die, however we die."""
    return await asyncio.create_subprocess_exec(
        *program.command,
        cwd=ROOT,
        env={**os.environ, **program.environment},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=None if program.says_events else asyncio.subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_die_with_parent,
    )


async def stop(process: asyncio.subprocess.Process, patience: float = 5) -> None:
    """SIGTERM to the whole group, SIGKILL after `patience` seconds."""
    for kind in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, kind)
        except ProcessLookupError:
            break
        try:
            async with asyncio.timeout(patience):
                await process.wait()
        except TimeoutError:
            continue
    await process.wait()


def _die_with_parent() -> None:
    _libc.prctl(_DIE_WITH_PARENT, signal.SIGKILL)
