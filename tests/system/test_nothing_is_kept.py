"""The promise: a person's words reach no log, no file and no error, in good order and in bad."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest

from bot.settings import ROOT
from tests.system.person import Person
from tools.processes import free_port

MARKERS = ("ZQXMARKERONE", "ЩЪМАРКЕРДВА", "غظمارکرسه")
SAID = [f"I am a refugee {MARKERS[0]} and need a doctor", f"мені потрібна школа {MARKERS[1]}", f"کمک {MARKERS[2]}"]


def _children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [int(each) for each in listed.split()]


def _name(process: int) -> str:
    command = Path(f"/proc/{process}/cmdline").read_bytes().decode()
    return next(name for name in ("engine", "gateway", "actions", "console") if f"\0{name}\0" in command)


async def test_no_byte_of_what_was_said_is_left(tmp_path: Path) -> None:
    port, state, spoken = free_port(), tmp_path / "state", tmp_path / "spoken"
    with spoken.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "tools", "run", "--port", str(port), "--state", str(state)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=out,
        )
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b"ready")
    process.stdout.close()
    async with Person(f"http://127.0.0.1:{port}") as person:
        await person.arrive()
        for said in SAID:
            await person.say(said)
            await person.send("POST", "/messages", {"id": said, "text": said + "x" * 1_000})
            await person.send("POST", "/messages", {"id": said, "choice": said})
            await person.send("POST", "/messages", [said])
        children = {_name(child): child for child in _children(process.pid)}
        os.kill(children["engine"], signal.SIGSTOP)  # too slow, with the words in its hands
        for said in SAID:
            assert [message["key"] for message in await person.say(said)] == ["outage"]
        os.kill(children["actions"], signal.SIGKILL)
        speaking = asyncio.create_task(person.say(SAID[0]))
        await asyncio.sleep(0.2)
        os.kill(children["gateway"], signal.SIGKILL)  # in the middle of a sentence
        with pytest.raises(aiohttp.ClientError):
            await speaking
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=15) == 0
    kept = [spoken, *(path for path in state.rglob("*") if path.is_file())]
    for path in kept:
        content = path.read_bytes()
        for marker in MARKERS:
            assert marker.encode() not in content, path.name
            assert marker.casefold().encode() not in content.lower(), path.name
