"""Who with whom: money, work, membership and meetings between entities."""

from __future__ import annotations

import math
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    listed,
    rows,
    shorten,
)

# Predicates that are drawn alike; the others are not drawn.
FAMILIES = {
    "finances, supports or assists": (
        *("finances", "financed_through", "supports", "commissions", "assists", "provided_items"),
    ),
    "founds, orders, organizes or holds": (
        *("proposed", "convened", "established", "signed", "issued", "set_task", "held"),
        *("organizes", "organizes_celebrations_of", "prepares", "gave_address"),
    ),
    "belongs to, heads, unites or holds the office": (
        *("part_of", "belongs_to", "has_member", "sits_on", "head", "under", "unites"),
        *("holds_office", "office_of"),
    ),
    "visits, meets, recognizes or speaks of": (
        *("visits", "has_ties_with", "celebrates_with", "studies", "recognizes", "replicates"),
        "comments_on",
    ),
}
_COLOURS = (ORANGE, GREEN, BLUE, PURPLE)
_BOX, _COLUMN, _LINE, _GAP = 168, 268, 14, 9  # pixels: a box, a column, a line, between boxes
_LETTERS = 27

Lines = dict[str, list[str]]
Key = tuple[str, str, str]


def network() -> Plot:
    """Draw an arrow from each subject to its objects; what has the same arrows shares a box."""
    relations = _relations()
    ((first, most),) = Counter(row["subject_label"] for row in relations).most_common(1)
    return Plot(
        tables=("relations",),
        title=f"Of {len(relations)} relations of money, work, membership and meeting, {most} start "
        f"from the {first}",
        subtitle="An arrow leads from whoever acts to what or whom; its colour is the family of "
        "the relation. Entities with the same relations share a box. What the report does not "
        "connect stands apart.",
        alt=f"Names and arrows. {'; '.join(_sentences(relations))}.",
        chart=_draw(relations),
    )


def _sentences(relations: list[Row]) -> Iterator[str]:
    predicates = labels("predicate")
    for row in relations:
        yield f"{row['subject_label']} – {predicates[row['predicate']]} – {row['object_label']}"


def _relations() -> list[Row]:
    """Return the relations that are drawn, each once, with their family.

    A tie is left out where another meeting of the same two is drawn.
    """
    families: dict[str, str] = {}
    for family, codes in FAMILIES.items():
        families |= dict.fromkeys(codes, family)
    drawn: dict[Key, Row] = {}
    for row in rows("relations"):
        subject, predicate, object_ = _key(row)
        if predicate in families and subject != object_:
            drawn[subject, predicate, object_] = {**row, "family": families[predicate]}
    meeting = families["has_ties_with"]
    met = {
        frozenset((subject, object_))
        for (subject, predicate, object_), row in drawn.items()
        if row["family"] == meeting and predicate != "has_ties_with"
    }
    return [
        row
        for (subject, predicate, object_), row in drawn.items()
        if predicate != "has_ties_with" or frozenset((subject, object_)) not in met
    ]


def _key(row: Row) -> Key:
    return row["subject_id"], row["predicate"], row["object_id"]


def shared_boxes(relations: Iterable[Key]) -> dict[str, str]:
    """Return for each entity the first one that has the same relations: they share a box."""
    found: dict[str, set[tuple[bool, str, str]]] = {}
    for subject, predicate, object_ in relations:
        found.setdefault(subject, set()).add((True, predicate, object_))
        found.setdefault(object_, set()).add((False, predicate, subject))
    first: dict[frozenset[tuple[bool, str, str]], str] = {}
    return {node: first.setdefault(frozenset(own), node) for node, own in found.items()}


def _draw(relations: list[Row]) -> Chart:
    boxed = shared_boxes(map(_key, relations))
    lines = _names(relations, boxed)
    heights = {node: len(words) * _LINE + 9.0 for node, words in lines.items()}
    families = {
        (boxed[row["subject_id"]], boxed[row["object_id"]]): row["family"] for row in relations
    }
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


def _names(relations: list[Row], boxed: Mapping[str, str]) -> Lines:
    """Return the lines of each box, which may hold several names."""
    labels_ = {row["subject_id"]: row["subject_label"] for row in relations}
    labels_ |= {row["object_id"]: row["object_label"] for row in relations}
    names: dict[str, list[str]] = {}
    for node, box in boxed.items():
        names.setdefault(box, []).append(shorten(labels_[node], 80))
    return {box: textwrap.wrap(together(own), _LETTERS) for box, own in names.items()}


def together(names: Sequence[str]) -> str:
    """Return several names as one text; words that all of them end in are said once."""
    words = [name.split() for name in names]
    shortest = min(map(len, words))
    ends = 0
    while ends < shortest - 1 and len({own[-ends - 1] for own in words}) == 1:
        ends += 1
    if len(names) == 1 or ends < 2:
        return "; ".join(names)
    return f"{listed(' '.join(own[:-ends]) for own in words)} {' '.join(words[0][-ends:])}"


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
