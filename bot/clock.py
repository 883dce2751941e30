"""What time it is in Cambridgeshire."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

Clock = Callable[[], datetime]  # knows its time zone


def clock(as_of: datetime | None = None) -> Clock:
    """The real time; or always `as_of`, so that one can stand in any day and see what is out of date by then."""
    return (lambda: as_of) if as_of else (lambda: datetime.now(LONDON))
