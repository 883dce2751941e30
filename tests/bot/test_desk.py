"""A person and an advocate: consent first, the computer silent meanwhile, nothing left afterwards."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from bot.catalog import Catalog
from bot.directory import Directory
from bot.errors import AlreadyClaimed, UnknownCase
from bot.gateway.conversations import IDLE, Conversation, Conversations
from bot.gateway.desk import GONE, PATIENCE, Desk
from bot.gateway.desk_api import DeskApi
from bot.gateway.relay import Relay
from bot.gateway.turn import Turn
from bot.gateway.wording import Wording
from bot.language_names import LanguageNames
from bot.languages import Languages
from bot.menu import load as load_menu
from bot.messages import Choice, Inbound, Outbound, Reply
from bot.phrasebook import Phrasebook
from bot.settings import ROOT
from tests.fakes import NOON, FakeClock, FakeEngine, heard

LANGUAGES = Languages.load(ROOT / "languages.yml")
DIRECTORY = Directory.load(ROOT / "directory.yml")
MENU = load_menu(ROOT / "dialogue" / "menu.yml")
WORDING = Wording(Catalog.load(LANGUAGES, ROOT / "locales"), DIRECTORY, LANGUAGES, MENU, NOON)
NAMES = LanguageNames(LANGUAGES)
BOOK = Phrasebook.load(ROOT / "dialogue" / "phrasebook.yml")
NICKNAMES = {"colours": ["Blue", "Grey"], "birds": ["Heron", "Owl"]}
HOUSING = Reply("guidance.eviction_notice", topic="eviction_notice")
DANGER = Reply("crisis.homeless_now", topic="homeless_now", contacts="emergency")
ADVOCATE = Reply("advocate_contact", contacts="advocate")
SECRET = "drawn by lot"
ANN, BEN = 1, 2


class Office:
    """A desk, and people who come to it through the gateway."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.desk = Desk(WORDING, DIRECTORY, NICKNAMES, self.clock)
        self.engine = FakeEngine({"house": heard(HOUSING), "danger": heard(DANGER), "a person": heard(ADVOCATE)})
        self.turn = Turn(self.engine, WORDING, LANGUAGES, NAMES, Relay(self.desk, WORDING, LANGUAGES))
        limits: dict[str, Any] = {"messages_at_once": 99, "messages_per_second": 1.0, "sessions_per_network": 9}
        self.conversations = Conversations(**limits, clock=self.clock)

    def person(self, tag: str = "en") -> "Someone":
        return Someone(self, tag)


class Someone:
    def __init__(self, office: Office, tag: str) -> None:
        self._office = office
        self.conversation: Conversation = office.conversations.begin("here")
        self.conversation.chosen = LANGUAGES[tag]
        self._count = 0

    async def say(self, text: str) -> list[str]:
        return await self._send(text=text)

    async def press(self, kind: str, value: str) -> list[str]:
        return await self._send(choice=Choice(kind, value))  # type: ignore[arg-type]

    async def _send(self, **what: Any) -> list[str]:
        self._count += 1
        sent = await self._office.turn.handle(self.conversation, Inbound(f"m{self._count}", **what))
        return [message.words.key for message in sent]

    @property
    def latest(self) -> Outbound:
        return self.conversation.outbox[-1]


@pytest.fixture
def office() -> Office:
    return Office()


async def connected(office: Office, tag: str = "en", about: str = "house") -> Someone:
    await office.desk.present(ANN, free=True)
    person = office.person(tag)
    await person.say(about)
    await person.say("a person")
    assert await person.press("word", "connect") == ["waiting_for_advocate"]
    return person


async def test_a_person_is_offered_only_while_somebody_is_there(office: Office) -> None:
    person = office.person()
    assert await person.say("a person") == ["advocate_contact"]
    await office.desk.present(ANN, free=False)
    assert await person.say("a person") == ["advocate_contact"]
    await office.desk.present(ANN, free=True)
    assert await person.say("a person") == ["advocate_contact", "ask_consent"]
    office.clock.go(GONE)
    assert await person.say("a person") == ["advocate_contact"]


