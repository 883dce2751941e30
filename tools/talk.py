"""A conversation in the terminal with a running assistant, through the web chat API. A number presses a button."""

import argparse
import asyncio
import itertools
import sys
from collections.abc import Iterator
from typing import Any

import aiohttp

from bot.errors import BotError


class NobodyAnswersError(BotError):
    """There is no assistant at this address."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--url", default="http://127.0.0.1:8080")
    parser.add_argument("--language", help="a tag of languages.yml; left out, what is written decides")


def main(parsed: argparse.Namespace) -> int:
    return asyncio.run(_talk(parsed.url.rstrip("/"), {"language": parsed.language} if parsed.language else {}))


async def _talk(base: str, greeting: dict[str, str]) -> int:
    async with aiohttp.ClientSession() as http:
        try:
            async with http.post(f"{base}/chat/v1/sessions", json=greeting) as answer:
                body = await answer.json()
        except aiohttp.ClientError:
            raise NobodyAnswersError(f"nobody answers at {base}: start the assistant with scripts/run") from None
        if "token" not in body:
            raise NobodyAnswersError(body["error"]["message"])
        http.headers["Authorization"] = f"Bearer {body['token']}"
        choices = _show(body)
        for number in itertools.count(1):
            print("> ", end="", flush=True)
            line = (await asyncio.to_thread(sys.stdin.readline)).strip()
            if not line:
                break
            said = {"choice": choices[line]} if line in choices else {"text": line}
            async with http.post(f"{base}/chat/v1/messages", json={"id": f"talk-{number}", **said}) as answer:
                body = await answer.json()
            choices = _show(body) or choices
        async with http.delete(f"{base}/chat/v1/sessions"):
            return 0


def _show(body: dict[str, Any]) -> dict[str, str]:
    """Prints the messages; returns button number to choice id."""
    if "error" in body:
        print(f"! {body['error']['message']}")
        return {}
    numbers, choices = itertools.count(1), {}
    for message in body["messages"]:
        print("\n".join(_lines(message)))
        for choice in message["choices"]:
            number = str(next(numbers))
            choices[number] = choice["id"]
            print(f"    ({number}) {choice['title']}")
    return choices


def _lines(message: dict[str, Any]) -> Iterator[str]:
    checked = "" if message["reviewed"] else ", not reviewed"
    yield f"\n[{message['key']} · {message['language']}{checked}]"
    yield message["text"]
    for card in message["cards"]:
        phones = ", ".join(phone["display"] for phone in card["phones"])
        known = (phones, card["hours"], card["address"], card["url"])
        yield f"  * {card['name']}: {' · '.join(part for part in known if part)}"
    if message["link"]:
        yield f"  {message['link']}"
