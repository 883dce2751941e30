"""Two real browsers: a person on the council's page, an advocate at the console."""

import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator

import pyotp
import pytest
from playwright.async_api import Browser, Page, expect

from bot.catalog import Catalog
from bot.languages import Languages
from bot.settings import ROOT
from tests.system.conftest import System, end, launch
from tests.system.test_page import say

LANGUAGES = Languages.load(ROOT / "languages.yml")
CATALOG = Catalog.load(LANGUAGES, ROOT / "locales")
PASSPHRASE = "five words that nobody guesses"
NUMBER = "07911 123456"
UKRAINIAN = LANGUAGES["uk"]


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """A system of our own: where an advocate is enrolled, other things are offered."""
    running = launch(tmp_path_factory.mktemp("office"))
    yield running
    assert end(running) == 0


@pytest.fixture(scope="module")
def secret(system: System) -> str:
    """Ann, enrolled with the command that a council uses; her authenticator's secret."""
    command = [sys.executable, "-m", "tools", "advocate", "add", "Ann", "--state", str(system.state)]
    done = subprocess.run(command, input=f"{PASSPHRASE}\n", capture_output=True, text=True, cwd=ROOT, check=True)
    found = re.search(r"secret=(\w+)", done.stdout)
    assert found
    return found[1]


@pytest.fixture(scope="module")
async def advocate(browser: Browser, system: System, secret: str) -> AsyncIterator[Page]:
    context = await browser.new_context(viewport={"width": 1200, "height": 900})
    page = await context.new_page()
    await page.goto(f"{system.console}/sign-in")
    await page.get_by_label("Your name").fill("Ann")
    await page.get_by_label("Passphrase").fill(PASSPHRASE)
    await page.get_by_label("Code of your app").fill(pyotp.TOTP(secret).now())
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await expect(page.get_by_role("heading", name="Waiting")).to_be_visible()
    yield page
    await context.close()


@pytest.fixture
async def person(browser: Browser) -> AsyncIterator[Page]:
    context = await browser.new_context(viewport={"width": 360, "height": 640})
    yield await context.new_page()
    await context.close()


def words(key: str) -> str:
    return CATALOG.text(UKRAINIAN, key)


async def ask_for_a_person(person: Page, system: System) -> None:
    await person.goto(f"{system.base}/?lang=uk")
    await say(person, "Нас виселяють з квартири через два тижні")
    await person.get_by_role("button", name=words("choice.person"), exact=True).last.click()
    await person.get_by_role("button", name=words("choice.connect"), exact=True).click()
    await expect(person.get_by_text(words("waiting_for_advocate").split(".")[0]).last).to_be_visible()


async def test_a_person_and_an_advocate_talk_each_in_their_own_language(
    person: Page, advocate: Page, system: System
) -> None:
    await ask_for_a_person(person, system)
    await advocate.goto(system.console)
    waiting = advocate.locator("#waiting li").first
    await expect(waiting).to_contain_text("housing")
    await expect(waiting).to_contain_text("Ukrainian")
    await waiting.get_by_role("button").click()
    await expect(person.get_by_text(words("advocate_here")).last).to_be_visible()

    await advocate.get_by_label("Search the sentences").fill("are you safe now")
    await advocate.get_by_role("button", name="Are you safe now?").click()
    asked = person.locator(".message").last
    await expect(asked.locator("p").first).to_have_text(words("phrase.safe_now"))
    await asked.get_by_role("button", name=words("answer.yes"), exact=True).click()
    await expect(advocate.locator("#lines .person").last).to_contain_text("Yes")

    await say(person, "дякую")
    await expect(advocate.locator("#lines .person").last).to_contain_text("дякую")
    await advocate.get_by_role("button", name="Close and delete").click()
    await expect(person.get_by_text(words("advocate_closed").split(".")[0]).last).to_be_visible()
    await say(person, "Як записатися до лікаря?")
    await expect(person.locator(".card").last).to_be_visible()


async def test_a_person_who_stops_is_erased_from_the_advocates_screen(
    person: Page, advocate: Page, system: System
) -> None:
    await ask_for_a_person(person, system)
    await say(person, "слова, які мають зникнути")
    await advocate.goto(system.console)
    await advocate.locator("#waiting li").first.get_by_role("button").click()
    await expect(advocate.locator("#lines")).to_contain_text("слова, які мають зникнути")
    await person.get_by_role("button", name=words("choice.stop"), exact=True).last.click()
    await expect(advocate.locator("#lines")).to_contain_text("This conversation is over")
    await expect(advocate.locator("#lines")).not_to_contain_text("зникнути")
    await expect(person.get_by_text(words("advocate_stopped").split(".")[0]).last).to_be_visible()


async def test_with_nobody_there_a_callback_is_left_and_opened_by_an_advocate(
    person: Page, advocate: Page, system: System
) -> None:
    await advocate.goto(system.console)
    await advocate.get_by_role("button", name="I am away").click()
    await expect(advocate.get_by_text("People are not offered to talk to you.")).to_be_visible()
    await person.goto(f"{system.base}/?lang=uk")
    await say(person, "Хочу поговорити з людиною")
    assert await person.get_by_role("button", name=words("choice.connect")).count() == 0
    await person.get_by_role("button", name=words("choice.callback"), exact=True).click()
    await say(person, NUMBER)
    await person.get_by_role("button", name=words("answer.evening"), exact=True).click()
    await person.get_by_role("button", name=words("choice.leave"), exact=True).click()
    await expect(person.get_by_text(words("choice.leave")).last).to_be_visible()

    await advocate.get_by_role("link", name="Callbacks").click()
    await advocate.get_by_role("button", name="Open the next one").click()
    await expect(advocate.locator(".opened")).to_contain_text("+447911123456")
    await expect(advocate.locator(".opened")).to_contain_text("in the evening")
    await advocate.get_by_role("button", name="Open the next one").click()
    await expect(advocate.locator("main")).not_to_contain_text("7911")
    await advocate.goto(system.console)
    await advocate.get_by_role("button", name="I am here").click()


async def test_nothing_of_it_is_on_the_disk(system: System) -> None:
    kept = b"".join(path.read_bytes() for path in system.state.rglob("*") if path.is_file())
    for said in ("зникнути", "дякую", "виселяють", "7911123456", NUMBER):
        assert said.encode() not in kept
        assert said.encode("utf-16-le") not in kept
