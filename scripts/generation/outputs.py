"""The bytes of every generated file: schemas, CSV, Parquet, descriptor, README and citation."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from generation.clients import elsewhere, use_from
from generation.files import Files, to_json
from generation.metadata import Dataset, metadata_files
from generation.pages import citation, citation_cff, readme
from generation.reader_page import reader
from generation.schemas import Schema
from generation.stubs import names, stub
from kazakhstan_assembly.checks.formats import CSV_FORM, DIALECT, PARQUET_FORM, parquet_bytes
from kazakhstan_assembly.derivation.pipeline import Record, Records
from kazakhstan_assembly.document.spans import fold_spaces
from kazakhstan_assembly.io.arrow import labels
from kazakhstan_assembly.io.cells import cell_text
from kazakhstan_assembly.io.datapackage import hash_of

_EXAMPLES = {"string": "words", "integer": "1", "boolean": "true", "date": "2000-12-31"}


def generate(
    root: Path,
    report: str,
    package: Any,
    declared: dict[str, Schema],
    records: Records,
    vocabularies: Iterable[str],
) -> Files:
    """Return every generated file by its path from the repository's root."""
    files: Files = {}
    schemas = {name: complete_schema(schema, records[name]) for name, schema in declared.items()}
    schemas["units"]["report_sha256"] = package["report"]["sha256"]
    described = _package(package, report)
    stated = labels(described)
    for name, schema in schemas.items():
        files[f"schemas/{name}.json"] = to_json(schema)
        files[f"data/csv/{name}.csv"] = csv_bytes(schema, records[name])
        files[f"data/parquet/{name}.parquet"] = parquet_bytes(schema, records[name], stated)
    files["datapackage.json"] = to_json(_descriptor(described, schemas, records, files))
    files["CITATION.cff"] = citation_cff(package)
    files["src/kazakhstan_assembly/_literals.py"] = names(schemas, vocabularies)
    files["src/kazakhstan_assembly/__init__.pyi"] = stub(schemas)
    files |= metadata_files(Dataset(package, schemas, records, files, report))
    files["README.md"] = readme(root, package, schemas, records)
    files["docs/use-from.md"] = use_from(root)
    files["docs/tutorials/elsewhere.md"] = elsewhere(root)
    files["docs/reader.html"] = reader(package, schemas, records, report)
    return files


# Table Schema


def complete_schema(schema: Schema, records: list[Record]) -> Schema:
    """Return a Table Schema with the examples and the row count that the facts give."""
    first = ("$schema", "name", "title", "description", "role", "entity_kind")
    return {
        **{name: schema[name] for name in first if name in schema},
        "stated_rows": len(records),
        **{name: part for name, part in schema.items() if name not in first},
        "fields": [_with_example(field, records) for field in schema["fields"]],
    }


def _with_example(field: Schema, records: list[Record]) -> Schema:
    """Add the column's first value as in CSV, or where all are null one that it could have."""
    value = next((r[field["name"]] for r in records if r[field["name"]] is not None), None)
    codes = field.get("constraints", {}).get("enum")
    if value is not None:
        example = cell_text(value)
    else:
        example = codes[0] if codes else _EXAMPLES[field["type"]]
    constraints = {"constraints": field["constraints"]} if "constraints" in field else {}
    rest = {name: part for name, part in field.items() if name != "constraints"}
    return {**rest, "example": example, **constraints}


# CSV


def csv_bytes(schema: Schema, records: list[Record]) -> bytes:
    """Return a table as CSV."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    names = [field["name"] for field in schema["fields"]]
    writer.writerow(names)
    for record in records:
        writer.writerow([cell_text(record[name]) for name in names])
    return buffer.getvalue().encode()


# Descriptor


def _package(package: Any, report: str) -> dict[str, Any]:
    """Return what the descriptor says of the whole, with the report as its one resource."""
    source = package["report"]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": package["name"],
        "title": package["title"],
        "description": fold_spaces(package["description"]),
        "version": package["version"],
        "created": f"{package['released']}T00:00:00Z",
        "licenses": [dict(entry) for entry in package["licenses"]],
        "contributors": [dict(person) for person in package["contributors"]],
        "keywords": list(package["keywords"]),
        "sources": [{"title": source["title"], "path": "source/report.txt"}],
        "citation": citation(package),
        "limits": fold_spaces(source["limits"]),
        "resources": [_report_resource(source, report.encode())],
    }


def _descriptor(
    described: dict[str, Any], schemas: dict[str, Schema], records: Records, files: Files
) -> dict[str, Any]:
    tables = (_resource(schema, len(records[name]), files) for name, schema in schemas.items())
    return {**described, "resources": [*tables, *described["resources"]]}


def _resource(schema: Schema, rows: int, files: Files) -> dict[str, Any]:
    name = schema["name"]
    csv_path, parquet_path = f"data/csv/{name}.csv", f"data/parquet/{name}.parquet"
    return {
        "name": name,
        "type": "table",
        "title": schema["title"],
        "description": schema["description"],
        "path": csv_path,
        **CSV_FORM,
        "bytes": len(files[csv_path]),
        "hash": hash_of(files[csv_path]),
        "rows": rows,
        "dialect": DIALECT,
        "schema": f"schemas/{name}.json",
        "schema_hash": hash_of(files[f"schemas/{name}.json"]),
        "alternates": [
            {
                "path": parquet_path,
                **PARQUET_FORM,
                "bytes": len(files[parquet_path]),
                "hash": hash_of(files[parquet_path]),
            }
        ],
    }


def _report_resource(source: Any, data: bytes) -> dict[str, Any]:
    return {
        "name": "report",
        "title": source["title"],
        "description": fold_spaces(source["rights"]),
        "path": "source/report.txt",
        "format": "txt",
        "mediatype": "text/plain",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": hash_of(data),
    }


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
