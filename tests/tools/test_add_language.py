"""The rehearsal: a language that nobody has thought of goes in, without a line of code."""

import re
import shutil
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.languages import Languages
from bot.settings import ROOT
from tools.add_language import AlreadyThereError, add
from tools.validate import all_faults

FILES = ("languages.yml", "directory.yml", "dialogue", "locales", "nlu_data", "tests/nlu")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in FILES:
        source = ROOT / name
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    return tmp_path


def test_an_invented_language_goes_in_and_is_whole_once_it_is_filled(project: Path) -> None:
    add(project, "qaa", "Igpay Atinlay", "Latn", [])
    missing = {str(fault.path) for fault in all_faults(project)}
    assert missing == {"nlu_data/qaa", "nlu_data/qaa/_concepts.yml"}, "what is left to write is told"
    _fill(project)
    assert list(all_faults(project)) == []
    languages = Languages.load(project / "languages.yml")
    said = Catalog.load(languages, project / "locales").say(languages["qaa"], "greet")
    assert (said.language.tag, said.reviewed) == ("qaa", False)


def test_until_it_is_translated_it_speaks_english_or_what_it_falls_back_to(project: Path) -> None:
    add(project, "qaa", "Igpay Atinlay", "Latn", ["pl"])
    languages = Languages.load(project / "languages.yml")
    assert Catalog.load(languages, project / "locales").say(languages["qaa"], "greet").language.tag == "pl"


def test_a_language_that_is_there_is_left_alone(project: Path) -> None:
    with pytest.raises(AlreadyThereError, match="pl is there already"):
        add(project, "pl", "Polski", "Latn", [])


def _fill(project: Path) -> None:
    """Every text and every sentence, backwards: enough for all that is checked by form."""
    for path in (project / "locales" / "qaa" / "LC_MESSAGES").glob("*.po"):
        english = (project / "locales" / "en" / "LC_MESSAGES" / path.name).read_text(encoding="utf-8")
        blocks = [_translated(block) for block in english.split("\n\n")]
        path.write_text("\n\n".join(blocks), encoding="utf-8")
    for source in (project / "nlu_data" / "en").glob("*.yml"):
        target = project / "nlu_data" / "qaa" / source.name
        if source.name == "_concepts.yml":
            target.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
        else:
            lines = source.read_text(encoding="utf-8").splitlines()
            backwards = [f"    - {line[6:][::-1].strip()}" if line.startswith("    - ") else line for line in lines]
            target.write_text("\n".join(backwards) + "\n", encoding="utf-8")


def _translated(block: str) -> str:
    if "msgctxt" not in block:
        return block
    text = "".join(
        re.findall(r'^(?:msgid )?"(.*)"$', block.partition("msgctxt")[2].partition("msgstr")[0], re.MULTILINE)
    )
    backwards = "".join(part if part.startswith("{") else part[::-1] for part in re.split(r"(\{\w+\})", text)[::-1])
    return block.partition("msgstr")[0] + f'msgstr "{backwards}"\n'
