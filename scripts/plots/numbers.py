"""How many: every stated number with its bound, beside what it counts."""

from __future__ import annotations

from typing import Any

import altair as alt

from plots.style import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    RULE,
    SOFT,
    VERMILION,
    Chart,
    Plot,
    Row,
    data,
    labels,
    rows,
    shorten,
)

_LEAST, _MOST = 1, 200_000
_WIDTH, _REACH, _BLUR = 340, 2.2, 2.0
_COLOURS = {"unqualified": BLUE, "approximately": GREEN, "at_most": ORANGE, "more_than": VERMILION}


def numbers() -> Plot:
    """Draw an unqualified number as a dot and a bound as a bound."""
    stated = sorted(rows("numbers"), key=lambda row: -int(row["value"]))
    unqualified = sum(row["bound"] == "unqualified" for row in stated)
    largest = stated[0]
    return Plot(
        tables=("numbers",),
        title=f"{unqualified} of {len(stated)} numbers are unqualified; the largest, "
        f"{largest['value_text']} {largest['counted_text']}, is only a bound",
        subtitle="Each number beside what it counts; they are not to be added. A line with a cap "
        "reaches up to its number, an arrow starts from it, a band is around it. The scale is "
        "logarithmic.",
        alt="A dot plot on a logarithmic scale, a row a number: "
        + "; ".join(f"{row['value_text']} {row['counted_text']}" for row in stated)
        + ".",
        chart=_draw([_drawn(row) for row in stated]),
    )


def _drawn(row: Row) -> Row:
    value, counted = int(row["value"]), row["counted_text"]
    scope = row["scope_text"] or row["scope_label"] or ""
    return {
        "row": row["number_id"],
        "words": row["value_text"],
        "counted": counted,
        "scope": "" if scope in counted else shorten(scope, 58),
        "value": value,
        "code": row["bound"],
        "bound": labels("bound")[row["bound"]],
        "low": value / _BLUR,
        "high": value * _BLUR,
        "arrow": value * _REACH,
        "least": _LEAST,
    }


def _draw(drawn: list[Row]) -> Chart:
    base = data(drawn).encode(y=alt.Y("row:N", sort=[row["row"] for row in drawn], axis=None))
    x = (
        alt.X("value:Q", title="stated number (logarithmic scale)")
        .scale(type="log", domain=[_LEAST, _MOST])
        .axis(format=",", values=[1, 10, 100, 1000, 10_000, 100_000], ticks=False, domain=False)
    )
    bounds = labels("bound")
    color = (
        alt.Color("bound:N", title="The report says")
        .scale(domain=[bounds[code] for code in _COLOURS], range=list(_COLOURS.values()))
        .legend(orient="top", symbolType="circle", symbolOpacity=1)
    )
    at_most, around, more = (
        base.transform_filter(f"datum.code == '{code}'")
        for code in ("at_most", "approximately", "more_than")
    )
    dots = base.transform_filter("datum.code != 'at_most'")
    return alt.layer(
        base.mark_rule(color=RULE, strokeWidth=0.6).encode(x=alt.value(0), x2=alt.value(_WIDTH)),
        at_most.mark_rule(strokeWidth=2).encode(x="least:Q", x2="value:Q", color=color),
        at_most.mark_tick(thickness=3, size=14, opacity=1).encode(x=x, color=color),
        around.mark_bar(height=12, color=_blur()).encode(x="low:Q", x2="high:Q"),
        more.mark_rule(strokeWidth=2).encode(x="value:Q", x2="arrow:Q", color=color),
        more.mark_point(shape="triangle-right", filled=True, size=70, opacity=1).encode(
            x="arrow:Q", color=color
        ),
        dots.mark_point(filled=True, size=70, opacity=1).encode(x=x, color=color),
        _column(base, "words", -264, "right", fontWeight="bold"),
        _column(base, "counted", -256, "left"),
        _column(base, "scope", _WIDTH + 12, "left", color=SOFT),
    ).properties(width=_WIDTH, height=alt.Step(21))


def _blur() -> alt.LinearGradient:
    stops = [alt.GradientStop(*stop) for stop in (("white", 0), (GREEN, 0.5), ("white", 1))]
    return alt.LinearGradient(gradient="linear", stops=stops, x1=0, x2=1, y1=0, y2=0)


def _column(base: alt.Chart, field: str, x: int, align: str, **options: Any) -> alt.Chart:
    look: dict[str, Any] = {"align": align, "fontSize": 12, "color": INK, **options}
    mark: alt.Chart = base.mark_text(**look)
    return mark.encode(text=f"{field}:N", x=alt.value(x))
