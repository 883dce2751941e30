"""No language is understood less well than it was."""

import pytest
import yaml

from bot.settings import ROOT
from tools.measure import Figures, by_language, classified, urgent_intents
from tools.report import FIGURES

RECORDED: dict[str, dict[str, float]] = yaml.safe_load(FIGURES.read_text(encoding="utf-8"))
SLACK = 0.02


@pytest.fixture(scope="module")
def measured() -> dict[str, Figures]:
    return by_language(classified(ROOT), urgent_intents(ROOT))


@pytest.mark.parametrize("tag", RECORDED)
def test_a_language_keeps_its_figures(measured: dict[str, Figures], tag: str) -> None:
    assert measured[tag].right >= RECORDED[tag]["right"] - SLACK
    assert measured[tag].danger >= RECORDED[tag]["danger"] - SLACK


def test_every_measured_language_is_recorded(measured: dict[str, Figures]) -> None:
    assert set(measured) == set(RECORDED), "run: scripts/tools report"


def test_no_development_sentence_is_trained_on() -> None:
    for path in (ROOT / "tests" / "nlu").glob("*/[!_]*.yml"):
        tag, held = path.parent.name, path.read_text(encoding="utf-8").splitlines()
        sentences = {line for line in held if line.startswith("    - ")}
        for trained in (ROOT / "nlu_data" / tag).glob("[!_]*.yml"):
            assert sentences.isdisjoint(trained.read_text(encoding="utf-8").splitlines()), path.name
