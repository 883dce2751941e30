"""Both stores for real: a SQLite file, and a PostgreSQL server of our own."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from bot.clock import LONDON
from bot.store.callbacks import Callbacks
from bot.store.database import open_database
from bot.store.staff import Staff
from bot.vault.server_key import ServerKey
from tools.processes import free_port

CHEAP = {"memory": 64, "passes": 1}  # KiB: a passphrase that costs nothing to try, for tests only


class Time:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 9, tzinfo=LONDON)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """URL of a server that lives as long as the tests."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    assert programs, "install postgresql: the store is tested on a real one"
    folder, port = Path(tempfile.mkdtemp(prefix="pg-")), free_port()
    as_owner: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, "postgres")
        as_owner = ["runuser", "-u", "postgres", "--"]
    data = str(folder / "data")
    options = f"-p {port} -k {folder} -c listen_addresses='' -c fsync=off"

    def run(*command: str) -> None:
        silent = subprocess.DEVNULL
        subprocess.run([*as_owner, *command], check=True, stdout=silent, stderr=silent, cwd="/")

    control = (str(programs[-1] / "pg_ctl"), "-D", data, "-w")
    run(str(programs[-1] / "initdb"), "-D", data, "-A", "trust", "-U", "tests")
    run(*control, "-o", options, "-l", str(folder / "log"), "start")
    yield f"postgresql://tests@/postgres?host={folder}&port={port}"
    run(*control, "-m", "immediate", "stop")
    shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    url = f"sqlite:///{tmp_path}/store.db"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql")
    opened = open_database(url)
    yield opened
    if request.param == "postgresql":
        with opened.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    opened.dispose()


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def staff(engine: Engine, time: Time, tmp_path: Path) -> Staff:
    return Staff(engine, ServerKey.load(tmp_path / "server.key"), time, **CHEAP)


@pytest.fixture
def callbacks(engine: Engine, time: Time, tmp_path: Path) -> Callbacks:
    made = Callbacks(engine, ServerKey.load(tmp_path / "server.key"), time)
    made.prepare()
    return made