async def test_without_a_yes_there_is_no_case(office: Office) -> None:
    await office.desk.present(ANN, free=True)
    person = office.person()
    await person.say("a person")
    assert office.desk.state(ANN)["waiting"] == []


async def test_the_advocate_sees_a_nickname_a_word_and_a_language_and_not_what_was_said_to_the_computer(
    office: Office,
) -> None:
    await connected(office, "uk")
    (waiting,) = office.desk.state(ANN)["waiting"]
    assert waiting.keys() == {"case", "nickname", "word", "urgent", "language", "waited"}
    assert (waiting["word"], waiting["urgent"], waiting["language"]) == ("housing", False, "uk")
    assert office.desk.state(ANN)["mine"] == []


async def test_urgent_cases_come_first(office: Office) -> None:
    await connected(office)
    office.clock.go(60)
    await connected(office, about="danger")
    assert [case["urgent"] for case in office.desk.state(ANN)["waiting"]] == [True, False]


async def test_both_talk_and_the_computer_is_silent(office: Office) -> None:
    person = await connected(office, "uk")
    assert await person.say("my first line") == ["still_waiting"]
    asked = office.engine.asked
    (waiting,) = office.desk.state(ANN)["waiting"]
    await office.desk.claim(ANN, waiting["case"])
    assert (person.latest.sender, person.latest.words.key) == ("bot", "advocate_here")
    assert await person.say("my second line") == []
    (mine,) = office.desk.state(ANN)["mine"]
    assert [(line["from"], line["text"]) for line in mine["lines"]] == [
        ("person", "my first line"),
        ("person", "my second line"),
    ]
    await office.desk.say(ANN, mine["case"], WORDING.typed("I can help"), "I can help")
    assert (person.latest.sender, person.latest.words.text, person.latest.words.language.tag) == (
        "advocate",
        "I can help",
        "en",
    )
    assert office.engine.asked == asked, "the engine heard nothing of it"


async def test_a_ready_sentence_is_read_in_the_persons_language_and_its_answer_comes_back_in_english(
    office: Office,
) -> None:
    person = await connected(office, "uk")
    (waiting,) = office.desk.state(ANN)["waiting"]
    await office.desk.claim(ANN, waiting["case"])
    words = WORDING.phrase(BOOK["safe_now"], {}, LANGUAGES["uk"])
    await office.desk.say(ANN, waiting["case"], words, "Are you safe now?")
    assert [option.choice for option in person.latest.words.options] == [
        Choice("answer", "yes"),
        Choice("answer", "no"),
        Choice("answer", "not_sure"),
    ]
    await person.press("answer", "not_sure")
    assert office.desk.state(ANN)["mine"][0]["lines"][-1]["text"] == "I am not sure"


async def test_two_claim_at_once_and_one_wins(office: Office) -> None:
    await connected(office)
    number = office.desk.state(ANN)["waiting"][0]["case"]
    await office.desk.claim(ANN, number)
    with pytest.raises(AlreadyClaimed):
        await office.desk.claim(BEN, number)
    with pytest.raises(UnknownCase):
        await office.desk.say(BEN, number, WORDING.typed("hello"), "hello")
    assert office.desk.state(BEN)["mine"] == []


@pytest.mark.parametrize("how", ["button", "word"])
async def test_stop_erases_at_once_and_the_computer_answers_again(office: Office, how: str) -> None:
    person = await connected(office)
    await person.say("words that must go")
    await office.desk.claim(ANN, office.desk.state(ANN)["waiting"][0]["case"])
    assert await (person.press("word", "stop") if how == "button" else person.say("Stop!")) == ["advocate_stopped"]
    assert "words that must go" not in str(vars(office.desk))
    assert office.desk.state(ANN)["mine"] == []
    assert await person.say("house") == ["guidance.eviction_notice"]


async def test_when_the_advocate_closes_it_the_person_is_told_and_nothing_is_left(office: Office) -> None:
    person = await connected(office)
    number = office.desk.state(ANN)["waiting"][0]["case"]
    await office.desk.claim(ANN, number)
    await office.desk.close(ANN, number)
    assert person.latest.words.key == "advocate_closed"
    assert office.desk._cases == {}
    assert await person.say("house") == ["guidance.eviction_notice"]


