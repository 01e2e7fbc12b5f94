"""How many of what: the numbers of a table side by side, one panel per column."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt

import kazakhstan_assembly as ka
from plots.style import BLUE, INK, ORANGE, SOFT, Chart, Plot, Row, data, heading, labels, rows

_WIDTH, _STEP = 190, 34
# A panel is a column of numbers, with what the panel is called.
_MEDIA = {
    "language_count": "Languages",
    "outlet_count": "TV companies or radio stations",
    "title_count": "Titles a year",
    "copy_count": "Copies a year",
}
_SCHOOLS = {
    "school_count": "Schools",
    "language_count": "Native tongues",
    "department_count": "Departments",
}

Panels = Mapping[str, list[Row]]


def media() -> Plot:
    """Draw languages, outlets, titles and copies of each medium."""
    ranked = sorted(rows("media"), key=lambda row: -(row["language_count"] or 0))
    stated = [
        f"{row['language_count']} in {row['medium']}" for row in ranked if row["language_count"]
    ]
    unstated = ", ".join(row["medium"] for row in ranked if not row["language_count"])
    panels = _panels("media", "medium", _MEDIA)
    return Plot(
        tables=("media",),
        title=f"Supported languages: {', '.join(stated)}; for {unstated} it is not stated",
        subtitle="What the state supports or commissions; numbers are in the report’s words. "
        "Languages of one medium may be those of another, so they cannot be added. Orange is a "
        "bound.",
        alt=_alt(panels),
        chart=_draw(panels),
    )


def schools() -> Plot:
    """Draw schools, departments and tongues of each type of school."""
    table = sorted(rows("schools"), key=lambda row: -int(row["school_count"]))
    added = next(row for row in table if row["is_additional"])
    largest = next(row for row in table if not row["is_additional"])
    panels = _panels("schools", "school_id", _SCHOOLS)
    return Plot(
        tables=("schools",),
        title=f"Beside {largest['school_count_text']} {largest['label']} there are "
        f"{added['school_count_text']} {added['label']}, for {added['language_count_text']} "
        "native tongues",
        subtitle="Schools, tongues and departments; numbers are in the report’s words. Tongues of "
        "one type of school may be those of another, so they cannot be added.",
        alt=_alt(panels),
        chart=_draw(panels),
    )


def _panels(table: ka.TableName, key: str, titles: Mapping[str, str]) -> Panels:
    """Return what is drawn in each panel, with the reason where there is no number."""
    reasons, codes = labels("missing_reason"), _missing(table)
    panels: dict[str, list[Row]] = {title: [] for title in titles.values()}
    for column, title in titles.items():
        for row in rows(table):
            words = row[f"{column}_text"] or reasons[codes[row[key], column]]
            is_unqualified = row.get(f"{column}_bound", "unqualified") == "unqualified"
            bar = {
                "name": row["label"],
                "value": row[column],
                "words": words,
                "is_unqualified": is_unqualified,
            }
            panels[title].append(bar)
    return panels


def _missing(table: ka.TableName) -> dict[tuple[str, str], str]:
    """Return the reason of each null of a table, by row and column."""
    nulls = [row for row in rows("missing_values") if row["table_name"] == table]
    return {(row["row_id"], row["column_name"]): row["reason"] for row in nulls}


def _draw(panels: Panels) -> Chart:
    first = next(iter(panels))
    parts = (_panel(drawn, title, has_names=title == first) for title, drawn in panels.items())
    return alt.hconcat(*parts, spacing=24)


def _panel(drawn: list[Row], title: str, *, has_names: bool) -> Chart:
    axis = alt.Axis(ticks=False, domain=False, offset=4) if has_names else None
    largest = max(row["value"] or 0 for row in drawn)
    base = data(drawn).encode(
        y=alt.Y("name:N", sort=[row["name"] for row in drawn], title=None, axis=axis),
        x=alt.X("value:Q", title=None, axis=None).scale(domain=[0, largest * 2]),
    )
    bars = base.mark_bar(height=16).encode(
        color=alt.condition("datum.is_unqualified", alt.value(BLUE), alt.value(ORANGE))
    )
    words = base.mark_text(align="left", dx=6, fontSize=12).encode(text="words:N")
    stated = words.transform_filter("datum.value != null").encode(color=alt.value(INK))
    missing = words.transform_filter("datum.value == null").encode(
        color=alt.value(SOFT), x=alt.value(0)
    )
    return alt.layer(bars, stated, missing).properties(
        width=_WIDTH, height=alt.Step(_STEP), title=heading(title)
    )


def _alt(panels: Panels) -> str:
    parts: list[str] = []
    for title, drawn in panels.items():
        bars = ", ".join(f"{row['name']} {row['words']}" for row in drawn)
        parts.append(f"{title}: {bars}")
    return f"Bars in panels. {'; '.join(parts)}."
