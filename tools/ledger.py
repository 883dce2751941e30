"""The ledger of translations: of every language, how many texts are absent, machine-made, stale or reviewed."""

from collections import Counter
from collections.abc import Mapping

from bot.catalog import Catalog, State
from bot.languages import Languages
from bot.settings import ROOT
from tools import picture

PAGE = ROOT / "docs" / "translations.md"
PICTURE = ROOT / "docs" / "pictures" / "translations.svg"
STATES: tuple[State | str, ...] = ("reviewed", "machine", "stale", "absent")
HEAD = """# How far it is translated

Written by `scripts/tools report` from `locales/` and `locales/reviews.yml`. A text that is not *reviewed* is shown with
a line that says so and a button for the English one; crisis, privacy and consent lines bring the English with them.
The console's texts (`console.po`) are read by staff, in English. How to review: [translating](translating.md).

"""


def write() -> None:
    languages = Languages.load(ROOT / "languages.yml")
    counts = states(Catalog.load(languages, ROOT / "locales"), languages)
    PAGE.write_text(page(counts), encoding="utf-8")
    PICTURE.write_text(
        picture.bars({tag: [row[s] for s in STATES] for tag, row in counts.items()}, STATES), encoding="utf-8"
    )


def page(counts: Mapping[str, Counter[str]]) -> str:
    rows = "".join(f"| {tag} | {' | '.join(str(row[state]) for state in STATES)} |\n" for tag, row in counts.items())
    head = f"| language | {' | '.join(STATES)} |\n| --- {'| --- ' * len(STATES)}|\n"
    return f"{HEAD}{head}{rows}\n![translations](pictures/{PICTURE.name})\n"


def states(catalog: Catalog, languages: Languages) -> Mapping[str, Counter[str]]:
    """Language tag to state to number of texts; English, the source, is left out."""
    texts = [key for key, entry in catalog.entries("en").items() if entry.file != "console"]  # read by staff
    return {
        language.tag: Counter(
            entry.state if (entry := catalog.entries(language.tag).get(key)) else "absent" for key in texts
        )
        for language in languages
        if language is not languages.english
    }
