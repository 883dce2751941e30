"""The chat page at `/`: one document, its style, its script and its words; nothing from anywhere else."""

import json
from pathlib import Path
from string import Template

from aiohttp import web

from bot.catalog import Catalog
from bot.languages import Language, Languages
from bot.menu import Menu

STATIC = Path(__file__).parent / "static"
SECURITY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


class Pages:
    """Serves the page worded in the language of `?lang=`, else of the browser, else English."""

    def __init__(self, catalog: Catalog, languages: Languages, menu: Menu, neutral_site: str) -> None:
        self._catalog = catalog
        self._languages = languages
        self._menu = menu
        self._neutral_site = neutral_site
        self._page = Template((STATIC / "index.html").read_text(encoding="utf-8"))
        self._files = {
            "chat.js": ("text/javascript", (STATIC / "chat.js").read_text(encoding="utf-8")),
            "chat.css": ("text/css", (STATIC / "chat.css").read_text(encoding="utf-8")),
        }

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/", self.page),
            web.get("/static/{name}", self.file),
            web.get("/chat/v1/words/{tag}", self.words),
        ]

    async def page(self, request: web.Request) -> web.Response:
        asked = self._languages.get(request.query.get("lang"))
        language = (
            asked or self._languages.accepted(request.headers.get("Accept-Language", "")) or self._languages.english
        )
        html = self._page.substitute(
            {key: _escaped(text) for key, text in self._widget_words(language).items()},
            tag=language.tag,
            dir=language.direction,
            chosen=asked.tag if asked else "",
            exit=_escaped(self._neutral_site),
            options="".join(self._option(each, each is language) for each in self._languages),
        )
        return web.Response(text=html, content_type="text/html", headers={"Cache-Control": "no-store"})

    async def words(self, request: web.Request) -> web.Response:
        """The page's own words in another language, and the signs that stand before topics, as JSON."""
        language = self._languages.get(request.match_info["tag"])
        if language is None:
            raise web.HTTPNotFound
        symbols = {self._catalog.text(language, f"menu.{name}"): group.symbol for name, group in self._menu.items()}
        words = self._widget_words(language)
        body = {"language": language.tag, "dir": language.direction, "words": words, "symbols": symbols}
        return web.Response(text=json.dumps(body, ensure_ascii=False), content_type="application/json")

    async def file(self, request: web.Request) -> web.Response:
        if request.match_info["name"] not in self._files:
            raise web.HTTPNotFound
        kind, text = self._files[request.match_info["name"]]
        return web.Response(text=text, content_type=kind, headers={"Cache-Control": "max-age=300"})

    def _widget_words(self, language: Language) -> dict[str, str]:
        keys = [key for key, entry in self._catalog.entries("en").items() if entry.file == "widget"]
        keys += ["not_reviewed", "card.hours", "card.address", "card.languages"]
        return {key.removeprefix("card."): self._catalog.text(language, key) for key in keys}

    @staticmethod
    def _option(language: Language, selected: bool) -> str:
        return (
            f'<option value="{language.tag}" lang="{language.tag}" dir="{language.direction}"'
            f"{' selected' if selected else ''}>{_escaped(language.own_name)}</option>"
        )


async def secure(_request: web.Request, response: web.StreamResponse) -> None:
    """Adds the security headers to every response; connect to `on_response_prepare`."""
    response.headers.update(SECURITY)
    response.headers.pop("Server", None)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
