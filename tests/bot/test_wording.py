"""Figures of rules: said while somebody answers for them, then not, in every language."""

from datetime import datetime

import pytest

from bot.catalog import Catalog
from bot.clock import LONDON, clock
from bot.directory import Directory
from bot.gateway.wording import Wording
from bot.languages import Language, Languages
from bot.menu import load
from bot.messages import Reply
from bot.settings import ROOT

LANGUAGES = Languages.load(ROOT / "languages.yml")
CATALOG = Catalog.load(LANGUAGES, ROOT / "locales")
DIRECTORY = Directory.load(ROOT / "directory.yml")
MENU = load(ROOT / "dialogue" / "menu.yml")
SUPPORT = Reply("guidance.asylum_support", topic="asylum_support")


def said(reply: Reply, when: datetime, language: Language = LANGUAGES.english) -> list[str]:
    text = Wording(CATALOG, DIRECTORY, LANGUAGES, MENU, clock(when)).say(reply, language).text
    return "".join(letter for letter in text if letter not in "\u2066\u2068\u2069").split("\n\n")[1:]


IN_TIME = datetime(2026, 5, 20, 12, tzinfo=LONDON)  # ten days after the rates were looked at
TOO_LATE = datetime(2026, 11, 24, 12, tzinfo=LONDON)


def test_a_figure_is_said_in_time_and_not_when_its_review_is_overdue() -> None:
    assert said(SUPPORT, IN_TIME) == ["Usual asylum support for one person, for one week: £49.18"]
    assert said(SUPPORT, TOO_LATE) == ["Amounts and times may have changed. The official page shows them."]


@pytest.mark.parametrize("language", list(LANGUAGES), ids=lambda language: language.tag)
def test_the_figure_is_the_same_in_every_language(language: Language) -> None:
    assert "£49.18" in said(SUPPORT, IN_TIME, language)[0]
    assert not any(letter.isdigit() for letter in said(SUPPORT, TOO_LATE, language)[0])


def test_a_figure_belongs_to_the_topic_it_is_first_about() -> None:
    hungry = Reply("guidance.no_money_food", topic="no_money_food")
    assert DIRECTORY.facts["asylum-support-rates"] in DIRECTORY.about("no_money_food")
    assert said(hungry, IN_TIME) == []


def test_danger_says_no_figures() -> None:
    assert said(Reply("crisis.homeless_now", topic="homeless_now"), TOO_LATE) == []
