"""What the staff did: who, what, when. Never with whom."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from sqlalchemy import Engine, delete, insert, select

from bot.clock import Clock
from bot.store.tables import deed

KEPT = timedelta(days=90)

Deed = Literal["signed_in", "refused", "took", "closed", "opened", "admitted", "renewed"]


@dataclass(frozen=True, slots=True)
class Entry:
    staff_id: int
    what: Deed
    at: datetime


@dataclass(frozen=True, slots=True)
class Audit:
    engine: Engine
    clock: Clock

    def note(self, staff_id: int, what: Deed) -> None:
        with self.engine.begin() as connection:
            connection.execute(insert(deed).values(staff_id=staff_id, what=what, at=int(self.clock().timestamp())))

    def latest(self, count: int) -> list[Entry]:
        """Newest first."""
        with self.engine.begin() as connection:
            rows = connection.execute(select(deed).order_by(deed.c.id.desc()).limit(count)).all()
        return [Entry(row.staff_id, row.what, datetime.fromtimestamp(row.at, UTC)) for row in rows]

    def sweep(self) -> None:
        """What is older than ninety days goes."""
        with self.engine.begin() as connection:
            connection.execute(delete(deed).where(deed.c.at < int((self.clock() - KEPT).timestamp())))
