"""What is wrong with directory.yml, said as a kind colleague would."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from pydantic_core import ErrorDetails

from bot.directory.record import Record
from bot.errors import DirectoryError

Location = tuple[int | str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing to put right: where it is, what is wrong, what to write instead."""

    path: Path
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}; {self.remedy}"


class FaultyDirectoryError(DirectoryError):
    """Carries every fault of the file; its text has one on each line."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """The nearest known word, or else the advice given."""
    nearest = get_close_matches(word, list(known), n=1)
    return f"did you mean {nearest[0]!r}?" if nearest else otherwise


def kind_words(error: ErrorDetails) -> tuple[str, str]:
    """What is wrong and what to write instead, for one error of pydantic's."""
    speak = _SENTENCES.get(error["type"])
    if speak:
        return speak(error)
    message = error["msg"]
    return f"{_key(error)}: {message[:1].lower()}{message[1:]}", "see directory.schema.json"


def _key(error: ErrorDetails) -> str:
    names = [part for part in error["loc"] if isinstance(part, str) and part != "[key]"]
    return repr(names[-1]) if names else "the file"


def _context(error: ErrorDetails, name: str) -> str:
    return str(error.get("ctx", {}).get(name, ""))


def _misfit(error: ErrorDetails) -> tuple[str, str]:
    return _context(error, "what"), _context(error, "remedy")


def _missing(error: ErrorDetails) -> tuple[str, str]:
    key = str(error["loc"][-1])
    remedies = {
        "confidence": "add confidence: high, medium or low, by the best page that says so",
        "status": "add status: active, check, closed, superseded or information",
    }
    return f"{key!r} is missing", remedies.get(key, "add it")


def _unknown_key(error: ErrorDetails) -> tuple[str, str]:
    key = str(error["loc"][-1])
    return (
        f"{key!r} is not known here",
        did_you_mean(key, _KEYS, "remove it, or see directory.schema.json for the keys"),
    )


def _unknown_word(error: ErrorDetails) -> tuple[str, str]:
    return (
        f"{error['input']!r} is not a word that {_key(error)} can have",
        f"use {_context(error, 'expected')}",
    )


def _not_text(error: ErrorDetails) -> tuple[str, str]:
    if isinstance(error["input"], bool):
        return f"{_key(error)} was read as true or false", "put yes, no, on or off in quotes"
    return f"{_key(error)} should be text", "put it in quotes"


def _not_list(error: ErrorDetails) -> tuple[str, str]:
    return f"{_key(error)} should be a list", "write [one, two], or [] for none"


def _not_mapping(error: ErrorDetails) -> tuple[str, str]:
    return f"{_key(error)} should have keys of its own", "write them as key: value"


def _too_few(error: ErrorDetails) -> tuple[str, str]:
    return f"{_key(error)} is empty", f"give at least {_context(error, 'min_length') or 'one'}"


def _too_many(error: ErrorDetails) -> tuple[str, str]:
    return f"{_key(error)} is too long", f"keep the {_context(error, 'max_length')} most telling"


def _not_date(error: ErrorDetails) -> tuple[str, str]:
    return f"{error['input']!r} is not a date", "write the year, month and day, such as 2024-01-31"


def _not_time(error: ErrorDetails) -> tuple[str, str]:
    return f"{error['input']!r} is not a time", 'write hours and minutes in quotes, such as "09:30"'


_SENTENCES: dict[str, Callable[[ErrorDetails], tuple[str, str]]] = {
    "misfit": _misfit,
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "literal_error": _unknown_word,
    "union_tag_invalid": lambda error: (
        f"{_context(error, 'tag')!r} is not a kind of figure",
        f"use {_context(error, 'expected_tags')}",
    ),
    "union_tag_not_found": lambda error: (f"{_key(error)} does not say its kind", "add kind"),
    "string_type": _not_text,
    "string_too_short": _too_few,
    "tuple_type": _not_list,
    "too_short": _too_few,
    "too_long": _too_many,
    "model_type": _not_mapping,
    "mapping_type": _not_mapping,
    "date_type": _not_date,
    "date_parsing": _not_date,
    "date_from_datetime_parsing": _not_date,
    "date_from_datetime_inexact": _not_date,
    "time_type": _not_time,
    "time_parsing": _not_time,
    "bool_type": lambda error: (f"{_key(error)} should be true or false", "write one of the two"),
    "bool_parsing": lambda error: (f"{_key(error)} should be true or false", "write one of the two"),
}


def _keys_of(record: type[Record]) -> set[str]:
    below = {key for kind in record.__subclasses__() for key in _keys_of(kind)}
    return below | set(record.model_fields)


_KEYS = sorted(_keys_of(Record))
