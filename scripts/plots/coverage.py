"""How much of the text tables of facts hold, sentence by sentence."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

import altair as alt

from plots.style import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    SOFT,
    Chart,
    Plot,
    Row,
    data,
    labels,
    rows,
)

_WIDTH, _HEIGHT = 1000, 230
_COLOURS = {"title": PURPLE, "heading": GREEN, "sentence": BLUE, "list_item": ORANGE}


def coverage() -> Plot:
    """Draw each sentence as wide as it is long and as high as the share that facts cite."""
    sentences, names = rows("sentences"), labels("section")
    bare = sum(sentence["fact_characters"] == 0 for sentence in sentences)
    sections = {
        names[code]: list(members) for code, members in groupby(sentences, itemgetter("section"))
    }
    shares = [f"{name}: {_share(members):.0%}" for name, members in sections.items()]
    return Plot(
        tables=("sentences",),
        title=f"Cells of fact tables cite {_share(sentences):.0%} of the report’s characters; "
        f"{bare} of {len(sentences)} sentences have none",
        subtitle="From left to right the text. A bar is as wide as its sentence, heading or list "
        "item and as high as the share of it that facts, except claims, cite. White space is not "
        "counted.",
        alt=f"Bars along the {sentences[-1]['char_end']:,} characters of the report. "
        f"{'; '.join(shares)}.",
        chart=_draw(sentences, sections),
    )


def _share(sentences: list[Row]) -> float:
    cited = sum(sentence["fact_characters"] for sentence in sentences)
    return float(cited / sum(sentence["characters"] for sentence in sentences))


def _draw(sentences: list[Row], sections: dict[str, list[Row]]) -> Chart:
    x = (
        alt.X("start:Q", title="character of the report")
        .scale(domain=[0, sentences[-1]["char_end"]], nice=False)
        .axis(format=",d", grid=False, values=list(range(0, sentences[-1]["char_end"], 1000)))
    )
    y = (
        alt.Y("share:Q", title="cited by facts")
        .scale(domain=[0, 1])
        .axis(format="%", values=[0, 0.25, 0.5, 0.75, 1], domain=False, ticks=False)
    )
    share = _share(sentences)
    mean = data([{"share": share, "words": f"all: {share:.0%}"}]).encode(y=y)
    return alt.layer(
        _bars(sentences).encode(x=x, x2="end:Q", y=y, y2=alt.datum(0)),
        mean.mark_rule(strokeDash=[4, 3], color=INK),
        mean.mark_text(align="left", dx=5, color=INK, fontSize=12).encode(
            x=alt.value(_WIDTH), text="words:N"
        ),
        *_borders(sections, x),
    ).properties(width=_WIDTH, height=_HEIGHT)


def _bars(sentences: list[Row]) -> alt.Chart:
    kinds = labels("sentence_kind")
    drawn = [
        {
            "start": sentence["char_start"],
            "end": sentence["char_end"],
            "share": _share([sentence]),
            "kind": kinds[sentence["kind"]],
        }
        for sentence in sentences
    ]
    color = (
        alt.Color("kind:N")
        .scale(domain=[kinds[code] for code in _COLOURS], range=list(_COLOURS.values()))
        .legend(orient="top", title=None, symbolType="square", offset=38)
    )
    bars: alt.Chart = data(drawn).mark_rect(stroke="white", strokeWidth=0.5)
    return bars.encode(color=color)


def _borders(sections: dict[str, list[Row]], x: alt.X) -> tuple[alt.Chart, alt.Chart]:
    """Draw a line where each section starts, with its name."""
    # Names stand on two levels, because a section may be shorter than its name.
    borders = data(
        [
            {"start": members[0]["char_start"], "name": name, "top": -11 - 14 * (number % 2)}
            for number, (name, members) in enumerate(sections.items())
        ]
    )
    return (
        borders.mark_rule(color=SOFT).encode(x=x, y=alt.value(-18), y2=alt.value(_HEIGHT)),
        borders.mark_text(align="left", dx=4, fontSize=11, color=SOFT).encode(
            x=x, y=alt.Y("top:Q", scale=None), text="name:N"
        ),
    )
