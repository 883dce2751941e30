"""Rows in, classifications out, through the trained model."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT
from tools.evaluate import EvaluationError, read, summary

FIELDS = {"id", "intent", "confidence", "ranking", "language", "language_confidence", "crisis"}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tools", "evaluate", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_each_row_is_classified_and_the_end_is_a_table(tmp_path: Path) -> None:
    rows = tmp_path / "rows.tsv"
    rows.write_text(
        "id\ttext\tlanguage\tintent\talso\n"
        "1\twhere can I learn English for free\ten\tlearn_english\t\n"
        "2\tмене б'є чоловік \"допоможіть\t\tdomestic_abuse\temergency,child_at_risk\n"
        "3\t/restart\t\tmenu\t\n"
        "4\t\t\tmenu\t\n",
        encoding="utf-8",
    )
    out = tmp_path / "out.jsonl"
    done = run(str(rows), "--out", str(out))
    results = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert done.returncode == 0
    assert [result["id"] for result in results] == ["1", "2", "3", "4"]
    assert all(result.keys() == FIELDS for result in results)
    assert all(len(result["ranking"]) == 5 for result in results)
    assert (results[0]["intent"], results[0]["crisis"]) == ("learn_english", False)
    assert (results[1]["intent"], results[1]["language"], results[1]["crisis"]) == ("domestic_abuse", "uk", True)
    assert "accuracy per language" in done.stdout


@pytest.mark.parametrize(
    ("content", "says"), [(b"text\nhello\n", "id and text"), (b"\xff\xfe", "UTF-8"), (None, "cannot be read")]
)
def test_a_file_that_cannot_be_used_is_told_in_a_sentence(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "rows.tsv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(EvaluationError, match=says):
        read(path)
    done = run(str(path))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_an_alternative_counts_as_right() -> None:
    rows = [{"id": "1", "text": "x", "language": "uk", "intent": "a", "also": "b, c"}]
    assert summary(rows, [{"intent": "c"}])[-1] == "accuracy 1.000  (1)"
    assert summary(rows, [{"intent": "d"}])[-1] == "accuracy 0.000  (1)"
