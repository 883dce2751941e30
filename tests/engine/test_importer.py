"""Each training sentence knows the language of the folder it stands in."""

from pathlib import Path

from engine.importer import LANGUAGE, METADATA, FolderImporter


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
