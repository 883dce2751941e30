"""What staff must check: most used first, with the reason."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.directory import Directory
from bot.settings import ROOT
from tools.__main__ import main
from tools.worklist import tasks

DIRECTORY = Directory.load(ROOT / "directory.yml")
TODAY = date(2026, 11, 24)


def test_most_used_comes_first_and_every_task_has_a_reason() -> None:
    found = tasks(DIRECTORY, TODAY)
    assert [task.used for task in found] == sorted((task.used for task in found), reverse=True)
    assert found[0].used > 20
    assert all(task.why for task in found)


def test_a_record_is_on_it_from_the_day_after_its_review_is_due() -> None:
    record = next(s for s in DIRECTORY.services.values() if s.is_listed and s.assured_date and s.status == "active")
    assert record.assured_date
    due = record.assured_date + timedelta(days=record.review_period)
    on, after = ({t.id: t.why for t in tasks(DIRECTORY, day)} for day in (due, due + timedelta(days=1)))
    assert "overdue" not in on.get(record.id, "")
    assert "1 days overdue" in after[record.id]


def test_a_number_that_is_not_shown_is_named_to_staff() -> None:
    (council,) = [task for task in tasks(DIRECTORY, TODAY) if task.id == DIRECTORY.council.id]
    assert f"confirm {DIRECTORY.council.phones[0].display}" in council.why


def test_a_closed_service_is_no_work() -> None:
    closed = {service.id for service in DIRECTORY.services.values() if not service.is_listed}
    assert closed
    assert closed.isdisjoint(task.id for task in tasks(DIRECTORY, TODAY))


def test_it_can_be_opened_as_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["tools", "worklist", "--as-of", "2026-11-24", "--csv", str(tmp_path / "list.csv")])
    assert main() == 0
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(tasks(DIRECTORY, TODAY))
    assert rows[0]["why"]
    assert str(len(rows)) in capsys.readouterr().out
