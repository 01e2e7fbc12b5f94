"""Which communities: those with theatres of their own, and those with active ties."""

from __future__ import annotations

import altair as alt

from plots.style import BLUE, SOFT, Chart, Plot, Row, data, heading, labels, listed, rows, shorten

_COLUMN, _STEP = 92, 22
_COLUMNS = {"has_active_ties": "active ties", "has_own_theater": "own theaters"}


def communities() -> Plot:
    """Draw a dot where the report states a theatre, or an active tie with a country of origin."""
    named = [row for row in rows("ethnic_groups") if any(row[column] for column in _COLUMNS)]
    ties, theatres = ([row["name"] for row in named if row[column]] for column in _COLUMNS)
    both = [name for name in ties if name in theatres]
    return Plot(
        tables=("ethnic_groups", "international_ties"),
        title=f"{len(ties)} communities have especially active ties, {len(theatres)} their own "
        f"theaters, {len(both)} both",
        subtitle="Left, active ties are those with the countries of origin; names are as the "
        "report gives them. An empty ring is not a no: the report does not say. Right, every other "
        "tie, with the report’s word for it.",
        alt=f"Dots. Both: {listed(both)}. Active ties: {listed(ties)}. Own theaters: "
        f"{listed(theatres)}. Right, other ties, a row a partner.",
        chart=alt.hconcat(
            _groups(named), _ties({row["ethnic_group_id"] for row in named}), spacing=40
        ),
    )


def _groups(named: list[Row]) -> Chart:
    ordered = sorted(named, key=lambda row: [not row[column] for column in _COLUMNS])
    drawn = [
        {"name": row["name"], "what": what, "is_stated": row[column]}
        for row in ordered
        for column, what in _COLUMNS.items()
    ]
    names, columns = [row["name"] for row in ordered], list(_COLUMNS.values())
    return alt.layer(*_dots(drawn, names, columns)).properties(
        width=_COLUMN * len(columns), height=alt.Step(_STEP), title=heading("Communities")
    )


def _ties(named: set[str]) -> Chart:
    """Draw the ties of others than the named communities: partner, kind, and how close."""
    ties = [row for row in rows("international_ties") if row["side_id"] not in named]
    kinds = labels("tie_type")
    drawn: list[Row] = [
        {
            "name": shorten(tie["partner_name"] or "partner not stated", 48),
            "what": kinds[tie["tie_type"]],
            "words": tie["intensity_text"] or "",
            "is_stated": True,
        }
        for tie in ties
    ]
    names, columns = (list(dict.fromkeys(row[part] for row in drawn)) for part in ("name", "what"))
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
