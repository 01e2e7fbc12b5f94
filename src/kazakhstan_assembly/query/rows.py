"""Rows by their key, and where to look for the words of a row that has none of its own."""

from __future__ import annotations

from typing import Any

from kazakhstan_assembly.errors import UnknownRowError, nearest
from kazakhstan_assembly.io.arrow import helper_records, load_arrow
from kazakhstan_assembly.io.datapackage import PackageData


def find_row(package: PackageData, table: str, row_id: str) -> dict[str, Any]:
    """Return a row by the value of the table's first column.

    Raises
    ------
    UnknownRowError
        If there is no such row; the message names the nearest.
    """
    rows = package.remember(rows_by_key, table)
    if row_id not in rows:
        message = f"The table {table} has no row “{row_id}”. {nearest(row_id, rows, 'rows')}"
        in_python = f'{message} find("…") and load_table("{table}") lead to the key of a row.'
        in_shell = f"{message} “find WORDS” and “show {table}” lead to the key of a row."
        raise UnknownRowError(in_python, for_command=in_shell)
    return rows[row_id]


def rows_by_key(package: PackageData, table: str) -> dict[str, dict[str, Any]]:
    """Return the rows of a table by the value of its first column; of several the first."""
    key = package.schema(table)["primaryKey"][0]
    rows: dict[str, dict[str, Any]] = {}
    for record in load_arrow(package, table).to_pylist():
        rows.setdefault(str(record[key]), record)
    return rows


def where_to_look(package: PackageData, table: str, row_id: str) -> str:
    """Return why a row of a helper table has no words, and where to look for them.

    Raises
    ------
    UnknownRowError
        If there is no such row.
    """
    schema = package.schema(table)
    names = [field["name"] for field in schema["fields"]]
    if {"row_id", "column_name"} <= set(names):
        about = "names a cell by table_name, row_id and column_name"
        return f"The table {table} holds no facts: each row {about}. Trace that cell."
    row = find_row(package, table, row_id)
    if schema.get("role") == "text":
        return (
            f"The table {table} holds no facts, but the text of the report. To see which cells "
            f"cite it, look in the table evidence for this {schema['primaryKey'][0]}."
        )
    if "vocabulary" in row:
        return f"The table {table} holds codes, not facts. Describe {row['vocabulary']} instead."
    help_ = f"Trace {place}." if (place := _place(package, row)) else "Trace a row of facts."
    return f"The table {table} holds no facts of its own. {help_}"


def _place(package: PackageData, row: dict[str, Any]) -> str | None:
    """Return the table and the key of the row of facts that a row is about."""
    if "note_id" in row:
        return _noted_row(package, row["note_id"])
    if row.get("row_id"):
        return f"{row['table_name']} {row['row_id']}"
    entity = str(row.get("entity_id"))
    table = _entity_tables(package).get(entity)
    return table and f"{table} {entity}"


def _entity_tables(package: PackageData) -> dict[str, str]:
    records: list[dict[str, Any]] = helper_records(package, "entities")
    return {str(record["entity_id"]): str(record["table_name"]) for record in records}


def _noted_row(package: PackageData, note_id: str) -> str | None:
    """Return the first row that an editorial note is about."""
    for record in helper_records(package, "note_rows"):
        if record["note_id"] == note_id:
            return f"{record['table_name']} {record['row_id']}"
    return None
