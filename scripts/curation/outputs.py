"""The bytes of every generated file: schemas, CSV, Parquet, descriptor, README and citation."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from curation.assemble import Record, Records
from curation.model import Column, Model, Table
from curation.pages import citation, citation_cff, readme
from kazakhstan_assembly.rules import fold

Files = dict[str, bytes]

_ARROW_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}
# What a bare pandas.read_parquet makes of a column: pandas_type and numpy_type of its metadata.
_PANDAS_TYPES = {
    "string": ("unicode", "object"),
    "integer": ("int64", "Int64"),
    "boolean": ("bool", "boolean"),
    "date": ("date", "date32[day][pyarrow]"),
}
_EXAMPLES = {"string": "words", "integer": "1", "boolean": "true", "date": "2000-12-31"}
_TITLES = {"id": "ID", "edtf": "EDTF"}


def generate(
    root: Path, report: str, package: Any, model: Model, records: Records, stated: dict[str, int]
) -> Files:
    """Return every generated file by its path from the repository's root."""
    files: Files = {}
    schemas = {
        table.name: table_schema(table, model, records[table.name], stated.get(table.name))
        for table in model.tables.values()
    }
    for name, schema in schemas.items():
        table = model.tables[name]
        files[f"schemas/{name}.json"] = _json(schema)
        files[f"data/csv/{name}.csv"] = _csv(table, records[name])
        files[f"data/parquet/{name}.parquet"] = _parquet(table, records[name], schema, package)
    files["datapackage.json"] = _json(_descriptor(package, model, records, files, report))
    files["CITATION.cff"] = citation_cff(package)
    files["README.md"] = readme(root, package, model, records)
    return files


def _json(data: Any) -> bytes:
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# Table Schema


def table_schema(
    table: Table, model: Model, records: list[Record], stated_rows: int | None
) -> dict[str, Any]:
    """Return the Frictionless Table Schema of a table, with each column's kind and rule."""
    schema: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "name": table.name,
        "title": table.title,
        "description": fold(table.description),
        "role": table.role,
    }
    if table.entity_kind:
        schema["entityKind"] = table.entity_kind
    if stated_rows is not None:
        schema["statedRows"] = stated_rows
    schema["key"] = _key(table)
    schema["fields"] = [_field(table, column, model, records) for column in table.columns]
    schema["missingValues"] = [""]
    schema["primaryKey"] = list(table.key.columns)
    foreign = [
        {
            "fields": [column.name],
            "reference": {
                "resource": column.references,
                "fields": [model.tables[column.references].key.columns[0]],
            },
        }
        for column in table.columns
        if column.references
    ]
    if foreign:
        schema["foreignKeys"] = foreign
    return schema


def _key(table: Table) -> dict[str, Any]:
    key: dict[str, Any] = {"rule": table.key.rule}
    if table.key.format:
        key["format"] = table.key.format
    if table.key.prefix:
        key |= {"prefix": table.key.prefix, "of": list(table.key.offsets)}
    return key


def _field(table: Table, column: Column, model: Model, records: list[Record]) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "title": _title(column.name),
        "description": fold(column.description),
        "kind": column.kind,
    }
    if column.type == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    if column.rule:
        field["rule"] = column.rule
    if column.inputs:
        field["from"] = list(column.inputs)
    if column.vocabulary:
        field["vocabulary"] = column.vocabulary
    if column.entities:
        field["entityKinds"] = list(column.entities)
    if column.side:
        field["side"] = column.side
    if not column.anchor:
        field["anchor"] = False
    if column.nested:
        field["nested"] = True
    if table.is_fact and table.nullable(column) and column.missing:
        field["missingReason"] = column.missing
    field["example"] = _example(column, model, records)
    constraints = _constraints(table, column, model)
    if constraints:
        field["constraints"] = constraints
    return field


def _title(name: str) -> str:
    words = [_TITLES.get(word, word) for word in name.split("_")]
    return " ".join([words[0][0].upper() + words[0][1:], *words[1:]])


def _example(column: Column, model: Model, records: list[Record]) -> str:
    """Return the column's first value as in CSV, or where all are null one that it could have."""
    value = next((r[column.name] for r in records if r[column.name] is not None), None)
    if value is None and column.vocabulary:
        return next(iter(model.vocabularies[column.vocabulary].terms))
    return _EXAMPLES[column.type] if value is None else _csv_cell(value)


def _constraints(table: Table, column: Column, model: Model) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if not table.nullable(column):
        constraints["required"] = True
    if table.key.columns == (column.name,):
        constraints["unique"] = True
    if column.vocabulary:
        constraints["enum"] = list(model.vocabularies[column.vocabulary].terms)
    if column.minimum is not None:
        constraints["minimum"] = column.minimum
    if column.pattern:
        constraints["pattern"] = column.pattern
    return constraints


