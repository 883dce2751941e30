"""Measures how well each language is understood, on sentences never trained on, and writes docs/understanding.md."""

import argparse
import csv
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.directory import Directory
from bot.languages import Languages
from bot.settings import ROOT
from tools.evaluate import Row, classify, read

SURE = 0.7  # a language is taken for granted from here on (bot/gateway/turn.py)
OFFERED = 3  # intents between which the person may choose
PAGE = ROOT / "docs" / "understanding.md"
FIGURES = ROOT / "tests" / "nlu" / "_figures.yml"


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares between 0 and 1 of one language's development sentences; `sentences` counts them."""

    sentences: int
    right: float  # the likeliest intent
    offered: float  # the right one is among the three likeliest
    danger: float  # urgent sentences recognised as a crisis
    false_alarms: float  # other sentences taken for one
    wrong_language: float  # surely another language
    asked_language: float  # not sure enough: the person is asked


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--print", action="store_true", help="to standard output; nothing is written")


def main(parsed: argparse.Namespace) -> int:
    figures = measure(ROOT)
    text = page(figures, _trained(ROOT, figures))
    if parsed.print:
        print(text, end="")
        return 0
    PAGE.write_text(text, encoding="utf-8")
    recorded = {tag: {name: round(getattr(f, name), 3) for name in ("right", "danger")} for tag, f in figures.items()}
    FIGURES.write_text(FIGURES_HEAD + yaml.safe_dump(recorded, sort_keys=False), encoding="utf-8")
    return 0


def measure(root: Path) -> dict[str, Figures]:
    """The figures of every language that has development sentences, with no hint of the language."""
    rows = list(_rows(root))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.tsv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None)
            writer.writerows([("id", "text"), *((f"{number}", row["text"]) for number, row in enumerate(rows))])
        results = classify(read(path))
    urgent = {
        name for name, topic in Directory.load(root / "directory.yml").topics.items() if topic.sensitive == "urgent"
    }
    tags = dict.fromkeys(row["language"] for row in rows)
    pairs = list(zip(rows, results, strict=True))
    return {tag: _figures([pair for pair in pairs if pair[0]["language"] == tag], urgent) for tag in tags}


def _rows(root: Path) -> Iterator[Row]:
    for language in Languages.load(root / "languages.yml"):
        for path in sorted((root / "tests" / "nlu" / language.tag).glob("[!_]*.yml")):
            for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
                for line in entry["examples"].splitlines():
                    yield {"language": language.tag, "intent": entry["intent"], "text": line.strip()[2:]}


def _figures(pairs: Sequence[tuple[Row, Mapping[str, Any]]], urgent: set[str]) -> Figures:
    danger = [result["crisis"] for row, result in pairs if row["intent"] in urgent]
    calm = [result["crisis"] for row, result in pairs if row["intent"] not in urgent]
    sure = [result["language_confidence"] >= SURE for _, result in pairs]
    wrong = [
        is_sure and result["language"] != row["language"] for is_sure, (row, result) in zip(sure, pairs, strict=True)
    ]
    return Figures(
        sentences=len(pairs),
        right=_share(result["intent"] == row["intent"] for row, result in pairs),
        offered=_share(row["intent"] in [name for name, _ in result["ranking"][:OFFERED]] for row, result in pairs),
        danger=_share(danger),
        false_alarms=_share(calm),
        wrong_language=_share(wrong),
        asked_language=_share(not each for each in sure),
    )


def _share(hits: Iterable[bool]) -> float:
    every = list(hits)
    return sum(every) / max(1, len(every))


def _trained(root: Path, tags: Iterable[str]) -> Counter[str]:
    """How many sentences of each language the model has learned from."""
    counts: Counter[str] = Counter()
    for tag in tags:
        for path in (root / "nlu_data" / tag).glob("[!_]*.yml"):
            counts[tag] += path.read_text(encoding="utf-8").count("\n    - ")
    return counts


FIGURES_HEAD = "# Written by `scripts/tools report`; tests/nlu/test_figures.py allows two points less, and no more.\n"
HEAD = """# How well it understands

Written by `scripts/tools report`, from the development sentences in `tests/nlu/`: four per intent and language, written
apart from the training sentences and never trained on. The language is not told; it must be found.

"""
COLUMNS = {
    "language": "",
    "trained on": "training sentences",
    "tested on": "development sentences",
    "right": "the likeliest intent is the right one",
    "offered": "the right one is among the three that a person would be offered",
    "danger": "urgent sentences recognised as a crisis",
    "false alarms": "other sentences taken for one",
    "wrong language": "the answer would come in another language without asking",
    "asked language": "the person would be asked which language it is",
}


def page(figures: Mapping[str, Figures], trained: Mapping[str, int]) -> str:
    rows = [list(COLUMNS), ["---"] * len(COLUMNS)]
    for tag, figure in figures.items():
        count, *shares = astuple(figure)
        rows.append([tag, str(trained[tag]), str(count), *(f"{share:.3f}" for share in shares)])
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    legend = "\n".join(f"- *{name}*: {meaning}" for name, meaning in COLUMNS.items() if meaning)
    return f"{HEAD}{table}\n\n{legend}\n"
