"""CSV, Parquet and JSON Lines: a folder with a file a table; and CSV in one zip."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

from kazakhstan_assembly.exports.content import Content, Table, released
from kazakhstan_assembly.io.arrow import labels
from kazakhstan_assembly.io.csv import csv_bytes
from kazakhstan_assembly.io.datapackage import (
    DESCRIPTOR,
    REPORT,
    descriptor,
    hash_of,
    read_bytes,
    resources,
    stated_sha256,
    table_schema,
)
from kazakhstan_assembly.io.parquet import parquet_bytes

_JSONL = {"format": "jsonl", "mediatype": "application/jsonl"}


def make_csv(content: Content) -> dict[str, bytes]:
    """Return the published CSV files, a codebook, and a descriptor."""
    files = {f"{table.name}.csv": _published(table) for table in content.tables}
    described = [_resource(table, f"{table.name}.csv", files) for table in content.tables]
    return {**files, **make_companions(content), DESCRIPTOR: _descriptor(described)}


def make_parquet(content: Content) -> dict[str, bytes]:
    """Return the Parquet files as they are published, of which a wheel has none, and a codebook."""
    stated = labels(descriptor())
    files = {
        f"{table.name}.parquet": parquet_bytes(table_schema(table.name), table.records(), stated)
        for table in content.tables
    }
    return {**files, **make_companions(content)}


def make_jsonl(content: Content) -> dict[str, bytes]:
    """Return an object a row, with every null, and a descriptor."""
    files = {
        f"{table.name}.jsonl": "".join(_json_lines(table)).encode() for table in content.tables
    }
    described = [_resource(table, f"{table.name}.jsonl", files, _JSONL) for table in content.tables]
    return {**files, **make_companions(content), DESCRIPTOR: _descriptor(described)}


def make_zip(content: Content) -> bytes:
    """Return what `make_csv` gives and the report, as one Data Package in a zip."""
    report = resources()[REPORT]
    files = make_csv(content)
    described = [*json.loads(files[DESCRIPTOR])["resources"], report]
    sources = descriptor()["sources"]
    files[DESCRIPTOR] = _descriptor(described, sources)
    files[report["path"]] = read_bytes(report["path"], stated_sha256(report))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            member = zipfile.ZipInfo(name, released().timetuple()[:6])
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


def _published(table: Table) -> bytes:
    entry = resources()[table.name]
    return read_bytes(entry["path"], stated_sha256(entry))


def _json_lines(table: Table) -> Iterator[str]:
    for record in table.records():
        yield json.dumps(record, ensure_ascii=False, default=date.isoformat) + "\n"


def _resource(
    table: Table, path: str, files: dict[str, bytes], form: dict[str, str] | None = None
) -> dict[str, Any]:
    """Return the published resource, of another file."""
    kept = {
        name: value
        for name, value in resources()[table.name].items()
        if name not in {"alternates", "schema_hash"} and not (form and name == "dialect")
    }
    return {
        **kept,
        "path": path,
        **(form or {}),
        "bytes": len(files[path]),
        "hash": hash_of(files[path]),
        "schema": table.schema,
    }


def _descriptor(described: list[dict[str, Any]], sources: list[Any] | None = None) -> bytes:
    """Return a descriptor of these resources; `sources` names the report where it is beside."""
    named = sources or [{"title": source["title"]} for source in descriptor()["sources"]]
    package = {**descriptor(), "sources": named, "resources": described}
    return (json.dumps(package, indent=2, ensure_ascii=False) + "\n").encode()
