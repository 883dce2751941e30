"""Words: the right language or the next in its chain, values isolated, a changed source makes a translation stale."""

from datetime import date
from pathlib import Path

import pytest

from bot import reviews
from bot.catalog import Catalog, isolate
from bot.errors import MissingArgument, ReviewsError, UnknownReply
from bot.languages import Language, Languages
from bot.reviews import Review, digest

ENGLISH = Language("en", "English", "Latn", (), "source")
PERSIAN = Language("fa", "فارسی", "Arab", (), "machine")
DARI = Language("prs", "دری", "Arab", ("fa",), "machine")
POLISH = Language("pl", "Polski", "Latn", (), "machine")
LANGUAGES = Languages([ENGLISH, PERSIAN, DARI, POLISH])


def a_file(folder: Path, tag: str, *messages: tuple[str, str, str]) -> None:
    path = folder / tag / "LC_MESSAGES" / "replies.po"
    path.parent.mkdir(parents=True)
    lines = ['msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n']
    lines += [f'msgctxt "{key}"\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n' for key, msgid, msgstr in messages]
    path.write_text("\n".join(lines), encoding="utf-8")


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    a_file(tmp_path, "en", ("call", "Call {number} now", ""), ("hello", "Hello", ""), ("new", "New words", ""))
    a_file(tmp_path, "fa", ("call", "Call {number} now", "با {number} تماس"), ("hello", "Hello", "سلام"))
    a_file(tmp_path, "prs", ("hello", "Good day", "سلام علیکم"))
    a_file(tmp_path, "pl", ("hello", "Hello", "Dzień dobry"), ("gone", "Gone", "Nie ma"), ("new", "New words", ""))
    review = Review("native speaker", date(2026, 11, 1), digest("Hello", "Dzień dobry"))
    reviews.save(tmp_path / "reviews.yml", {"pl": {"hello": review}})
    return Catalog.load(LANGUAGES, tmp_path)


def test_a_value_keeps_its_own_direction(catalog: Catalog) -> None:
    assert catalog.text(PERSIAN, "call", number="01223 457000") == "با \u206601223 457000\u2069 تماس"
    assert isolate("Wisbech") == "\u2068Wisbech\u2069"
    assert isolate("09:00–17:00") == "\u206609:00–17:00\u2069"


def test_a_missing_text_is_said_in_the_next_language_and_counted(catalog: Catalog) -> None:
    said = catalog.say(DARI, "call", number="999")
    assert said.language is PERSIAN
    assert catalog.fallbacks["prs", "call"] == 1
    assert catalog.say(POLISH, "new").language is ENGLISH


def test_whether_a_person_has_checked_it_is_told(catalog: Catalog) -> None:
    assert catalog.say(ENGLISH, "hello").reviewed
    assert catalog.say(POLISH, "hello").reviewed
    assert not catalog.say(PERSIAN, "hello").reviewed


def test_a_review_ends_when_the_translation_is_another(tmp_path: Path) -> None:
    a_file(tmp_path, "en", ("hello", "Hello", ""))
    a_file(tmp_path, "pl", ("hello", "Hello", "Cześć"))
    review = Review("native speaker", date(2026, 11, 1), digest("Hello", "Dzień dobry"))
    reviews.save(tmp_path / "reviews.yml", {"pl": {"hello": review}})
    assert Catalog.load(LANGUAGES, tmp_path).entries("pl")["hello"].state == "stale"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("pl: {hello: {by: someone}}", "pl: hello: write by, day and of"),
        ("pl: {hello: {by: someone, day: soon, of: abc}}", "pl: hello: day: write a date"),
        ("pl: [", "is not YAML"),
    ],
)
def test_a_broken_list_of_reviews_says_what_to_write(tmp_path: Path, text: str, what: str) -> None:
    (tmp_path / "reviews.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ReviewsError, match=what):
        reviews.load(tmp_path / "reviews.yml")


def test_a_translation_of_an_older_text_is_stale(catalog: Catalog) -> None:
    assert catalog.entries("prs")["hello"].state == "stale"
    assert not catalog.say(DARI, "hello").reviewed


def test_an_unknown_key_is_never_shown(catalog: Catalog) -> None:
    for key in ("gone", "nowhere"):
        with pytest.raises(UnknownReply):
            catalog.say(POLISH, key)


def test_a_text_without_its_number_is_never_shown(catalog: Catalog) -> None:
    with pytest.raises(MissingArgument):
        catalog.say(PERSIAN, "call")
