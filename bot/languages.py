"""The languages we speak, from `languages.yml`; direction and dates come from CLDR."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

import yaml
from babel import Locale
from babel.core import parse_locale
from babel.localedata import locale_identifiers

from bot.errors import LanguagesError

Direction = Literal["ltr", "rtl"]
WordsFrom = Literal["source", "machine"]

_RIGHT_TO_LEFT = frozenset({"Arab", "Hebr", "Thaa", "Syrc", "Nkoo"})  # ISO 15924
_CLDR_NAMES = {"en": "en_GB", "prs": "fa_AF", "kmr": "ku", "zh-Hans": "zh_Hans_CN", "zh-Hant": "zh_Hant_HK"}
_BY_CLDR = {cldr: tag for tag, cldr in _CLDR_NAMES.items()}  # browsers say "ku" and "fa-AF"


@dataclass(frozen=True, slots=True)
class Language:
    """One language: BCP 47 tag, its own name, ISO 15924 script, where missing words are looked for."""

    tag: str
    own_name: str
    script: str
    fallback: tuple[str, ...]
    words: WordsFrom
    experimental: bool = False  # understood too seldom: people are told
    names: tuple[str, ...] = ()  # other names people call it by

    @property
    def direction(self) -> Direction:
        return "rtl" if self.script in _RIGHT_TO_LEFT else "ltr"

    @property
    def locale(self) -> Locale:
        """CLDR's data for days, dates and names of languages; English where CLDR has none."""
        name = _CLDR_NAMES.get(self.tag, self.tag.replace("-", "_"))
        return Locale.parse(name) if Locale.negotiate([name], _available()) else Locale("en")


def _available() -> Sequence[str]:
    return locale_identifiers()


class Languages:
    """All languages, in the order of the file."""

    def __init__(self, languages: Sequence[Language]) -> None:
        self._by_tag = {language.tag: language for language in languages}
        self.english = self._by_tag["en"]

    @classmethod
    def load(cls, path: Path) -> Self:
        """Raises LanguagesError naming the language and what to write."""
        try:
            rows = yaml.safe_load(path.read_text(encoding="utf-8"))["languages"]
            languages = [
                Language(
                    tag,
                    row["self"],
                    row["script"],
                    tuple(row.get("fallback", ())),
                    row["words"],
                    row.get("understood") == "experimental",
                    tuple(row.get("names", ())),
                )
                for tag, row in rows.items()
            ]
        except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
            raise LanguagesError(f"{path.name}: not a list of languages ({type(error).__name__})") from None
        known = {language.tag for language in languages}
        for language in languages:
            missing = [tag for tag in language.fallback if tag not in known]
            if missing:
                raise LanguagesError(
                    f"{path.name}: {language.tag}: fallback {missing[0]} is not a language of this file"
                )
        if "en" not in known:
            raise LanguagesError(f"{path.name}: en is missing; it is the last fallback of every language")
        return cls(languages)

    def __iter__(self) -> Iterator[Language]:
        return iter(self._by_tag.values())

    def __contains__(self, tag: object) -> bool:
        return tag in self._by_tag

    def __getitem__(self, tag: str) -> Language:
        return self._by_tag[tag]

    def get(self, tag: str | None) -> Language | None:
        return self._by_tag.get(tag) if tag else None

    def chain(self, language: Language) -> tuple[Language, ...]:
        """The language, its fallbacks, English."""
        chain = [language, *(self[tag] for tag in language.fallback)]
        return tuple(chain if self.english in chain else [*chain, self.english])

    def accepted(self, header: str) -> Language | None:
        """The first of ours in an Accept-Language header; a hint, never a choice."""
        wanted = sorted(_weighed(header), key=lambda item: -item[1])
        for name, _ in wanted:
            try:
                language, territory, script, *_ = parse_locale(name, sep="-")
            except ValueError:
                continue
            if language == "zh":
                script = script or ("Hant" if territory in ("TW", "HK", "MO") else "Hans")
            known = _BY_CLDR.get(f"{language}_{territory}") or _BY_CLDR.get(language)
            for tag in (f"{language}-{script}", known or language):
                if tag in self._by_tag:
                    return self._by_tag[tag]
        return None


def _weighed(header: str) -> Iterator[tuple[str, float]]:
    for part in header[:200].split(","):
        name, _, weight = part.strip().partition(";q=")
        try:
            yield name, float(weight or 1)
        except ValueError:
            continue
