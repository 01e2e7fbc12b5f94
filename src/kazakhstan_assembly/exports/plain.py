"""CSV, Parquet and JSON Lines: a folder with one file per table; and CSV in one zip."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from kazakhstan_assembly.exports.content import Content, Table
from kazakhstan_assembly.io.arrow import labels
from kazakhstan_assembly.io.csv import csv_bytes
from kazakhstan_assembly.io.datapackage import hash_of, stated_sha256
from kazakhstan_assembly.io.declarations import REPORT
from kazakhstan_assembly.io.parquet import parquet_bytes
from kazakhstan_assembly.io.storage import DESCRIPTOR

_JSONL = {"format": "jsonl", "mediatype": "application/jsonl"}


def make_csv(content: Content) -> dict[str, bytes]:
    """Return the published CSV files, a codebook, and a descriptor."""
    files = {f"{name}.csv": content.source.table_bytes(name) for name in content.names}
    return {**files, **make_companions(content), DESCRIPTOR: _descriptor(content, files)}


def make_parquet(content: Content) -> dict[str, bytes]:
    """Return the published Parquet files, even from a wheel that lacks them, and a codebook."""
    source = content.source
    stated = labels(source.descriptor)
    files = {
        f"{table.name}.parquet": parquet_bytes(source.schema(table.name), table.records(), stated)
        for table in content.tables
    }
    return {**files, **make_companions(content)}


def make_jsonl(content: Content) -> dict[str, bytes]:
    """Return one JSON object per row, with every null, and a descriptor."""
    files = {
        f"{table.name}.jsonl": "".join(_json_lines(table)).encode() for table in content.tables
    }
    return {**files, **make_companions(content), DESCRIPTOR: _descriptor(content, files, _JSONL)}


def make_zip(content: Content) -> bytes:
    """Return what `make_csv` gives and the report, as one Data Package in a zip."""
    source, files = content.source, make_csv(content)
    if report := source.resources.get(REPORT):
        descriptor = json.loads(files[DESCRIPTOR])
        descriptor["sources"] = source.descriptor["sources"]
        descriptor["resources"].append(report)
        files[DESCRIPTOR] = _to_json(descriptor)
        files[report["path"]] = source.read_bytes(report["path"], stated_sha256(report))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            member = zipfile.ZipInfo(name, content.released.timetuple()[:6])
            member.external_attr = 0o644 << 16
            member.create_system = 3  # Unix, on every system, so that the bytes are the same
            archive.writestr(member, data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def make_companions(content: Content) -> dict[str, bytes]:
    """Return the codebook and what the package is, as CSV files."""
    return {
        f"{table.name}.csv": csv_bytes(table.schema, table.records())
        for table in (content.codebook, content.package)
    }


def _json_lines(table: Table) -> Iterator[str]:
    for record in table.records():
        yield json.dumps(record, ensure_ascii=False, default=date.isoformat) + "\n"


def _descriptor(
    content: Content, files: Mapping[str, bytes], other: Mapping[str, str] | None = None
) -> bytes:
    """Return a descriptor of the exported files; the report, the source, is not among them.

    `other` says what format they have, if it is not that of the published files.
    """
    descriptor = content.source.descriptor
    sources = [{"title": source["title"]} for source in descriptor["sources"]]
    pairs = zip(content.tables, files.items(), strict=True)
    resources = [_resource(content, table, *file, other) for table, file in pairs]
    return _to_json({**descriptor, "sources": sources, "resources": resources})


def _resource(
    content: Content, table: Table, path: str, data: bytes, other: Mapping[str, str] | None
) -> dict[str, Any]:
    """Return the published resource, of another file."""
    left_out = {"alternates", "schema_hash", *(["dialect"] if other else [])}
    entry = content.source.resource(table.name)
    kept = {name: value for name, value in entry.items() if name not in left_out}
    described = {"bytes": len(data), "hash": hash_of(data), "schema": table.schema}
    return {**kept, "path": path, **(other or {}), **described}


def _to_json(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()
