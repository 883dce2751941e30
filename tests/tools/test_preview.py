"""The page to look through: every text of a language, in its direction, with its state."""

from bot.catalog import Catalog
from bot.languages import Languages
from bot.settings import ROOT
from tools.preview import page

LANGUAGES = Languages.load(ROOT / "languages.yml")


def test_every_text_is_on_it() -> None:
    html = page(ROOT, LANGUAGES, [LANGUAGES["ar"]])
    keys = Catalog.load(LANGUAGES, ROOT / "locales").entries("en")
    missing = [key for key in keys if f"{key} ·" not in html]
    assert missing == []
    assert 'lang="ar" dir="rtl"' in html
    assert "UNKNOWN" not in html


def test_what_is_shown_cannot_be_markup() -> None:
    assert "<script" not in page(ROOT, LANGUAGES, [LANGUAGES["en"]])
