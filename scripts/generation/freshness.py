"""Where the files in place differ from what the source gives."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from generation.files import Files
from kazakhstan_assembly.exports.codebook import CODEBOOK_KEY
from kazakhstan_assembly.io.cells import cell_text
from kazakhstan_assembly.io.tables import Row, RowDifference, compare_tables


def stale_files(root: Path, files: Files) -> dict[str, str]:
    """Return the files that are not what the source gives, each with its first difference."""
    stale: dict[str, str] = {}
    for name, expected in files.items():
        try:
            actual = (root / name).read_bytes()
        except FileNotFoundError:
            stale[name] = "the file is missing"
        except OSError as error:
            stale[name] = f"the file cannot be read: {error.strerror}"
        else:
            if actual != expected and (difference := _difference(name, actual, files)):
                stale[name] = difference
    return stale


def _difference(name: str, actual: bytes, files: Files) -> str | None:
    path, expected = PurePosixPath(name), files[name]
    if path.suffix == ".parquet":
        return _parquet_difference(actual, expected, _key(path, files))
    if path.suffix == ".csv":
        difference = _csv_difference(actual, expected, _key(path, files))
        return difference or _line_difference(actual, expected)
    return _line_difference(actual, expected)


def _key(path: PurePosixPath, files: Files) -> list[str]:
    if path == PurePosixPath("data/codebook.csv"):
        return list(CODEBOOK_KEY)
    schema: Any = json.loads(files[f"schemas/{path.stem}.json"])
    return list(schema["primaryKey"])


def _line_difference(actual: bytes, expected: bytes) -> str | None:
    pairs = zip_longest(_lines(actual), _lines(expected), fillvalue="nothing")
    for number, (line, right) in enumerate(pairs, start=1):
        if line != right:
            return f"line {number} is {line!r}, the source gives {right!r}"
    return "the bytes differ, but no line does"


def _lines(data: bytes) -> Iterator[str]:
    yield from data.decode("utf-8", errors="replace").splitlines(keepends=True)


def _csv_difference(actual: bytes, expected: bytes, key: list[str]) -> str | None:
    """Return the first row that differs, or None if lines say more."""
    (head, *rows), (right_head, *right_rows) = _csv_rows(actual), _csv_rows(expected)
    if head != right_head or any(len(row) != len(head) for row in rows):
        return None
    # Each row has as many cells as the header has columns.
    records = (dict(zip(head, row, strict=True)) for row in rows)
    right_records = (dict(zip(head, row, strict=True)) for row in right_rows)
    return _row_difference(key, records, right_records)


def _csv_rows(data: bytes) -> list[list[str]]:
    text = data.decode("utf-8", errors="replace")
    try:
        return list(csv.reader(io.StringIO(text, newline=""))) or [[]]
    except csv.Error:
        return [[]]


def _parquet_difference(actual: bytes, expected: bytes, key: list[str]) -> str | None:
    try:
        table = pq.read_table(pa.BufferReader(actual))
    except (pa.ArrowException, OSError) as error:
        return f"the file cannot be read as Parquet ({error})"
    right = pq.read_table(pa.BufferReader(expected))
    if not table.schema.equals(right.schema, check_metadata=True):
        return "its columns, types or descriptions are not what the source gives"
    if difference := _row_difference(key, table.to_pylist(), right.to_pylist()):
        return difference
    if _writer(actual) != _writer(expected):
        return None  # the same cells, laid out by another version of pyarrow
    return "the cells are the same, but the bytes differ"


def _writer(data: bytes) -> str:
    return str(pq.read_metadata(pa.BufferReader(data)).created_by)


def _row_difference(key: list[str], rows: Iterable[Row], right_rows: Iterable[Row]) -> str | None:
    comparison = compare_tables(key, rows, right_rows)
    if comparison.rows:
        return _sentence(comparison.rows[0])
    return (
        "its rows are in another order than the source gives" if comparison.is_reordered else None
    )


def _sentence(difference: RowDifference) -> str:
    row, right = difference.old, difference.new
    if right is None:
        return f"the source does not give the row {difference.key}"
    if row is None:
        return f"the row {difference.key} is missing"
    column = difference.columns[0]
    cell, right_cell = cell_text(row[column]), cell_text(right[column])
    place = f"row {difference.key}, column {column}"
    return f"{place} is “{cell}”, the source gives “{right_cell}”"
