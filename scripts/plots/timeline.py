"""When: everything that has a date, each drawn as precisely as the report dates it."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator
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
    dated = rows("timeline")
    sessions = [row for row in dated if row["table_name"] == "sessions"]
    years = [row["date_start"].year for row in sessions]
    empty = sorted(set(range(min(years), max(years))) - set(years))
    precisions = dict.fromkeys(row["date_precision"] for row in sessions)
    groups: dict[str, list[Row]] = {}
    for row in dated:
        groups.setdefault(_panel_of(row["table_name"]), []).append(_drawn(row))
    groups = dict(sorted(groups.items(), key=lambda group: -len(group[1])))
    counts = [f"{len(drawn)} {name.lower()}" for name, drawn in groups.items()]
    events = rows("events")
    undated = sum(row["date_text"] is None for row in events)
    return Plot(
        tables=("timeline",),
        title=f"The report dates each of {len(sessions)} sessions to a {listed(precisions)}, from "
        f"{min(years)} to {max(years)}; none falls in {listed(map(str, empty))}",
        subtitle="A bar is as long as the stated month or year, and a point is a day. A bar that "
        "fades is the early part of a decade. An arrow is a time of which the report states one "
        f"end only. {undated} of {len(events)} events have no stated date and are not drawn.",
        alt=f"A timeline of {len(dated)} dates: {listed(counts)}, each with its date in the "
        f"report’s words. {undated} events have no stated date.",
        chart=alt.vconcat(
            *(
                _group(name, drawn, is_last=number == len(groups))
                for number, (name, drawn) in enumerate(groups.items(), start=1)
            ),
            spacing=16,
        ).resolve_scale(x="shared", color="shared"),
    )


def _panel_of(table: str) -> str:
    return table.removeprefix("legal_").capitalize()


def _drawn(row: Row) -> Row:
    return {"name": shorten(row["label"], 62), "words": row["date_text"], **_span(row)}


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


def _group(title: str, drawn: list[Row], *, is_last: bool) -> Chart:
    base = data(drawn).encode(
        y=alt.Y("name:N", sort=[row["name"] for row in drawn], title=None).axis(
            ticks=False, domain=False, grid=True, offset=6
        )
    )
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
    words = base.mark_text(align="left", fontSize=12, color=INK).encode(
        x=alt.value(_WIDTH + 12), text="words:N"
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
