"""python -m tools COMMAND: everything one does with the assistant besides talking to it."""

import argparse
import sys
from collections.abc import Callable

from bot.errors import BotError
from tools import (
    add_language,
    advocate,
    bench,
    evaluate,
    preview,
    report,
    review,
    run,
    schema,
    talk,
    train,
    validate,
    words,
    worklist,
)

COMMANDS: dict[str, tuple[Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int]]] = {
    "run": (run.arguments, run.main),
    "train": (train.arguments, train.main),
    "validate": (validate.arguments, validate.main),
    "evaluate": (evaluate.arguments, evaluate.main),
    "report": (report.arguments, report.main),
    "bench": (bench.arguments, bench.main),
    "talk": (talk.arguments, talk.main),
    "words": (words.arguments, words.main),
    "preview": (preview.arguments, preview.main),
    "review": (review.arguments, review.main),
    "advocate": (advocate.arguments, advocate.main),
    "add_language": (add_language.arguments, add_language.main),
    "worklist": (worklist.arguments, worklist.main),
    "schema": (schema.arguments, schema.main),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (add_arguments, command) in COMMANDS.items():
        described = (sys.modules[command.__module__].__doc__ or "").partition("\n")[0]
        add_arguments(commands.add_parser(name, help=described, description=described))
    parsed = parser.parse_args()
    try:
        return COMMANDS[parsed.command][1](parsed)
    except BotError as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
