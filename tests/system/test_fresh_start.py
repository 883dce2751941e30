"""On a machine that has nothing of ours: one command, and the first question is answered."""

import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from bot.settings import ROOT
from tests.system.person import Person
from tools.processes import free_port

MADE_HERE = shutil.ignore_patterns(".git", ".venv", ".tools", "models", "var", "__pycache__", ".*_cache", ".setup.lock")


@pytest.mark.slow
async def test_one_command_is_enough(tmp_path: Path) -> None:
    copy = tmp_path / "fingerpost"
    shutil.copytree(ROOT, copy, ignore=MADE_HERE)
    port = free_port()
    process = subprocess.Popen(
        [copy / "scripts" / "run", "--port", str(port)], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        assert process.stdout.readline().decode().strip() == f"ready http://127.0.0.1:{port}"
        async with Person(f"http://127.0.0.1:{port}") as person:
            await person.arrive()
            keys = [message["key"] for message in await person.say("where can I learn English in Wisbech")]
        assert keys == ["guidance.learn_english", "services_place"]
    finally:
        process.send_signal(signal.SIGINT)
        _, progress = process.communicate(timeout=15)
    assert process.returncode == 0
    assert b"Traceback" not in progress
    assert (copy / "models" / "fingerpost.tar.gz").is_file()
    assert not (copy / ".rasa").exists()
