"""Empty places for what Rasa imports and this assistant never uses, so that it need not be installed.

Rasa's modules import TensorFlow, every messaging platform and every database when they are loaded. None of it is in
our pipeline; left out, the environment takes a third of the disk, the engine a third of the memory and start-up time
(docs/decisions/0003-no-tensorflow.md).
"""

from __future__ import annotations

import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, Optional, Sequence

# Beside each of these stands its line in the overrides of engine/pyproject.toml.
ABSENT = frozenset(
    {
        *("tensorflow", "keras", "matplotlib", "sklearn_crfsuite", "skops"),  # learning and plotting that we do not use
        *("aiogram", "fbmessenger", "mattermostwrapper", "rocketchat_API", "slack_sdk", "twilio", "webexteamssdk"),
        *("aio_pika", "aiormq", "boto3", "botocore", "confluent_kafka", "psycopg2", "pymongo", "redis"),
        *("prompt_toolkit", "questionary", "sentry_sdk", "structlog_sentry"),
    }
)


class _Anything(type):
    """A class that has every attribute: enough to be inherited from, subscripted or written in an annotation."""

    def __getattr__(cls, name: str) -> Any:
        return _attribute(name)

    def __getitem__(cls, _: Any) -> Any:
        return cls

    def __or__(cls, _: Any) -> Any:
        return cls

    __ror__ = __or__


class StandIn(metaclass=_Anything):
    """Takes any arguments, gives a decorated function back, and does nothing."""

    def __init__(self, *_: Any, **__: Any) -> None: ...

    def __init_subclass__(cls, **_: Any) -> None: ...

    def __call__(self, *arguments: Any, **_: Any) -> Any:
        return arguments[0] if arguments else self

    def __getattr__(self, name: str) -> Any:
        return _attribute(name)


def _attribute(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    return StandIn


class _Package(ModuleType):
    __path__: Sequence[str] = ()
    __version__ = "0"

    def __getattr__(self, name: str) -> Any:
        return _attribute(name)


class _Finder(MetaPathFinder, Loader):
    def find_spec(self, name: str, path: Any, target: Any = None) -> Optional[ModuleSpec]:
        return ModuleSpec(name, self, is_package=True) if name.partition(".")[0] in ABSENT else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Package(spec.name)

    def exec_module(self, module: ModuleType) -> None: ...


def install() -> None:
    """Call before anything imports rasa."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
