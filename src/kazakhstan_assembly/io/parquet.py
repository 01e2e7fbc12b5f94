"""Parquet files that describe themselves."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kazakhstan_assembly.errors import PackageError
from kazakhstan_assembly.io.arrow import arrow_schema
from kazakhstan_assembly.model.records import Record

# What the descriptor says of every Parquet file.
PARQUET_FORMAT = {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}


def parquet_bytes(
    schema: Mapping[str, Any], records: Sequence[Record], labels: Mapping[str, str]
) -> bytes:
    """Return a table as Parquet, with its Table Schema and the package's labels in it."""
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
        writer.write_table(pa.Table.from_pylist(list(records), schema=described))
        writer.add_key_value_metadata({"table_schema": json.dumps(schema, ensure_ascii=False)})
    return bytes(sink.getvalue())


def parquet_table(data: bytes) -> tuple[pa.Table, Any]:
    """Return the table of a Parquet file and the Table Schema in its metadata.

    Raises
    ------
    PackageError
        If the file is no Parquet, or holds no Table Schema.
    """
    try:
        file = pq.ParquetFile(pa.BufferReader(data), page_checksum_verification=True)
        table = file.read(use_threads=False)
        schema = json.loads((file.metadata.metadata or {})[b"table_schema"])
    except (pa.ArrowException, OSError, KeyError, ValueError) as error:
        raise PackageError(f"the file cannot be read as Parquet: {error}") from None
    return table, schema
