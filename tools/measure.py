"""How well each language is understood, on sentences never trained on."""

import csv
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.directory import Directory
from bot.languages import Languages
from tools.evaluate import Row, classify, read

SURE = 0.7  # a language is taken for granted from here on (bot/gateway/turn.py)
WORRY = 0.15  # belief in danger from which the emergency number is said in any case (engine/crisis.py)
OFFERED = 3  # intents between which the person may choose
STORY = 15  # words
WIDE = 2  # a Chinese character says about half a word
THRESHOLDS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)

Pair = tuple[Row, Mapping[str, Any]]  # what was asked, with its language and intent, and its classification


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares between 0 and 1 of one language's development sentences; `sentences` counts them."""

    sentences: int
    right: float  # the likeliest intent
    stories: float  # the same, of messages of 15 words and more
    offered: float  # the right one is among the three likeliest
    danger: float  # urgent sentences recognised as a crisis
    warned: float  # urgent sentences to which at least the emergency number is said
    false_alarms: float  # other sentences taken for one
    wrong_language: float  # surely another language
    asked_language: float  # not sure enough: the person is asked


def classified(root: Path) -> list[Pair]:
    """Every development sentence, with no hint of its language."""
    rows = list(_rows(root))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.tsv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None)
            writer.writerows([("id", "text"), *((f"{number}", row["text"]) for number, row in enumerate(rows))])
        results = classify(read(path))
    return list(zip(rows, results, strict=True))


def by_language(pairs: Sequence[Pair], urgent: frozenset[str]) -> dict[str, Figures]:
    tags = dict.fromkeys(row["language"] for row, _ in pairs)
    return {tag: _figures([pair for pair in pairs if pair[0]["language"] == tag], urgent) for tag in tags}


def by_urgent_intent(pairs: Sequence[Pair], urgent: frozenset[str]) -> dict[str, tuple[int, float]]:
    """How many sentences, and the share recognised as a crisis."""
    rows = {intent: [result["crisis"] for row, result in pairs if row["intent"] == intent] for intent in sorted(urgent)}
    return {intent: (len(hits), _share(hits)) for intent, hits in rows.items()}


def mistaken(pairs: Sequence[Pair]) -> Counter[tuple[str, str]]:
    """Which intent was taken for which, and how often."""
    return Counter((row["intent"], result["intent"]) for row, result in pairs if row["intent"] != result["intent"])


def languages_mistaken(pairs: Sequence[Pair]) -> Counter[tuple[str, str]]:
    """Which language was surely taken for which, and how often."""
    return Counter(
        (row["language"], result["language"])
        for row, result in pairs
        if result["language_confidence"] >= SURE and row["language"] != result["language"]
    )


def known_failures(pairs: Sequence[Pair], urgent: frozenset[str]) -> dict[str, dict[str, list[str]]]:
    """Of each language: urgent sentences that are no crisis to it (`missed`), others that are (`false_alarms`)."""
    failures: dict[str, dict[str, list[str]]] = {}
    for row, result in pairs:
        of_language = failures.setdefault(row["language"], {"missed": [], "false_alarms": []})
        if result["crisis"] != (row["intent"] in urgent):
            of_language["missed" if row["intent"] in urgent else "false_alarms"].append(row["text"])
    return failures


def risk(pairs: Sequence[Pair]) -> Iterator[tuple[float, float, float]]:
    """Of each threshold of confidence: the share of messages that reach it, and the share of those that are right."""
    for threshold in THRESHOLDS:
        reached = [pair for pair in pairs if pair[1]["confidence"] >= threshold]
        yield threshold, len(reached) / max(1, len(pairs)), _share(_is_right(pair) for pair in reached)


def urgent_intents(root: Path) -> frozenset[str]:
    topics = Directory.load(root / "directory.yml").topics.items()
    return frozenset(name for name, topic in topics if topic.sensitive == "urgent")


def _rows(root: Path) -> Iterator[Row]:
    for language in Languages.load(root / "languages.yml"):
        for path in sorted((root / "tests" / "nlu" / language.tag).glob("[!_]*.yml")):
            for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
                for line in entry["examples"].splitlines():
                    yield {"language": language.tag, "intent": entry["intent"], "text": line.strip()[2:]}


def _figures(pairs: Sequence[Pair], urgent: frozenset[str]) -> Figures:
    sure = [result["language_confidence"] >= SURE for _, result in pairs]
    wrong = [
        is_sure and result["language"] != row["language"] for is_sure, (row, result) in zip(sure, pairs, strict=True)
    ]
    return Figures(
        sentences=len(pairs),
        right=_share(_is_right(pair) for pair in pairs),
        stories=_share(_is_right(pair) for pair in pairs if _words(pair[0]["text"]) >= STORY),
        offered=_share(row["intent"] in [name for name, _ in result["ranking"][:OFFERED]] for row, result in pairs),
        danger=_share(result["crisis"] for row, result in pairs if row["intent"] in urgent),
        warned=_share(
            result["crisis"] or _belief(result, urgent) >= WORRY for row, result in pairs if row["intent"] in urgent
        ),
        false_alarms=_share(result["crisis"] for row, result in pairs if row["intent"] not in urgent),
        wrong_language=_share(wrong),
        asked_language=_share(not each for each in sure),
    )


def _is_right(pair: Pair) -> bool:
    return bool(pair[1]["intent"] == pair[0]["intent"])


def _belief(result: Mapping[str, Any], urgent: frozenset[str]) -> float:
    return float(sum(confidence for intent, confidence in result["ranking"] if intent in urgent))


def _words(text: str) -> float:
    """Words as spaces divide them; of writing without spaces, about as many as its length says."""
    return max(len(text.split()), sum("\u4e00" <= letter <= "\u9fff" for letter in text) / WIDE)


def _share(hits: Iterable[bool]) -> float:
    every = list(hits)
    return sum(every) / max(1, len(every))
