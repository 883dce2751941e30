"""The English texts, from which all others are made: short, plain, and never advice on a case."""

import re
from pathlib import Path

import pytest

from bot.catalog import messages
from bot.directory import Directory

ROOT = Path(__file__).parents[2]
TEXTS = {message.key: message.english for message in messages(ROOT / "locales", "en")}
DIRECTORY = Directory.load(ROOT / "directory.yml")
LONGEST_SENTENCE = 15  # words
MOST_SENTENCES = 3
OPENING = 5  # sentences of the first words: what this is and who sees it must be whole
GRADE = 4  # of the Automated Readability Index: a child of nine
HARDEST = 6  # for a single text, where one long word weighs much
ABOUT_A_CASE = re.compile(
    r"(?<!soon as )\byou (can|could|may|must|should|will|are|have|qualify|need to)\b", re.IGNORECASE
)
STATUS = ("legal", "scheme", "family")  # topics where a word about the person's own case would be advice


def sentences(text: str) -> list[list[str]]:
    """Each sentence as its words; a placeable is a word."""
    plain = re.sub(r"\{\w+\}", "name", text)
    return [re.findall(r"[A-Za-z'’-]+", part) for part in re.split(r"(?<=[.?!])\s+", plain) if part.strip()]


def grade(texts: list[str]) -> float:
    """Automated Readability Index (Senter and Smith, 1967): a school grade, from letters, words and sentences."""
    every = [words for text in texts for words in sentences(text)]
    words = [word for sentence in every for word in sentence]
    letters = sum(len(re.sub(r"[^A-Za-z]", "", word)) for word in words)
    return 4.71 * letters / len(words) + 0.5 * len(words) / len(every) - 21.43


@pytest.mark.parametrize("key", TEXTS)
def test_sentences_are_few_and_short(key: str) -> None:
    said = sentences(TEXTS[key])
    assert len(said) <= (OPENING if key == "first_words" else MOST_SENTENCES)
    assert max(map(len, said)) <= LONGEST_SENTENCE


@pytest.mark.parametrize("key", [key for key in TEXTS if key.startswith(("guidance.", "crisis."))])
def test_each_answer_is_easy_to_read(key: str) -> None:
    assert grade([TEXTS[key]]) <= HARDEST


def test_all_of_it_together_can_be_read_at_nine() -> None:
    assert grade([text for text in TEXTS.values() if len(text.split()) >= 4]) <= GRADE


@pytest.mark.parametrize("name", [n for n, topic in DIRECTORY.topics.items() if topic.records_as in STATUS])
def test_general_information_is_never_about_the_persons_own_case(name: str) -> None:
    assert not ABOUT_A_CASE.search(TEXTS[f"guidance.{name}"])
