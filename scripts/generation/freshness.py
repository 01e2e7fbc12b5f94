"""Where a committed file differs from what the source gives."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


def first_difference(path: Path, expected: bytes) -> str | None:
    """Return where a committed file first differs from what the source gives, or None."""
    try:
        found = path.read_bytes()
    except FileNotFoundError:
        return "the file is missing"
    except OSError as error:
        return f"the file cannot be read: {error.strerror}"
    if found == expected:
        return None
    if path.suffix == ".parquet":
        return _parquet_difference(found, expected)
    if path.suffix == ".csv" and (cell := _csv_difference(found, expected)):
        return cell
    pairs = zip_longest(_lines(found), _lines(expected), fillvalue="nothing")
    number, (is_line, should) = next(
        (n, pair) for n, pair in enumerate(pairs, start=1) if pair[0] != pair[1]
    )
    return f"line {number} is {is_line!r}, the source gives {should!r}"


def _lines(data: bytes) -> Iterator[str]:
    yield from data.decode("utf-8", errors="replace").splitlines(keepends=True)


def _csv_difference(found: bytes, expected: bytes) -> str | None:
    old, new = (
        list(csv.reader(io.StringIO(data.decode("utf-8", errors="replace"), newline="")))
        for data in (found, expected)
    )
    if old[:1] != new[:1]:
        return None
    for is_row, should in zip(old, new, strict=False):
        for column, is_cell, value in zip(new[0], is_row, should, strict=False):
            if is_cell != value:
                return (
                    f"row {should[0]}, column {column} is “{is_cell}”, the source gives “{value}”"
                )
    if len(old) != len(new):
        return f"it has {len(old) - 1} rows, the source gives {len(new) - 1}"
    return None


def _parquet_difference(found: bytes, expected: bytes) -> str | None:
    try:
        old = pq.read_table(pa.BufferReader(found))
    except (pa.ArrowException, OSError) as error:
        return f"the file cannot be read as Parquet ({error})"
    new = pq.read_table(pa.BufferReader(expected))
    if not old.schema.equals(new.schema, check_metadata=True):
        return "its columns, types or descriptions are not what the source gives"
    for row, (is_row, should) in enumerate(
        zip(old.to_pylist(), new.to_pylist(), strict=False), start=1
    ):
        for column, value in should.items():
            if is_row[column] != value:
                return (
                    f"row {row}, column {column} is {is_row[column]!r}, the source gives {value!r}"
                )
    if old.num_rows != new.num_rows:
        return f"it has {old.num_rows} rows, the source gives {new.num_rows}"
    if _writer(found) != _writer(expected):
        return None  # the same cells, laid out by another version of pyarrow
    return "the cells are the same, but the bytes differ"


def _writer(data: bytes) -> str:
    return str(pq.read_metadata(pa.BufferReader(data)).created_by)
