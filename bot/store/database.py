"""The database, by URL: a SQLite file, or PostgreSQL. Schema by Alembic, brought up to date when it is opened."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

from bot.errors import StoreError

_TURN = 0x0F17  # any number that nothing else in the database locks
_SQLITE = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is replaced is overwritten
    "PRAGMA journal_mode = DELETE",  # a write-ahead log would keep old pages
    "PRAGMA temp_store = MEMORY",
)


def open_database(url: str) -> Engine:
    """Raises StoreError if it cannot be reached; the text never holds the URL, which may hold a password."""
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        engine = create_engine(parsed, hide_parameters=True)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _prepare)
            event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        _migrate(engine)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError):
        raise StoreError("FINGERPOST_STORE: write sqlite:///PATH or postgresql://USER@HOST/NAME") from None
    except OperationalError as error:
        raise StoreError(f"the store cannot be opened ({type(error.orig).__name__}): check FINGERPOST_STORE") from None
    return engine


def take_turns(connection: Connection) -> None:
    """Two processes that start at once: the second waits until the first has committed. SQLite does so by itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_TURN)))


def _prepare(connection, _record) -> None:  # type: ignore[no-untyped-def]
    connection.isolation_level = None  # SQLAlchemy begins transactions itself, at once for writing
    for pragma in _SQLITE:
        connection.execute(pragma)


def _migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        take_turns(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
