"""The console's pages in words: templates, filled from the catalogue."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.catalog import Catalog, placeables
from bot.languages import Languages
from bot.phrasebook import Phrasebook

HERE = Path(__file__).parent


class Pages:
    def __init__(self, catalog: Catalog, languages: Languages, phrasebook: Phrasebook) -> None:
        self._catalog = catalog
        self._languages = languages
        self._phrasebook = phrasebook
        loader = FileSystemLoader(HERE / "templates")
        self._templates = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
        self._templates.globals["t"] = self.text

    def text(self, key: str, **arguments: object) -> str:
        filled = {name: str(value) for name, value in arguments.items()}
        return self._catalog.text(self._languages.english, key, **filled)

    def html(self, template: str, *, notice: str | None = None, status: int = 200, **values: Any) -> web.Response:
        """A whole page; `notice` is a key."""
        said = self.text(notice) if notice else None
        blank = {"member": None, "case": None, "version": -1, "notice": said}
        body = self._templates.get_template(template).render({**blank, **values})
        return web.Response(text=body, content_type="text/html", status=status)

    def card(self, raw: Mapping[str, Any]) -> dict[str, Any]:
        """A case as the desk tells it, with `parts`: its facts in words."""
        language = self._languages.get(raw["language"]) or self._languages.english
        name = self._languages.english.locale.languages.get(language.tag.replace("-", "_"), language.own_name)
        urgent = [self.text("console.urgent")] if raw["urgent"] else []
        waited = self.text("console.minutes", minutes=raw["waited"] // 60)
        parts = [raw["nickname"], *urgent, self.text(f"word.{raw['word']}"), str(name), waited]
        return {**raw, "parts": parts}

    def state(self, raw: Mapping[str, Any]) -> dict[str, Any]:
        return {**raw, **{part: [self.card(each) for each in raw[part]] for part in ("waiting", "mine")}}

    def phrases(self) -> list[dict[str, Any]]:
        """Every ready sentence: its English, the boxes to fill in, the answers that a person can press."""
        english = self._catalog.entries("en")
        given = {"emergency_number"}  # filled in by the gateway
        return [
            {
                "name": phrase.name,
                "text": english[phrase.key].text,
                "boxes": sorted(placeables(english[phrase.key].text) - given),
                "answers": [english[f"answer.{answer}"].text for answer in phrase.answers],
            }
            for phrase in self._phrasebook
        ]

    def callback(self, facts: Mapping[str, str]) -> Sequence[tuple[str, str]]:
        """The five facts of a callback, each with its name."""
        closed = {"channel", "word", "window"}
        values = {name: self.text(f"{name}.{value}") if name in closed else value for name, value in facts.items()}
        language = self._languages.get(facts["language"])
        values["language"] = language.own_name if language else facts["language"]
        return [(self.text(f"console.{name}"), value) for name, value in values.items()]
