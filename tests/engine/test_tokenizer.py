"""Words as each language divides them, in every language of the list."""

import pytest

from engine.language_identifier import READ_AS
from engine.languages import read_languages
from engine.tokenizer import BlankSpacyTokenizer
from tests.engine.messages import said

TOKENIZER = BlankSpacyTokenizer(BlankSpacyTokenizer.get_default_config())


def words(text: str, tag: str) -> list:
    message = said(text)
    message.set(READ_AS, tag)
    return [token.text for token in TOKENIZER.tokenize(message, "text")]


@pytest.mark.parametrize("tag", list(read_languages()))
def test_every_language_has_a_tokenizer(tag: str) -> None:
    assert words("PE13 2AB", tag) == ["PE13", "2AB"]


@pytest.mark.parametrize(
    ("tag", "text", "count"),
    [
        ("en", "I can't sleep, help!", 7),
        ("ti", "ናይ እንግሊዝኛ ትምህርቲ ኣበይ ኣሎ?", 6),
        ("ar", "أريد طبيبا، من فضلك", 5),
        ("xx", "one  two\n", 2),
    ],
)
def test_words(tag: str, text: str, count: int) -> None:
    assert len(words(text, tag)) == count