async def test_a_broken_connection_is_told_and_another_advocate_can_go_on(office: Office) -> None:
    person = await connected(office)
    number = office.desk.state(ANN)["waiting"][0]["case"]
    await office.desk.claim(ANN, number)
    await person.say("are you there")
    office.clock.go(GONE)
    await office.desk.sweep()
    assert person.latest.words.key == "advocate_lost"
    await office.desk.present(BEN, free=True)
    await office.desk.claim(BEN, number)
    assert office.desk.state(BEN)["mine"][0]["lines"][-1]["text"] == "are you there"


async def test_an_advocate_who_writes_keeps_the_conversation_alive(office: Office) -> None:
    person = await connected(office)
    number = office.desk.state(ANN)["waiting"][0]["case"]
    await office.desk.claim(ANN, number)
    for _ in range(2):
        office.clock.go(IDLE - 1)
        await office.desk.say(ANN, number, WORDING.typed("still here"), "still here")
    assert office.conversations.sweep() == []
    assert person.latest.words.text == "still here"


async def test_who_waits_long_is_told_once(office: Office) -> None:
    person = await connected(office)
    office.clock.go(PATIENCE)
    await office.desk.present(ANN, free=True)
    await office.desk.sweep()
    assert person.latest.words.key == "advocate_busy"
    before = person.latest.seq
    await office.desk.sweep()
    assert person.latest.seq == before


async def test_a_conversation_that_ends_takes_its_case_with_it(office: Office) -> None:
    person = await connected(office)
    await office.turn.forget(person.conversation)
    assert office.desk._cases == {}


# --- what the console uses


@pytest.fixture
async def api(office: Office) -> AsyncIterator[TestServer]:
    async with TestServer(DeskApi(office.desk, WORDING, BOOK).app(SECRET)) as running:
        yield running


async def post(api: TestServer, what: str, body: Any, secret: str = SECRET) -> int:
    headers = {"Authorization": f"Bearer {secret}"}
    async with (
        aiohttp.ClientSession() as http,
        http.post(api.make_url(f"/desk/v1/{what}"), json=body, headers=headers) as answer,
    ):
        return answer.status


async def test_the_console_can_do_all_of_it(office: Office, api: TestServer) -> None:
    assert await post(api, "presence", {"staff": ANN, "free": True}) == 204
    person = await connected(office, "ti")
    number = office.desk.state(ANN)["waiting"][0]["case"]
    assert await post(api, "claim", {"staff": ANN, "case": number}) == 204
    assert await post(api, "claim", {"staff": BEN, "case": number}) == 409
    phrase = {"phrase": "appointment", "arguments": {"day": "Monday", "time": "10:00", "place": "Mill Road"}}
    assert await post(api, "say", {"staff": ANN, "case": number, **phrase}) == 204
    assert (person.latest.words.key, person.latest.sender) == ("phrase.appointment", "advocate")
    assert "Mill Road" in person.latest.words.text
    assert await post(api, "say", {"staff": ANN, "case": number, "text": "see you"}) == 204
    assert await post(api, "close", {"staff": ANN, "case": number}) == 204
    assert await post(api, "say", {"staff": ANN, "case": number, "text": "too late"}) == 404


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("claim", {}),
        ("claim", {"staff": "x", "case": 1}),
        ("say", []),
        ("presence", {"staff": 1}),
    ],
)
async def test_what_is_not_of_the_protocol_is_refused(api: TestServer, what: str, body: Any) -> None:
    assert await post(api, what, body) == 400


async def test_nobody_gets_in_without_the_secret(api: TestServer) -> None:
    for secret in ("", "wrong"):
        assert await post(api, "presence", {"staff": ANN, "free": True}, secret) == 401


async def test_the_state_is_told_as_soon_as_it_changes(office: Office, api: TestServer) -> None:
    headers = {"Authorization": f"Bearer {SECRET}"}
    url = api.make_url("/desk/v1/state").with_query(staff=str(ANN), after=str(office.desk.version))
    async with aiohttp.ClientSession(headers=headers) as http:
        waiting = asyncio.ensure_future(http.get(url))
        await asyncio.sleep(0)
        await connected(office)
        async with await waiting as answer:
            state = await answer.json()
    assert state["version"] > 0
