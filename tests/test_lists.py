"""Every list has one home; a copy is compared here."""

import re

import yaml

from bot.settings import ROOT
from tools.train import LEARNING


def _text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def test_every_setting_stands_in_the_example() -> None:
    code = _text("bot/settings.py") + _text("engine/endpoints.yml")
    read = set(re.findall(r"\b(FINGERPOST_[A-Z_]+|ACTIONS_PORT)\b", code))
    told = set(re.findall(r"^([A-Z_]+)=", _text(".env.example"), re.MULTILINE))
    assert told == read


def test_no_other_module_reads_the_environment() -> None:
    entrances = {"bot/__main__.py", "actions/__main__.py", "bot/settings.py"}
    readers = {
        str(path.relative_to(ROOT))
        for folder in ("bot", "actions")
        for path in (ROOT / folder).rglob("*.py")
        if re.search(r"environ|getenv", path.read_text(encoding="utf-8"))
    }
    assert readers <= entrances


def test_the_pipeline_names_components_that_are_there() -> None:
    config = yaml.safe_load(_text("config.yml"))
    for part in (*config["importers"], *config["pipeline"], *config["policies"]):
        module, _, name = part["name"].rpartition(".")
        assert f"class {name}(" in _text(module.replace(".", "/") + ".py")


def test_what_learns_is_part_of_what_a_model_is_made_from() -> None:
    for path in (ROOT / "engine").glob("*.py"):
        if "is_trainable=True" in path.read_text(encoding="utf-8"):
            assert path.stem in LEARNING


def test_no_language_is_named_outside_the_list() -> None:
    tags = [tag for tag in yaml.safe_load(_text("languages.yml"))["languages"] if tag != "en"]
    pattern = re.compile(rf"""["'](?:{"|".join(tags)})["']|:lang\(""")
    places = [*(ROOT / "bot").rglob("*.py"), *(ROOT / "bot").rglob("static/*"), *(ROOT / "actions").rglob("*.py")]
    # CLDR's names for a few tags are CLDR's, and cannot be derived; Friday is no French.
    texts = {p.name: p.read_text(encoding="utf-8").replace('"th", "fr", "sa"', "") for p in places}
    found = [name for name, text in texts.items() if name != "languages.py" and pattern.search(text)]
    assert found == []


def test_documents_point_at_what_exists() -> None:
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
