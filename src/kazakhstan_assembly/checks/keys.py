"""Types, codes, bounds, uniqueness and references of single cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping
from datetime import date

from kazakhstan_assembly.checks.codings import coding_findings
from kazakhstan_assembly.checks.evidence import Evidence, row_key
from kazakhstan_assembly.checks.findings import Finding, display
from kazakhstan_assembly.derivation.helper_tables import ANCHOR
from kazakhstan_assembly.io.patterns import fits
from kazakhstan_assembly.model.columns import Column
from kazakhstan_assembly.model.records import Record
from kazakhstan_assembly.model.tables import Model, Table

_TYPES: Mapping[str, type] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": bool,
    "date": date,
}


def check_keys(evidence: Evidence) -> Iterator[Finding]:
    """Types, codes and bounds hold; keys are unique; references, those of evidence too, resolve."""
    for table in evidence.model.tables.values():
        records = evidence.tables[table.name]
        for key, count in Counter(row_key(table, record) for record in records).items():
            if count > 1:
                yield Finding("keys", f"the key {key} occurs {count} times", table.name, key)
        for column in table.columns:
            yield from _column_findings(table, column, evidence)
        yield from _unstated_cells(table, evidence)
    yield from _shared_entities(evidence)
    keys = {table.name: evidence.keys_of(table.name) for table in evidence.model.facts()}
    for name in ("evidence", "missing_values"):
        for record in evidence.tables[name]:
            yield from _reference_findings(name, record, evidence.model, keys)
    yield from _noted_row_findings(evidence)
    yield from coding_findings(evidence)


def _shared_entities(evidence: Evidence) -> Iterator[Finding]:
    """Yield entities that have a row in two tables."""
    owners: dict[str, str] = {}
    for table in evidence.model.with_role("entity"):
        for row in evidence.rows[table.name]:
            owner = owners.setdefault(row.key, table.name)
            if owner != table.name:
                message = f"the entity {row.key} already has a row in {owner}"
                yield Finding("keys", message, table.name, row.key, table.key_column)


def _column_findings(table: Table, column: Column, evidence: Evidence) -> Iterator[Finding]:
    problem = _cell_check(column, evidence)
    for record in evidence.tables[table.name]:
        if message := problem(record[column.name]):
            yield Finding("keys", message, table.name, row_key(table, record), column.name)


def _unstated_cells(table: Table, evidence: Evidence) -> Iterator[Finding]:
    """Yield nulls that an edge may have, and a row of its own may not."""
    if not table.is_relation:
        return
    always = [c for c in table.columns if c.is_curated and c.nullable and c.missing_reason is None]
    for record in evidence.own_records(table.name):
        for column in always:
            if record[column.name] is None:
                message = "the cell is null, but only an edge may have a null here"
                yield Finding("keys", message, table.name, row_key(table, record), column.name)


def _cell_check(column: Column, evidence: Evidence) -> Callable[[object], str | None]:
    """Return a function that says what is wrong with a cell of a column, or None."""
    codes = evidence.model.terms(column) if column.vocabulary else None
    keys: set[object] | None = None
    if column.references:
        target = evidence.model.tables[column.references]
        keys = {record[target.key_column] for record in evidence.tables[target.name]}
    minimum = column.minimum

    def problem(value: object) -> str | None:
        if value is None:
            return None if column.nullable else "the cell is null, but the column has no nulls"
        if not _is_of_type(value, column.type):
            return f"{display(value)} is not of the type {column.type}"
        if codes is not None and value not in codes:
            return f"{value} is not a code of {column.vocabulary}"
        if keys is not None and value not in keys:
            return f"{value} is not a key of {column.references}"
        if minimum is not None and isinstance(value, int | float) and value < minimum:
            return f"{value} is less than {minimum}"
        if column.pattern and not fits(column.pattern, str(value)):
            return f"{value} does not have the form {column.pattern}"
        return None

    return problem


def _is_of_type(value: object, type_: str) -> bool:
    # For Python, true and false are integers too.
    if isinstance(value, bool):
        return type_ == "boolean"
    return isinstance(value, _TYPES[type_])


def _reference_findings(
    name: str, record: Record, model: Model, keys: Mapping[str, Container[str]]
) -> Iterator[Finding]:
    table = model.tables.get(str(record["table_name"]))
    row, column = str(record["row_id"]), str(record["column_name"])
    place = f"{record['table_name']}, {row}, {column}"
    if table is None or not table.is_fact:
        yield Finding("keys", f"{record['table_name']} is not a fact table", name, place)
    elif row not in keys[table.name]:
        yield Finding("keys", f"{row} is not a key of {table.name}", name, place)
    elif column not in table.by_name and not (column == ANCHOR and name == "evidence"):
        yield Finding("keys", f"{column} is not a column of {table.name}", name, place)


def _noted_row_findings(evidence: Evidence) -> Iterator[Finding]:
    """Yield rows of notes that no table holds; a note may be about a row of any table."""
    name = "note_rows"
    noted = {str(record["table_name"]) for record in evidence.tables[name]}
    keys = {table: evidence.keys_of(table) for table in noted & evidence.model.tables.keys()}
    for record in evidence.tables[name]:
        key, row = row_key(evidence.model.tables[name], record), str(record["row_id"])
        table = str(record["table_name"])
        if table not in keys:
            yield Finding("keys", f"there is no table {table}", name, key, "table_name")
        elif row not in keys[table]:
            yield Finding("keys", f"{row} is not a key of {table}", name, key, "row_id")
