"""The tables as Arrow tables; imports pyarrow and no pandas."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any, cast

import pyarrow as pa
import pyarrow.csv as pc

from kazakhstan_assembly.io.controls import control_problem, has_controls
from kazakhstan_assembly.io.datapackage import PackageData, stated_sha256
from kazakhstan_assembly.io.declarations import FORMER_KEYS, FORMER_TABLES, REPORT

TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}
# What a bare pandas.read_parquet makes of a column: pandas_type and numpy_type of its metadata.
_PANDAS_TYPES = {
    "string": ("unicode", "object"),
    "integer": ("int64", "Int64"),
    "number": ("float64", "Float64"),
    "boolean": ("bool", "boolean"),
    "date": ("date", "date32[day][pyarrow]"),
}


def load_arrow(package: PackageData, name: str) -> pa.Table:
    """Return one table of a package with all that its schema says of it."""
    schema = package.schema(name)
    described = arrow_schema(schema, labels(package.descriptor))
    text = json.dumps(schema, ensure_ascii=False)
    described = described.with_metadata({**described.metadata, b"table_schema": text})
    return pa.Table.from_arrays(read_table(package, name).columns, schema=described)


def helper_records(package: PackageData, name: str) -> list[dict[str, Any]]:
    """Return the rows of a table of the engine under the names of today, whatever the release.

    A table that the release does not have yet is empty.
    """
    known = package.table_names
    stored = name if name in known else FORMER_TABLES.get(name, name)
    if stored not in known:
        return []
    table = load_arrow(package, stored)
    names = [FORMER_KEYS.get(column, column) for column in table.column_names]
    records: list[dict[str, Any]] = table.rename_columns(names).to_pylist()
    return records


def read_table(package: PackageData, name: str) -> pa.Table:
    """Return a table as its CSV file holds it, typed but not described."""
    schema = package.schema(name)
    data = package.table_bytes(name)
    try:
        return csv_table(data, schema)
    except (pa.ArrowException, ValueError) as error:
        package.refuse(package.resource(name)["path"], f"the file cannot be read as CSV ({error})")


def csv_table(data: bytes, schema: Mapping[str, Any]) -> pa.Table:
    """Return the typed table of a CSV file as this package writes it; an empty cell is a null.

    Raises
    ------
    pyarrow.ArrowException, ValueError
        If the file is no CSV, has other columns than the schema, or cells of other types.
    """
    if has_controls(data):
        raise ValueError(control_problem(data.decode("utf-8")))
    types = {field["name"]: TYPES[field["type"]] for field in schema["fields"]}
    table = pc.read_csv(
        cast("IO[Any]", pa.BufferReader(data)),  # which the stubs do not know
        # The default pool gives memory back and takes it again for each block of a large file.
        memory_pool=pa.system_memory_pool(),
        # One thread is faster for small files, and a process that ends at once may find others
        # alive.
        read_options=pc.ReadOptions(use_threads=False),
        parse_options=pc.ParseOptions(newlines_in_values=True),
        convert_options=pc.ConvertOptions(
            column_types=types,
            null_values=[""],
            strings_can_be_null=True,
            true_values=["true"],
            false_values=["false"],
        ),
    )
    if table.column_names != list(types):
        raise ValueError("the header is not the schema's list of columns")
    return table


def labels(descriptor: Mapping[str, Any]) -> dict[str, str]:
    """Return what every table says of the whole package."""
    said = {
        "version": str(descriptor["version"]),
        "license": str(descriptor["licenses"][0]["name"]),
        "citation": str(descriptor["citation"]),
    }
    for entry in descriptor["resources"]:
        if entry["name"] == REPORT:
            said["source_sha256"] = stated_sha256(entry)
    return said


def arrow_schema(schema: Mapping[str, Any], labels: Mapping[str, str]) -> pa.Schema:
    """Return the Arrow schema of a table, with all that it says of itself."""
    fields = [
        pa.field(
            field["name"],
            TYPES[field["type"]],
            nullable=not field.get("constraints", {}).get("required", False),
            metadata={"description": field["description"]},
        )
        for field in schema["fields"]
    ]
    said: dict[bytes | str, bytes | str] = {part: schema[part] for part in ("title", "description")}
    said.update(labels)
    said["pandas"] = json.dumps(_pandas_metadata(schema))
    return pa.schema(fields, said)


def _pandas_metadata(schema: Mapping[str, Any]) -> dict[str, Any]:
    columns = [
        {
            "name": field["name"],
            "field_name": field["name"],
            "pandas_type": _PANDAS_TYPES[field["type"]][0],
            "numpy_type": _PANDAS_TYPES[field["type"]][1],
            "metadata": None,
        }
        for field in schema["fields"]
    ]
    return {"index_columns": [], "column_indexes": [], "columns": columns}
