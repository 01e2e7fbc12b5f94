"""A timeline of everything that has a date, drawn as SVG without a plotting library."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Any

import pandas as pd

_WIDTH, _LEFT, _RIGHT, _TOP, _ROW = 960, 40, 40, 78, 24
_TAIL = 44  # how far a bar fades out whose start or end is not stated
_LEAST = 7  # the narrowest bar
_LABEL = 80
_COLORS = {
    "session": "#2f6fb3",
    "event": "#c4582a",
    "document": "#3c8a4e",
    "publication": "#8a5ab8",
}
_OTHER = "#7a7a7a"
_STYLE = """\
text { font: 13px system-ui, sans-serif; fill: #222 }
.title { font-size: 18px; font-weight: 600 }
.quiet { fill: #6a6a6a }
.rule { stroke: #ddd }
.page { fill: #fff }
@media (prefers-color-scheme: dark) {
  text { fill: #eee } .quiet { fill: #aaa } .rule { stroke: #444 } .page { fill: #1b1b1b }
}"""


def timeline_svg(rows: pd.DataFrame) -> str:
    """Return the table ``timeline`` as a picture: a bar per row, in the order of time."""
    stated = pd.concat([rows["date_start"], rows["date_end"]]).dropna()
    scale = _Scale(stated.min().year - 1, stated.max().year + 2)
    height = _TOP + _ROW * len(rows) + 46
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        'aria-label="A timeline of everything in the report that has a date">',
        f"<style>{_STYLE}</style>",
        f'<rect class="page" width="{_WIDTH}" height="{height}"/>',
        f'<text class="title" x="{_LEFT}" y="32">Everything in the report that has a date</text>',
        *_legend(rows["kind"].unique()),
        *_axis(scale, height),
    ]
    for place, row in enumerate(rows.to_dict("records")):
        parts += _bar(row, scale, _TOP + _ROW * place + _ROW // 2)
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


class _Scale:
    """Where a day stands between the first of January of two years."""

    def __init__(self, first: int, last: int) -> None:
        self.years = range(first, last + 1)
        self._start = date(first, 1, 1).toordinal()
        self._days = date(last, 1, 1).toordinal() - self._start

    def __call__(self, day: date) -> float:
        share = (day.toordinal() - self._start) / self._days
        return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 1)


def _legend(kinds: Any) -> Iterator[str]:
    x = _LEFT
    for kind in kinds:
        yield f'<rect x="{x}" y="45" width="12" height="12" rx="3" fill="{_color(kind)}"/>'
        yield f'<text class="quiet" x="{x + 18}" y="56">{escape(kind)}</text>'
        x += 34 + 8 * len(kind)


def _axis(scale: _Scale, height: int) -> Iterator[str]:
    for year in filter(_is_even, scale.years):
        x = scale(date(year, 1, 1))
        yield f'<line class="rule" x1="{x}" x2="{x}" y1="{_TOP - 8}" y2="{height - 34}"/>'
        yield f'<text class="quiet" x="{x}" y="{height - 14}" text-anchor="middle">{year}</text>'


def _bar(row: dict[Any, Any], scale: _Scale, y: int) -> Iterator[str]:
    """Yield a bar from start to end; dashes lead to the end, or the start, that is not stated."""
    color, start, end = _color(row["kind"]), row["date_start"], row["date_end"]
    left = scale(end if pd.isna(start) else start)
    right = scale(start if pd.isna(end) else end)
    if right - left < _LEAST:
        left, right = (right - _LEAST, right) if pd.isna(start) else (left, left + _LEAST)
    yield (
        f'<rect x="{left:g}" y="{y - 5}" width="{right - left:g}" height="10" rx="4" '
        f'fill="{color}"/>'
    )
    dashes = f'stroke="{color}" stroke-width="3" stroke-dasharray="3 4"'
    if pd.isna(start):
        yield f'<line x1="{left - _TAIL:g}" x2="{left:g}" y1="{y}" y2="{y}" {dashes}/>'
        left -= _TAIL
    if pd.isna(end):
        yield f'<line x1="{right:g}" x2="{right + _TAIL:g}" y1="{y}" y2="{y}" {dashes}/>'
        right += _TAIL
    yield _text(row, left, right, y + 4)


def _text(row: dict[Any, Any], left: float, right: float, y: int) -> str:
    """Return the label with the report's own date, on the side where there is more room."""
    label = str(row["label"])
    label = label if len(label) <= _LABEL else f"{label[: _LABEL - 1].rstrip()}…"
    words = f'{escape(label)} <tspan class="quiet">{escape(str(row["date_text"]))}</tspan>'
    if left + right < _WIDTH:
        return f'<text x="{right + 8:g}" y="{y}">{words}</text>'
    return f'<text x="{left - 8:g}" y="{y}" text-anchor="end">{words}</text>'


def _is_even(year: int) -> bool:
    return year % 2 == 0


def _color(kind: str) -> str:
    return _COLORS.get(kind, _OTHER)
