"""Which language is meant by its name, in any of our languages: "English please", "українською", "tiếng Việt"."""

import re
import unicodedata
from collections.abc import Iterator

from bot.languages import Language, Languages

_LEAST = 4  # letters of a name that must be there
_ENDING = 3  # letters at the end that inflection may change
_ARTICLE = re.compile(r"\b(?:بال|وال|لل|ال)(?=\w{3})")  # Arabic: "the", "in the", "and the", "for the"


class LanguageNames:
    """Every language's name in every language, from CLDR, and the names it has in languages.yml."""

    def __init__(self, languages: Languages) -> None:
        self._languages = languages
        self._names = {language: {_stem(name) for name in _names(language, languages)} for language in languages}

    def named(self, text: str) -> tuple[Language, ...]:
        """The languages that the text names; a name may stand for several ("Kurdish")."""
        words = f" {_plain(text)} "
        return tuple(language for language, stems in self._names.items() if any(stem in words for stem in stems))

    def is_name(self, text: str) -> bool:
        """Whether the text is the name of a language and nothing else."""
        words = f" {_plain(text)} "
        stems = (stem for stems in self._names.values() for stem in stems)
        return any(words.startswith(stem) and len(stem.split()) == len(words.split()) for stem in stems)


def _names(language: Language, languages: Languages) -> Iterator[str]:
    yield from (language.own_name, *language.names)
    codes = {language.tag.replace("-", "_"), str(language.locale), language.locale.language}
    for other in languages:
        yield from (str(name) for code, name in other.locale.languages.items() if code in codes)


def _stem(name: str) -> str:
    """How the name stands in running text: with the space before it, and the one after it if its last word is short."""
    *first, last = _plain(name).split()
    cut = last[: max(_LEAST, len(last) - _ENDING)] if len(last) > _LEAST else f"{last} "
    return f" {' '.join([*first, cut])}"


def _plain(text: str) -> str:
    """Words only, without case, accents and the Arabic article."""
    bare = "".join(
        letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter)
    )
    return _ARTICLE.sub("", " ".join(re.findall(r"[^\W\d_]+", bare)))
