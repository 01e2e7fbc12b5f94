"""The forms in which a table is published, CSV and Parquet: read strictly, and compared."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kazakhstan_assembly.assembly import Record
from kazakhstan_assembly.evidence import Finding, told
from kazakhstan_assembly.package import DESCRIPTOR, REPORT, stated_sha256

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

Cell = str | int | bool | date | None
CSV_FORM = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
DIALECT = {"header": True, "delimiter": ",", "quoteChar": '"', "doubleQuote": True}
PARQUET_FORM = {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}
# What a bare pandas.read_parquet makes of a column: pandas_type and numpy_type of its metadata.
_PANDAS_TYPES = {
    "string": ("unicode", "object"),
    "integer": ("int64", "Int64"),
    "boolean": ("bool", "boolean"),
    "date": ("date", "date32[day][pyarrow]"),
}


class FormError(ValueError):
    """A file is not in the form in which this package writes a table."""


def text_problem(data: bytes) -> str | None:
    """Return what is wrong with a file that should be text as this package writes it."""
    for mark, what in (
        (b"\xef\xbb\xbf", "a byte order mark"),
        (b"\r", "a carriage return"),
        (b"\0", "a NUL"),
    ):
        if mark in data:
            return f"the file has {what}; it must be UTF-8 with plain line feeds"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"the file is not UTF-8: byte {error.start} is none"
    return None


def csv_records(data: bytes, schema: Mapping[str, Any]) -> list[Record]:
    """Return the rows of a CSV file, each cell as its column's type.

    Raises
    ------
    FormError
        If the file is no CSV, has other columns than the schema, or a row too long or too short.
    """
    try:
        lines = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    except csv.Error as error:
        raise FormError(f"the file cannot be read as CSV: {error}") from None
    kinds = {str(entry["name"]): str(entry["type"]) for entry in schema["fields"]}
    if not lines or lines[0] != list(kinds):
        raise FormError("the header is not the schema's list of columns")
    records: list[Record] = []
    for number, line in enumerate(lines[1:], start=2):
        if len(line) != len(kinds):
            raise FormError(f"line {number} has {len(line)} cells, not {len(kinds)}")
        cells = zip(kinds.items(), line, strict=True)
        records.append({name: typed(cell, kind) for (name, kind), cell in cells})
    return records


def typed(cell: str, kind: str) -> Cell:
    """Return a cell as its type; what is none of that type stays text, for a proof to find."""
    if cell == "":
        return None
    if kind == "boolean":
        return {"true": True, "false": False}.get(cell, cell)
    if kind == "integer" and cell.isascii() and cell.isdigit() and str(int(cell[:18])) == cell:
        return int(cell)
    if kind == "date":
        try:
            day = date.fromisoformat(cell)
        except ValueError:
            return cell
        return day if day.isoformat() == cell else cell
    return cell


def parquet_table(data: bytes) -> tuple[pa.Table, Any]:
    """Return the table of a Parquet file and the Table Schema in its metadata.

    Raises
    ------
    FormError
        If the file is no Parquet, holds more than its table, or no Table Schema.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(pa.BufferReader(data), page_checksum_verification=True)
        table = file.read(use_threads=False)
        ends = _end_of_pages(file.metadata) + file.metadata.serialized_size + 8
        schema = json.loads((file.metadata.metadata or {})[b"table_schema"])
    except (pa.ArrowException, OSError, KeyError, ValueError) as error:
        raise FormError(f"the file cannot be read as Parquet: {error}") from None
    if ends != len(data):
        raise FormError("the file holds more than its table")
    return table, schema


def _end_of_pages(metadata: pq.FileMetaData) -> int:
    """Return where the pages of a Parquet file end, behind which only its footer stands."""
    ends = [len(b"PAR1")]
    for group in map(metadata.row_group, range(metadata.num_row_groups)):
        for column in map(group.column, range(group.num_columns)):
            starts = (column.dictionary_page_offset, column.data_page_offset)
            ends.append(min(s for s in starts if s is not None) + column.total_compressed_size)
    return max(ends)


def labels(descriptor: Mapping[str, Any]) -> dict[str, str]:
    """Return what every Parquet file of a package says of the whole package."""
    report = next(entry for entry in descriptor["resources"] if entry["name"] == REPORT)
    return {
        "version": str(descriptor["version"]),
        "license": str(descriptor["licenses"][0]["name"]),
        "citation": str(descriptor["citation"]),
        "source_sha256": stated_sha256(report),
    }


def arrow_schema(schema: Mapping[str, Any], labels: Mapping[str, str]) -> pa.Schema:
    """Return the Arrow schema of a table's Parquet file, with all that it says of itself."""
    import pyarrow as pa

    types = {"string": pa.string(), "integer": pa.int64(), "boolean": pa.bool_()}
    fields = [
        pa.field(
            field["name"],
            types.get(field["type"], pa.date32()),
            nullable=not field.get("constraints", {}).get("required", False),
            metadata={"description": field["description"]},
        )
        for field in schema["fields"]
    ]
    said: dict[bytes | str, bytes | str] = {part: schema[part] for part in ("title", "description")}
    said.update(labels)
    said["pandas"] = json.dumps(_pandas_metadata(schema))
    return pa.schema(fields, said)


