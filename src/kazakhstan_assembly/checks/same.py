"""The forms in which a table is published, CSV and Parquet: read strictly, and compared."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from itertools import starmap, zip_longest
from operator import eq
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from kazakhstan_assembly.checks.evidence import Finding, told
from kazakhstan_assembly.derivation.pipeline import Record
from kazakhstan_assembly.errors import PackageError
from kazakhstan_assembly.io.arrow import TYPES, arrow_schema, csv_table
from kazakhstan_assembly.io.datapackage import DESCRIPTOR

if TYPE_CHECKING:
    import pyarrow.parquet as pq

Cell = str | int | float | bool | date | None
Columns = dict[str, list[Cell]]
CSV_FORM = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
DIALECT = {"header": True, "delimiter": ",", "quoteChar": '"', "doubleQuote": True}
PARQUET_FORM = {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}

_SQL_TYPES = {"integer": "INTEGER", "boolean": "INTEGER"}


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
    PackageError
        If the file is no CSV, has other columns than the schema, or a row too long or too short.
    """
    lines = csv.reader(io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline=""))
    try:
        return list(_records(lines, schema))
    except csv.Error as error:
        raise PackageError(f"the file cannot be read as CSV: {error}") from None


def _records(lines: Iterator[list[str]], schema: Mapping[str, Any]) -> Iterator[Record]:
    kinds = [(str(entry["name"]), str(entry["type"])) for entry in schema["fields"]]
    if next(lines, None) != [name for name, _ in kinds]:
        raise PackageError("the header is not the schema's list of columns")
    for number, line in enumerate(lines, start=2):
        if len(line) != len(kinds):
            raise PackageError(f"line {number} has {len(line)} cells, not {len(kinds)}")
        yield {
            name: (cell or None) if kind == "string" else typed(cell, kind)
            for (name, kind), cell in zip(kinds, line, strict=True)
        }


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


def parquet_bytes(
    schema: Mapping[str, Any], records: list[Record], labels: Mapping[str, str]
) -> bytes:
    """Return a table as Parquet that describes itself."""
    import pyarrow.parquet as pq

    described = arrow_schema(schema, labels)
    sink = pa.BufferOutputStream()
    # Archives compress the pages. The Table Schema is added apart from the Arrow schema, which
    # would repeat it in base64.
    with pq.ParquetWriter(
        sink,
        described,
        compression="none",
        data_page_version="1.0",
        write_page_checksum=True,
    ) as writer:
        writer.write_table(pa.Table.from_pylist(records, schema=described))
        writer.add_key_value_metadata({"table_schema": json.dumps(schema, ensure_ascii=False)})
    return bytes(sink.getvalue())


def parquet_table(data: bytes) -> tuple[pa.Table, Any]:
    """Return the table of a Parquet file and the Table Schema in its metadata.

    Raises
    ------
    PackageError
        If the file is no Parquet, holds more than its table, or no Table Schema.
    """
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(pa.BufferReader(data), page_checksum_verification=True)
        table = file.read(use_threads=False)
        ends = _end_of_pages(file.metadata) + file.metadata.serialized_size + 8
        schema = json.loads((file.metadata.metadata or {})[b"table_schema"])
    except (pa.ArrowException, OSError, KeyError, ValueError) as error:
        raise PackageError(f"the file cannot be read as Parquet: {error}") from None
    if ends != len(data):
        raise PackageError("the file holds more than its table")
    return table, schema


def _end_of_pages(metadata: pq.FileMetaData) -> int:
    """Return where the pages of a Parquet file end, behind which only its footer stands."""
    ends = [len(b"PAR1")]
    for group in map(metadata.row_group, range(metadata.num_row_groups)):
        for column in map(group.column, range(group.num_columns)):
            starts = (column.dictionary_page_offset, column.data_page_offset)
            ends.append(min(s for s in starts if s is not None) + column.total_compressed_size)
    return max(ends)


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
    schema: Mapping[str, Any], rows: list[Record], data: bytes, parquet: pa.Table | None
) -> Iterator[Finding]:
    """Yield where Parquet file, SQLite or loaded DataFrame differ from the rows of a CSV file.

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
    forms: tuple[tuple[str, Callable[[], Columns | None]], ...] = (
        ("the Parquet file", lambda: _other_cells(ours, parquet)),
        ("SQLite", lambda: _through_sqlite(schema, columns)),
        ("the DataFrame", lambda: _other_cells(ours, _through_pandas(schema, data))),
    )
    for what, cells in forms:  # one after the other, for each is as large as the table
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
    return {", ".join(str(row.get(part)) for part in keys): row for row in rows}


def _unlike(row: Record, other: Record) -> Iterator[tuple[str, object, object]]:
    """Yield the columns in which two rows differ, be it in the type alone."""
    if row == other and list(map(type, row.values())) == list(map(type, other.values())):
        return
    for column, value in row.items():
        found = other.get(column)
        if found != value or type(found) is not type(value):
            yield column, value, found


def _through_sqlite(schema: Mapping[str, Any], columns: Columns) -> Columns | None:
    """Return the columns after a way through a table of SQLite, or None if they are the same."""
    kinds = {field["name"]: str(field["type"]) for field in schema["fields"]}
    declared = ", ".join(f'"{name}" {_SQL_TYPES.get(kind, "TEXT")}' for name, kind in kinds.items())
    there = [
        [value.isoformat() if isinstance(value, date) else value for value in columns[name]]
        if kind == "date"
        else columns[name]
        for name, kind in kinds.items()
    ]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE TABLE t ({declared})")
        marks = ", ".join("?" for _ in kinds)
        connection.executemany(f"INSERT INTO t VALUES ({marks})", zip(*there, strict=True))
        select = "SELECT * FROM t ORDER BY rowid"
        if all(starmap(eq, zip_longest(connection.execute(select), zip(*there, strict=True)))):
            return None
        found = connection.execute(select).fetchall()
    back = zip(kinds.items(), zip(*found, strict=True) if found else [()] * len(kinds), strict=True)
    return {name: _from_sqlite(cells, kind) for (name, kind), cells in back}


def _from_sqlite(cells: Sequence[Any], kind: str) -> list[Cell]:
    if kind == "boolean":
        return [None if cell is None else bool(cell) for cell in cells]
    return [typed(cell or "", kind) for cell in cells] if kind == "date" else list(cells)
