"""What we tell people to write does what we say."""

import re
from pathlib import Path

from bot.catalog import Catalog
from bot.languages import Languages
from bot.settings import ROOT
from tools.evaluate import classify, read

QUOTED = re.compile('[«“„”"「]([^»”“"」]+)[»”“"」]')


def test_the_word_that_ends_the_chat_ends_it_in_every_language(tmp_path: Path) -> None:
    languages = Languages.load(ROOT / "languages.yml")
    catalog = Catalog.load(languages, ROOT / "locales")
    told = {each.tag: QUOTED.search(catalog.text(each, "guidance.delete_data")) for each in languages}
    assert all(told.values()), told
    rows = [f"{tag}\t{word[1]}\t{tag}" for tag, word in told.items() if word]
    path = tmp_path / "rows.tsv"
    path.write_text("\n".join(["id\ttext\tlanguage", *rows, ""]), encoding="utf-8")
    understood = {result["id"]: (result["intent"], result["confidence"] >= 0.5) for result in classify(read(path))}
    assert understood == dict.fromkeys(told, ("delete_data", True))
