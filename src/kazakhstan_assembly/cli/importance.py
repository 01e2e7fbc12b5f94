"""Which columns of a table a terminal shows first: those that answer what the table is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kazakhstan_assembly.cli.layout import EMPTY, SPARE
from kazakhstan_assembly.io.cells import cell_text

# What a date, a number or a link is made of stands behind the date, the number or the label.
_DETAIL_RULES = frozenset({"date_start", "date_end", "date_precision", "date_qualifier"})
_DETAIL_ENDINGS = ("_id", "_precision", "_qualifier", "_end_status", "_status")
_FIRST, _DATE, _VALUE, _BOOLEAN, _LABEL = range(SPARE)
_SPARSE, _DETAIL, _WORDS, _SOURCE = range(SPARE, SPARE + 4)
_BY_PART = {"key": _FIRST, "value": _VALUE, "link": _VALUE, "words": _WORDS, "source": _SOURCE}
# What tables of text are about.
_TEXTS = frozenset({"text", "issue", "reading", "quote", "definition"})
# A key that takes more of a line leaves no room for facts.
_KEY_SHARE = 0.3
# A column with more nulls than that, or with one value for many rows, tells little.
_FEW_VALUES = 0.5
_MANY_ROWS = 5


def importances(
    schema: Mapping[str, Any],
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    asked: Sequence[str],
    width: int,
) -> list[int]:
    """Return how important each column is, 0 for the most important.

    Parameters
    ----------
    schema : mapping
        The schema of the table.
    columns : sequence of str
        The columns that are to be shown.
    rows : sequence of sequence
        Their cells.
    asked : sequence of str
        Columns that somebody asked for; if these are all, the first and the last come first.
    width : int
        The characters in a line.
    """
    if set(asked) == set(columns):
        return _from_both_ends(len(columns))
    fields = {field["name"]: field for field in schema["fields"]}
    by_column = dict(zip(columns, zip(*rows, strict=True), strict=True)) if rows else {}
    is_key_shown = not any(
        _is_wide(by_column.get(name, ()), width)
        for name in columns
        if fields[name].get("part") == "key"
    )
    ranks: list[int] = []
    for name in columns:
        rank = _rank(fields[name], by_column.get(name, ()), width)
        if name == "label" and rank != EMPTY:
            rank = _LABEL if is_key_shown else _FIRST
        ranks.append(_FIRST if name in asked else rank)
    return ranks


def _from_both_ends(count: int) -> list[int]:
    return [2 * min(number, count - 1 - number) + (number > count / 2) for number in range(count)]


def _is_wide(cells: Sequence[Any], width: int) -> bool:
    widest = max((len(cell_text(cell)) for cell in cells), default=0)
    return widest > width * _KEY_SHARE


def _rank(field: Mapping[str, Any], cells: Sequence[Any], width: int) -> int:
    part, name = field.get("part", "value"), field["name"]
    if name in _TEXTS:
        return _DATE
    stated = sum(cell is not None for cell in cells)
    if not stated:
        return EMPTY
    if part == "key":
        return _DETAIL if _is_wide(cells, width) else _FIRST
    if part in {"value", "link"}:
        if field.get("rule") in _DETAIL_RULES or name.endswith(_DETAIL_ENDINGS):
            return _DETAIL
        if field.get("rule") == "date_edtf":
            return _DATE
        if field["type"] == "boolean":
            return _BOOLEAN
        is_constant = len(cells) >= _MANY_ROWS and len(set(cells)) == 1
        if is_constant or stated < _FEW_VALUES * len(cells):
            return _SPARSE
    return _BY_PART.get(part, _VALUE)
