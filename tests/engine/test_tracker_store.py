"""What happened is kept for a while; what was said, never."""

import pytest
from rasa.core.brokers.file import FileEventBroker
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered

from engine.crisis import CRISIS
from engine.language_identifier import IDENTIFIED
from engine.tracker_store import IDLE, LIFE, REMEMBERED, WordlessTrackerStore
from tests.engine.dialogue import DOMAIN, SESSION, heard, slots, tracker

MARKER = "MARKER-a-persons-words"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(clock: Clock) -> WordlessTrackerStore:
    return WordlessTrackerStore(DOMAIN, clock=clock)


def everything_said() -> list:
    """An utterance with the marker in every place that could hold it."""
    uttered = heard(
        "find_work",
        MARKER,
        entities=[{"entity": "district", "value": MARKER}],
        text_tokens=[MARKER],
        metadata={MARKER: MARKER},
        also=MARKER,
        **{IDENTIFIED: {"tag": "uk", "confidence": 0.9, "candidates": [["uk", 0.9]], "foreign": False}, CRISIS: False},
    )
    uttered.message_id = uttered.input_channel = MARKER
    uttered.metadata = {"said": MARKER}
    return [
        uttered,
        SlotSet("topic", "find_work"),
        SlotSet("district", MARKER),
        SlotSet("place", [MARKER]),
        BotUttered(MARKER, {"custom": {"said": MARKER}}),
        ActionExecuted("action_find_services", metadata={"said": MARKER}),
    ]


async def test_no_word_goes_in(store: WordlessTrackerStore) -> None:
    await store.save(tracker(*everything_said()))
    assert MARKER not in str(store.everything())
    assert MARKER not in str(vars(store))


async def test_what_the_rules_need_comes_out(store: WordlessTrackerStore) -> None:
    await store.save(tracker(*everything_said(), *slots(district="fenland")))
    kept = await store.retrieve(SESSION)
    assert kept is not None
    assert kept.latest_message.intent["name"] == "find_work"
    assert kept.latest_message.parse_data[IDENTIFIED]["tag"] == "uk"
    assert (kept.get_slot("topic"), kept.get_slot("district")) == ("find_work", "fenland")


async def test_silence_and_age_are_forgotten(store: WordlessTrackerStore, clock: Clock) -> None:
    await store.save(tracker(heard("greet")))
    clock.now = IDLE - 1
    assert await store.retrieve(SESSION) is not None
    clock.now = IDLE + 1
    assert await store.retrieve(SESSION) is None
    assert list(await store.keys()) == []


async def test_no_conversation_outlives_two_hours(store: WordlessTrackerStore, clock: Clock) -> None:
    while clock.now <= LIFE:
        await store.save(tracker(heard("greet")))
        clock.now += IDLE - 1
    assert await store.retrieve(SESSION) is None


async def test_one_is_deleted_and_the_other_stays(store: WordlessTrackerStore) -> None:
    await store.save(tracker(heard("greet")))
    await store.save(tracker(heard("greet"), session="1" * 32))
    await store.delete(SESSION)
    assert list(await store.keys()) == ["1" * 32]


async def test_a_long_conversation_costs_no_more_and_keeps_its_slots(store: WordlessTrackerStore) -> None:
    long = [event for _ in range(60) for event in (heard("greet"), ActionExecuted("utter_greet"))]
    await store.save(tracker(*slots(district="fenland"), *long))
    kept = await store.retrieve(SESSION)
    assert kept is not None
    assert len(kept.events) <= REMEMBERED + 5
    assert kept.get_slot("district") == "fenland"
    assert any(isinstance(event, UserUttered) for event in kept.events)


def test_it_refuses_to_publish_events(tmp_path) -> None:
    with pytest.raises(ValueError, match="REFUSES_BROKER"):
        WordlessTrackerStore(DOMAIN, FileEventBroker(str(tmp_path / "events")))
