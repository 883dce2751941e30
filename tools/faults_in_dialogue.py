"""What can be wrong with `dialogue/`: a topic without a rule, or treated otherwise than directory.yml says."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.directory import Directory, Fault
from bot.menu import load as load_menu

# Said in words of their own, whatever the place.
_OWN_RULES = frozenset({"delete_data", "speak_to_advocate"})


def find(root: Path, directory: Directory) -> Iterator[Fault]:
    rules = yaml.safe_load((root / "dialogue" / "rules.yml").read_text(encoding="utf-8"))["rules"]
    menu = load_menu(root / "dialogue" / "menu.yml")
    domain = yaml.safe_load((root / "dialogue" / "domain.yml").read_text(encoding="utf-8"))
    shown = [topic for group in menu.values() for topic in group.topics]
    for name, topic in directory.topics.items():
        if name not in domain["intents"]:
            yield _fault("domain.yml", f"topic {name} is no intent", "add it to intents")
        actions = _actions(rules, name)
        if not actions:
            yield _fault("rules.yml", f"topic {name} has no rule", "add it to the rule of its kind")
        if topic.conversation or name in _OWN_RULES:
            continue
        if shown.count(name) != 1:
            yield _fault(
                "menu.yml", f"topic {name} stands {shown.count(name)} times in the menu", "put it into one group"
            )
        expected = {
            "action_ask_place": topic.locate == "district",
            "utter_offer_advocate": topic.sensitive != "no",
            "utter_crisis": topic.sensitive == "urgent",
        }
        for action, should in expected.items():
            if (action in actions) != should:
                remedy = f"move {name} to a rule {'with' if should else 'without'} {action}"
                yield _fault("rules.yml", f"{name} does not fit directory.yml ({action})", remedy)


def _actions(rules: list[Mapping[str, Any]], intent: str) -> set[str]:
    """Every action that some rule takes on this intent."""
    found: set[str] = set()
    for rule in rules:
        intents = [step["intent"] for step in rule["steps"] if "intent" in step]
        intents += [each["intent"] for step in rule["steps"] for each in step.get("or", ())]
        if intent in intents:
            found.update(step["action"] for step in rule["steps"] if "action" in step)
    return found


def _fault(name: str, what: str, remedy: str) -> Fault:
    return Fault(Path("dialogue") / name, 1, what, remedy)
