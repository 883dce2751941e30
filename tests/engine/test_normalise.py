"""Folding makes spellings that only a keyboard tells apart the same."""

import pytest

from engine.normalise import fold


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("Școală", "scoala"),
        ("أريد", "اريد"),
        ("كلاس", "کلاس"),
        ("بەڕێوەبەر", "بهریوهبهر"),
        ("پولیس ته ووایم چې", "پولیس ته ووایم چی"),
        ("ዓመት", "አመት"),
        ("PE13  2AB", "pe13 2ab"),
        ("helpppppp", "helpp"),
        ("٠٧٧", "077"),
    ],
)
def test_fold(written: str, same: str) -> None:
    assert fold(written) == fold(same)
