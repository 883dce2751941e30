"""What tests of Rasa's components need: messages, storage and a place to keep a model."""

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.importer import LANGUAGE, METADATA
from engine.language_identifier import READ_AS

CONTEXT = ExecutionContext(GraphSchema({}), "test")


def said(text: str, language: str | None = None) -> Message:
    """A message as it enters the pipeline; `language` is the one the person chose."""
    return Message({TEXT: text, METADATA: {LANGUAGE: language}, READ_AS: language or "en"})


def sentences(*rows: tuple[str, str, str]) -> TrainingData:
    """Training data from (language, intent, sentence)."""
    examples = []
    for tag, intent, text in rows:
        message = Message.build(text, intent)
        message.set(METADATA, {LANGUAGE: tag})
        message.set(READ_AS, tag)
        examples.append(message)
    return TrainingData(examples)


def trained(component: Any, config: dict[str, Any], data: TrainingData, folder: Path) -> Any:
    """The component, trained, stored and loaded again."""
    storage, resource = LocalModelStorage(folder), Resource("component")
    config = {**component.get_default_config(), **config}
    fresh = component.create(config, storage, resource, CONTEXT)
    if hasattr(fresh, "process_training_data"):
        fresh.process_training_data(data)
    fresh.train(data)
    return component.load(config, storage, resource, CONTEXT)


def after(component: Any, message: Message) -> Message:
    processed: list[Message] = component.process([message])
    return processed[0]


def ranking(**confidences: float) -> list[dict[str, Any]]:
    rows = [{"name": name, "confidence": confidence} for name, confidence in confidences.items()]
    return sorted(rows, key=lambda row: -row["confidence"])


def classified(text: str, **confidences: float) -> Message:
    """A message whose intents have these confidences."""
    message, rows = said(text), ranking(**confidences)
    message.set(INTENT, rows[0], add_to_output=True)
    message.set("intent_ranking", rows, add_to_output=True)
    return message
