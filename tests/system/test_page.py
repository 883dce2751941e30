"""The chat page in a real browser, at the size of a small phone, in both directions."""

import itertools
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect

from bot.catalog import Catalog
from bot.languages import Languages
from bot.settings import ROOT
from tests.system.conftest import System

LANGUAGES = Languages.load(ROOT / "languages.yml")
CATALOG = Catalog.load(LANGUAGES, ROOT / "locales")
PHONE = {"width": 360, "height": 640}


@pytest.fixture
def faults() -> list[str]:
    """What the browser complains of; nothing, at the end of each test."""
    return []


@pytest.fixture
async def page(browser: Browser, faults: list[str]) -> AsyncIterator[Page]:
    context = await browser.new_context(viewport=PHONE, locale="en-GB")
    opened = await context.new_page()
    opened.on("pageerror", lambda error: faults.append(error.name or "error"))
    opened.on("console", lambda said: faults.append(said.type) if said.type in ("error", "warning") else None)
    yield opened
    await context.close()
    assert faults == []


async def say(page: Page, text: str) -> None:
    await page.locator("#message").fill(text)
    await page.locator("#composer button").click()
    await expect(page.locator("#status")).to_have_text("")


async def too_wide(page: Page) -> int:
    """Pixels by which the page is wider than the phone."""
    wide: int = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide


async def test_a_question_gets_places_with_numbers_to_press(page: Page, system: System) -> None:
    await page.goto(f"{system.base}/?lang=en")
    await say(page, "where can I sleep tonight, I am in Wisbech")
    urgent = page.locator(".message.urgent")
    await expect(urgent).to_be_visible()
    numbers = await page.locator("a.call").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert "tel:999" in numbers
    assert "tel:+441354654321" in numbers
    assert await too_wide(page) == 0


@pytest.mark.parametrize(
    ("tag", "direction", "question"),
    [
        ("en", "ltr", "I need a doctor"),
        ("uk", "ltr", "Мені нема де ночувати, я в Кембриджі"),
        ("ti", "ltr", "ናይ እንግሊዝኛ ክላስ ኣበይ ኣሎ?"),
        ("ar", "rtl", "أريد أن أسجل عند طبيب"),
        ("fa", "rtl", "کلاس انگلیسی کجا هست؟"),
    ],
)
async def test_every_script_fits_a_small_phone(
    page: Page, system: System, tag: str, direction: str, question: str
) -> None:
    await page.goto(f"{system.base}/?lang={tag}")
    await say(page, question)
    answer = page.locator(".message:not(.mine)").last
    await expect(answer).to_have_attribute("lang", tag)
    await expect(answer).to_have_attribute("dir", direction)
    assert await page.evaluate("document.documentElement.dir") == direction
    assert await too_wide(page) == 0
    small = await page.locator("button:visible, a.call:visible").evaluate_all(
        "all => all.filter(each => each.getBoundingClientRect().height < 44).length"
    )
    assert small == 0, "fingers need 44 pixels"


RUNS = r"""card => {
  const walk = document.createTreeWalker(card, NodeFilter.SHOW_TEXT), runs = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode())
    for (const found of node.data.matchAll(/\d[\d :]*\d/g)) {
      const lefts = [...found[0]].map((sign, place) => {
        const range = document.createRange();
        range.setStart(node, found.index + place);
        range.setEnd(node, found.index + place + 1);
        const box = range.getBoundingClientRect();
        return { sign, line: Math.round(box.top), left: box.left };
      });
      runs.push(lefts.filter(each => each.sign !== " "));
    }
  return runs;
}"""


@pytest.mark.parametrize("tag", ["ar", "ckb", "ur", "ps", "fa", "prs"])
async def test_numbers_and_times_are_read_from_left_to_right_in_a_text_from_right_to_left(
    page: Page, system: System, tag: str
) -> None:
    await page.goto(f"{system.base}/?lang={tag}")
    for key in ("menu.trust", "choice.person"):  # cards with numbers, hours and dates
        name = CATALOG.text(LANGUAGES[tag], key)
        await page.get_by_role("button", name=name, exact=True).and_(page.locator(":enabled")).last.click()
        await expect(page.locator("#status")).to_have_text("")
    cards = page.locator(".card")
    await expect(cards.first).to_be_visible()
    runs = [run for card in await cards.all() for run in await card.evaluate(RUNS)]
    assert any(run[2]["sign"] == ":" for run in runs if len(run) > 2), "an opening time is among them"
    assert any(len(run) >= 10 for run in runs), "a telephone number is among them"
    for run in runs:
        for one, next_one in itertools.pairwise(run):
            assert one["line"] != next_one["line"] or one["left"] < next_one["left"]


async def test_the_page_follows_the_language_of_the_person(page: Page, system: System) -> None:
    await page.goto(system.base)
    await expect(page.locator(".choices button").first).to_be_visible()
    await say(page, "أريد أن أسجل عند طبيب")
    await expect(page.locator("html")).to_have_attribute("dir", "rtl")
    await expect(page.locator("#language")).to_have_value("ar")


async def test_a_choice_is_made_with_a_button(page: Page, system: System) -> None:
    await page.goto(f"{system.base}/?lang=en")
    await say(page, "where can I learn English for free")
    await page.get_by_role("button", name="Wisbech", exact=True).click()
    await expect(page.locator(".card").last).to_be_visible()
    await expect(page.locator(".message.mine").last).to_contain_text("Wisbech")


async def test_signs_stand_before_the_groups_of_topics_and_are_not_read_aloud(page: Page, system: System) -> None:
    await page.goto(f"{system.base}/?lang=am")
    name = CATALOG.text(LANGUAGES["am"], "menu.housing")
    button = page.get_by_role("button", name=name, exact=True)
    await expect(button.locator(".symbol")).to_have_text("🏠")


async def test_what_is_written_stays_text(page: Page, system: System) -> None:
    await page.goto(f"{system.base}/?lang=en")
    await say(page, "<img src=x onerror=alert(1)> <b>hello</b>")
    await expect(page.locator(".message.mine p")).to_have_text("<img src=x onerror=alert(1)> <b>hello</b>")
    assert await page.locator("#log img").count() == 0


async def test_the_keyboard_is_enough(page: Page, system: System) -> None:
    await page.goto(f"{system.base}/?lang=en")
    await expect(page.locator(".choices button").first).to_be_visible()
    await page.locator("#message").focus()
    await page.keyboard.type("hello")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message.mine p")).to_have_text("hello")


async def test_ending_deletes_what_is_on_the_screen(page: Page, system: System) -> None:
    await page.goto(f"{system.base}/?lang=en")
    await say(page, "hello")
    await page.locator("#end").click()
    await expect(page.locator("#status")).not_to_have_text("")
    assert await page.locator(".message").count() == 0


async def test_nothing_is_stored_in_the_browser(page: Page, system: System) -> None:
    await page.goto(f"{system.base}/?lang=en")
    await say(page, "hello")
    assert await page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert await page.context.cookies() == []


async def test_without_a_connection_the_words_come_back(page: Page, system: System, faults: list[str]) -> None:
    await page.goto(f"{system.base}/?lang=en")
    await expect(page.locator(".choices button").first).to_be_visible()
    await page.route("**/chat/v1/messages", lambda route: route.abort())
    await page.locator("#message").fill("my words")
    await page.locator("#composer button").click()
    await expect(page.locator("#problem")).to_be_visible()
    await expect(page.locator("#message")).to_have_value("my words")
    faults.clear()  # the browser reports the requests that we broke
