"""Our runner gives what Rasa's gives, for any graph."""

from typing import Any

import pytest
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage

from engine.graph_runner import SequentialGraphRunner


class Number(GraphComponent):
    def __init__(self, value: int) -> None:
        self._value = value

    @classmethod
    def create(cls, config: dict[str, Any], *_: Any, **__: Any) -> "Number":
        return cls(config["value"])

    def give(self) -> int:
        return self._value

    def add(self, left: int, right: int) -> int:
        return left + right + self._value


def a_node(fn: str, value: int = 0, **needs: str) -> SchemaNode:
    return SchemaNode(needs=needs, uses=Number, constructor_name="create", fn=fn, config={"value": value}, eager=True)


SCHEMA = GraphSchema(
    {
        "sum": a_node("add", 100, left="product", right="asked"),
        "product": a_node("add", 10, left="one", right="two"),
        "one": a_node("give", 1),
        "two": a_node("give", 2),
        "unneeded": a_node("add", 0, left="one", right="nowhere"),
    }
)


def run(kind: Any, tmp_path: Any, **inputs: Any) -> Any:
    runner = kind.create(SCHEMA, LocalModelStorage(tmp_path), ExecutionContext(SCHEMA, "test"))
    return runner.run(inputs=inputs, targets=["sum", "two"])


def test_it_gives_what_rasas_runner_gives(tmp_path: Any) -> None:
    ours, theirs = (run(kind, tmp_path, asked=1_000) for kind in (SequentialGraphRunner, DaskGraphRunner))
    assert ours == theirs == {"sum": 1_113, "two": 2}


def test_an_input_named_like_a_node_is_refused(tmp_path: Any) -> None:
    with pytest.raises(GraphRunError):
        run(SequentialGraphRunner, tmp_path, asked=1, one=("one", 7))
