"""The directory of services, places and rules: read, checked, searched."""

from bot.directory.contacts import Address, Email, Phone, Source
from bot.directory.directory import Directory
from bot.directory.facts import Fact, Figure, Scheme
from bot.directory.faults import Fault
from bot.directory.file import json_schema
from bot.directory.load import find_faults
from bot.directory.records import (
    Advocate,
    Council,
    District,
    Place,
    Service,
    Topic,
    Vocabulary,
)
from bot.directory.schedule import (
    AlwaysOpen,
    BankHoliday,
    Closed,
    Open,
    OpeningState,
    Schedule,
    Unknown,
    opening_state,
)

__all__ = [
    "Address",
    "Advocate",
    "AlwaysOpen",
    "BankHoliday",
    "Closed",
    "Council",
    "Directory",
    "District",
    "Email",
    "Fact",
    "Fault",
    "Figure",
    "Open",
    "OpeningState",
    "Phone",
    "Place",
    "Schedule",
    "Scheme",
    "Service",
    "Source",
    "Topic",
    "Unknown",
    "Vocabulary",
    "find_faults",
    "json_schema",
    "opening_state",
]
