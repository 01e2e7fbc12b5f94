"""datapackage.json, and what the Table Schemas say of the rows."""

from __future__ import annotations

from typing import Any

from generation.files import Files
from generation.pages import citation
from generation.schemas import Schema
from kazakhstan_assembly.document.spans import fold_spaces
from kazakhstan_assembly.io.cells import cell_text
from kazakhstan_assembly.io.csv import CSV_FORMAT, DIALECT
from kazakhstan_assembly.io.datapackage import hash_of
from kazakhstan_assembly.io.parquet import PARQUET_FORMAT
from kazakhstan_assembly.model.records import Record, Records
from kazakhstan_assembly.model.tables import STATED_IN_TABLE

_EXAMPLES = {
    "string": "words",
    "integer": "1",
    "number": "1.5",
    "boolean": "true",
    "date": "2000-12-31",
}


def complete_schema(schema: Schema, records: list[Record]) -> Schema:
    """Return a Table Schema with the examples and the row count that the facts give."""
    first = ("$schema", "name", "title", "description", "role", "entity_kind")
    return {
        **{name: schema[name] for name in first if name in schema},
        "stated_rows": len(records),
        **_stated_edges(schema, records),
        **{name: part for name, part in schema.items() if name not in first},
        "fields": [_with_example(field, records) for field in schema["fields"]],
    }


def _stated_edges(schema: Schema, records: list[Record]) -> dict[str, int]:
    """Return how many rows are edges, of a table that can hold some."""
    for field in schema["fields"]:
        if field.get("rule") == STATED_IN_TABLE:
            edges = sum(record[field["name"]] is not None for record in records)
            return {"stated_edges": edges}
    return {}


def _with_example(field: Schema, records: list[Record]) -> Schema:
    """Add the column's first value as in CSV, or one that it could have if all are null."""
    value = next((r[field["name"]] for r in records if r[field["name"]] is not None), None)
    codes = field.get("constraints", {}).get("enum")
    if value is not None:
        example = cell_text(value)
    else:
        example = codes[0] if codes else _EXAMPLES[field["type"]]
    constraints = {"constraints": field["constraints"]} if "constraints" in field else {}
    rest = {name: part for name, part in field.items() if name != "constraints"}
    return {**rest, "example": example, **constraints}


def package_properties(package: Any, report: str) -> dict[str, Any]:
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


def descriptor(
    properties: dict[str, Any],
    groups: list[dict[str, Any]],
    schemas: dict[str, Schema],
    records: Records,
    files: Files,
) -> dict[str, Any]:
    """Return what datapackage.json says: the properties of the whole, and each table."""
    tables = (_resource(schema, len(records[name]), files) for name, schema in schemas.items())
    resources = [*tables, *properties["resources"]]
    return {**properties, "groups": groups, "resources": resources}


def _resource(schema: Schema, rows: int, files: Files) -> dict[str, Any]:
    name = schema["name"]
    csv_path, parquet_path = f"data/csv/{name}.csv", f"data/parquet/{name}.parquet"
    return {
        "name": name,
        "type": "table",
        # Version 1 of the standard, which frictionless for R asks for.
        "profile": "tabular-data-resource",
        "title": schema["title"],
        "description": schema["description"],
        "path": csv_path,
        **CSV_FORMAT,
        "bytes": len(files[csv_path]),
        "hash": hash_of(files[csv_path]),
        "rows": rows,
        "dialect": DIALECT,
        "schema": f"schemas/{name}.json",
        "schema_hash": hash_of(files[f"schemas/{name}.json"]),
        "alternates": [
            {
                "path": parquet_path,
                **PARQUET_FORMAT,
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
        **_known_of_report(source),
        "path": "source/report.txt",
        "format": "txt",
        "mediatype": "text/plain",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": hash_of(data),
    }


def _known_of_report(source: Any) -> dict[str, str]:
    """Return what is known of the report beside its text."""
    names = ("issued", "language", "provenance")
    return {name: fold_spaces(source[name]) for name in names if name in source}
