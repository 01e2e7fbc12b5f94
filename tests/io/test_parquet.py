"""The Parquet files of a table: what is written is read back, and nothing else is read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from conftest import TEXT
from kazakhstan_assembly.errors import PackageError
from kazakhstan_assembly.io.arrow import arrow_schema, csv_table
from kazakhstan_assembly.io.csv import csv_bytes
from kazakhstan_assembly.io.frames import to_frame
from kazakhstan_assembly.io.parquet import parquet_bytes, parquet_table
from kazakhstan_assembly.model.records import Record

KINDS = {
    "words": "string",
    "count": "integer",
    "share": "number",
    "known": "boolean",
    "day": "date",
}
SCHEMA: dict[str, Any] = {
    "name": "table",
    "title": "A table",
    "description": "A table.",
    "fields": [
        {"name": name, "type": kind, "description": "A column."} for name, kind in KINDS.items()
    ],
}
ROWS: list[Record] = [
    {"words": "a", "count": 1, "share": 3.5, "known": True, "day": date(2005, 1, 2)},
    dict.fromkeys(KINDS),
]


@pytest.mark.parametrize("rows", [[], ROWS], ids=["no rows", "two rows"])
def test_what_is_written_as_parquet_is_read_back(rows: list[Record]) -> None:
    table, schema = parquet_table(parquet_bytes(SCHEMA, rows, {"version": "1.0.0"}))
    assert table.to_pylist() == rows
    assert table.schema.equals(arrow_schema(SCHEMA, {"version": "1.0.0"}), check_metadata=False)
    assert schema == SCHEMA


@pytest.mark.parametrize("data", [b"", b"PAR1", b"words,count\n"])
def test_what_is_no_parquet_is_refused(data: bytes) -> None:
    with pytest.raises(PackageError, match="the file cannot be read as Parquet"):
        parquet_table(data)


def test_a_file_of_parquet_without_a_table_schema_is_refused() -> None:
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table({"words": ["a"]}), sink)
    with pytest.raises(PackageError, match="table_schema"):
        parquet_table(sink.getvalue().to_pybytes())


@pytest.mark.parametrize("rows", [[], ROWS], ids=["no rows", "two rows"])
def test_csv_and_parquet_give_the_same_table_and_types_that_know_nulls(rows: list[Record]) -> None:
    table = csv_table(csv_bytes(SCHEMA, rows), SCHEMA)
    assert table.to_pylist() == rows
    types = to_frame(table, SCHEMA).dtypes.astype(str).to_dict()
    assert types == {
        "words": TEXT,
        "count": "Int64",
        "share": "Float64",
        "known": "boolean",
        "day": "datetime64[ms]",
    }
