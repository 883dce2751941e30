"""What stands in the files of `nlu_data`: intents, and in `_crisis.yml` lookups, in `_places.yml` synonyms."""

from pathlib import Path
from typing import Dict, Iterator, List, Tuple

import yaml


def entries(kind: str, name: str, folder: Path = Path("nlu_data")) -> Iterator[Tuple[str, str, List[str]]]:
    """Language tag, key and phrases of each `kind` ("intent", "lookup" or "synonym") in `<folder>/<tag>/<name>.yml`."""
    for path in sorted(folder.glob(f"*/{name}.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        for entry in content.get("nlu", []):
            if kind in entry:
                lines = entry.get("examples", "").splitlines()
                yield path.parent.name, entry[kind], [line.lstrip()[1:].strip() for line in lines if line.strip()]


def by_key(kind: str, name: str, folder: Path = Path("nlu_data")) -> Dict[str, List[str]]:
    """All phrases of a key, whatever the language they stand under."""
    found: Dict[str, List[str]] = {}
    for _, key, phrases in entries(kind, name, folder):
        found.setdefault(key, []).extend(phrases)
    return found
