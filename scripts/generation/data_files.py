"""The bytes of the files that hold a table."""

from __future__ import annotations

from collections.abc import Mapping

from generation.files import Files
from generation.schemas import Schema
from kazakhstan_assembly.io.csv import csv_bytes
from kazakhstan_assembly.io.parquet import parquet_bytes
from kazakhstan_assembly.model.records import Record


def table_files(schema: Schema, records: list[Record], labels: Mapping[str, str]) -> Files:
    """Return the CSV and the Parquet file of a table."""
    name = schema["name"]
    return {
        f"data/csv/{name}.csv": csv_bytes(schema, records),
        f"data/parquet/{name}.parquet": parquet_bytes(schema, records, labels),
    }
