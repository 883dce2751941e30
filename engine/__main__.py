"""python -m engine COMMAND. The island's composition root; run from the repository root."""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import sys
import warnings
from pathlib import Path

import structlog

from engine.stand_ins import install as leave_out

MODEL = Path("models/fingerpost.tar.gz")
RESPONSE_TIMEOUT = 10  # seconds


def main() -> int:
    arguments = _arguments()
    leave_out()
    _quiet()
    if arguments.command == "train":
        return _train(arguments.out)
    if arguments.command == "experiments":
        from engine.experiments import main as compare

        return compare()
    if not arguments.model.is_file():
        print(f"no model at {arguments.model}: run scripts/train", file=sys.stderr)
        return 2
    if arguments.command == "serve":
        return _serve(arguments.model, arguments.port)
    return asyncio.run(_evaluate(arguments.model))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m engine")
    commands = parser.add_subparsers(dest="command", required=True)
    train = commands.add_parser("train", help="train the model for all languages")
    train.add_argument("--out", type=Path, default=MODEL)
    serve = commands.add_parser("serve", help="answer on loopback; ACTIONS_PORT names the action server's port")
    serve.add_argument("--port", type=int, required=True)
    serve.add_argument("--model", type=Path, default=MODEL)
    evaluate = commands.add_parser("evaluate", help="JSON lines {id, text, language?} in, classifications out")
    evaluate.add_argument("--model", type=Path, default=MODEL)
    commands.add_parser("experiments", help="the tables of docs/experiments.md")
    return parser.parse_args()


def _quiet() -> None:
    """No log line, no warning, no telemetry: each could hold a person's words."""
    os.environ.update(
        RASA_TELEMETRY_ENABLED="false", LOG_LEVEL="CRITICAL", LOG_LEVEL_LIBRARIES="CRITICAL", TF_CPP_MIN_LOG_LEVEL="3"
    )
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    logging.raiseExceptions = False
    # Rasa logs through structlog too, which prints everything unless told otherwise.
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL),
        logger_factory=structlog.ReturnLoggerFactory(),
        cache_logger_on_first_use=True,
    )


def _train(out: Path) -> int:
    os.environ["RASA_MAX_CACHE_SIZE"] = "0"  # a cache at the root, larger than the model, that saves nothing here
    from rasa.model_training import train

    result = train(
        domain="dialogue/domain.yml",
        config="config.yml",
        training_files=[],
        output=str(out.parent),
        fixed_model_name=out.name.replace(".tar.gz", ""),
        force_training=True,
    )
    return 0 if result.code == 0 and out.is_file() else 1


def _serve(model: Path, port: int) -> int:
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints

    from engine import graph_runner, remote_action

    graph_runner.install()
    remote_action.ActionCalls().install()
    serve_application(
        model_path=str(model),
        interface="127.0.0.1",
        port=port,
        credentials="engine/credentials.yml",
        endpoints=AvailableEndpoints.read_endpoints("engine/endpoints.yml"),
        enable_api=False,
        response_timeout=RESPONSE_TIMEOUT,
    )
    return 0


async def _evaluate(model: Path) -> int:
    from rasa.core.agent import Agent

    from engine import graph_runner
    from engine.evaluate import classification, user_message

    graph_runner.install()
    agent = Agent.load(str(model))
    for line in sys.stdin:
        row = json.loads(line)
        parsed = await agent.processor.parse_message(user_message(row))
        print(json.dumps(classification(row["id"], parsed), ensure_ascii=False), flush=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
