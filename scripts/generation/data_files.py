"""The bytes of the files that hold a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from generation.files import Files
from generation.schemas import Schema
from kazakhstan_assembly.checks.same import parquet_bytes
from kazakhstan_assembly.derivation.pipeline import Record
from kazakhstan_assembly.io.cells import cell_text


def table_files(schema: Schema, records: list[Record], labels: Mapping[str, str]) -> Files:
    """Return the CSV and the Parquet file of a table."""
    name = schema["name"]
    return {
        f"data/csv/{name}.csv": csv_bytes(schema, records),
        f"data/parquet/{name}.parquet": parquet_bytes(schema, records, labels),
    }


def csv_bytes(schema: Schema, records: list[Record]) -> bytes:
    """Return a table as CSV."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    names = [field["name"] for field in schema["fields"]]
    writer.writerow(names)
    for record in records:
        writer.writerow([cell_text(record[name]) for name in names])
    return buffer.getvalue().encode()
