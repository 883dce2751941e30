"""What staff must check in directory.yml, most used first: overdue, undated, unsure."""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.clock import LONDON
from bot.directory import Advocate, Council, Directory, District, Fact, Service
from bot.settings import ROOT

COLUMNS = ("used", "id", "name", "why", "last_checked", "owner", "page")
Rec = Council | Advocate | District | Service | Fact


@dataclass(frozen=True, slots=True)
class Task:
    """A record to look at. `used`: in how many answers (of all topics, in all districts and without one) it appears."""

    used: int
    id: str
    name: str
    why: str
    last_checked: str
    owner: str
    page: str


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--as-of", type=date.fromisoformat, metavar="DAY", help="what is due by this day; today if left out"
    )
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write a table for a spreadsheet instead")
    parser.add_argument("--most", type=int, default=40, metavar="N", help="print so many (40); 0 for all")


def main(parsed: argparse.Namespace) -> int:
    today = parsed.as_of or datetime.now(LONDON).date()
    found = tasks(Directory.load(ROOT / "directory.yml"), today)
    if parsed.csv:
        with parsed.csv.open("w", encoding="utf-8-sig", newline="") as file:  # spreadsheets know UTF-8 by its mark
            rows = csv.writer(file)
            rows.writerow(COLUMNS)
            rows.writerows([getattr(task, column) for column in COLUMNS] for task in found)
        print(f"{len(found)} records to check are in {parsed.csv}")
        return 0
    shown = found[: parsed.most or None]
    for task in shown:
        print(f"{task.used:4}  {task.id}: {task.why}\n      {task.name} · {task.owner} · {task.page or 'no page'}")
    if not found:
        print(f"nothing is due by {today}", file=sys.stderr)
    elif len(shown) < len(found):
        print(f"... and {len(found) - len(shown)} more: --most 0, or --csv FILE", file=sys.stderr)
    return 0


def tasks(directory: Directory, today: date) -> list[Task]:
    """The records with something to check, most used first, then the longest overdue."""
    used = _used(directory, today)
    due = [(record, why) for record in _records(directory) if (why := "; ".join(_reasons(record, today)))]
    due.sort(key=lambda each: (-used[each[0].id], each[0].assured_date or date.min))
    return [
        Task(used[record.id], record.id, record.name, why, str(record.assured_date or ""), record.owner, _page(record))
        for record, why in due
    ]


def _records(directory: Directory) -> Iterator[Rec]:
    yield from (directory.council, directory.advocate)
    yield from directory.districts.values()
    yield from (service for service in directory.services.values() if service.is_listed)
    yield from (*directory.schemes.values(), *directory.facts.values())


def _reasons(record: Rec, today: date) -> Iterator[str]:
    if record.assured_date is None:
        yield "no date: nobody knows when it was last true"
    elif record.overdue(today):
        days = (today - record.assured_date - timedelta(days=record.review_period)).days
        yield f"{days} days overdue" + (
            ", its figures are hidden" if isinstance(record, Fact) and record.figures else ""
        )
    if isinstance(record, Fact):
        return
    hidden = [phone.display for phone in record.phones if phone not in record.shown_phones]
    if hidden:
        yield f"confirm {', '.join(hidden)}: not shown"
    if record.url and not record.shown_url:
        yield "confirm its page: not shown"
    if isinstance(record, Service) and record.status == "check":
        yield "ask whether it still runs"
    if isinstance(record, Council | Advocate) and not record.shown_phones:
        yield "has no number that may be shown"


def _used(directory: Directory, today: date) -> Counter[str]:
    used: Counter[str] = Counter()
    for name, topic in directory.topics.items():
        if topic.conversation:
            continue
        for district in (None, *directory.districts):
            shown = directory.search(name, district=district, language=None, today=today)
            used.update({service.id for service in (*shown, *directory.emergency_contacts(name))})
        used.update(fact.id for fact in directory.about(name))
    used.update({directory.council.id: len(directory.topics), directory.advocate.id: len(directory.topics)})
    return used


def _page(record: Rec) -> str:
    return record.url or next((source.url for source in record.source if source.url), "") or ""
