"""Our rules decide as Rasa's would, in every situation of a conversation."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.generator import TrainingDataGenerator

from engine.importer import FolderImporter
from engine.rules import Rules
from tests.engine.dialogue import DOMAIN, heard, slots, tracker
from tests.engine.messages import CONTEXT

CONFIG = {"core_fallback_threshold": 0.3, "core_fallback_action_name": "action_default_fallback"}


def learn(kind: Any, folder: Path) -> Any:
    stories = FolderImporter(domain_path="dialogue/domain.yml").get_stories()
    trackers = TrainingDataGenerator(
        stories, DOMAIN, remove_duplicates=True, augmentation_factor=0, use_story_concatenation=False
    ).generate()
    policy = kind.create({**kind.get_default_config(), **CONFIG}, LocalModelStorage(folder), Resource("rules"), CONTEXT)
    policy.train(trackers, DOMAIN)
    return policy


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return learn(Rules, tmp_path_factory.mktemp("ours")), learn(RulePolicy, tmp_path_factory.mktemp("theirs"))


INTENTS = [intent for intent in DOMAIN.intents if intent not in ("back", "restart", "session_start")]
SITUATIONS = [{}, {"district": "fenland"}, {"place": "cb25"}, {"district": "fenland", "topic": "study"}]


@pytest.mark.parametrize("intent", INTENTS)
def test_the_same_action_follows(both: Any, intent: str) -> None:
    for known, done in product(SITUATIONS, (0, 1, 2)):
        events = [*slots(**known), heard(intent), *slots(topic=intent if intent in _topics() else known.get("topic"))]
        for _ in range(done):
            action = _next(both[0], tracker(*events))
            events.append(ActionExecuted(action))
        ours, theirs = (_next(policy, tracker(*events)) for policy in both)
        assert ours == theirs


def _topics() -> set:
    return {mapping["intent"] for slot in DOMAIN.slots if slot.name == "topic" for mapping in slot.mappings}


def _next(policy: Any, talked: Any) -> str:
    prediction = policy.predict_action_probabilities(talked, DOMAIN)
    best = max(range(len(prediction.probabilities)), key=prediction.probabilities.__getitem__)
    name: str = DOMAIN.action_names_or_texts[best]
    return name
