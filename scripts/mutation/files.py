"""Trying mutants as files: the CSV, the Parquet or both, with fresh hashes, sizes and counts."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa

from kazakhstan_assembly.checks.registry import CHECK_NAMES
from kazakhstan_assembly.checks.validation import validate
from kazakhstan_assembly.io.arrow import labels
from kazakhstan_assembly.io.csv import csv_bytes
from kazakhstan_assembly.io.datapackage import hash_of
from kazakhstan_assembly.io.parquet import parquet_bytes
from kazakhstan_assembly.io.storage import DESCRIPTOR
from kazakhstan_assembly.model.records import Record, Records
from mutation.mutants import Mutant
from mutation.trial import ROOT, base

# A comparison with the release sees every mutant; what proofs see is asked here.
_PROOFS = [name for name in CHECK_NAMES if name != "release"]
FORMS = ("both", "csv", "parquet")
_PACKAGED = ("data", "schemas", DESCRIPTOR)


def try_files(mutant: Mutant, form: str) -> frozenset[str] | None:
    """Return which checks see a mutant in a copy of the package's files.

    None if a Parquet file cannot hold the mutant's cells, because they are of another type.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy_package(folder)
        try:
            write_mutant(folder, mutant.make(), form)
        except (pa.ArrowException, TypeError):
            return None
        return _seen(folder)


def try_descriptor(change: str) -> frozenset[str]:
    """Return which checks see a descriptor that says something wrong."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy_package(folder)
        path = folder / DESCRIPTOR
        descriptor = json.loads(path.read_text(encoding="utf-8"))
        table = _tables(descriptor)[0]
        DESCRIPTOR_CHANGES[change](descriptor, table)
        path.write_text(json.dumps(descriptor), encoding="utf-8")
        return _seen(folder)


def _seen(folder: Path) -> frozenset[str]:
    return frozenset(finding.check for finding in validate(folder, only=_PROOFS).findings)


def _tables(descriptor: dict[str, Any]) -> list[dict[str, Any]]:
    return [entry for entry in descriptor["resources"] if "schema" in entry]


def _exchange_schema(descriptor: dict[str, Any], table: dict[str, Any]) -> None:
    table["schema"] = _tables(descriptor)[1]["schema"]


_NOTHING = hash_of(b"")
# What is changed in the descriptor, or in its entry of a table.
DESCRIPTOR_CHANGES: dict[str, Callable[[dict[str, Any], dict[str, Any]], object]] = {
    "another hash of the CSV file": lambda _, table: table.update(hash=_NOTHING),
    "another hash of the Parquet file": lambda _, table: table["alternates"][0].update(
        hash=_NOTHING
    ),
    "another hash of the schema": lambda _, table: table.update(schema_hash=_NOTHING),
    "another size of the Parquet file": lambda _, table: table["alternates"][0].update(bytes=7),
    "another count of rows": lambda _, table: table.update(rows=table["rows"] + 1),
    "another encoding": lambda _, table: table.update(encoding="latin-1"),
    "another delimiter": lambda _, table: table.update(dialect={"delimiter": ";"}),
    "another media type": lambda _, table: table.update(mediatype="text/plain"),
    "another title": lambda _, table: table.update(title="Another"),
    "another table's schema": _exchange_schema,
    "table left out": lambda descriptor, table: descriptor["resources"].remove(table),
    "tables in another order": lambda descriptor, _: descriptor["resources"].reverse(),
    "another version": lambda descriptor, _: descriptor.update(version="9.9.9"),
    "another licence": lambda descriptor, _: descriptor["licenses"][0].update(name="MIT"),
    "a day that is none": lambda descriptor, _: descriptor.update(created="yesterday"),
    "a keyword that is a number": lambda descriptor, _: descriptor.update(keywords=[7]),
    "roles that are no list": lambda descriptor, _: descriptor["contributors"][0].update(roles="x"),
    "another format of the Parquet file": lambda _, table: table["alternates"][0].update(
        format="csv"
    ),
}


def copy_package(folder: Path) -> None:
    """Copy the published package, without what only a build needs."""
    for name in _PACKAGED:
        origin = ROOT / name
        copy: Callable[..., Any] = shutil.copytree if origin.is_dir() else shutil.copy
        copy(origin, folder / name)
    (folder / "source").mkdir()
    for path in (ROOT / "source").glob("*.*"):
        shutil.copy(path, folder / "source")
    shutil.copytree(ROOT / "source/coding", folder / "source/coding")


def write_mutant(folder: Path, tables: Records, form: str) -> None:
    """Write the tables that differ from the committed ones, and the descriptor anew."""
    for name, records in tables.items():
        if records != base().tables[name]:
            _write_table(folder, name, records, form)
    refresh(folder, {name: len(records) for name, records in tables.items()})


def _write_table(folder: Path, name: str, records: list[Record], form: str) -> None:
    schema = json.loads((folder / f"schemas/{name}.json").read_text(encoding="utf-8"))
    if form != "parquet":
        (folder / f"data/csv/{name}.csv").write_bytes(csv_bytes(schema, records))
    if form != "csv":
        descriptor = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
        data = parquet_bytes(schema, records, labels(descriptor))
        (folder / f"data/parquet/{name}.parquet").write_bytes(data)


def refresh(folder: Path, rows: dict[str, int] | None = None) -> None:
    """Make sizes, hashes and, where given, counts in the descriptor anew: they hide nothing."""
    path = folder / DESCRIPTOR
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        for entry in (resource, *resource.get("alternates", ())):
            data = (folder / entry["path"]).read_bytes()
            entry["bytes"] = len(data)
            entry["hash"] = hash_of(data)
        if "schema" in resource:
            data = (folder / resource["schema"]).read_bytes()
            resource["schema_hash"] = hash_of(data)
        if rows and resource["name"] in rows:
            resource["rows"] = rows[resource["name"]]
    path.write_text(json.dumps(descriptor), encoding="utf-8")
