"""A log line holds a code and integers; words cannot get in."""

import logging
import re
import subprocess
import sys

import pytest

from bot.logs import Code, event, failure
from bot.settings import ROOT

LINE = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ [A-Z_]+( \w+=-?\d+)*$")


def test_a_figure_that_is_not_an_integer_is_dropped(capsys: pytest.CaptureFixture[str]) -> None:
    event(Code.STARTED, port=8080, said="MARKER", share=0.5)  # type: ignore[arg-type]
    line = capsys.readouterr().err.strip()
    assert LINE.match(line)
    assert line.endswith("STARTED port=8080")


def test_an_exception_is_told_without_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise ValueError("MARKER")
    except ValueError as error:
        failure(Code.TURN_FAILED, error)
    line = capsys.readouterr().err.strip()
    assert LINE.match(line)
    assert "MARKER" not in line


def test_in_service_no_other_logger_and_no_traceback_speaks() -> None:
    program = (
        "import logging, sys; from bot.logs import silence; silence();"
        "logging.getLogger('aiohttp').critical('MARKER'); raise RuntimeError('MARKER')"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "MARKER" not in done.stdout + done.stderr
    assert "UNEXPECTED" in done.stderr


def test_codes_are_words_of_capital_letters() -> None:
    assert all(re.fullmatch("[A-Z_]+", code.value) for code in Code)
    assert logging.getLevelName(logging.CRITICAL) == "CRITICAL"
