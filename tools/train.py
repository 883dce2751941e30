"""Trains the model for all languages, in the engine's own environment."""

import argparse
import hashlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bot.settings import ROOT
from tools.processes import ENGINE_PYTHON, MODEL

# The engine's modules that learn; the others may change without a new model.
LEARNING = (
    *("importer", "normalise", "script", "language_identifier", "own_words", "tokenizer"),
    *("classifier", "intent_model", "tfidf", "machines", "concepts", "rules"),
)
STAMP = MODEL.with_suffix(".inputs")  # what the model was made from


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--if-changed", action="store_true", help="only when data, dialogue or pipeline have changed")


def main(parsed: argparse.Namespace) -> int:
    if parsed.if_changed and not is_stale():
        return 0
    started, inputs = time.monotonic(), fingerprint()
    print("training the model for all languages (about three minutes) ...", file=sys.stderr)
    MODEL.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch) / "model" / MODEL.name
        done = subprocess.run(
            [ENGINE_PYTHON, "-m", "engine", "train", "--out", fresh],
            cwd=ROOT,
            env={"HOME": scratch, "TMPDIR": scratch, "PYTHONDONTWRITEBYTECODE": "1", "PATH": "/usr/bin:/bin"},
            capture_output=True,
            check=False,
        )
        if done.returncode != 0:
            sys.stderr.buffer.write(done.stderr[-4000:])
            print("training failed: run scripts/check, which names the faults in the data", file=sys.stderr)
            return 2
        STAMP.unlink(missing_ok=True)
        MODEL.write_bytes(fresh.read_bytes())
    STAMP.write_text(inputs, encoding="ascii")
    print(f"trained in {time.monotonic() - started:.0f} s", file=sys.stderr)
    return 0


def is_stale() -> bool:
    """Whether there is no model, or its inputs have changed since it was trained."""
    return not (MODEL.is_file() and STAMP.is_file() and STAMP.read_text(encoding="ascii") == fingerprint())


def fingerprint() -> str:
    """A digest of everything the model is made from. places and crisis phrases are read at start, not learned."""
    digest = hashlib.sha256()
    for path in sorted(_inputs()):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _inputs() -> Iterator[Path]:
    yield from (ROOT / name for name in ("config.yml", "languages.yml", "dialogue/domain.yml", "dialogue/rules.yml"))
    yield ROOT / "engine" / "requirements.lock"
    yield from (ROOT / "engine" / f"{name}.py" for name in LEARNING)
    yield from (ROOT / "nlu_data").glob("*/[!_]*.yml")
    yield from (ROOT / "nlu_data").glob("*/_concepts.yml")
