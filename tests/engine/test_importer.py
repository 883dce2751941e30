"""Each training sentence knows the language of the folder it stands in."""

import copy
from pathlib import Path

from engine.importer import LANGUAGE, METADATA, FolderImporter, Sentence


def a_folder(root: Path) -> None:
    for tag, sentence in (("en", "I need a doctor"), ("uk", "Мені потрібен лікар"), ("xx", "not ours")):
        (root / tag).mkdir()
        text = f'version: "3.1"\nnlu:\n- intent: health_care\n  examples: |\n    - {sentence}\n'
        (root / tag / "health.yml").write_text(text, encoding="utf-8")
    (root / "en" / "_places.yml").write_text(
        'version: "3.1"\nnlu:\n- synonym: ely\n  examples: |\n    - Eely\n', encoding="utf-8"
    )


def test_the_folder_says_the_language(tmp_path: Path) -> None:
    a_folder(tmp_path)
    data = FolderImporter(nlu=str(tmp_path)).get_nlu_data()
    told = {example.get("text"): example.get(METADATA)[LANGUAGE] for example in data.intent_examples}
    assert told == {"I need a doctor": "en", "Мені потрібен лікар": "uk"}


def test_files_that_are_no_topics_are_left_to_others(tmp_path: Path) -> None:
    a_folder(tmp_path)
    assert not FolderImporter(nlu=str(tmp_path)).get_nlu_data().entity_synonyms


def test_a_sentence_is_told_apart_by_its_text_intent_and_language() -> None:
    one = Sentence.of("doctor", "health_care", "en")
    assert copy.deepcopy(one) == one
    assert len({one, Sentence.of("doctor", "health_care", "en")}) == 1
    assert len({one, Sentence.of("doctor", "health_care", "uk"), Sentence.of("doctor", "study", "en")}) == 3


def test_a_copy_changes_alone() -> None:
    one = Sentence.of("doctor", "health_care", "en")
    other = copy.deepcopy(one)
    other.set("read_as", "en")
    assert one.get("read_as") is None
