"""The only way to write a log line: an event code and integers. Text cannot get in."""

import logging
import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType


class Code(StrEnum):
    """Everything that may be logged. A code says what happened, never to whom."""

    STARTED = "STARTED"
    STOPPED = "STOPPED"
    ENGINE_DOWN = "ENGINE_DOWN"
    ENGINE_BACK = "ENGINE_BACK"
    PROCESS_DIED = "PROCESS_DIED"
    TURN_FAILED = "TURN_FAILED"
    REQUEST_FAILED = "REQUEST_FAILED"
    ACTION_FAILED = "ACTION_FAILED"
    FALLBACK_WORDS = "FALLBACK_WORDS"
    HELPED = "HELPED"
    CALLBACK_NOT_KEPT = "CALLBACK_NOT_KEPT"
    NOT_HELPED = "NOT_HELPED"
    UNEXPECTED = "UNEXPECTED"


def event(code: Code, **figures: int) -> None:
    """One line on standard error: UTC time, code, figures. A figure that is not an integer is dropped."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    whole = {name: int(value) for name, value in figures.items() if isinstance(value, int)}
    print(now, code.value, *(f"{name}={value}" for name, value in whole.items()), file=sys.stderr, flush=True)  # noqa: T201


def failure(code: Code, error: BaseException) -> None:
    """An exception as a code, the line of our own code nearest to it, and nothing it says."""
    event(code, line=_own_line(error.__traceback__), kind=_kind(error))


def silence() -> None:
    """No other logger may speak, and no hook may print what an exception says. Call once, at start."""
    logging.raiseExceptions = False
    logging.disable(logging.CRITICAL)
    sys.excepthook = lambda _kind, error, _trace: failure(Code.UNEXPECTED, error)
    sys.unraisablehook = lambda unraisable: failure(Code.UNEXPECTED, unraisable.exc_value or RuntimeError())


def _own_line(trace: TracebackType | None) -> int:
    ours, line = str(Path(__file__).parent.parent), 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.startswith(ours):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _kind(error: BaseException) -> int:
    """A number for the class of an error, the same in every run, so that equal failures can be counted."""
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    return sum(ord(letter) * (place + 1) for place, letter in enumerate(name)) % 100_000
