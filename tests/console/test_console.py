"""The console on a real port, over a real desk and a real store."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pyotp
import pytest
from aiohttp.test_utils import TestServer

from bot.clock import clock
from bot.console.app import build_app
from bot.console.guard import COOKIE
from bot.gateway.desk_api import DeskApi
from bot.settings import ConsoleSettings
from bot.store.callbacks import Callbacks
from bot.store.database import open_database
from bot.store.staff import Staff
from bot.vault.callback import Callback
from bot.vault.server_key import ServerKey
from tests.bot.test_desk import BOOK, SECRET, WORDING, Office, Someone

PASSPHRASE = "five words that nobody guesses"
CHEAP = {"memory": 64, "passes": 1}


@dataclass
class Console:
    """A running console; `secret` is Ann's second factor."""

    server: TestServer
    office: Office
    callbacks: Callbacks
    staff: Staff
    secret: str
    cookie: str = ""

    async def get(self, path: str) -> tuple[int, str]:
        return await self._ask("GET", path)

    async def post(self, path: str, headers: dict[str, str] | None = None, **form: Any) -> tuple[int, str]:
        return await self._ask("POST", path, form, headers or {"Sec-Fetch-Site": "same-origin"})

    async def sign_in(self, name: str = "Ann", passphrase: str = PASSPHRASE, code: str | None = None) -> int:
        now = pyotp.TOTP(self.secret).now() if code is None else code
        status, _ = await self.post("/sign-in", name=name, passphrase=passphrase, code=now)
        return status

    async def _ask(
        self, method: str, path: str, form: dict[str, Any] | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, str]:
        cookie = {"Cookie": f"{COOKIE}={self.cookie}"} if self.cookie else {}
        async with (
            aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http,
            http.request(
                method,
                self.server.make_url(path),
                data=form,
                headers={**(headers or {}), **cookie},
                allow_redirects=False,
            ) as answer,
        ):
            if COOKIE in answer.cookies:
                self.cookie = answer.cookies[COOKIE].value
            return answer.status, await answer.text()


@pytest.fixture
async def console(tmp_path: Path) -> AsyncIterator[Console]:
    office = Office()
    store, key = f"sqlite:///{tmp_path}/store.db", tmp_path / "server.key"
    engine = open_database(store)
    staff = Staff(engine, ServerKey.load(key), clock(), **CHEAP)
    _, secret = staff.enrol("Ann", "advocate", PASSPHRASE)
    async with TestServer(DeskApi(office.desk, WORDING, BOOK).app(SECRET)) as desk:
        assert desk.port
        app = build_app(ConsoleSettings("127.0.0.1", 0, desk.port, SECRET, store, key))
        async with TestServer(app) as server:
            yield Console(server, office, Callbacks(engine, ServerKey.load(key), clock()), staff, secret)
    engine.dispose()


async def waiting_person(console: Console, tag: str = "uk") -> Someone:
    person = console.office.person(tag)
    await person.say("house")
    await person.say("a person")
    await person.press("word", "connect")
    return person


async def test_nothing_is_shown_to_who_is_not_signed_in(console: Console) -> None:
    for path in ("/", "/case/1", "/callbacks"):
        assert (await console.get(path))[0] == 303
    assert (await console.get("/state"))[0] == 401
    assert (await console.post("/take", case="1"))[0] == 303


async def test_all_three_must_fit_and_no_code_is_good_twice(console: Console) -> None:
    assert await console.sign_in(name="Nobody") == 401
    assert await console.sign_in(passphrase="five words that somebody guesses") == 401
    assert await console.sign_in(code="000000") == 401
    used = pyotp.TOTP(console.secret).now()
    assert await console.sign_in(code=used) == 303
    console.cookie = ""
    assert await console.sign_in(code=used) == 401


async def test_after_five_wrong_tries_the_right_one_must_wait(console: Console) -> None:
    for _ in range(5):
        assert await console.sign_in(code="000000") == 401
    assert await console.sign_in() == 429


async def test_a_form_of_another_page_is_refused(console: Console) -> None:
    await console.sign_in()
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}, {"X": "neither"}):
        assert (await console.post("/sign-out", headers=headers))[0] == 403


