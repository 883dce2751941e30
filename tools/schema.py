"""Writes directory.schema.json anew from the types, for editors' completion."""

import argparse
import json

from bot.directory import json_schema
from bot.settings import ROOT


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--print", action="store_true", help="to standard output instead of the file")


def main(parsed: argparse.Namespace) -> int:
    text = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    if parsed.print:
        print(text, end="")
    else:
        (ROOT / "directory.schema.json").write_text(text, encoding="utf-8")
    return 0
