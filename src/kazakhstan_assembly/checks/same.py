"""Check that the CSV file, the Parquet file and the DataFrame of a table hold the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pyarrow as pa

from kazakhstan_assembly.checks.findings import Finding, display
from kazakhstan_assembly.io.arrow import TYPES, arrow_schema, csv_table
from kazakhstan_assembly.io.csv import CSV_FORMAT, DIALECT
from kazakhstan_assembly.io.parquet import PARQUET_FORMAT
from kazakhstan_assembly.io.storage import DESCRIPTOR
from kazakhstan_assembly.io.tables import compare_tables
from kazakhstan_assembly.model.records import Cell, Record

Columns = dict[str, list[Cell]]


def stated_findings(
    resource: Mapping[str, Any],
    schema: Mapping[str, Any],
    stated: Mapping[str, str],
    found: pa.Schema,
) -> Iterator[Finding]:
    """Yield where a resource or its Parquet file says other things of a table than the schema.

    Parameters
    ----------
    resource, schema : mapping
        The table's entry in the descriptor, and its Table Schema.
    stated : mapping
        The descriptor's :func:`labels`.
    found : pyarrow.Schema
        The schema of the Parquet file.
    """
    name, parquet = str(schema["name"]), resource["alternates"][0]
    expected = {part: schema[part] for part in ("title", "description")}
    entries = (
        ("the table", resource, {**expected, **CSV_FORMAT, "dialect": DIALECT}),
        ("the Parquet file", parquet, PARQUET_FORMAT),
    )
    for what, entry, parts in entries:
        for part, value in parts.items():
            if entry.get(part) != value:
                message = f"{part} of {what} is {display(entry.get(part))}, not {display(value)}"
                yield Finding("same", message, name, file=DESCRIPTOR)
    should = arrow_schema(schema, stated)
    said, due = _texts(found), _texts(should)
    for part in dict.fromkeys((*due, *said)):
        if said.get(part) != due.get(part):
            message = (
                f"its {part} is {display(said.get(part))}, but should be {display(due.get(part))}"
            )
            yield Finding("same", message, name, file=parquet["path"])
    if not found.equals(should):
        message = "its columns or their types are not those of the schema"
        yield Finding("same", message, name, file=parquet["path"])


def _texts(schema: pa.Schema) -> dict[str, str]:
    """Return what an Arrow schema says of its table and columns, the Table Schema aside."""
    said = {
        part.decode(): value.decode("utf-8", "replace")
        for part, value in (schema.metadata or {}).items()
    }
    said.pop("table_schema", None)
    for name in schema.names:
        for part, value in (schema.field(name).metadata or {}).items():
            said[f"{name} {part.decode()}"] = value.decode("utf-8", "replace")
    return said


def format_findings(
    schema: Mapping[str, Any], rows: list[Record], data: bytes, parquet: pa.Table | None
) -> Iterator[Finding]:
    """Yield where Parquet file or loaded DataFrame differ from the rows of a CSV file.

    Parameters
    ----------
    schema : mapping
        The table's Table Schema.
    rows : list of dict
        What :func:`csv_records` gives for `data`.
    data : bytes
        The CSV file.
    parquet : pyarrow.Table or None
        What :func:`parquet_table` gives; None if the file is missing or broken.
    """
    columns = {field["name"]: [row[field["name"]] for row in rows] for field in schema["fields"]}
    ours = _typed_table(schema, columns)
    formats: tuple[tuple[str, Callable[[], Columns | None]], ...] = (
        ("the Parquet file", lambda: _other_cells(ours, parquet)),
        ("the DataFrame", lambda: _other_cells(ours, _through_pandas(schema, data))),
    )
    for what, cells in formats:  # one after the other, for each is as large as the table
        found = cells()
        if found is not None and found != columns:
            yield from _differences(schema, rows, _rows(found), what)


def _typed_table(schema: Mapping[str, Any], columns: Columns) -> pa.Table | None:
    """Return columns as an Arrow table, or None if a cell is not of its column's type."""
    types = [(str(field["name"]), TYPES[field["type"]]) for field in schema["fields"]]
    try:
        return pa.Table.from_pydict(columns, pa.schema(types))
    except (pa.ArrowException, ValueError):
        return None


def _other_cells(ours: pa.Table | None, table: pa.Table | None) -> Columns | None:
    """Return the columns of a table, or None if there is none, or Arrow finds it the same."""
    if table is None:
        return None
    names = table.column_names
    is_same = ours is not None and names == ours.column_names and table.columns == ours.columns
    return None if is_same else table.to_pydict()


def _rows(columns: Columns) -> list[Record]:
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _through_pandas(schema: Mapping[str, Any], data: bytes) -> pa.Table | None:
    """Return the DataFrame that load_table makes of a CSV file, as a table.

    None if a cell is not of its column's type, which another proof says.
    """
    from kazakhstan_assembly.io.frames import to_frame

    try:
        table = csv_table(data, schema)
    except (pa.ArrowException, ValueError):
        return None
    back = pa.Table.from_pandas(to_frame(table, schema), preserve_index=False)
    return back.cast(table.schema)


def _differences(
    schema: Mapping[str, Any], rows: list[Record], others: list[Record], what: str
) -> Iterator[Finding]:
    name, keys = str(schema["name"]), [str(part) for part in schema["primaryKey"]]
    comparison = compare_tables(keys, rows, others)
    for row in comparison.rows:
        if row.new is None:
            yield Finding("same", f"the CSV file has this row, but {what} does not", name, row.key)
        elif row.old is None:
            yield Finding("same", f"{what} has this row, but the CSV file does not", name, row.key)
        else:
            for column in row.columns:
                value, other = display(row.old[column]), display(row.new[column])
                message = f"the CSV file has {value}, but {what} has {other}"
                yield Finding("same", message, name, row.key, column)
    if len(rows) != len(others):
        message = f"the CSV file has {len(rows)} rows, but {what} has {len(others)}"
        yield Finding("same", message, name)
    if comparison.is_reordered:
        yield Finding("same", f"the rows are in a different order in {what}", name)
