"""No language is understood less well than it was."""

import pytest
import yaml

from bot.languages import Languages
from bot.settings import ROOT
from tools.measure import Figures, Pair, by_language, classified, known_failures, urgent_intents
from tools.report import EXPERIMENTAL, FIGURES, KNOWN

RECORDED: dict[str, dict[str, float]] = yaml.safe_load(FIGURES.read_text(encoding="utf-8"))
SLACK = 0.02


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    return classified(ROOT)


@pytest.fixture(scope="module")
def measured(pairs: list[Pair]) -> dict[str, Figures]:
    return by_language(pairs, urgent_intents(ROOT))


@pytest.mark.parametrize("tag", RECORDED)
def test_a_language_keeps_its_figures(measured: dict[str, Figures], tag: str) -> None:
    assert measured[tag].right >= RECORDED[tag]["right"] - SLACK
    assert measured[tag].danger >= RECORDED[tag]["danger"] - SLACK


def test_every_measured_language_is_recorded(measured: dict[str, Figures]) -> None:
    assert set(measured) == set(RECORDED), "run: scripts/tools report"


def test_danger_is_recognised_where_it_was_and_nothing_new_is_taken_for_it(pairs: list[Pair]) -> None:
    for tag, failures in known_failures(pairs, urgent_intents(ROOT)).items():
        known = yaml.safe_load((FIGURES.parent / tag / KNOWN).read_text(encoding="utf-8"))
        for kind, sentences in failures.items():
            came, gone = set(sentences) - set(known[kind]), set(known[kind]) - set(sentences)
            assert not came, f"{tag}: {kind} now"
            assert not gone, f"{tag}: no longer {kind}; run: scripts/tools report"


def test_a_language_understood_too_seldom_is_experimental() -> None:
    for language in Languages.load(ROOT / "languages.yml"):
        below = RECORDED[language.tag]["right"] < EXPERIMENTAL
        assert language.experimental == below, f"{language.tag}: say so in languages.yml (understood: experimental)"


def test_no_development_sentence_is_trained_on() -> None:
    for path in (ROOT / "tests" / "nlu").glob("*/[!_]*.yml"):
        tag, held = path.parent.name, path.read_text(encoding="utf-8").splitlines()
        sentences = {line for line in held if line.startswith("    - ")}
        for trained in (ROOT / "nlu_data" / tag).glob("[!_]*.yml"):
            assert sentences.isdisjoint(trained.read_text(encoding="utf-8").splitlines()), path.name
