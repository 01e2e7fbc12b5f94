"""Corruptions of single cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from kazakhstan_assembly.checks.evidence import Evidence
from kazakhstan_assembly.model.columns import Column
from kazakhstan_assembly.model.records import Record
from kazakhstan_assembly.model.tables import Table
from mutation.mutants import Mutant, with_cell

HOMOGLYPHS = str.maketrans("aeocp", "аеоср")


def cell_mutants(
    base: Evidence, table: Table, column: Column, index: int, record: Record
) -> Iterator[Mutant]:
    value = record[column.name]
    for operator, changed in _cell_changes(base, table, column, value, index):
        judged = column.kind == "judged" and isinstance(changed, str) and operator in _CODE_SWAPS
        yield Mutant(
            "judged code swapped" if judged else operator,
            table.name,
            column.name,
            f"row {index}: {value!r} to {changed!r}",
            partial(with_cell, base.tables, table.name, index, column.name, changed),
            judged,
        )


_CODE_SWAPS = frozenset({"code swapped", "value from another row"})


def _cell_changes(
    base: Evidence, table: Table, column: Column, value: Any, index: int
) -> Iterator[tuple[str, Any]]:
    other = _other_value(base.tables[table.name], column.name, index)
    if value is None:
        fillers = (
            base.model.terms(column) if column.vocabulary else [other or _FILLERS[column.type]]
        )
        yield from (("null filled", filler) for filler in fillers)
        return
    yield "blanked", None
    if other is not None:
        yield "value from another row", other
    if isinstance(value, bool):
        yield "boolean flipped", not value
    elif isinstance(value, int):
        yield "number moved by one", value + 1
        yield "sign changed", -value - 1
    elif isinstance(value, date):
        yield "date moved by a day", value + timedelta(days=1)
        yield "date moved by a month", value + timedelta(days=31)
        yield "date moved by a year", value + timedelta(days=365)
    elif column.vocabulary:
        for code in base.model.terms(column):
            if code != value:
                yield "code swapped", code
    elif column.references:
        target = base.model.tables[column.references]
        for key in (r[target.key_column] for r in base.tables[target.name]):
            if key != value:
                yield "foreign key swapped", key
    else:
        yield from _text_changes(str(value))


def _other_value(records: Sequence[Record], column: str, index: int) -> Any:
    """Return the next value of a column that differs from the one in a row, or None."""
    value, count = records[index][column], len(records)
    following = (records[(index + step) % count][column] for step in range(1, count))
    return next((v for v in following if v is not None and v != value), None)


_FILLERS: dict[str, Any] = {
    "string": "words",
    "integer": 7,
    "boolean": True,
    "date": date(2001, 2, 3),
}


def _text_changes(text: str) -> Iterator[tuple[str, str]]:
    changes = {
        "digit changed": re.sub(r"\d", lambda m: str((int(m[0]) + 1) % 10), text, count=1),
        "case changed": text[0].swapcase() + text[1:],
        "space doubled": text.replace(" ", "  ", 1),
        "space left out": text.replace(" ", "", 1),
        "space that does not break": text.replace(" ", "\u00a0", 1),
        "apostrophe changed": text.translate({ord("’"): "'", ord("'"): "’"}),
        "dash changed": text.translate({ord("–"): "-", ord("-"): "–"}),
        "homoglyph": text[:1] + text[1:].translate(HOMOGLYPHS),
        "last character cut": text[:-1] or "x",
        "qualifier dropped": text.replace("/..", "").removeprefix("/"),
    }
    yield from ((name, new) for name, new in changes.items() if new != text)
