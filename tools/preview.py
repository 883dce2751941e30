"""Every text in every language as people will see it, on one HTML page to look through."""

import argparse
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from bot.catalog import Catalog, placeables
from bot.clock import clock
from bot.directory import Directory
from bot.gateway.wording import Wording
from bot.languages import Language, Languages
from bot.menu import load as load_menu
from bot.messages import Card, Choice, Reply, Words
from bot.settings import ROOT

FILE = ROOT / "var" / "preview.html"
ONWARD = (Choice("word", "helped"), Choice("word", "not_helped"), Choice("word", "other_topic"))
HEAD = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Preview</title>'
STYLE = """
body{font:16px/1.4 sans-serif;margin:1rem;color:#0b0c0c}summary{font-size:1.2rem;cursor:pointer}
.grid{display:flex;flex-wrap:wrap;gap:1rem;align-items:flex-start}
figure{margin:0;width:340px}figcaption{font:12px monospace;color:#505a5f}
.web,.wa{border-radius:8px;padding:.6rem;white-space:pre-line;overflow-wrap:break-word}
.web{background:#f3f2f1}.wa{background:#d9fdd3;margin-top:.3rem;font-size:14px}
.button{display:inline-block;border:1px solid #1d70b8;border-radius:6px;padding:.2rem .5rem;margin:.15rem}
.card{background:#fff;border-inline-start:4px solid #1d70b8;padding:.4rem;margin-top:.4rem;font-size:14px}
.machine{color:#1d70b8}.stale{color:#d4351c}.absent{color:#505a5f}.reviewed,.source{color:#00703c}
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("languages", nargs="*", metavar="TAG", help="tags of languages.yml; all of them if left out")
    parser.add_argument("--out", type=Path, default=FILE, metavar="FILE")


def main(parsed: argparse.Namespace) -> int:
    languages = Languages.load(ROOT / "languages.yml")
    shown = [language for language in languages if not parsed.languages or language.tag in parsed.languages]
    parsed.out.parent.mkdir(parents=True, exist_ok=True)
    parsed.out.write_text(page(ROOT, languages, shown), encoding="utf-8")
    print(f"open {parsed.out} in a browser")
    return 0


def page(root: Path, languages: Languages, shown: Iterable[Language]) -> str:
    """A whole HTML page: for each language its answers by topic, then all its other texts beside the English."""
    catalog = Catalog.load(languages, root / "locales")
    directory = Directory.load(root / "directory.yml")
    menu = load_menu(root / "dialogue" / "menu.yml")
    wording = Wording(catalog, directory, languages, menu, clock())
    parts = "".join(
        f"<details><summary>{escape(language.own_name)} ({language.tag})</summary>"
        f'<div class="grid">{"".join(_answers(catalog, directory, wording, language))}</div>'
        f'<h2>Other texts</h2><div class="grid">{"".join(_texts(catalog, language))}</div></details>'
        for language in shown
    )
    return f"{HEAD}<style>{STYLE}</style>{parts}</html>\n"


def _answers(catalog: Catalog, directory: Directory, wording: Wording, language: Language) -> Iterator[str]:
    today = clock()().date()
    for name, topic in directory.topics.items():
        if topic.conversation:
            continue
        urgent = [Reply(f"crisis.{name}", topic=name, contacts="emergency")] if topic.sensitive == "urgent" else []
        found = directory.search(name, district=None, language=language.tag, today=today, limit=1)
        services = Reply("services", services=tuple(service.id for service in found), choices=ONWARD)
        for reply in (*urgent, Reply(f"guidance.{name}", topic=name), services):
            words = wording.say(reply, language)
            yield _figure(f"{name}: {reply.key}", _state(catalog, language, reply.key), _web(words), _whatsapp(words))


def _texts(catalog: Catalog, language: Language) -> Iterator[str]:
    for key, english in catalog.entries("en").items():
        if key.startswith(("guidance.", "crisis.")):
            continue
        said = catalog.say(language, key, **{name: name.upper() for name in placeables(english.text)})
        text = f'<div class="web" lang="{said.language.tag}" dir="{said.language.direction}">{escape(said.text)}</div>'
        yield _figure(key, _state(catalog, language, key), text, f"<small>{escape(english.text)}</small>")


def _state(catalog: Catalog, language: Language, key: str) -> str:
    entry = catalog.entries(language.tag).get(key)
    return entry.state if entry else "absent"


def _figure(title: str, state: str, *content: str) -> str:
    return (
        f'<figure><figcaption>{escape(title)} · <b class="{state}">{state}</b></figcaption>{"".join(content)}</figure>'
    )


def _web(words: Words) -> str:
    buttons = "".join(f'<span class="button">{escape(option.title)}</span>' for option in words.options)
    link = f'<p dir="ltr">{escape(words.link)}</p>' if words.link else ""
    cards = "".join(f'<div class="card">{escape(_card(card))}</div>' for card in words.cards)
    return (
        f'<div class="web" lang="{words.language.tag}" dir="{words.language.direction}">'
        f"{escape(words.text)}{cards}{link}<div>{buttons}</div></div>"
    )


def _whatsapp(words: Words) -> str:
    """As plain text and numbered choices: what the poorest channel leaves."""
    numbered = (f"{number}. {option.title}" for number, option in enumerate(words.options, 1))
    lines = [words.text, *map(_card, words.cards), *([words.link] if words.link else []), *numbered]
    return f'<div class="wa" lang="{words.language.tag}" dir="auto">{escape(chr(10).join(lines))}</div>'


def _card(card: Card) -> str:
    phones = [f"{phone.label}: \u2066{phone.display}\u2069" for phone in card.phones]
    facts = (
        " · ".join(card.offers),
        *phones,
        card.hours,
        card.address,
        " · ".join(card.languages),
        card.url,
        *card.notes,
    )
    return "\n".join([f"\u2068{card.name}\u2069", *(fact for fact in facts if fact)])
