"""Measures how well each language is understood, on sentences never trained on, and writes docs/understanding.md."""

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from pathlib import Path

import yaml

from bot.settings import ROOT
from tools import ledger, measure, picture
from tools.measure import Figures, Pair

PAGE = ROOT / "docs" / "understanding.md"
FIGURES = ROOT / "tests" / "nlu" / "_figures.yml"
PICTURES = ROOT / "docs" / "pictures"
KNOWN = "_known_failures.yml"
EXPERIMENTAL = 0.80  # right; a language below is marked so in languages.yml
SHOWN = 20  # pairs of intents most often mistaken
FIGURES_HEAD = "# Written by `scripts/tools report`; tests/nlu/test_figures.py allows two points less, and no more.\n"
KNOWN_HEAD = """# Written by `scripts/tools report`: danger not recognised yet, and what is taken for danger.
# tests/nlu/test_figures.py goes red when one comes in, and when one goes, until the report is written again.
"""
HEAD = """# How well it understands

Written by `scripts/tools report`, from the development sentences in `tests/nlu/`: written apart from the training
sentences and never trained on: plain ones, hard ones (misspelt, dialect, Latin letters, English mixed in) and stories.
A machine wrote both; no native speaker has read them. The language is not told; it must be found. Why it is built so:
[decision 5](decisions/0005-concepts-shared-by-all-languages.md).

"""
COLUMNS = {
    "language": "* marks one below 0.80 right: experimental, and people are told so",
    "trained on": "training sentences",
    "tested on": "development sentences",
    "right": "the likeliest intent is the right one",
    "stories": "the same, of messages of 15 words and more",
    "offered": "the right one is among the three that a person would be offered",
    "danger": "urgent sentences recognised as a crisis",
    "warned": "urgent sentences to which at least the emergency number is said",
    "false alarms": "other sentences taken for one",
    "wrong language": "the answer would come in another language without asking",
    "asked language": "the person would be asked which language it is",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--print", action="store_true", help="to standard output; nothing is written")


def main(parsed: argparse.Namespace) -> int:
    pairs, urgent = measure.classified(ROOT), measure.urgent_intents(ROOT)
    figures = measure.by_language(pairs, urgent)
    text = HEAD + "\n".join(
        [
            languages(figures, _trained(ROOT, figures)),
            danger(pairs, urgent),
            sureness(pairs),
            mistakes(pairs),
            languages_mistaken(pairs),
        ]
    )
    if parsed.print:
        print(text, end="")
        return 0
    PAGE.write_text(text, encoding="utf-8")
    ledger.write()
    _draw(pairs)
    for tag, failures in measure.known_failures(pairs, urgent).items():
        body = yaml.safe_dump(failures, allow_unicode=True, sort_keys=False, width=1000)
        (FIGURES.parent / tag / KNOWN).write_text(KNOWN_HEAD + body, encoding="utf-8")
    recorded = {tag: {name: round(getattr(f, name), 3) for name in ("right", "danger")} for tag, f in figures.items()}
    FIGURES.write_text(FIGURES_HEAD + yaml.safe_dump(recorded, sort_keys=False), encoding="utf-8")
    return 0


def languages(figures: Mapping[str, Figures], trained: Mapping[str, int]) -> str:
    rows = []
    for tag, figure in figures.items():
        count, *shares = astuple(figure)
        mark = "*" if figure.right < EXPERIMENTAL else ""
        rows.append([tag + mark, str(trained[tag]), str(count), *_points(shares)])
    every = [astuple(figure)[1:] for figure in figures.values()]
    mean = [sum(column) / max(1, len(every)) for column in zip(*every, strict=True)]
    rows.append(["mean", "", "", *_points(mean)])
    legend = "\n".join(f"- *{name}*: {meaning}" for name, meaning in COLUMNS.items() if meaning)
    return f"{_table(list(COLUMNS), rows)}\n{legend}\n"


def danger(pairs: Sequence[Pair], urgent: frozenset[str]) -> str:
    rows = [
        [intent, str(count), *_points([share])]
        for intent, (count, share) in measure.by_urgent_intent(pairs, urgent).items()
    ]
    return f"## Danger, by intent\n\n{_table(['intent', 'sentences', 'recognised'], rows)}"


def sureness(pairs: Sequence[Pair]) -> str:
    rows = [_points(row) for row in measure.risk(pairs)]
    table = _table(["confidence at least", "of all messages", "right"], rows)
    return f"## What its confidence is worth\n\n{table}\n![risk and coverage](pictures/risk.svg)\n"


def mistakes(pairs: Sequence[Pair]) -> str:
    rows = [[meant, taken, str(count)] for (meant, taken), count in measure.mistaken(pairs).most_common(SHOWN)]
    table = _table(["meant", "taken for", "times"], rows)
    return f"## What is most often mistaken\n\n{table}\n![what is taken for what](pictures/mistaken.svg)\n"


def languages_mistaken(pairs: Sequence[Pair]) -> str:
    rows = [[is_, taken, str(count)] for (is_, taken), count in measure.languages_mistaken(pairs).most_common()]
    return f"## Languages surely taken for another\n\n{_table(['written in', 'taken for', 'times'], rows)}"


def _draw(pairs: Sequence[Pair]) -> None:
    PICTURES.mkdir(exist_ok=True)
    points = [(coverage, right) for _, coverage, right in measure.risk(pairs)]
    risk = picture.curve(points, "answered, of all messages", "right, of those answered", lowest=0.8)
    (PICTURES / "risk.svg").write_text(risk, encoding="utf-8")
    asked = Counter(row["intent"] for row, _ in pairs)
    shares = {pair: count / asked[pair[0]] for pair, count in measure.mistaken(pairs).items() if pair[1] in asked}
    (PICTURES / "mistaken.svg").write_text(picture.square(list(asked), shares), encoding="utf-8")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _points(shares: Iterable[float]) -> list[str]:
    return [f"{share:.3f}" for share in shares]


def _trained(root: Path, tags: Iterable[str]) -> Counter[str]:
    """How many sentences of each language the model has learned from."""
    counts: Counter[str] = Counter()
    for tag in tags:
        for path in (root / "nlu_data" / tag).glob("[!_]*.yml"):
            counts[tag] += path.read_text(encoding="utf-8").count("\n    - ")
    return counts
