"""Which communities: those with theatres of their own, and those with active ties."""

from __future__ import annotations

import altair as alt

from plots.style import BLUE, SOFT, Chart, Plot, Row, data, heading, labels, listed, rows, shorten

_COLUMN, _STEP = 92, 22
_COLUMNS = {"has_active_ties": "active ties", "has_own_theater": "own theaters"}


def communities() -> Plot:
    """Draw a dot where the report states a theatre, or an active tie with a country of origin."""
    groups = [row for row in rows("ethnic_groups") if _has_a_dot(row)]
    ties, theatres = (_names(groups, column) for column in _COLUMNS)
    both = [name for name in ties if name in theatres]
    keys = {str(row["ethnic_group_id"]) for row in groups}
    return Plot(
        tables=("ethnic_groups", "international_ties"),
        title=f"{len(ties)} communities have especially active ties, {len(theatres)} their own "
        f"theaters, {len(both)} both",
        subtitle="Left, active ties are those with the countries of origin. An empty ring is not a "
        "no: the report does not say. Right, every other tie, with the report’s word for it.",
        alt=f"Dots. Both: {listed(both)}. Active ties: {listed(ties)}. Own theaters: "
        f"{listed(theatres)}. Right, other ties, a row a partner.",
        chart=alt.hconcat(_groups(groups), _ties(keys), spacing=40),
    )


def _has_a_dot(row: Row) -> bool:
    return any(row[column] for column in _COLUMNS)


def _names(groups: list[Row], column: str) -> list[str]:
    return [row["label"] for row in groups if row[column]]


def _groups(groups: list[Row]) -> Chart:
    ordered = sorted(groups, key=lambda row: [not row[column] for column in _COLUMNS])
    drawn: list[Row] = []
    for row in ordered:
        for column, what in _COLUMNS.items():
            drawn.append({"name": row["label"], "what": what, "is_stated": bool(row[column])})
    names, columns = [row["label"] for row in ordered], list(_COLUMNS.values())
    return alt.layer(*_dots(drawn, names, columns)).properties(
        width=_COLUMN * len(columns), height=alt.Step(_STEP), title=heading("Communities")
    )


def _ties(groups: set[str]) -> Chart:
    """Draw the ties of others than these communities: partner, kind, and how close."""
    ties = [row for row in rows("international_ties") if row["domestic_id"] not in groups]
    kinds = labels("tie_type")
    drawn: list[Row] = [
        {
            "name": shorten(tie["partner_label"] or "partner not stated", 48),
            "what": kinds[tie["tie_type"]],
            "words": tie["intensity_text"] or "",
            "is_stated": True,
        }
        for tie in ties
    ]
    names = list(dict.fromkeys(row["name"] for row in drawn))
    columns = list(dict.fromkeys(row["what"] for row in drawn))
    words = data(drawn).mark_text(fontSize=11, dy=-13, color=SOFT)
    return alt.layer(
        *_dots(drawn, names, columns),
        words.encode(x=_across(columns), y=_down(names), text="words:N"),
    ).properties(
        width=_COLUMN * len(columns), height=alt.Step(_STEP * 1.65), title=heading("Partners")
    )


def _dots(drawn: list[Row], names: list[str], columns: list[str]) -> tuple[alt.Chart, alt.Chart]:
    base = data(drawn).encode(x=_across(columns), y=_down(names))
    stated, unstated = (base.transform_filter(f"{sign}datum.is_stated") for sign in ("", "!"))
    return (
        stated.mark_point(filled=True, size=120, color=BLUE, opacity=1),
        unstated.mark_point(size=60, color=SOFT, opacity=0.5),
    )


def _across(columns: list[str]) -> alt.X:
    axis = alt.Axis(
        orient="top", labelAngle=0, ticks=False, domain=False, grid=False, labelFontSize=11
    )
    return alt.X("what:N", sort=columns, title=None, axis=axis)


def _down(names: list[str]) -> alt.Y:
    axis = alt.Axis(ticks=False, domain=False, grid=True, offset=4)
    return alt.Y("name:N", sort=names, title=None, axis=axis)
