"""Figures of facts as they are written for people: the same in every language, as on a letter or a receipt."""

from collections.abc import Mapping

from babel.dates import format_date

from bot.directory import Figure
from bot.directory.facts import Amount, Day, Dialled
from bot.languages import Language


def written(figures: Mapping[str, Figure], language: Language) -> dict[str, str]:
    """Each figure by its name. Spans are bare numbers: the text says "days: {period}", so that nothing is inflected."""
    return {name: _written(figure, language) for name, figure in figures.items()}


def _written(figure: Figure, language: Language) -> str:
    match figure:
        case Amount(value=pounds):
            return f"£{pounds:.2f}".removesuffix(".00")
        case Day(value=day):
            return format_date(day, "long", language.locale)
        case Dialled(value=number):
            return number
        case _:
            return f"{figure.value}"