# CSV


def _csv(table: Table, records: list[Record]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    names = [column.name for column in table.columns]
    writer.writerow(names)
    for record in records:
        writer.writerow([_csv_cell(record[name]) for name in names])
    return buffer.getvalue().encode()


def _csv_cell(value: str | int | bool | date | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


# Parquet


def _parquet(table: Table, records: list[Record], schema: dict[str, Any], package: Any) -> bytes:
    arrow_schema = pa.schema(
        [
            pa.field(
                column.name,
                _ARROW_TYPES[column.type],
                nullable=table.nullable(column),
                metadata={"description": fold(column.description)},
            )
            for column in table.columns
        ],
        metadata=_parquet_metadata(table, schema, package),
    )
    sink = pa.BufferOutputStream()
    pq.write_table(
        pa.Table.from_pylist(records, schema=arrow_schema),
        sink,
        compression="snappy",
        data_page_version="1.0",
        write_page_checksum=True,
    )
    return bytes(sink.getvalue())


def _parquet_metadata(
    table: Table, schema: dict[str, Any], package: Any
) -> dict[bytes | str, bytes | str]:
    return {
        "title": table.title,
        "description": fold(table.description),
        "version": package["version"],
        "license": package["licenses"][0]["name"],
        "citation": citation(package),
        "source_sha256": package["report"]["sha256"],
        "table_schema": json.dumps(schema, ensure_ascii=False),
        "pandas": json.dumps(_pandas_metadata(table)),
    }


def _pandas_metadata(table: Table) -> dict[str, Any]:
    columns = [
        {
            "name": column.name,
            "field_name": column.name,
            "pandas_type": _PANDAS_TYPES[column.type][0],
            "numpy_type": _PANDAS_TYPES[column.type][1],
            "metadata": None,
        }
        for column in table.columns
    ]
    return {"index_columns": [], "column_indexes": [], "columns": columns}


# Descriptor


def _descriptor(
    package: Any, model: Model, records: Records, files: Files, report: str
) -> dict[str, Any]:
    source = package["report"]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": package["name"],
        "title": package["title"],
        "description": fold(package["description"]),
        "version": package["version"],
        "created": f"{package['released']}T00:00:00Z",
        "licenses": [dict(entry) for entry in package["licenses"]],
        "contributors": [dict(person) for person in package["contributors"]],
        "keywords": list(package["keywords"]),
        "sources": [{"title": source["title"], "path": "source/report.txt"}],
        "citation": citation(package),
        "limits": fold(source["limits"]),
        "resources": [
            *(_resource(table, records[table.name], files) for table in model.tables.values()),
            _report_resource(source, report.encode()),
        ],
    }


def _resource(table: Table, records: list[Record], files: Files) -> dict[str, Any]:
    csv_path, parquet_path = f"data/csv/{table.name}.csv", f"data/parquet/{table.name}.parquet"
    return {
        "name": table.name,
        "type": "table",
        "title": table.title,
        "description": fold(table.description),
        "path": csv_path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(files[csv_path]),
        "hash": f"sha256:{_sha256(files[csv_path])}",
        "rows": len(records),
        "dialect": {"header": True, "delimiter": ",", "quoteChar": '"', "doubleQuote": True},
        "schema": f"schemas/{table.name}.json",
        "alternates": [
            {
                "path": parquet_path,
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                "bytes": len(files[parquet_path]),
                "hash": f"sha256:{_sha256(files[parquet_path])}",
            }
        ],
    }


def _report_resource(source: Any, data: bytes) -> dict[str, Any]:
    return {
        "name": "report",
        "title": source["title"],
        "description": fold(source["rights"]),
        "path": "source/report.txt",
        "format": "txt",
        "mediatype": "text/plain",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{_sha256(data)}",
    }


def first_difference(path: Path, expected: bytes) -> str | None:
    """Return where a committed file first differs from what the source gives, or None."""
    try:
        found = path.read_bytes()
    except FileNotFoundError:
        return "the file is missing"
    if found == expected:
        return None
    if path.suffix == ".parquet":
        return _parquet_difference(found, expected)
    pairs = zip(_lines(found), _lines(expected), strict=False)
    for number, (is_line, should) in enumerate(pairs, start=1):
        if is_line != should:
            return f"line {number} is {is_line!r}, the source gives {should!r}"
    return "one is longer than the other"


def _lines(data: bytes) -> Iterator[str]:
    yield from data.decode("utf-8", errors="replace").splitlines()


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
