"""Runs Rasa's graph node by node, in an order worked out once.

Rasa 3.6.21 hands its graph to Dask, which sorts, copies and schedules it again for every message and every predicted
action: about a fifth of a turn for a graph that is a straight line (docs/performance.md).
"""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Text, Tuple

from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphNode, GraphNodeHook, GraphSchema
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelStorage

Step = Tuple[Text, GraphNode, Tuple[Text, ...]]  # name, node, the names of what it needs


class SequentialGraphRunner(GraphRunner):
    """Gives the results Rasa's own runner gives; `hooks` are called as there."""

    def __init__(self, schema: GraphSchema, nodes: Dict[Text, GraphNode]) -> None:
        self._schema = schema
        self._nodes = nodes
        self._plans: Dict[Tuple[Text, ...], List[Step]] = {}

    @classmethod
    def create(
        cls,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: Optional[List[GraphNodeHook]] = None,
    ) -> SequentialGraphRunner:
        nodes = {
            name: GraphNode.from_schema_node(name, node, model_storage, execution_context, hooks)
            for name, node in graph_schema.nodes.items()
        }
        return cls(graph_schema, nodes)

    def run(self, inputs: Optional[Dict[Text, Any]] = None, targets: Optional[List[Text]] = None) -> Dict[Text, Any]:
        wanted = tuple(targets or self._schema.target_names)
        if wanted not in self._plans:
            self._plans[wanted] = self._plan(wanted)
        results = {name: (name, value) for name, value in (inputs or {}).items()}
        for name, node, needs in self._plans[wanted]:
            if name in results:
                raise GraphRunError("INPUT_NAMED_LIKE_A_NODE")
            results[name] = node(*(results[need] for need in needs))
        return {name: results[name][1] for name in wanted}

    def _plan(self, targets: Tuple[Text, ...]) -> List[Step]:
        """The nodes that the targets need, each behind what it needs itself."""
        plan: Dict[Text, Step] = {}

        def visit(name: Text) -> None:
            if name in plan or name not in self._schema.nodes:  # not a node: one of the inputs
                return
            needs = tuple(self._schema.nodes[name].needs.values())
            for need in needs:
                visit(need)
            plan[name] = (name, self._nodes[name], needs)

        for target in targets:
            visit(target)
        return list(plan.values())


def install() -> None:
    """Lets Rasa's message processor use this runner for the models it loads."""
    from rasa.core import processor

    processor.DaskGraphRunner = SequentialGraphRunner