async def test_a_conversation_from_the_queue_to_its_end(console: Console) -> None:
    assert await console.sign_in() == 303
    await console.get("/")
    person = await waiting_person(console)
    _, queue = await console.get("/")
    (case,) = console.office.desk.state(1)["waiting"]
    assert case["nickname"] in queue
    assert "Ukrainian" in queue
    assert (await console.post("/take", case=str(case["case"])))[0] == 303
    await person.say("<b>my words</b>")
    _, page = await console.get(f"/case/{case['case']}")
    assert "&lt;b&gt;my words&lt;/b&gt;" in page
    assert (await console.post(f"/case/{case['case']}/say", phrase="safe_now"))[0] == 303
    assert person.latest.words.key == "phrase.safe_now"
    await person.press("answer", "yes")
    assert "Yes" in (await console.get(f"/case/{case['case']}"))[1]
    assert (await console.post(f"/case/{case['case']}/say", text="I call you"))[0] == 303
    assert person.latest.words.text == "I call you"
    _, closed = await console.post(f"/case/{case['case']}/close")
    assert "closed and deleted" in closed
    assert person.latest.words.key == "advocate_closed"


async def test_a_ready_sentence_with_an_empty_box_is_not_sent(console: Console) -> None:
    await console.sign_in()
    await console.get("/")
    person = await waiting_person(console)
    (case,) = console.office.desk.state(1)["waiting"]
    await console.post("/take", case=str(case["case"]))
    status, page = await console.post(f"/case/{case['case']}/say", phrase="i_call_at", day="Monday")
    assert (status, "Fill in every box" in page) == (200, True)
    assert person.latest.words.key == "advocate_here"


async def test_when_the_person_stops_their_words_leave_the_console(console: Console) -> None:
    await console.sign_in()
    await console.get("/")
    person = await waiting_person(console)
    (case,) = console.office.desk.state(1)["waiting"]
    await console.post("/take", case=str(case["case"]))
    await person.say("words that must go")
    await person.say("stop")
    _, page = await console.get(f"/case/{case['case']}")
    assert "words that must go" not in page
    assert "conversation is over" in page


async def test_who_is_away_is_not_offered_to_people(console: Console) -> None:
    await console.sign_in()
    await console.get("/")
    assert console.office.desk.is_open()
    await console.post("/shift", on="0")
    await console.get("/")
    assert not console.office.desk.is_open()


async def test_a_callback_is_opened_once_and_shown_once(console: Console) -> None:
    await console.sign_in()
    console.callbacks.leave(Callback("phone", "+447700900123", "ti", "housing", "evening"))
    assert "callback: \u20661\u2069" in (await console.get("/callbacks"))[1]
    _, opened = await console.post("/callbacks")
    assert "+447700900123" in opened
    assert "in the evening" in opened
    assert "+447700900123" not in (await console.get("/callbacks"))[1]
    assert "none that you can open" in (await console.post("/callbacks"))[1]


async def test_a_newcomer_is_let_in_by_a_colleague_and_the_team_page_tells_what_was_done(console: Console) -> None:
    await console.sign_in()
    console.callbacks.leave(Callback("phone", "+447700900123", "ti", "housing", "evening"))
    ben, _ = console.staff.enrol("Ben", "advocate", PASSPHRASE)
    key = console.staff.unlock(ben.id, PASSPHRASE)
    assert console.callbacks.claim(ben.id, key) is None
    assert "can open now" in (await console.post("/team/admit", member=str(ben.id)))[1]
    assert console.callbacks.claim(ben.id, key) is not None
    console.callbacks.leave(Callback("phone", "+447700900123", "ti", "housing", "evening"))
    assert "nothing is lost" in (await console.post("/team/renew"))[1]
    assert console.callbacks.waiting() == 1
    _, page = await console.get("/team")
    assert "renewed all keys" in page
    assert "signed in" in page
    assert (await console.post("/team/admit", member="99"))[0] == 200


async def test_a_broken_desk_is_said_and_not_a_fault(console: Console) -> None:
    await console.sign_in()
    console.office.desk.state = None  # type: ignore[method-assign, assignment]
    status, said = await console.get("/")
    assert status == 503
    assert "connection to the chat is broken" in said


async def test_every_page_has_its_walls(console: Console) -> None:
    async with aiohttp.ClientSession() as http, http.get(console.server.make_url("/sign-in")) as answer:
        headers = answer.headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert "Server" not in headers
