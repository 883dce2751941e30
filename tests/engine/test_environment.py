"""The island's environment: small, and exactly as small as it says."""

import re
import sys
from importlib.metadata import distributions
from pathlib import Path

import pytest

from engine.stand_ins import ABSENT

PROJECT = Path("engine/pyproject.toml").read_text(encoding="utf-8")
OVERRIDES = re.findall(r'"([\w.-]+); sys_platform == .never."', PROJECT)
# Import names that differ from the name of the package.
PACKAGES = {
    "aiormq": "aio-pika",
    "botocore": "boto3",
    "keras": "tensorflow",
    "psycopg2": "psycopg2-binary",
    "rocketchat_API": "rocketchat-api",
}


def test_what_is_left_out_is_not_installed() -> None:
    installed = {(distribution.metadata["Name"] or "").lower() for distribution in distributions()}
    assert OVERRIDES
    assert installed.isdisjoint(OVERRIDES)


@pytest.mark.parametrize("name", sorted(ABSENT))
def test_every_stand_in_stands_for_something_left_out(name: str) -> None:
    assert PACKAGES.get(name, name.replace("_", "-")) in OVERRIDES


def test_rasa_loads_without_it() -> None:
    import rasa.core.agent
    import rasa.core.run
    import rasa.engine.recipes.default_components  # noqa: F401

    assert sys.modules["tensorflow"].__spec__.loader.__class__.__module__ == "engine.stand_ins"


def test_no_component_of_the_pipeline_is_rasas_own_learner() -> None:
    text = Path("config.yml").read_text(encoding="utf-8")
    names = re.findall(r"^- name: ([\w.]+)", text, re.MULTILINE)
    assert names
    assert all(name.startswith("engine.") for name in names)
