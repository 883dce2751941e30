"""Rasa's rules, read once and looked up by the step before."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, Dict, List, Optional, Set, Text

from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import PREVIOUS_ACTION
from rasa.shared.core.domain import State
from rasa.shared.nlu.constants import ACTION_NAME


@lru_cache(maxsize=None)  # as many as dialogue/rules.yml makes
def _states(rule_key: Text) -> List[State]:
    states: List[State] = json.loads(rule_key)
    return states


def _action_before(state: State) -> Optional[Text]:
    name: Any = state.get(PREVIOUS_ACTION, {}).get(ACTION_NAME)
    return name


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class Rules(RulePolicy):
    """Decides as Rasa's RulePolicy does.

    That one keeps each rule as JSON, and parses and tries all of them for every action it predicts; this one parses
    a rule once and tries those whose last step follows the same action.
    """

    @staticmethod
    def _rule_key_to_state(rule_key: Text) -> List[State]:
        return _states(rule_key)

    def _get_possible_keys(self, lookup: Dict[Text, Text], states: List[State]) -> Set[Text]:
        if not states:
            return set(lookup)
        groups = self.__dict__.setdefault("_groups", {})
        if id(lookup) not in groups:
            groups[id(lookup)] = self._by_action_before(lookup)
        possible: Set[Text] = super()._get_possible_keys(groups[id(lookup)].get(_action_before(states[-1]), {}), states)
        return possible

    @staticmethod
    def _by_action_before(lookup: Dict[Text, Text]) -> Dict[Optional[Text], Dict[Text, Text]]:
        groups: Dict[Optional[Text], Dict[Text, Text]] = {}
        for key, action in lookup.items():
            groups.setdefault(_action_before(_states(key)[-1]), {})[key] = action
        return groups
