"""The tables as Arrow tables; imports pyarrow and no pandas."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kazakhstan_assembly.package import broken, parquet_file, read_bytes, resource


def load_arrow(name: str) -> pa.Table:
    """Return one table as an Arrow table.

    polars, DuckDB, and whatever else reads Arrow take it without a copy.

    Parameters
    ----------
    name : str
        A name of :func:`list_tables`.

    Returns
    -------
    pyarrow.Table
        One row a fact, in the report's order: ``string``, ``int64``, ``bool`` and ``date32``
        columns. Fields carry their description as metadata; the schema's metadata has title,
        description, version, licence, citation, and the Table Schema.

    Raises
    ------
    UnknownTableError
        If there is no such table; the message names the nearest.
    PackageError
        If the table's file is missing or was altered; the message names it.

    Examples
    --------
    >>> load_arrow("sessions").column("ordinal")[:3].to_pylist()
    [1, 2, 3]
    """
    return read_table(name)[0]


def read_table(name: str) -> tuple[pa.Table, dict[str, Any]]:
    """Return a table as its Parquet file holds it, and the Table Schema in that file."""
    path, sha256 = parquet_file(resource(name))
    try:
        file = pq.ParquetFile(pa.BufferReader(read_bytes(path, sha256)))
        # The schema in the file is covered by the file's hash, the one in schemas/ is not.
        text = (file.metadata.metadata or {})[b"table_schema"]
        schema: dict[str, Any] = json.loads(text)
        # One thread is faster for small files, and a process that ends at once may find others
        # alive.
        table = file.read(use_threads=False)
    except (pa.ArrowException, OSError, ValueError) as error:
        broken(path, f"the file cannot be read as Parquet ({error})")
    except KeyError:
        broken(path, "the file does not hold its Table Schema")
    if schema.get("name") != name:
        broken(path, f"the file holds the table {schema.get('name')}, not {name}")
    metadata = {**(table.schema.metadata or {}), b"table_schema": text}
    return table.replace_schema_metadata(metadata), schema
