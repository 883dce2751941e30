"""The web chat API, to the letter, on the running system."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from tests.system.conftest import System
from tests.system.person import Person

MESSAGE = {"seq", "from", "key", "text", "language", "dir", "reviewed", "choices", "cards", "link"}
CARD = {"id", "name", "offers", "phone", "url", "hours", "address", "languages", "last_checked"}


async def test_first_words_say_who_answers(person: Person) -> None:
    first, *_ = await person.arrive("en")
    assert first["key"] == "first_words"
    assert "Cambridgeshire County Council" in first["text"]


async def test_a_message_has_every_field(person: Person) -> None:
    await person.arrive()
    for message in await person.say("where can I sleep tonight, I am in Wisbech"):
        assert message.keys() == MESSAGE
        for card in message["cards"]:
            assert card.keys() >= CARD


async def test_the_same_id_is_answered_once(person: Person) -> None:
    await person.arrive("en")
    asked = {"id": "same", "text": "where can I learn English for free"}
    _, once = await person.send("POST", "/messages", asked)
    _, again = await person.send("POST", "/messages", asked)
    assert once == again


async def test_five_at_once_with_one_id_are_answered_once(person: Person) -> None:
    await person.arrive("en")
    asked = {"id": "same", "text": "I need food"}
    answers = await asyncio.gather(*(person.send("POST", "/messages", asked) for _ in range(5)))
    assert len({json.dumps(answer) for answer in answers}) == 1


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"id": "1", "text": "x" * 1_001}, 413, "too_long"),
        ({"id": "1", "text": 7}, 400, "bad_request"),
        ({"id": "1"}, 400, "bad_request"),
        ({"id": "1", "text": "a", "choice": "b"}, 400, "bad_request"),
        ({"id": "1", "choice": "never offered"}, 422, "unknown_choice"),
        ({"id": 1, "text": "a"}, 400, "bad_request"),
        ({"id": "1", "text": "\u0000\ud800 "}, 400, "bad_request"),
        ([], 400, "bad_json"),
    ],
)
async def test_bad_input_is_refused_and_not_echoed(person: Person, body: Any, status: int, code: str) -> None:
    await person.arrive("en")
    answered, error = await person.send("POST", "/messages", body)
    assert (answered, error["error"]["code"]) == (status, code)
    assert "never offered" not in error["error"]["message"]


async def test_what_is_no_json_is_refused(system: System) -> None:
    async with (
        aiohttp.ClientSession() as http,
        http.post(f"{system.base}/chat/v1/sessions", data=b"\xff{") as answer,
    ):
        assert answer.status == 400
        assert (await answer.json())["error"]["code"] == "bad_json"


async def test_a_body_that_is_too_large_is_refused(system: System) -> None:
    async with (
        aiohttp.ClientSession() as http,
        http.post(f"{system.base}/chat/v1/sessions", data=b"[" * 100_000) as answer,
    ):
        assert answer.status == 413


async def test_an_unknown_token_is_refused(person: Person) -> None:
    status, error = await person.send("POST", "/messages", {"id": "1", "text": "a"}, Authorization="Bearer none")
    assert (status, error["error"]["code"]) == (401, "unknown_token")


async def test_after_the_end_nothing_is_known(person: Person) -> None:
    await person.arrive("en")
    status, _ = await person.send("DELETE", "/sessions")
    assert status == 204
    status, _ = await person.send("POST", "/messages", {"id": "1", "text": "hello"})
    assert status == 401


async def test_asking_to_be_forgotten_ends_the_conversation(person: Person) -> None:
    await person.arrive("en")
    answer = await person.say("delete all my messages please")
    assert [message["key"] for message in answer] == ["deleted"]
    status, _ = await person.send("POST", "/messages", {"id": "z", "text": "hello"})
    assert status == 401


async def test_the_event_stream_brings_what_was_missed(person: Person, system: System) -> None:
    first = await person.arrive("en")
    await person.say("where can I learn English for free")
    async with (
        aiohttp.ClientSession(headers=person.headers) as http,
        http.get(f"{system.base}/chat/v1/events?after={first[-1]['seq']}") as stream,
    ):
        assert stream.content_type == "text/event-stream"
        seen = [json.loads(line[6:]) async for line in _data(stream, len(person.heard))]
    assert seen == person.heard


async def _data(stream: aiohttp.ClientResponse, count: int) -> Any:
    async for line in stream.content:
        if line.startswith(b"data: "):
            yield line
            count -= 1
            if not count:
                return


async def test_health_names_each_part(system: System) -> None:
    async with aiohttp.ClientSession() as http, http.get(f"{system.base}/healthz") as answer:
        assert answer.status == 200
        assert set((await answer.json()).values()) == {"ok"}


async def test_a_slash_is_not_a_command(person: Person) -> None:
    await person.arrive("en")
    assert [message["key"] for message in await person.say("/restart")] != []


async def test_digits_and_signs_keep_the_language(person: Person) -> None:
    await person.arrive()
    await person.say("where can I learn English for free")
    assert {message["language"] for message in await person.say("12345 !!")} == {"en"}
    assert "ask_language" not in {message["key"] for message in person.heard}
