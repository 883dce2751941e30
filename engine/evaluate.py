"""One row in, one classification out, as `python -m tools evaluate` prints it."""

from __future__ import annotations

from typing import Any, Dict

from rasa.core.channels.channel import UserMessage
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY

from engine.crisis import CRISIS
from engine.importer import LANGUAGE
from engine.language_identifier import IDENTIFIED

SHOWN = 5  # intents of the ranking


def user_message(row: Dict[str, Any]) -> UserMessage:
    return UserMessage(str(row["text"]).lstrip("/") or "?", metadata={LANGUAGE: row.get("language") or None})


def classification(identifier: Any, parsed: Dict[str, Any]) -> Dict[str, Any]:
    """The intent here is the likeliest one, also where the dialogue would rather ask."""
    ranking = [
        row for row in parsed.get(INTENT_RANKING_KEY, []) if row[INTENT_NAME_KEY] != DEFAULT_NLU_FALLBACK_INTENT_NAME
    ]
    shown = [[row[INTENT_NAME_KEY], round(row[PREDICTED_CONFIDENCE_KEY], 4)] for row in ranking[:SHOWN]]
    language = parsed.get(IDENTIFIED) or {"tag": None, "confidence": 0.0}
    return {
        "id": identifier,
        "intent": shown[0][0] if shown else None,
        "confidence": shown[0][1] if shown else 0.0,
        "ranking": shown,
        "language": language["tag"],
        "language_confidence": language["confidence"],
        "crisis": bool(parsed.get(CRISIS)),
    }
