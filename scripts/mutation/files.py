"""Trying mutants as files: the CSV, the Parquet or both, with fresh hashes, sizes and counts."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa

from curation.outputs import csv_bytes, parquet_bytes
from kazakhstan_assembly.assembly import Record, Records
from kazakhstan_assembly.forms import labels
from kazakhstan_assembly.package import DESCRIPTOR
from kazakhstan_assembly.validation import NAMES, validate
from mutation.operators import Mutant
from mutation.trial import ROOT, base

FORMS = ("both", "csv", "parquet")
_PACKAGED = ("data", "schemas", DESCRIPTOR)


def try_files(mutant: Mutant, form: str) -> frozenset[str] | None:
    """Return which proofs, the rebuild aside, see a mutant in a copy of the package's files.

    None if a Parquet file cannot hold the mutant's cells, because they are of another type.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy_package(folder)
        try:
            write_mutant(folder, mutant.make(), form)
        except (pa.ArrowException, TypeError):
            return None
        report = validate(folder, only=[name for name in NAMES if name != "rebuild"])
        return frozenset(finding.proof for finding in report.findings)


def copy_package(folder: Path) -> None:
    """Copy the published package, without what only a build needs."""
    for name in _PACKAGED:
        origin = ROOT / name
        copy: Callable[..., Any] = shutil.copytree if origin.is_dir() else shutil.copy
        copy(origin, folder / name)
    (folder / "source").mkdir()
    for path in (ROOT / "source").glob("*.*"):
        shutil.copy(path, folder / "source")


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
            entry["hash"] = f"sha256:{hashlib.sha256(data).hexdigest()}"
        if rows and resource["name"] in rows:
            resource["rows"] = rows[resource["name"]]
    path.write_text(json.dumps(descriptor), encoding="utf-8")
