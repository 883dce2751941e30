"""Calls to the action server carry no words, and its answers are checked."""

import json
from pathlib import Path

import pytest
from rasa.shared.exceptions import RasaException

from engine.importer import LANGUAGE
from engine.remote_action import ActionCalls
from tests.engine.dialogue import SESSION, heard, slots, tracker

CALL = json.loads(Path("tests/wire/action_call.json").read_text(encoding="utf-8"))


def test_a_call_is_the_wire_format_without_words() -> None:
    said = heard("learn_english", "MARKER words", metadata={"said": "MARKER"})
    said.metadata = {LANGUAGE: "ti"}
    talked = tracker(*slots(topic="learn_english", district="fenland"), said, session=CALL["sender_id"])
    body = ActionCalls.request_body("action_find_services", talked)
    assert body == CALL
    assert "MARKER" not in json.dumps(body)
    assert SESSION not in json.dumps(body)


@pytest.mark.parametrize(
    "result",
    [{"events": [], "responses": []}, {"events": [{"event": "slot", "name": "a", "value": None}], "responses": [{}]}],
)
def test_a_good_answer_passes(result: dict) -> None:
    assert ActionCalls().validate(result)


@pytest.mark.parametrize("result", [{"events": "MARKER"}, {"events": [{"event": "MARKER"}]}, {"responses": 7}])
def test_a_malformed_answer_is_refused_without_quoting_it(result: dict) -> None:
    with pytest.raises(RasaException) as refused:
        ActionCalls().validate(result)
    assert "MARKER" not in str(refused.value)


async def test_an_action_server_that_is_not_there_is_told_by_kind_alone() -> None:
    calls = ActionCalls()
    with pytest.raises(RasaException, match=r"^ACTION_SERVER_ClientConnectorError$"):
        await calls.request("http://127.0.0.1:1/webhook", {"said": "MARKER"})
    await calls.close()
