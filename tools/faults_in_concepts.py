"""What can be wrong with the concept lists: `nlu_data/<tag>/_concepts.yml`, one line a concept."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from bot.directory import Fault
from bot.languages import Languages

FILE = "_concepts.yml"
FIRST = "en"  # its list names the concepts; the others say what they are called


def find(root: Path, languages: Languages) -> Iterator[Fault]:
    names = set(_lines(root / "nlu_data" / FIRST / FILE))
    for language in languages:
        path = root / "nlu_data" / language.tag / FILE
        where = path.relative_to(root)
        lines = _lines(path)
        for name, (number, stems) in lines.items():
            if name not in names:
                yield Fault(where, number, f"{name} is no concept of {FIRST}/{FILE}", "name it there first, or drop it")
            if not isinstance(stems, str) or not all(stem.strip(" .") for stem in stems.split(",")):
                yield Fault(where, number, f"{name} has an empty stem", "write stems with a comma and a space between")
        missing = sorted(names - set(lines))
        if missing:
            some = ", ".join(missing[:3])
            yield Fault(where, 1, f"{len(missing)} concepts are missing: {some}", "write what people say for them")


def _lines(path: Path) -> dict[str, tuple[int, object]]:
    """Concept to its line number and stems; empty without the file."""
    if not path.exists():
        return {}
    text = path.read_text(encoding="utf-8")
    numbers = {line.split(":")[0]: number for number, line in enumerate(text.splitlines(), 1)}
    return {name: (numbers.get(name, 1), stems) for name, stems in (yaml.safe_load(text) or {}).items()}
