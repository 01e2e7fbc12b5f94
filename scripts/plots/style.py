"""What the plots share: their frame, their colours and how they become SVG."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import altair as alt
import vl_convert

import kazakhstan_assembly as ka

# Okabe and Ito's palette, told apart by colour-blind readers too.
ORANGE, SKY, GREEN, BLUE, VERMILION, PURPLE = (
    "#e69f00",
    "#56b4e9",
    "#009e73",
    "#0072b2",
    "#d55e00",
    "#cc79a7",
)
INK, SOFT, RULE = "#1f2023", "#5b5c60", "#dedacf"
# vl-convert brings the first, so that text is laid out alike on every machine; the others are about
# as wide.
FONT = "Liberation Sans, Arial, Helvetica, DejaVu Sans Condensed, sans-serif"
SOURCE = (
    "Source: “The 10th anniversary of the Assembly of the Peoples of Kazakhstan”, 2005; "
    f"kazakhstan-assembly {ka.__version__}"
)
_TITLE_WIDTH, _SUBTITLE_WIDTH = 88, 132
_NUMBERED = re.compile(r"(gradient|clip)_?\d+")
_OPENING = re.compile(r"^<svg ([^>]*)>")

Row = dict[str, Any]
Chart = alt.Chart | alt.LayerChart | alt.FacetChart | alt.HConcatChart | alt.VConcatChart


@dataclass(frozen=True)
class Plot:
    """A chart of some tables with the words around it; `alt` says in prose what one sees."""

    tables: tuple[str, ...]
    title: str
    subtitle: str
    alt: str
    chart: Chart


def svg(plot: Plot) -> str:
    """Return the plot as SVG that names and describes itself."""
    titled = (
        alt.vconcat(plot.chart)
        .resolve_scale(color="independent")
        .properties(
            title=alt.TitleParams(
                text=_balanced(plot.title, _TITLE_WIDTH),
                subtitle=textwrap.wrap(plot.subtitle, _SUBTITLE_WIDTH),
            )
        )
    )
    source = alt.TitleParams(
        SOURCE, orient="bottom", color=SOFT, fontSize=11, fontWeight="normal", offset=12
    )
    chart = alt.vconcat(titled).resolve_scale(color="independent").properties(title=source)
    drawn: str = vl_convert.vegalite_to_svg(_configured(chart).to_dict())
    words = f"<title>{escape(plot.title)}</title><desc>{escape(plot.alt)}</desc>"
    return _OPENING.sub(rf'<svg \1 role="img">{words}', _renumber(drawn), count=1) + "\n"


def _balanced(text: str, width: int) -> list[str]:
    """Return a text in as few lines as `width` allows, about as long as each other."""
    lines = textwrap.wrap(text, width)
    while len(narrower := textwrap.wrap(text, width - 1)) == len(lines) > 1:
        lines, width = narrower, width - 1
    return lines


def _renumber(drawn: str) -> str:
    """Number gradients from 0; vl-convert counts on from one drawing to the next."""
    names = dict.fromkeys(match[0] for match in _NUMBERED.finditer(drawn))
    numbers = {name: f"part_{number}" for number, name in enumerate(names)}
    return _NUMBERED.sub(lambda match: numbers[match[0]], drawn)


def rows(table: ka.TableName) -> list[Row]:
    """Return the rows of a table, a null as None."""
    frame = ka.load_table(table).astype(object)
    records: Any = frame.where(frame.notna(), None).to_dict("records")
    return list(records)


def labels(vocabulary: ka.VocabularyName) -> dict[str, str]:
    """Return the label of each code."""
    by_code: Any = ka.describe_vocabulary(vocabulary)["label"].to_dict()
    return dict(by_code)


def data(drawn: Sequence[Row]) -> alt.Chart:
    """Return a chart of rows, to be given its marks."""
    return alt.Chart(alt.InlineData(values=drawn))


def heading(text: str) -> alt.TitleParams:
    """Return the title of a part of a plot."""
    return alt.TitleParams(text, fontSize=13, offset=6, color=INK, frame="group")


def shorten(text: str, width: int) -> str:
    """Return a text of at most `width` characters: whole words from its beginning and its end."""
    if len(text) <= width:
        return text
    half = (width - 3) // 2
    start = text[: half + 1].rpartition(" ")[0]
    end = text[-half - 1 :].partition(" ")[2]
    return f"{start.rstrip(',')} … {end}"


def listed(words: Iterable[str]) -> str:
    """Return words as a list in prose."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _configured(chart: alt.VConcatChart) -> alt.VConcatChart:
    configured: alt.VConcatChart = (
        chart.properties(background="white", padding=16)
        .configure(font=FONT)
        .configure_title(
            anchor="start",
            color=INK,
            fontSize=17,
            fontWeight="bold",
            lineHeight=22,
            offset=16,
            subtitleColor=SOFT,
            subtitleFontSize=12,
            subtitleLineHeight=16,
            subtitlePadding=6,
        )
        .configure_view(stroke=None)
        .configure_axis(
            domainColor=RULE,
            gridColor=RULE,
            labelColor=INK,
            labelFontSize=12,
            labelLimit=600,
            tickColor=RULE,
            titleColor=SOFT,
            titleFontSize=12,
            titleFontWeight="normal",
        )
        .configure_legend(
            labelColor=INK, labelFontSize=12, titleColor=SOFT, titleFontWeight="normal"
        )
        .configure_header(labelColor=INK, labelFontSize=13, labelFontWeight="bold", title=None)
    )
    return configured
