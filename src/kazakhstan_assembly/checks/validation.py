"""Validate a data package: its files, its descriptor, and every cell of every table."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pyarrow as pa

from kazakhstan_assembly.checks.evidence import Evidence
from kazakhstan_assembly.checks.external import (
    frictionless_findings,
    profile_findings,
    profile_folder,
)
from kazakhstan_assembly.checks.files import FileReader, StopError
from kazakhstan_assembly.checks.findings import Finding
from kazakhstan_assembly.checks.parsing import ParsedPackage, parse_package
from kazakhstan_assembly.checks.registry import CHECK_NAMES, TABLE_CHECKS, run_checks
from kazakhstan_assembly.checks.release import (
    installed_release,
    release_findings,
    why_not_compared,
)
from kazakhstan_assembly.checks.result import ValidationResult
from kazakhstan_assembly.checks.same import format_findings, stated_findings
from kazakhstan_assembly.errors import (
    PackageError,
    UnknownCheckError,
    ValidationError,
    nearest,
    refuse_text,
)
from kazakhstan_assembly.io.arrow import labels
from kazakhstan_assembly.io.csv import csv_records
from kazakhstan_assembly.io.datapackage import PackageData
from kazakhstan_assembly.io.parquet import parquet_bytes, parquet_table
from kazakhstan_assembly.io.storage import INSTALLED, find_storage
from kazakhstan_assembly.model.records import Record, Records

if TYPE_CHECKING:
    from collections.abc import Iterator


_NOT_RUN = "not run: a file that it needs is missing or broken"


def validate_package(
    package: PackageData,
    path: str | PathLike[str] | None = None,
    *,
    only: Iterable[str] | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> ValidationResult:
    """Validate the package at a path, or without one a package that is open; see :func:`validate`.

    Raises
    ------
    RequestError
        If there is no package at `path`.
    """
    storage = package.storage if path is None else find_storage(Path(path))
    with storage.unpacked() as folder:
        return validate(folder, only=only, progress=progress)


def validate(
    folder: Path,
    *,
    only: Iterable[str] | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> ValidationResult:
    """Validate the package in a folder: its files, its descriptor, and every cell of every table.

    A wheel holds no Parquet files. For a wheel, the Parquet files that an export would write are
    validated instead.

    Parameters
    ----------
    folder : pathlib.Path
        A folder that holds ``datapackage.json``.
    only : iterable of str, optional
        Names of checks to run; by default all of them.
    progress : callable, optional
        Called with the name of each check before it runs.

    Returns
    -------
    ValidationResult
        ``valid``, ``findings`` and ``checks``; ``to_frame()`` and ``to_json()``.

    Raises
    ------
    RequestError
        If `only` is a single string or empty.
    UnknownCheckError
        If `only` names an unknown check; the message names the nearest.
    """
    refuse_text(only, "only")
    only = None if only is None else list(only)  # what can be gone through once
    if only is not None and not only:
        said = "names no check; leave it out to run them all."
        raise ValidationError(f"only {said}", for_command=f"--only {said}")
    for name in only or ():
        if name not in CHECK_NAMES:
            help_ = nearest(name, CHECK_NAMES, "checks")
            raise UnknownCheckError(f"There is no check “{name}”. {help_}")
    return _validate(folder, only, progress)


def _validate(
    folder: Path, only: Collection[str] | None, progress: Callable[[str], None]
) -> ValidationResult:
    reader = FileReader(folder)
    chosen = [name for name in CHECK_NAMES if only is None or name in only]
    try:
        findings, states = _run(reader, chosen, progress)
    except StopError:
        findings, states = [], dict.fromkeys(chosen, _NOT_RUN)
        states |= {"files": "passed", "declarations": "passed"}
    return _result(chosen, [*reader.findings, *findings], states, reader.unread)


def _result(
    chosen: list[str], findings: list[Finding], states: Mapping[str, str], unread: str
) -> ValidationResult:
    kept = [finding for finding in findings if finding.check in chosen]
    kept.sort(key=lambda finding: CHECK_NAMES.index(finding.check))
    failed = {finding.check for finding in kept}
    checks: dict[str, str] = {}
    for name in chosen:
        state = states.get(name, "passed")
        with_files = f"{state}: {unread}" if state == _NOT_RUN and unread else state
        checks[name] = "failed" if name in failed else with_files
    return ValidationResult(kept, checks)


def load_evidence(folder: Path) -> Evidence:
    """Return the tables of a sound package with its report, for the checks to look at.

    Raises
    ------
    ValidationError
        If a file is missing or broken.
    """
    reader = FileReader(folder)
    try:
        package = parse_package(reader, has_alternates=True)
        records = _read_tables(reader, package)
    except StopError:
        records, package = {}, None
    if reader.findings or package is None:
        raise ValidationError(reader.findings[0].sentence())
    return Evidence(package.report, package.model, cast("Records", records), package.written)


def _is_installed(folder: Path) -> bool:
    """Return whether a folder is that of a wheel, which leaves the Parquet files out."""
    return folder.absolute().name == INSTALLED


def _run(
    reader: FileReader, chosen: list[str], progress: Callable[[str], None]
) -> tuple[list[Finding], dict[str, str]]:
    """Return what the checks find beside what the reader has found, and which did not run."""
    findings: list[Finding] = []
    states: dict[str, str] = {}
    progress("files")
    package = parse_package(reader, has_alternates=not _is_installed(reader.folder))
    records = _read_tables(reader, package)
    if "pin" in chosen:
        progress("pin")
        findings += _pin_findings(package)
    if "release" in chosen:
        progress("release")
        try:
            release = installed_release()
            if reason := why_not_compared(package.descriptor, release):
                states["release"] = reason
            else:
                findings += release_findings(reader, package, release)
        except PackageError as error:
            findings.append(Finding("release", f"the installed release is broken: {error}"))
    if "profile" in chosen:
        progress("profile")
        if folder := profile_folder():
            findings += profile_findings(folder, package.descriptor, package.schemas)
        else:
            states["profile"] = "not run: it needs dplib-py"
    if "same" in chosen:
        progress("same")
        for entry, schema in zip(package.tables, package.schemas, strict=True):
            findings += _same_findings(reader, package, entry, schema, records[entry["name"]])
    if reader.has_unread or None in records.values():
        states["frictionless"] = _NOT_RUN
    elif "frictionless" in chosen:
        progress("frictionless")
        paths = [entry["path"] for entry in package.descriptor["resources"]]
        files = {path: reader.read(path) for path in paths}
        present = {path: data for path, data in files.items() if data is not None}
        findings += frictionless_findings(present, package.descriptor, package.schemas)
    if None in records.values():
        states |= dict.fromkeys(TABLE_CHECKS, _NOT_RUN)
    elif tables := set(chosen) & set(TABLE_CHECKS):
        evidence = Evidence(
            package.report, package.model, cast("Records", records), package.written
        )
        findings += run_checks(evidence, tables, progress)
    return [_with_file(finding, package) for finding in findings], states


def _with_file(finding: Finding, package: ParsedPackage) -> Finding:
    """Return a finding with the file of its table, if it names no file."""
    return replace(finding, file=finding.file or package.files.get(str(finding.table)))


def _pin_findings(package: ParsedPackage) -> Iterator[Finding]:
    """Yield a finding if the report is not the one that the sentences were cut from."""
    pinned = package.model.document.sha256
    found = hashlib.sha256(package.report.encode()).hexdigest()
    if found != pinned:
        message = f"the sha256 of the report is {found}, but the tables need {pinned}"
        yield Finding("pin", message, file="source/report.txt")


# Tables


def _read_tables(reader: FileReader, package: ParsedPackage) -> dict[str, list[Record] | None]:
    pairs = zip(package.tables, package.schemas, strict=True)
    return {entry["name"]: _read_csv(reader, entry, schema) for entry, schema in pairs}


def _read_csv(
    reader: FileReader, resource: Mapping[str, Any], schema: Mapping[str, Any]
) -> list[Record] | None:
    path, name = resource["path"], resource["name"]
    data = reader.read(path)
    if data is None:
        return None
    try:
        records = csv_records(data, schema)
    except PackageError as error:
        reader.report("files", str(error), path, name)
        return None
    if resource.get("rows") != len(records):
        message = f"the file has {len(records)} rows, but {resource.get('rows')} are stated"
        reader.report("files", message, path, name)
    return records


def _same_findings(
    reader: FileReader,
    package: ParsedPackage,
    resource: Mapping[str, Any],
    schema: Mapping[str, Any],
    rows: list[Record] | None,
) -> Iterator[Finding]:
    """Yield where CSV, Parquet and the loaded DataFrame hold other cells, or say other things."""
    parquet = _read_parquet(reader, package, resource, schema, rows)
    data = reader.read(resource["path"])
    if rows is not None and data is not None:
        yield from format_findings(schema, rows, data, parquet)
    if parquet is not None:
        stated = labels(package.descriptor)
        yield from stated_findings(resource, schema, stated, parquet.schema)


def _read_parquet(
    reader: FileReader,
    package: ParsedPackage,
    resource: Mapping[str, Any],
    schema: Mapping[str, Any],
    rows: list[Record] | None,
) -> pa.Table | None:
    """Return the table of a Parquet file, in a wheel of the one that an export writes."""
    path = resource["alternates"][0]["path"]
    is_installed = _is_installed(reader.folder)
    data = _exported(package, schema, rows) if is_installed else reader.read(path)
    if data is None or any(f.file == path for f in reader.findings if f.check == "files"):
        return None
    try:
        table, found = parquet_table(data)
    except PackageError as error:
        reader.report("files", str(error), path)
        return None
    if found != schema:
        reader.report("same", "the schema inside the file is not the one in schemas/", path)
        return None
    return table


def _exported(
    package: ParsedPackage, schema: Mapping[str, Any], rows: list[Record] | None
) -> bytes | None:
    try:
        return None if rows is None else parquet_bytes(schema, rows, labels(package.descriptor))
    except pa.ArrowException:
        return None  # a cell is of another type, which the check of keys reports
