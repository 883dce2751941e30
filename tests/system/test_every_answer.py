"""Every intent in every language, through the running system: answered, in that language, about that topic."""

from typing import Any

import pytest
import yaml

from bot.directory import Directory
from bot.languages import Languages
from bot.menu import load as load_menu
from bot.settings import ROOT
from tests.system.conftest import System
from tests.system.person import Person

LANGUAGES = [language.tag for language in Languages.load(ROOT / "languages.yml")]
MENU = load_menu(ROOT / "dialogue" / "menu.yml")
TOPICS = [topic for group in MENU.values() for topic in group.topics]
CONVERSATION = {
    **{name: {name} for name in ("greet", "goodbye", "thank", "affirm", "deny", "menu", "out_of_scope")},
    "give_place": {"place_noted", "ask_district"},
}
TRIED = 4  # of a language's own sentences; one of them must be understood
FIRST = {"speak_to_advocate": "advocate_contact", "delete_data": "deleted"}


def test_the_menu_leads_to_every_topic() -> None:
    directory = Directory.load(ROOT / "directory.yml")
    assert set(TOPICS) == {name for name, topic in directory.topics.items() if not topic.conversation}
    assert len(TOPICS) + len(CONVERSATION) + len(["change_language"]) == 54


@pytest.mark.parametrize("tag", LANGUAGES)
async def test_every_topic_is_answered_in_every_language(tag: str, system: System) -> None:
    async with Person(system.base) as person:
        await person.arrive(tag)
        groups = [choice["id"] for choice in person.heard[-1]["choices"]][: len(MENU)]
        buttons = [await _press(person, group, number) for number, group in enumerate(groups)]
        topics = [
            choice["id"]
            for (page, *_), group in zip(buttons, MENU.values(), strict=True)
            for choice in page["choices"][: len(group.topics)]
        ]
        for number, (topic, button) in enumerate(zip(TOPICS, topics, strict=True), len(MENU)):
            if topic == "delete_data":
                ending = button
                continue
            _is_answered(await _press(person, button, number), topic, tag)
        _is_answered(await _press(person, ending, 99), "delete_data", tag)


@pytest.mark.parametrize("tag", LANGUAGES)
async def test_every_turn_of_conversation_is_answered_in_every_language(tag: str, system: System) -> None:
    async with Person(system.base) as person:
        await person.arrive(tag)
        for intent, keys in CONVERSATION.items():
            answers = [await person.say(sentence) for sentence in _sentences(tag, intent)]
            said = [first["language"] for first, *_ in answers if first["key"] in keys]
            assert said, f"{intent} in {tag}"
            assert set(said) == {tag}, f"{intent} in {tag}"


@pytest.mark.parametrize("tag", LANGUAGES)
async def test_another_language_can_be_asked_for_in_every_language(tag: str, system: System) -> None:
    """It is asked which; or, where it was named, what was said last is said in it."""
    async with Person(system.base) as person:
        keys = {(await person.arrive(tag))[-1]["key"], "ask_language"}
        answers = [await person.say(sentence) for sentence in _sentences(tag, "change_language")]
        assert any(first["key"] in keys for first, *_ in answers)


def _is_answered(answer: list[dict[str, Any]], topic: str, tag: str) -> None:
    keys = [message["key"] for message in answer]
    assert keys[0] in (f"guidance.{topic}", f"crisis.{topic}", FIRST.get(topic)), f"{topic} in {tag}"
    assert {message["language"] for message in answer} == {tag}, f"{topic} in {tag}"
    assert all(message["text"] and "{" not in message["text"] for message in answer)


async def _press(person: Person, choice: str, number: int) -> list[dict[str, Any]]:
    status, answer = await person.send("POST", "/messages", {"id": f"b{number}", "choice": choice})
    assert status == 200, answer
    messages: list[dict[str, Any]] = answer["messages"]
    return messages


def _sentences(tag: str, intent: str) -> list[str]:
    """The first few of the language's own for this intent."""
    entries = [
        entry
        for path in sorted((ROOT / "nlu_data" / tag).glob("[!_]*.yml"))
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
    ]
    (examples,) = [entry["examples"] for entry in entries if entry.get("intent") == intent]
    return [line.removeprefix("- ") for line in examples.splitlines()][:TRIED]
