"""When: sessions, events and documents, each as precisely as the report dates it."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import altair as alt

from plots.style import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    SOFT,
    VERMILION,
    Chart,
    Plot,
    Row,
    data,
    heading,
    listed,
    rows,
    shorten,
)

_FIRST, _LAST = 1990, 2008
_WIDTH, _BAR = 500, 11
_COLOURS = {"day": VERMILION, "month": BLUE, "year": ORANGE, "decade": GREEN}
_LENGTHS = {"month": 1 / 12, "year": 1.0, "decade": 10.0}  # of a time with one end alone, in years
_REACH = 1.6  # how far an arrow points, in years


def timeline() -> Plot:
    """Draw a day as a point, a month, a year or a decade as a bar, and an open end as an arrow."""
    sessions = rows("sessions")
    years = [row["date_start"].year for row in sessions]
    empty = sorted(set(range(min(years), max(years))) - set(years))
    precisions = dict.fromkeys(row["date_precision"] for row in sessions)
    groups = {
        "Sessions": _drawn(sessions),
        "Events": _drawn(rows("events")),
        "Documents": _drawn(_documents()),
    }
    undated = sum(not row["is_dated"] for row in groups["Events"])
    return Plot(
        tables=("sessions", "events", "legal_documents"),
        title=f"The report dates each of {len(sessions)} sessions to a {listed(precisions)}, from "
        f"{min(years)} to {max(years)}; none falls in {listed(map(str, empty))}",
        subtitle="A bar is as long as the stated month or year, and a point is a day. A bar that "
        "fades is the early part of a decade. An arrow is a time of which the report states one "
        "end only.",
        alt=f"A timeline of {sum(map(len, groups.values()))} rows: {len(sessions)} sessions, then "
        f"events, then documents, each with its date in the report’s words. {undated} events have "
        "no stated date.",
        chart=alt.vconcat(
            *(_group(name, drawn) for name, drawn in groups.items()), spacing=16
        ).resolve_scale(x="shared", color="shared"),
    )


def _documents() -> Iterator[Row]:
    """Return the documents with a date, and those with a term as dated by its end."""
    for row in rows("legal_documents"):
        if row["date_text"]:
            yield row
        if row["term_text"]:
            term = {"date_text": row["term_text"], "date_end": row["term_end"]}
            yield {**row, **term, "date_precision": "year", "date_qualifier": "till"}


def _drawn(table: Iterable[Row]) -> list[Row]:
    """Return what is drawn of each row, in order of time and the undated last."""
    drawn = [
        {
            "name": shorten(row["name"], 62),
            "words": row["date_text"] or "not stated",
            "is_dated": row["date_text"] is not None,
            **(_span(row) if row["date_text"] else {}),
        }
        for row in table
    ]
    return sorted(drawn, key=lambda row: row.get("start", _LAST))


def _span(row: Row) -> Row:
    """Return where the mark of a date begins and ends, and where its arrow does."""
    precision, qualifier = row["date_precision"], row["date_qualifier"]
    if qualifier == "since":
        start = _year(row["date_start"])
        end = start + _LENGTHS[precision]
        arrow = {"tail": end, "head": end + _REACH, "side": "right"}
    elif qualifier == "till":
        end = _year(row["date_end"] + timedelta(days=1))
        start = end - _LENGTHS[precision]
        arrow = {"tail": start, "head": start - _REACH, "side": "left"}
    elif qualifier == "early":
        # The report does not say how early; the bar fades over the whole of the stated time.
        start = _year(row["date_start"])
        end = start + _LENGTHS[precision]
        arrow = {}
    else:
        start, end = _year(row["date_start"]), _year(row["date_end"] + timedelta(days=1))
        arrow = {}
    mark = _mark(precision, qualifier)
    return {"mark": mark, "precision": precision, "start": start, "end": end, **arrow}


def _mark(precision: str, qualifier: str | None) -> str:
    if precision == "day":
        return "point"
    return "fading" if qualifier == "early" else "bar"


def _year(day: date) -> float:
    """Return a day as a year and its fraction."""
    return day.year + (day.timetuple().tm_yday - 1) / (366 if isleap(day.year) else 365)


def _group(title: str, drawn: list[Row]) -> Chart:
    base = data(drawn).encode(
        y=alt.Y("name:N", sort=[row["name"] for row in drawn], title=None).axis(
            ticks=False, domain=False, grid=True, offset=6
        )
    )
    is_last = title == "Documents"
    x = (
        alt.X("start:Q", title="year" if is_last else None)
        .scale(domain=[_FIRST, _LAST], nice=False)
        .axis(format="d", tickCount=_LAST - _FIRST, labels=is_last, ticks=False)
    )
    color = (
        alt.Color("precision:N")
        .scale(domain=list(_COLOURS), range=list(_COLOURS.values()))
        .legend(orient="top", title="The report states the", symbolType="square", offset=10)
    )
    bar = base.transform_filter("datum.mark == 'bar'").mark_bar(height=_BAR)
    fading = base.transform_filter("datum.mark == 'fading'").mark_bar(height=_BAR, color=_fade())
    point = base.transform_filter("datum.mark == 'point'").mark_point(
        filled=True, size=80, opacity=1
    )
    words = base.mark_text(align="left", fontSize=12).encode(
        x=alt.value(_WIDTH + 12),
        text="words:N",
        color=alt.condition("datum.is_dated", alt.value(INK), alt.value(SOFT)),
    )
    return alt.layer(
        bar.encode(x=x, x2="end:Q", color=color),
        fading.encode(x=x, x2="end:Q"),
        *_arrows(base),
        point.encode(x=x, color=color),
        words,
    ).properties(width=_WIDTH, height=alt.Step(19), title=heading(title))


def _arrows(base: alt.Chart) -> Iterator[alt.Chart]:
    for side in ("right", "left"):
        arrow = base.transform_filter(f"datum.side == '{side}'")
        yield arrow.mark_rule(strokeWidth=2, color=SOFT).encode(x="tail:Q", x2="head:Q")
        head = arrow.mark_point(shape=f"triangle-{side}", filled=True, size=70, opacity=1)
        yield head.encode(x="head:Q", color=alt.value(SOFT))


def _fade() -> alt.LinearGradient:
    stops = [alt.GradientStop(*stop) for stop in ((GREEN, 0), (GREEN, 0.25), ("white", 1))]
    return alt.LinearGradient(gradient="linear", stops=stops, x1=0, x2=1, y1=0, y2=0)
