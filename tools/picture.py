"""Small pictures for the docs, as SVG: a curve, a square of who is taken for whom, and bars of parts."""

from collections.abc import Mapping, Sequence
from html import escape

_STYLE = (
    "<style>text{font:11px sans-serif;fill:#222}.axis{stroke:#888}.line{fill:none;stroke:#1d70b8;stroke-width:2}"
    ".dot{fill:#1d70b8}.cell{fill:#d4351c}</style>"
)
_PLOT = 360  # pixels, the side of a curve's plot
_MARGIN = 60
_CELL = 13
_NAMES = 150
_COLOURS = ("#00703c", "#1d70b8", "#f47738", "#b1b4b6")


def curve(points: Sequence[tuple[float, float]], across: str, up: str, lowest: float) -> str:
    """Shares between 0 and 1 across, between `lowest` and 1 up; both axes are named."""

    def place(x: float, y: float) -> tuple[float, float]:
        return _MARGIN + x * _PLOT, 20 + (1 - y) / (1 - lowest) * _PLOT

    ticks = []
    for step in range(6):
        x, y = step / 5, lowest + step / 5 * (1 - lowest)
        at, bottom = place(x, lowest)
        left, height = place(0, y)
        ticks.append(f'<text x="{at:.0f}" y="{bottom + 16:.0f}" text-anchor="middle">{x:.1f}</text>')
        ticks.append(f'<text x="{left - 6:.0f}" y="{height + 4:.0f}" text-anchor="end">{y:.2f}</text>')
        ticks.append(f'<path class="axis" d="M{left:.0f} {height:.0f}h{_PLOT}" opacity="0.3"/>')
    places = [place(*point) for point in points]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in places)
    names = (
        f'<text x="{_MARGIN + _PLOT / 2:.0f}" y="{_PLOT + 54}" text-anchor="middle">{escape(across)}</text>'
        f'<text transform="translate(14 {20 + _PLOT / 2:.0f}) rotate(-90)" text-anchor="middle">{escape(up)}</text>'
    )
    return _svg(
        _PLOT + _MARGIN + 20, _PLOT + 64, f'{"".join(ticks)}<polyline class="line" points="{line}"/>{dots}{names}'
    )


def square(names: Sequence[str], shares: Mapping[tuple[str, str], float]) -> str:
    """Each row a name, each column what it was taken for; the darker, the greater the share of the row."""
    side = len(names) * _CELL
    parts = [f'<rect x="{_NAMES}" y="{_NAMES}" width="{side}" height="{side}" fill="#f3f2f1"/>']
    for place, name in enumerate(names):
        at = place * _CELL + _NAMES
        parts.append(f'<text x="{_NAMES - 4}" y="{at + 10}" text-anchor="end">{escape(name)}</text>')
        parts.append(f'<text transform="translate({at + 10} {_NAMES - 4}) rotate(-90)">{escape(name)}</text>')
        parts.append(f'<rect x="{at}" y="{at}" width="{_CELL}" height="{_CELL}" fill="#d9d9d9"/>')
    number = {name: place for place, name in enumerate(names)}
    for (meant, taken), share in sorted(shares.items()):
        x, y = number[taken] * _CELL + _NAMES, number[meant] * _CELL + _NAMES
        parts.append(
            f'<rect class="cell" x="{x}" y="{y}" width="{_CELL}" height="{_CELL}" opacity="{min(1, share * 8):.2f}">'
            f"<title>{escape(meant)} taken for {escape(taken)}: {share:.1%}</title></rect>"
        )
    return _svg(_NAMES + side + 10, _NAMES + side + 10, "".join(parts))


def bars(rows: Mapping[str, Sequence[int]], parts: Sequence[str]) -> str:
    """A bar for each row, made of its parts, at most four, in the order of their names."""
    drawn = []
    for place, name in enumerate(parts):
        at = _MARGIN + place * 90
        drawn.append(f'<rect x="{at}" y="6" width="10" height="10" fill="{_COLOURS[place]}"/>')
        drawn.append(f'<text x="{at + 14}" y="15">{escape(name)}</text>')
    for line, (name, counts) in enumerate(rows.items()):
        y, x, whole = 28 + line * _CELL, float(_MARGIN), max(1, sum(counts))
        drawn.append(f'<text x="{_MARGIN - 4}" y="{y + 9}" text-anchor="end">{escape(name)}</text>')
        for place, count in enumerate(counts):
            width = count / whole * _PLOT
            drawn.append(
                f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{_CELL - 3}" fill="{_COLOURS[place]}">'
                f"<title>{escape(name)}: {count} {escape(parts[place])}</title></rect>"
            )
            x += width
    return _svg(_MARGIN + _PLOT + 20, 40 + len(rows) * _CELL, "".join(drawn))


def _svg(width: int, height: int, content: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'{_STYLE}<rect width="100%" height="100%" fill="#fff"/>{content}</svg>\n'
    )
