"""Every conversation of tests/journeys/, held with the real engine, action server and gateway."""

from typing import Any

import pytest
import yaml

from bot.settings import ROOT
from tests.system.person import Person

JOURNEYS = [
    journey
    for path in sorted((ROOT / "tests" / "journeys").glob("*.yml"))
    for journey in yaml.safe_load(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("journey", JOURNEYS, ids=[journey["journey"] for journey in JOURNEYS])
async def test_journey(journey: dict[str, Any], person: Person) -> None:
    await person.arrive()
    for number, step in enumerate(journey["steps"], 1):
        answer = await (person.say(step["says"]) if "says" in step else person.press(step["presses"]))
        keys = [message["key"] for message in answer]
        if "answers" in step:
            assert keys == step["answers"], f"step {number}"
        if "language" in step:
            assert {message["language"] for message in answer} == {step["language"]}, f"step {number}"
        names = {card["name"] for message in answer for card in message["cards"]}
        assert set(step.get("names", ())) <= names, f"step {number}"
