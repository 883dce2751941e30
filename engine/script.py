"""Scripts, by their ISO 15924 codes."""

import unicodedata
from collections import Counter
from typing import Dict, Optional, Set

_OTHER = "Zzzz"  # ISO 15924 for a script that none of ours is written in
_SCRIPTS = {"LATIN": "Latn", "CYRILLIC": "Cyrl", "ARABIC": "Arab", "ETHIOPIC": "Ethi", "BENGALI": "Beng", "CJK": "Hani"}
# Which scripts of `languages.yml` a text in this script may be written in.
WRITES: Dict[str, Set[str]] = {**{s: {s} for s in _SCRIPTS.values()}, "Hani": {"Hans", "Hant"}, _OTHER: set()}


def script_of(text: str) -> Optional[str]:
    """The script that most letters belong to; None without letters."""
    counts = Counter(unicodedata.name(letter, "").split(" ")[0] for letter in text if letter.isalpha())
    return _SCRIPTS.get(counts.most_common(1)[0][0], _OTHER) if counts else None
