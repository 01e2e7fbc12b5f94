"""The timeline: every date and term of any table of facts, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kazakhstan_assembly.derivation.pipeline import Derived
from kazakhstan_assembly.derivation.rows import Row, all_rows, plain
from kazakhstan_assembly.derivation.rules import derive
from kazakhstan_assembly.derivation.values import Missing
from kazakhstan_assembly.model.columns import Column
from kazakhstan_assembly.model.records import Record

_DATE = "date_edtf"
# The columns that a date gives, and the rule of each.
_RULES = {
    "date_edtf": _DATE,
    "date_start": "date_start",
    "date_end": "date_end",
    "date_precision": "date_precision",
    "date_qualifier": "date_qualifier",
    "date_end_status": "period_end",
}


def timeline(derived: Derived) -> list[Record]:
    """Return one row per dated thing, the earliest first; what has no stated start comes last."""
    return sorted(_dated(derived), key=_order)


def _order(record: Record) -> tuple[date, str]:
    start = record["date_start"]
    return start if isinstance(start, date) else date.max, str(record["timeline_id"])


def _dated(derived: Derived) -> Iterator[Record]:
    for row in all_rows(derived.rows):
        for column in row.table.columns:
            if column.rule == _DATE and plain(row.cells.get(column.name)) is not None:
                yield _record(derived, row, column)


def _record(derived: Derived, row: Row, column: Column) -> Record:
    is_entity = row.table.role == "entity"
    sentence = derived.surroundings.sentence_of(row)
    prefix = column.name.removesuffix("_edtf")
    words = row.cells.get(column.inputs[0], Missing("not_stated"))
    dates = {name: plain(derive(rule, [words])) for name, rule in _RULES.items()}
    return {
        "timeline_id": f"{row.table.name}-{row.key}-{prefix}",
        "label": derived.index.label_of(row.key) if is_entity else None,
        "kind": row.table.entity_kind,
        "table_name": row.table.name,
        "row_id": row.key,
        "dated_by": prefix,
        **dates,
        "entity_id": row.key if is_entity else None,
        "date_text": plain(words),
        "sentence_id": sentence.sentence_id if sentence else None,
    }