def _pandas_metadata(schema: Mapping[str, Any]) -> dict[str, Any]:
    columns = [
        {
            "name": field["name"],
            "field_name": field["name"],
            "pandas_type": _PANDAS_TYPES[field["type"]][0],
            "numpy_type": _PANDAS_TYPES[field["type"]][1],
            "metadata": None,
        }
        for field in schema["fields"]
    ]
    return {"index_columns": [], "column_indexes": [], "columns": columns}


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
        ("the table", resource, {**expected, **CSV_FORM, "dialect": DIALECT}),
        ("the Parquet file", parquet, PARQUET_FORM),
    )
    for what, entry, parts in entries:
        for part, value in parts.items():
            if entry.get(part) != value:
                message = f"{part} of {what} is {told(entry.get(part))}, it should be {told(value)}"
                yield Finding("same", message, name, file=DESCRIPTOR)
    should = arrow_schema(schema, stated)
    said, due = _texts(found), _texts(should)
    for part in dict.fromkeys((*due, *said)):
        if said.get(part) != due.get(part):
            message = f"its {part} is {told(said.get(part))}, it should be {told(due.get(part))}"
            yield Finding("same", message, name, file=parquet["path"])
    if not found.equals(should):
        message = "its columns are not those of the schema, or of other types"
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


def form_findings(
    schema: Mapping[str, Any], rows: list[Record], parquet: pa.Table
) -> Iterator[Finding]:
    """Yield where the Parquet file, SQLite or the loaded DataFrame differ from the CSV file."""
    name, keys = str(schema["name"]), [str(part) for part in schema["primaryKey"]]
    forms: tuple[tuple[str, Callable[[], list[Record]]], ...] = (
        ("the Parquet file", parquet.to_pylist),
        ("SQLite", lambda: _through_sqlite(schema, rows)),
        ("the DataFrame", lambda: _through_pandas(parquet, schema)),
    )
    for what, cells in forms:  # one after the other, for each is as large as the table
        yield from _differences(name, keys, rows, cells(), what)


def _through_pandas(table: pa.Table, schema: Mapping[str, Any]) -> list[Record]:
    """Return the rows of the DataFrame that load_table makes of a Parquet file."""
    from kazakhstan_assembly.tables import to_frame

    columns = {
        str(name): [_plain(value) for value in values.astype(object)]
        for name, values in to_frame(table, schema).items()
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _plain(value: Any) -> Cell:
    """Return a cell of a DataFrame as a plain value; all kinds of null are None."""
    if isinstance(value, str | bool | int):
        return value
    is_day = isinstance(value, datetime) and value == value  # NaT is a datetime, unequal to itself
    return value.date() if is_day else None


def _differences(
    name: str, keys: list[str], rows: list[Record], others: list[Record], what: str
) -> Iterator[Finding]:
    ours, theirs = _by_key(keys, rows), _by_key(keys, others)
    for key in dict.fromkeys((*ours, *theirs)):
        if key not in theirs:
            yield Finding("same", f"the CSV file has this row, {what} has not", name, key)
        elif key not in ours:
            yield Finding("same", f"{what} has this row, the CSV file has not", name, key)
        else:
            for column, value, other in _unlike(ours[key], theirs[key]):
                message = f"the CSV file has {told(value)}, {what} has {told(other)}"
                yield Finding("same", message, name, key, column)
    if len(rows) != len(others):
        message = f"the CSV file has {len(rows)} rows, {what} has {len(others)}"
        yield Finding("same", message, name)
    elif list(ours) != list(theirs) and ours.keys() == theirs.keys():
        yield Finding("same", f"the rows stand in another order than in {what}", name)


def _by_key(keys: list[str], rows: list[Record]) -> dict[str, Record]:
    return {", ".join(str(row[part]) for part in keys): row for row in rows}


def _unlike(row: Record, other: Record) -> Iterator[tuple[str, object, object]]:
    """Yield the columns in which two rows differ, be it in the type alone."""
    if row == other and list(map(type, row.values())) == list(map(type, other.values())):
        return
    for column, value in row.items():
        found = other.get(column)
        if found != value or type(found) is not type(value):
            yield column, value, found


def _through_sqlite(schema: Mapping[str, Any], rows: list[Record]) -> list[Record]:
    """Return the rows after a way through a table of SQLite."""
    names = [entry["name"] for entry in schema["fields"]]
    kinds = {entry["name"]: entry["type"] for entry in schema["fields"]}
    sql_types = {"integer": "INTEGER", "boolean": "INTEGER"}
    declared = ", ".join(f'"{n}" {sql_types.get(kinds[n], "TEXT")}' for n in names)
    back: dict[str, Callable[[Any], Any]] = {
        "boolean": bool,
        "date": lambda day: typed(str(day), "date"),
    }
    with sqlite3.connect(":memory:") as connection:
        connection.execute(f"CREATE TABLE t ({declared})")
        marks = ", ".join("?" for _ in names)
        connection.executemany(
            f"INSERT INTO t VALUES ({marks})",
            [[v.isoformat() if isinstance(v, date) else v for v in row.values()] for row in rows],
        )
        found = connection.execute("SELECT * FROM t ORDER BY rowid").fetchall()
    connection.close()
    return [
        {
            name: back[kinds[name]](value) if value is not None and kinds[name] in back else value
            for name, value in zip(names, line, strict=True)
        }
        for line in found
    ]
