"""Starting, failing to start, losing the engine, stopping."""

import asyncio
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import aiohttp
import pytest

from bot.settings import ROOT
from tests.system.conftest import System, end, launch
from tests.system.person import Person
from tools.processes import free_port


def _children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [int(each) for each in listed.split()]


def _command(process: int) -> str:
    return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode()


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> System:
    return launch(tmp_path_factory.mktemp("own"))


async def test_an_outage_is_told_at_once_and_passes(own: System) -> None:
    async with Person(own.base) as person:
        await person.arrive("en")
        engine = next(child for child in _children(own.process.pid) if "engine" in _command(child))
        os.kill(engine, signal.SIGKILL)
        began = time.monotonic()
        answer = await person.say("where can I learn English for free")
        assert time.monotonic() - began < 2, "a promise to a frightened person, not a benchmark"
        assert [message["key"] for message in answer] == ["outage"]
        assert "999" in answer[0]["text"]
        async with aiohttp.ClientSession() as http, http.get(f"{own.base}/healthz") as health:
            assert health.status == 503
        for _ in range(60):
            await asyncio.sleep(0.5)
            keys = [message["key"] for message in await person.say("where can I learn English for free")]
            if keys != ["outage"]:
                break
        assert keys == ["guidance.learn_english", "ask_place"]


def test_a_port_in_use_is_told_in_one_sentence(own: System) -> None:
    port = own.base.rsplit(":", 1)[1]
    second = subprocess.run(
        [sys.executable, "-m", "tools", "run", "--port", port], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert second.returncode == 2
    assert second.stderr.strip().splitlines() == [
        f"port {port} is in use: stop what uses it, or choose another with --port"
    ]


def test_stopping_leaves_no_process(own: System) -> None:
    children = _children(own.process.pid)
    assert len(children) == 4
    assert end(own) == 0
    assert not [child for child in children if Path(f"/proc/{child}").exists()]


def _copy(folder: Path) -> Path:
    """The project as somebody edits it, with the environments that are here."""
    ignored = shutil.ignore_patterns(".git", ".venv", ".tools", "models", "var", "__pycache__", ".*_cache")
    copy = Path(shutil.copytree(ROOT, folder / "copy", ignore=ignored))
    for made in (".venv", "engine/.venv", "models"):
        (copy / made).symlink_to(ROOT / made)
    return copy


def _refused(copy: Path) -> str:
    """What `tools run` says when it does not start: one sentence or more, status 2, no traceback."""
    command = [sys.executable, "-m", "tools", "run", "--port", str(free_port()), "--state", str(copy / "var")]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_broken_directory_is_told_with_line_and_remedy(tmp_path: Path) -> None:
    copy = _copy(tmp_path)
    path = copy / "directory.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(i for i, line in enumerate(lines) if "01354 654321" in line)
    lines[number] = lines[number].replace("01354 654321", "01354 65432")
    path.write_text("\n".join(lines), encoding="utf-8")
    assert re.search(rf"directory\.yml:{number + 1}: .*01354 65432.*; \w+", _refused(copy))


def test_broken_words_and_a_broken_list_of_languages_are_told(tmp_path: Path) -> None:
    copy = _copy(tmp_path)
    (copy / "languages.yml").write_text("languages: {uk: {self: x, script: Cyrl, words: machine}}", encoding="utf-8")
    assert "en is missing" in _refused(copy)


def test_a_missing_engine_is_told(tmp_path: Path) -> None:
    copy = _copy(tmp_path)
    (copy / "engine" / ".venv").unlink()
    assert "run scripts/setup" in _refused(copy)
