"""The pictures of the docs are whole SVG, and show what they were given."""

from xml.etree import ElementTree

import pytest

from tools.picture import curve, square

SVG = "{http://www.w3.org/2000/svg}"


def test_a_curve_goes_through_its_points_from_left_to_right() -> None:
    drawn = ElementTree.fromstring(curve([(0.5, 1.0), (1.0, 0.9)], "answered", "right & sure", lowest=0.8))
    dots = [(float(dot.attrib["cx"]), float(dot.attrib["cy"])) for dot in drawn.iter(f"{SVG}circle")]
    (left, high), (right, low) = dots
    assert left < right
    assert high < low, "the better, the higher"
    assert "right & sure" in [text.text for text in drawn.iter(f"{SVG}text")]


def test_a_square_darkens_with_the_share() -> None:
    names = ["greet", "goodbye", "thank"]
    drawn = ElementTree.fromstring(square(names, {("greet", "thank"): 0.1, ("thank", "greet"): 0.02}))
    cells = [cell for cell in drawn.iter(f"{SVG}rect") if cell.get("class") == "cell"]
    titles = [cell.findtext(f"{SVG}title") for cell in cells]
    assert titles == ["greet taken for thank: 10.0%", "thank taken for greet: 2.0%"]
    assert [float(cell.attrib["opacity"]) for cell in cells] == pytest.approx([0.8, 0.16])
