"""CSV as this package writes it. It is read strictly: no other way to write it is accepted."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from kazakhstan_assembly.errors import PackageError
from kazakhstan_assembly.io.cells import cell_text
from kazakhstan_assembly.io.controls import control_problem
from kazakhstan_assembly.model.records import Cell, Record

# What the descriptor says of every CSV file.
CSV_FORMAT = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
DIALECT = {"header": True, "delimiter": ",", "quoteChar": '"', "doubleQuote": True}

_REFUSED_BYTES = (
    (b"\xef\xbb\xbf", "a byte order mark"),
    (b"\r", "a carriage return"),
    (b"\0", "a NUL"),
)


def csv_text(head: Sequence[str], rows: Iterable[Iterable[Any]]) -> str:
    """Return rows as CSV, with the names of the columns first."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(map(cell_text, row) for row in rows)
    return buffer.getvalue()


def csv_bytes(schema: Mapping[str, Any], records: Iterable[Mapping[str, Any]]) -> bytes:
    """Return a table as the CSV file that is published."""
    names = [str(field["name"]) for field in schema["fields"]]
    rows = (map(record.__getitem__, names) for record in records)
    return csv_text(names, rows).encode()


def text_problem(data: bytes) -> str | None:
    """Return what is wrong with a file that should be text as this package writes it."""
    for mark, what in _REFUSED_BYTES:
        if mark in data:
            return f"the file has {what}; save it as UTF-8 with plain line feeds"
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"the file is not UTF-8: byte {error.start} is not valid"
    return control_problem(text)


def csv_records(data: bytes, schema: Mapping[str, Any]) -> list[Record]:
    """Return the rows of a CSV file, each cell as its column's type.

    Raises
    ------
    PackageError
        If the file is no text or no CSV, has other columns than the schema, or has a row that is
        too long or too short.
    """
    if problem := text_problem(data):
        raise PackageError(problem)
    lines = csv.reader(
        io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline=""), strict=True
    )
    try:
        return list(_records(lines, schema))
    except csv.Error as error:
        raise PackageError(f"the file cannot be read as CSV: {error}") from None


def _records(lines: Iterator[list[str]], schema: Mapping[str, Any]) -> Iterator[Record]:
    types = {str(field["name"]): str(field["type"]) for field in schema["fields"]}
    if next(lines, None) != list(types):
        raise PackageError("the header is not the schema's list of columns")
    for number, line in enumerate(lines, start=2):
        if len(line) != len(types):
            raise PackageError(f"line {number} has {len(line)} cells, not {len(types)}")
        pairs = zip(types.items(), line, strict=True)
        yield {name: typed(cell, kind) for (name, kind), cell in pairs}


def typed(cell: str, kind: str) -> Cell:
    """Return a cell as its type; what is none of that type stays text, for a check to find."""
    if cell == "":
        return None
    if kind == "string":
        return cell
    if kind == "boolean":
        return {"true": True, "false": False}.get(cell, cell)
    if kind == "integer":
        return _integer(cell)
    return _number(cell) if kind == "number" else _day(cell)


def _integer(cell: str) -> int | str:
    # A slice first: Python refuses to convert thousands of digits.
    is_canonical = cell.isascii() and cell.isdigit() and str(int(cell[:18])) == cell
    return int(cell) if is_canonical else cell


def _number(cell: str) -> float | str:
    try:
        value = float(cell)
    except ValueError:
        return cell
    return value if math.isfinite(value) and cell_text(value) == cell else cell


def _day(cell: str) -> date | str:
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        return cell
    return day if day.isoformat() == cell else cell
