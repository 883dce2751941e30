"""Every conversation of tests/journeys/, held with the real engine, action server and gateway."""

import re
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
    await person.arrive(journey["steps"][0].get("arrives"))
    for number, step in enumerate(journey["steps"], 1):
        if "arrives" not in step:
            _compare(
                step, await (person.say(step["says"]) if "says" in step else person.press(step["presses"])), number
            )
        if step.get("ends"):
            status, _ = await person.send("POST", "/messages", {"id": "after", "text": "hello"})
            assert status == 401, f"step {number}"


def _compare(step: dict[str, Any], answer: list[dict[str, Any]], number: int) -> None:
    where, keys = f"step {number}", [message["key"] for message in answer]
    cards = [card for message in answer for card in message["cards"]]
    assert keys == step.get("answers", keys), where
    assert keys[0] in step.get("one_of", keys), where
    assert {message["language"] for message in answer} == {step.get("language", answer[0]["language"])}, where
    assert set(step.get("names", ())) <= {card["name"] for card in cards}, where
    if "first_number" in step:
        numbers = [phone["number"] for card in cards for phone in card["phones"]]
        assert step["first_number"] in (numbers[0], *re.findall(r"\d+", answer[0]["text"])), where
