"""Parquet files that describe themselves."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kazakhstan_assembly.errors import PackageError
from kazakhstan_assembly.io.arrow import arrow_schema
from kazakhstan_assembly.io.storage import MOST_BYTES
from kazakhstan_assembly.io.strict_json import read_json
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
        table, metadata = _read(data)
        schema = read_json(metadata[b"table_schema"])
    except (pa.ArrowException, OSError, KeyError, ValueError) as error:
        raise PackageError(f"the file cannot be read as Parquet: {error}") from None
    return table, schema


def _read(data: bytes) -> tuple[pa.Table, Mapping[bytes, bytes]]:
    """Return the cells and the metadata of a file, unless its texts are far longer than the file.

    A dictionary page holds each text once, however many cells have it, and is read as it is first.
    """
    declared: Any = pq.read_schema(pa.BufferReader(data))
    text_types = pa.string(), pa.large_string()
    texts = [str(field.name) for field in declared if field.type in text_types]
    file = pq.ParquetFile(
        pa.BufferReader(data), page_checksum_verification=True, read_dictionary=texts
    )
    table = file.read(use_threads=False)
    characters = sum(_length(table.column(name)) for name in texts)
    if characters > MOST_BYTES:
        raise ValueError(f"its texts have more than {MOST_BYTES} bytes")
    return table.cast(declared), file.metadata.metadata or {}


def _length(column: Any) -> int:
    """Return how many bytes the texts of a column have, each repetition counted."""
    length = 0
    for chunk in column.chunks:
        lengths = cast("Any", pc).binary_length(chunk.dictionary)
        length += int(pc.sum(lengths.take(chunk.indices)).as_py() or 0)
    return length
