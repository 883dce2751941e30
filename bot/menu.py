"""The topic menu: `dialogue/menu.yml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.errors import MenuError


@dataclass(frozen=True, slots=True)
class Group:
    """Topics that stand together, and a sign for those who cannot read."""

    symbol: str
    topics: tuple[str, ...]


Menu = Mapping[str, Group]  # in the order shown


def load(path: Path) -> Menu:
    """Raises MenuError saying what to write."""
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
        return {name: Group(str(row["symbol"]), tuple(row["topics"])) for name, row in rows.items()}
    except (OSError, yaml.YAMLError, AttributeError, KeyError, TypeError) as error:
        raise MenuError(f"{path.name}: write symbol and topics for each group ({type(error).__name__})") from None
