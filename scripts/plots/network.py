"""Who with whom: money, work, membership and meetings between entities."""

from __future__ import annotations

import math
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping

import altair as alt

from plots.layers import Place, lay_out
from plots.style import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    RULE,
    Chart,
    Plot,
    Row,
    data,
    labels,
    rows,
    shorten,
)

# Predicates that are drawn alike; the others are not drawn.
FAMILIES = {
    "finances, supports or assists": ("finances", "supports", "commissions", "assists"),
    "organizes or prepares": ("organizes", "prepares"),
    "belongs to, heads, unites or holds the office": (
        *("part_of", "has_member", "sits_on", "head", "under", "unites", "holds_office"),
    ),
    "visits, meets or speaks of": ("visits", "has_ties_with", "celebrates_with", "comments_on"),
}
_COLOURS = (ORANGE, GREEN, BLUE, PURPLE)
_BOX, _COLUMN, _LINE, _GAP = 168, 268, 14, 9  # pixels: a box, a column, a line, between boxes
_LETTERS = 27

Lines = dict[str, list[str]]


def network() -> Plot:
    """Draw an arrow from each subject to its objects."""
    relations = _relations()
    ((first, most),) = Counter(row["subject_label"] for row in relations).most_common(1)
    return Plot(
        tables=("relations",),
        title=f"Of {len(relations)} relations of money, work, membership and meeting, {most} start "
        f"from the {first}",
        subtitle="An arrow leads from whoever acts to what or whom. What the report does not "
        "connect stands apart.",
        alt=f"Names and arrows. {'; '.join(_sentences(relations))}.",
        chart=_draw(relations),
    )


def _sentences(relations: list[Row]) -> Iterator[str]:
    predicates = labels("predicate")
    for row in relations:
        yield f"{row['subject_label']} – {predicates[row['predicate']]} – {row['object_label']}"


def _relations() -> list[Row]:
    """Return the relations that are drawn, each once, with their family."""
    families: dict[str, str] = {}
    for family, codes in FAMILIES.items():
        families |= dict.fromkeys(codes, family)
    drawn: dict[tuple[str, str, str], Row] = {}
    for row in rows("relations"):
        subject, predicate, object_ = row["subject_id"], row["predicate"], row["object_id"]
        if predicate in families and subject != object_:
            drawn[subject, predicate, object_] = {**row, "family": families[predicate]}
    return list(drawn.values())


def _draw(relations: list[Row]) -> Chart:
    lines = _names(relations)
    heights = {node: len(words) * _LINE + 9.0 for node, words in lines.items()}
    families = {(row["subject_id"], row["object_id"]): row["family"] for row in relations}
    places, paths = lay_out(families, heights, _GAP)
    width = max(column for column, _ in places.values()) * _COLUMN + _BOX
    height = max(middle + heights[node] / 2 for node, (_, middle) in places.items())
    color = (
        alt.Color("family:N")
        .scale(domain=list(FAMILIES), range=_COLOURS)
        .legend(orient="top", title=None, labelLimit=400, symbolType="stroke", symbolStrokeWidth=3)
    )
    x = alt.X("x:Q", axis=None).scale(domain=[0, width], nice=False)
    y = alt.Y("y:Q", axis=None).scale(domain=[height, 0], nice=False)
    routes = data(list(_routes(paths, families))).encode(x=x, y=y, color=color)
    boxes = data(list(_boxes(places, lines, heights))).encode(x=x)
    return alt.layer(
        routes.mark_line(strokeWidth=1.8, interpolate="monotone").encode(
            order="step:Q", detail="edge:N"
        ),
        routes.transform_filter("datum.is_last").mark_point(
            shape="triangle-right", filled=True, size=75, opacity=1
        ),
        boxes.mark_rect(fill="white", stroke=RULE, cornerRadius=4).encode(
            x2="right:Q", y="top:Q", y2="bottom:Q"
        ),
        boxes.mark_text(
            align="left", dx=7, fontSize=11.5, color=INK, lineHeight=_LINE, baseline="middle"
        ).encode(y="first:Q", text="lines:N"),
    ).properties(width=width, height=math.ceil(height))


def _names(relations: list[Row]) -> Lines:
    names = {row["subject_id"]: row["subject_label"] for row in relations}
    names |= {row["object_id"]: row["object_label"] for row in relations}
    return {node: textwrap.wrap(shorten(name, 80), _LETTERS) for node, name in names.items()}


def _boxes(
    places: Mapping[str, Place], lines: Lines, heights: Mapping[str, float]
) -> Iterator[Row]:
    for node, (column, middle) in places.items():
        half = heights[node] / 2
        yield {
            "lines": lines[node],
            "x": column * _COLUMN,
            "right": column * _COLUMN + _BOX,
            "top": middle - half,
            "bottom": middle + half,
            "first": middle - (len(lines[node]) - 1) * _LINE / 2,
        }


def _routes(
    paths: Mapping[tuple[str, str], list[Place]], families: Mapping[tuple[str, str], str]
) -> Iterator[Row]:
    """Return the corners of each edge, from the right of one box to the left of another."""
    for number, (edge, places) in enumerate(paths.items()):
        corners: list[tuple[int, float]] = []
        for column, middle in places:
            corners += ((column * _COLUMN + side, middle) for side in (-8, 0, _BOX, _BOX + 16))
        # The line starts at the right of its first box and ends before its last.
        corners = corners[2:-3]
        for step, (x, y) in enumerate(corners):
            yield {
                "edge": number,
                "step": step,
                "x": x,
                "y": y,
                "is_last": step == len(corners) - 1,
                "family": families[edge],
            }
