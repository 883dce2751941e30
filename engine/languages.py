"""What the engine needs to know of each language, read from `languages.yml` at the repository root."""

from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Optional

import yaml

LIST = Path("languages.yml")


@dataclass(frozen=True)
class Language:
    """One row of `languages.yml`; `langid` is None where py3langid does not know the language."""

    tag: str
    script: str
    tokenizer: str
    langid: Optional[str]


def read_languages(path: Path = LIST) -> Dict[str, Language]:
    """Tag to language, in the order of the list."""
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))["languages"]
    return {tag: Language(tag, row["script"], row["tokenizer"], row.get("langid")) for tag, row in rows.items()}
