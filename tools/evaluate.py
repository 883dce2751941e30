"""Classifies the rows of a file with the trained model, without starting servers."""

import argparse
import csv
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bot.errors import BotError
from bot.settings import ROOT
from tools.processes import ENGINE_PYTHON, MODEL

Row = Mapping[str, str]


class EvaluationError(BotError):
    """The file cannot be evaluated; the text says why and what to do. No row of it is quoted."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, help="tab-separated, UTF-8, header with id and text; language, intent, also optional"
    )
    parser.add_argument("--out", type=Path, help="where the JSON lines go; standard output if left out")


def main(parsed: argparse.Namespace) -> int:
    rows = read(parsed.file)
    results = classify(rows)
    lines = [json.dumps(line, ensure_ascii=False) for line in results]
    if parsed.out:
        parsed.out.write_text("\n".join([*lines, ""]), encoding="utf-8")
    else:
        print("\n".join(lines))
    if rows and "intent" in rows[0]:
        print("\n".join(summary(rows, results)), file=sys.stderr if not parsed.out else sys.stdout)
    return 0


def read(path: Path) -> list[Row]:
    """Raises EvaluationError if the file is not there or has no id and text."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows: list[Row] = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path.name} cannot be read ({type(error).__name__}): give a UTF-8 file") from None
    if rows and not {"id", "text"} <= rows[0].keys():
        raise EvaluationError(f"{path.name}:1: the header must name id and text, separated by a tab")
    return rows


def classify(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """One classification for each row, in order."""
    if not MODEL.is_file():
        raise EvaluationError("there is no model: run scripts/train")
    asked = "".join(
        json.dumps({"id": row["id"], "text": row["text"] or "", "language": row.get("language") or None}) + "\n"
        for row in rows
    )
    done = subprocess.run(
        [ENGINE_PYTHON, "-m", "engine", "evaluate", "--model", MODEL],
        cwd=ROOT,
        input=asked.encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode != 0:
        raise EvaluationError("the model could not be loaded: run scripts/train")
    return [json.loads(line) for line in done.stdout.splitlines()]


def summary(rows: Iterable[Row], results: Iterable[Mapping[str, Any]]) -> list[str]:
    """Accuracy per language and per intent; a row counts as right with its intent or one of `also`."""
    by_language: dict[str, list[bool]] = defaultdict(list)
    by_intent: dict[str, list[bool]] = defaultdict(list)
    for row, result in zip(rows, results, strict=True):
        accepted = {row["intent"], *(row.get("also") or "").replace(" ", "").split(",")}
        right = result["intent"] in accepted
        by_language[row.get("language") or "?"].append(right)
        by_intent[row["intent"]].append(right)
    lines = []
    for title, groups in (("language", by_language), ("intent", by_intent)):
        lines.append(f"accuracy per {title}")
        lines += [f"  {name:<22} {sum(hits) / len(hits):.3f}  ({len(hits)})" for name, hits in sorted(groups.items())]
    everything = [hit for hits in by_language.values() for hit in hits]
    lines.append(f"accuracy {sum(everything) / max(1, len(everything)):.3f}  ({len(everything)})")
    return lines
