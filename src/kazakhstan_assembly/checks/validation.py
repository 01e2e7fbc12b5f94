"""Validating a data package: its files, its tables, and everything that they prove."""

from __future__ import annotations

import gc
import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import yaml

from kazakhstan_assembly.checks.evidence import Evidence, Finding, Written
from kazakhstan_assembly.checks.external import frictionless_findings, profile_findings
from kazakhstan_assembly.checks.proofs import PROOFS, prove
from kazakhstan_assembly.checks.same import form_findings, stated_findings
from kazakhstan_assembly.derivation.mentions import MentionException
from kazakhstan_assembly.derivation.pipeline import Note
from kazakhstan_assembly.document.matching import find_first
from kazakhstan_assembly.document.spans import Span
from kazakhstan_assembly.errors import (
    PackageError,
    UnknownCheckError,
    ValidationError,
    nearest,
    refuse_text,
)
from kazakhstan_assembly.io.arrow import labels
from kazakhstan_assembly.io.csv import csv_records, text_problem
from kazakhstan_assembly.io.datapackage import (
    DESCRIPTOR,
    INSTALLED,
    hash_of,
    root,
)
from kazakhstan_assembly.io.parquet import parquet_bytes, parquet_table
from kazakhstan_assembly.model.records import Record, Records
from kazakhstan_assembly.model.tables import Model, read_model, read_vocabularies

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_NOT_RUN = "not run: a file that it needs is missing or broken"
_LEADING_ELSEWHERE = {"profile", "profiles", "extrapaths", "basepath", "scheme", "compression"}
_AN_EXPORT = (
    "this is an export, which holds its schemas in the descriptor; it can be compared with the "
    "installed data by diff, but only the package itself can be proved"
)
_LARGEST = 64 * 1024 * 1024
TOO_BROKEN = (KeyError, TypeError, ValueError, AttributeError, IndexError)
_Made = TypeVar("_Made")
NAMES = ("files", "frictionless", "profile", "pin", *PROOFS, "same", "rebuild")


@dataclass(frozen=True)
class Report:
    """What a validation found.

    Attributes
    ----------
    findings : list of Finding
        All findings of all proofs, in the order of the proofs.
    proofs : dict of str to str
        Each proof with "passed", "failed", or "not run" and why.
    """

    findings: list[Finding]
    proofs: dict[str, str]

    @property
    def valid(self) -> bool:
        """Whether proofs have run, and no finding is an error."""
        is_error = any(finding.severity == "error" for finding in self.findings)
        return bool(self.ran) and not is_error

    @property
    def ran(self) -> list[str]:
        """The proofs that have run."""
        return [name for name, state in self.proofs.items() if state in {"passed", "failed"}]

    def to_frame(self) -> pd.DataFrame:
        """Return the findings as a DataFrame, one row a finding, text columns."""
        import pandas as pd

        columns = ["proof", "severity", "file", "table", "row", "column", "message", "context"]
        return pd.DataFrame([asdict(f) for f in self.findings], columns=columns, dtype="str")

    def to_json(self) -> str:
        """Return the report as JSON: valid, proofs and findings."""
        data = {
            "valid": self.valid,
            "proofs": self.proofs,
            "findings": [asdict(finding) for finding in self.findings],
        }
        return json.dumps(data, indent=2, ensure_ascii=False)


class _StopError(Exception):
    """What comes later cannot run without what is missing."""


@dataclass
class _Validation:
    folder: Path
    findings: list[Finding] = field(default_factory=list[Finding])
    content: dict[str, bytes | None] = field(default_factory=dict[str, "bytes | None"])
    files: dict[str, str] = field(default_factory=dict[str, str])
    leads_elsewhere: bool = False

    @property
    def is_installed(self) -> bool:
        """Whether the folder is that of a wheel, which leaves the Parquet files out."""
        return self.folder.absolute().name == INSTALLED

    @property
    def unread(self) -> str:
        """The files that are missing or broken, the first two by name."""
        named = dict.fromkeys(f.file for f in self.findings if f.proof == "files" and f.file)
        more = f" and {len(named) - 2} more" if len(named) > 2 else ""
        return ", ".join([*named][:2]) + more

    def with_file(self, finding: Finding) -> Finding:
        """Return a finding with the file of its table, if it names no file."""
        return replace(finding, file=finding.file or self.files.get(str(finding.table)))

    def add(self, proof: str, message: str, file: str, table: str | None = None) -> None:
        self.findings.append(Finding(proof, message, table, file=file))

    def read(self, path: str, stated: object = None) -> bytes | None:
        """Return a file within the folder, or add a finding and return None.

        A file larger than all of this package is read if the descriptor states so many bytes.
        """
        if path not in self.content:
            self.content[path] = None
            problem = self._problem(path, stated if isinstance(stated, int) else 0)
            if problem:
                self.add("files", problem, path)
        return self.content[path]

    def _problem(self, path: str, stated: int) -> str | None:
        """Read a file; return why it cannot be read."""
        if not _is_inside(self.folder, path):
            return "the path leads out of the package's folder; it is not read"
        place = self.folder / path
        try:
            if place.stat().st_size > max(_LARGEST, stated):
                return "the file is larger than any of this package and than stated; not read"
            data = place.read_bytes()
        except FileNotFoundError:
            return "the file is missing"
        except (OSError, ValueError) as error:
            return f"the file cannot be read: {error}"
        problem = None if path.endswith(".parquet") else text_problem(data)
        if problem is None:
            self.content[path] = data
        return problem

    def read_object(self, path: str) -> dict[str, Any]:
        data = self.read(path)
        if data is None:
            raise _StopError
        try:
            found = json.loads(data)
        except (ValueError, RecursionError):
            self.add("files", "the file is not JSON", path)
            raise _StopError from None
        if not isinstance(found, dict):
            self.add("files", "the file is not a JSON object", path)
            raise _StopError
        return cast("dict[str, Any]", found)


def _is_inside(folder: Path, path: str) -> bool:
    """Return whether a path is relative and stays in the folder, symbolic links followed."""
    if not path or "://" in path or Path(path).is_absolute() or "\\" in path or "\0" in path:
        return False
    try:
        return (folder / path).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def validate(path: str | Path | None = None, *, only: Collection[str] | None = None) -> Report:
    """Prove a data package: its files, its descriptor, and every cell of every table.

    A wheel holds no Parquet files; of one, those are proved that :func:`export` writes.

    Parameters
    ----------
    path : str or pathlib.Path, optional
        A folder that holds ``datapackage.json``, or that file; by default the installed data.
    only : collection of str, optional
        Names of proofs to run; by default all of them.

    Returns
    -------
    Report
        ``valid``, ``findings`` and ``proofs``; ``to_frame()`` and ``to_json()``.

    Raises
    ------
    ValidationError
        If there is no package at `path`, or `only` is empty.
    UnknownCheckError
        If there is no proof of a name; the message names the nearest.

    Examples
    --------
    >>> validate().valid
    True
    """
    refuse_text(only, "only")
    if only is not None and not only:
        raise ValidationError("only names no proof; leave it out to run them all.")
    for name in only or ():
        if name not in NAMES:
            help_ = nearest(name, NAMES, "proofs")
            raise UnknownCheckError(f"There is no proof “{name}”. {help_}")
    with _unpacked(path) as folder, _without_collecting():
        return _validate(folder, only)


@contextmanager
def _without_collecting() -> Generator[None, None, None]:
    """Look for no cycles of garbage: rows are many and have none, and each look passes over all."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _validate(folder: Path, only: Collection[str] | None) -> Report:
    run = _Validation(folder)
    chosen = [name for name in NAMES if only is None or name in only]
    skipped: dict[str, str] = {}
    try:
        with _rebuilding(run, skipped) if "rebuild" in chosen else nullcontext():
            _run(run, chosen, skipped)
    except _StopError:
        skipped |= {name: _NOT_RUN for name in chosen if name not in {"files", *skipped}}
    for name, state in skipped.items():
        skipped[name] = f"{state}: {run.unread}" if state == _NOT_RUN and run.unread else state
    findings = [run.with_file(finding) for finding in run.findings if finding.proof in chosen]
    failed = {finding.proof for finding in findings}
    findings.sort(key=lambda finding: NAMES.index(finding.proof))
    states = {name: "failed" if name in failed else skipped.get(name, "passed") for name in chosen}
    return Report(findings, states)


def load_evidence(folder: Path) -> Evidence:
    """Return the tables of a sound package with its report, for the proofs to look at.

    Raises
    ------
    ValidationError
        If a file is missing or broken.
    """
    run = _Validation(folder)
    try:
        parts = _read_parts(run)
    except _StopError:
        raise ValidationError(run.findings[0].message) from None
    csvs = _read_csvs(run, parts)
    if run.findings:
        raise ValidationError(f"{run.findings[0].file}: {run.findings[0].message}")
    return Evidence(parts.report, parts.model, cast("Records", csvs), parts.written)


@contextmanager
def _unpacked(path: str | Path | None) -> Generator[Path, None, None]:
    """Yield the folder of the package; of one that is installed as an archive, a copy."""
    if path is not None:
        folder = Path(path)
        folder = folder.parent if folder.name == DESCRIPTOR else folder
        if folder.is_file():
            raise ValidationError(f"{folder} is a file; name the folder that holds {DESCRIPTOR}.")
        if not (folder / DESCRIPTOR).is_file():
            raise ValidationError(f"There is no {DESCRIPTOR} in {folder}.")
        yield folder
    elif root().is_dir():
        yield root()
    else:
        archive = next(parent for parent in root().parents if parent.is_file())
        with tempfile.TemporaryDirectory() as copy, zipfile.ZipFile(archive) as file:
            inside = root().relative_to(archive)
            file.extractall(copy, [n for n in file.namelist() if Path(n).is_relative_to(inside)])
            yield Path(copy) / inside


def _run(run: _Validation, chosen: Sequence[str], skipped: dict[str, str]) -> None:
    parts = _read_parts(run)
    if "pin" in chosen:
        _check_pin(run, parts.schemas, parts.report)
    if "profile" in chosen:
        run.findings += profile_findings(parts.descriptor, parts.schemas)
    csvs = _read_csvs(run, parts)
    stated = _stated(run, parts) if "same" in chosen else None
    for entry, schema in zip(parts.tables, parts.schemas, strict=True):
        rows = csvs[str(entry["name"])]
        parquet = _read_parquet(run, parts, entry, schema, rows)
        if "same" in chosen:
            _check_same(run, stated, entry, schema, rows, parquet)
    if run.leads_elsewhere or None in run.content.values():
        skipped["frictionless"] = _NOT_RUN
    elif "frictionless" in chosen:
        run.findings += frictionless_findings(run.folder)
    if None in csvs.values():
        skipped |= dict.fromkeys(PROOFS, _NOT_RUN)
        return
    evidence = Evidence(parts.report, parts.model, cast("Records", csvs), parts.written)
    try:
        run.findings += prove(evidence, set(chosen) & set(PROOFS))
    except TOO_BROKEN as error:
        run.add("files", f"the tables are too broken to be proved ({error!r})", DESCRIPTOR)
        raise _StopError from None


@dataclass(frozen=True)
class _Parts:
    """What a package holds beside the rows of its tables."""

    descriptor: dict[str, Any]
    resources: list[dict[str, Any]]
    tables: list[dict[str, Any]]
    schemas: list[dict[str, Any]]
    model: Model
    written: Written
    report: str


def _read_parts(run: _Validation) -> _Parts:
    descriptor = run.read_object(DESCRIPTOR)
    resources = _resources(run, descriptor)
    _check_files(run, resources)
    tables = [entry for entry in resources if entry.get("type") == "table"]
    run.files = {str(entry["name"]): str(entry["path"]) for entry in tables}
    _check_tables(run, tables)
    schemas = [run.read_object(str(entry.get("schema"))) for entry in tables]
    _check_properties(run, DESCRIPTOR, descriptor)
    for entry, schema in zip(tables, schemas, strict=True):
        _check_properties(run, str(entry["schema"]), schema)
    return _Parts(descriptor, resources, tables, schemas, *_beside(run, schemas, resources))


def _read_csvs(run: _Validation, parts: _Parts) -> dict[str, list[Record] | None]:
    return {
        str(entry["name"]): _read_csv(run, entry, schema)
        for entry, schema in zip(parts.tables, parts.schemas, strict=True)
    }


# Files


def _resources(run: _Validation, descriptor: Mapping[str, Any]) -> list[dict[str, Any]]:
    found: Any = descriptor.get("resources")
    if not isinstance(found, list) or not found:
        run.add("files", "the descriptor lists no resources", DESCRIPTOR)
        raise _StopError
    resources: list[dict[str, Any]] = []
    for entry in cast("list[dict[str, Any]]", found):
        names = [resource["name"] for resource in resources]
        if (
            not hasattr(entry, "get")
            or not isinstance(entry.get("name"), str)
            or not isinstance(entry.get("path"), str)
            or entry["name"] in names
        ):
            run.add("files", "a resource lacks a name of its own or a path", DESCRIPTOR)
            raise _StopError
        if isinstance(entry.get("schema"), dict):
            run.add("files", _AN_EXPORT, DESCRIPTOR)
            raise _StopError
        if entry.get("type") == "table" and not _has_parquet(entry):
            message = f"the table {entry['name']} does not name its Parquet file as an alternate"
            run.add("files", message, DESCRIPTOR)
            raise _StopError
        resources.append(entry)
    return resources


def _has_parquet(entry: Mapping[str, Any]) -> bool:
    try:
        paths = [other["path"] for other in entry["alternates"][:]]
    except (KeyError, TypeError):
        return False
    return bool(paths) and all(isinstance(path, str) for path in paths)


def _check_properties(run: _Validation, file: str, found: object) -> None:
    """Refuse properties that could lead frictionless to other files or to a network."""
    if isinstance(found, list):
        for part in cast("list[object]", found):
            _check_properties(run, file, part)
    elif isinstance(found, dict):
        for name, part in cast("dict[str, object]", found).items():
            if name in _LEADING_ELSEWHERE or (name == "dialect" and isinstance(part, str)):
                message = f"the property “{name}” can lead elsewhere; nothing is read from there"
                run.add("files", message, file)
                run.leads_elsewhere = True
            _check_properties(run, file, part)


def _check_tables(run: _Validation, tables: Sequence[Mapping[str, Any]]) -> None:
    """Every schema of the package is that of one table, under the table's name."""
    due = {f"schemas/{path.name}" for path in (run.folder / "schemas").glob("*.json")}
    found = [str(entry.get("schema")) for entry in tables]
    for path in sorted(due ^ set(found)):
        run.add("files", "the schemas and the descriptor's tables are not the same", path)
    for entry in tables:
        if entry.get("schema") != f"schemas/{entry['name']}.json":
            run.add("files", f"the table {entry['name']} has another table's schema", DESCRIPTOR)
    if any(finding.proof == "files" and finding.file == DESCRIPTOR for finding in run.findings):
        raise _StopError
    if due ^ set(found) or len(found) != len(set(found)):
        raise _StopError


def _check_files(run: _Validation, resources: Sequence[Mapping[str, Any]]) -> None:
    """Every file is in the folder and has the stated size and hash."""
    for resource in resources:
        others = () if run.is_installed else resource.get("alternates", ())
        for entry in (resource, *others):
            path = str(entry.get("path"))
            data = run.read(path, entry.get("bytes"))
            if data is None:
                continue
            if entry.get("bytes") != len(data):
                message = f"the file has {len(data)} bytes, stated are {entry.get('bytes')}"
                run.add("files", message, path)
            else:
                _check_hash(run, path, data, entry.get("hash"))
        path = str(resource.get("schema"))
        if resource.get("type") == "table" and (data := run.read(path)) is not None:
            _check_hash(run, path, data, resource.get("schema_hash"))


def _check_hash(run: _Validation, path: str, data: bytes, stated: object) -> None:
    if stated != hash_of(data):
        run.add("files", "the file was altered: its sha256 is not the stated one", path)


def _beside(
    run: _Validation, schemas: Sequence[dict[str, Any]], resources: Sequence[Mapping[str, Any]]
) -> tuple[Model, Written, str]:
    """Return the model, what a person wrote beside the report, and the report."""
    entry = next((r for r in resources if r["name"] == "report"), None)
    data = run.read(str(entry["path"])) if entry else None
    if data is None:
        run.add("files", "the descriptor has no readable resource “report”", DESCRIPTOR)
        raise _StopError
    report = data.decode("utf-8")

    def exceptions(found: Any) -> list[MentionException]:
        return [
            MentionException(_place(report, entry["in"], entry["quote"]), entry["disposition"])
            for entry in found["exceptions"]
        ]

    def notes(found: Any) -> list[Note]:
        return [
            Note(entry, _place(report, entry["at"], entry.get("quote", entry["at"])))
            for entry in _entries(found, _NOTE)
        ]

    written = Written(
        _made(run, "mentions", exceptions),
        _made(run, "authorities", lambda found: _entries(found, _AUTHORITY)),
        _made(run, "editorial_notes", notes),
    )
    vocabularies = _made(run, "vocabularies", read_vocabularies)
    try:
        return read_model(schemas, vocabularies), written, report
    except TOO_BROKEN as error:
        run.add("files", f"a schema is not what it should be ({error!r})", "schemas")
        raise _StopError from None


_AUTHORITY = ("entity", "evidence", "identifier", "label", "match")
_NOTE = ("id", "type", "at", "tables", "issue", "reading", "other_readings")


def _entries(found: Any, names: Sequence[str]) -> list[Any]:
    """Return the entries of a list, each of which must have all of some keys."""
    for entry in found:
        if lacking := [name for name in names if name not in entry]:
            raise ValueError(f"the entry {dict(entry)!r} lacks {', '.join(lacking)}")
    return list(found)


def _made(run: _Validation, name: str, make: Callable[[Any], _Made]) -> _Made:
    """Return what a file of source/ gives, or add a finding that names it."""
    path = f"source/{name}.yaml"
    data = run.read(path)
    if data is None:
        raise _StopError
    try:
        loader = yaml.CBaseLoader(data)
        node = loader.get_single_node()
        if _repeats_a_key(node):
            run.add("files", "the file has a key twice", path)
            raise _StopError
        return make(loader.construct_document(node))
    except (yaml.YAMLError, RecursionError, *TOO_BROKEN) as error:
        said = " ".join(str(error).split()) or type(error).__name__
        run.add("files", f"the file is not what it should be ({said[:200]})", path)
        raise _StopError from None


def _repeats_a_key(node: yaml.Node | None) -> bool:
    if isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _ in node.value]
        return len(keys) != len(set(keys)) or any(_repeats_a_key(value) for _, value in node.value)
    return isinstance(node, yaml.SequenceNode) and any(map(_repeats_a_key, node.value))


def _place(report: str, around: str, quote: str) -> Span:
    outer = find_first(report, around, Span(0, len(report)))
    return (outer and find_first(report, quote, outer)) or Span(0, 1)


def _check_pin(run: _Validation, schemas: Sequence[Mapping[str, Any]], report: str) -> None:
    """Check that the report is the one that the units were cut from, byte for byte."""
    pinned = next(s.get("report_sha256") for s in schemas if s["name"] == "units")
    found = hashlib.sha256(report.encode()).hexdigest()
    if found != pinned:
        message = f"the report's sha256 is {found}, the tables are made from {pinned}"
        run.add("pin", message, "source/report.txt")


# Tables


def _read_csv(
    run: _Validation, resource: Mapping[str, Any], schema: Mapping[str, Any]
) -> list[Record] | None:
    path, name = str(resource["path"]), str(resource["name"])
    data = run.read(path)
    if data is None:
        return None
    try:
        records = csv_records(data, schema)
    except PackageError as error:
        run.add("files", str(error), path, name)
        return None
    if resource.get("rows") != len(records):
        message = f"the file has {len(records)} rows, stated are {resource.get('rows')}"
        run.add("files", message, path, name)
    return records


def _read_parquet(
    run: _Validation,
    parts: _Parts,
    resource: Mapping[str, Any],
    schema: Mapping[str, Any],
    rows: list[Record] | None,
) -> pa.Table | None:
    """Return the table of a Parquet file, in a wheel of the one that an export writes."""
    path = str(resource["alternates"][0]["path"])
    data = _exported(parts, schema, rows) if run.is_installed else run.read(path)
    if data is None or any(f.file == path for f in run.findings if f.proof == "files"):
        return None
    try:
        table, found = parquet_table(data)
    except PackageError as error:
        run.add("files", str(error), path)
        return None
    if found != schema:
        run.add("same", "the schema within the file is not that of schemas/", path)
        return None
    return table


def _exported(parts: _Parts, schema: Mapping[str, Any], rows: list[Record] | None) -> bytes | None:
    try:
        return None if rows is None else parquet_bytes(schema, rows, labels(parts.descriptor))
    except TOO_BROKEN:
        return None  # another proof says which cell is of another type


def _stated(run: _Validation, parts: _Parts) -> Mapping[str, str] | None:
    """Return what the descriptor says and every Parquet file repeats."""
    try:
        return labels(parts.descriptor)
    except TOO_BROKEN as error:
        run.add("same", f"the descriptor lacks what the files repeat ({error!r})", DESCRIPTOR)
        return None


def _check_same(
    run: _Validation,
    stated: Mapping[str, str] | None,
    resource: Mapping[str, Any],
    schema: Mapping[str, Any],
    rows: list[Record] | None,
    parquet: pa.Table | None,
) -> None:
    """CSV, Parquet and the loaded DataFrame hold the same cells and say the same."""
    try:
        if rows is not None and (data := run.read(str(resource["path"]))) is not None:
            run.findings += form_findings(schema, rows, data, parquet)
        if stated is not None and parquet is not None:
            run.findings += stated_findings(resource, schema, stated, parquet.schema)
    except TOO_BROKEN as error:
        message = f"the schema is too broken for its table to be compared ({error!r})"
        run.add("same", message, str(resource["schema"]))


# The build


@contextmanager
def _rebuilding(run: _Validation, skipped: dict[str, str]) -> Generator[None, None, None]:
    """Check meanwhile that a build from the source gives these files; only a checkout can."""
    if not (run.folder / "source" / "facts").is_dir() or run.folder.resolve() != root().resolve():
        skipped["rebuild"] = "not run: only a checkout of this very code can build its data"
        yield
        return
    command = [sys.executable, str(run.folder / "scripts" / "build.py"), "--check"]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as p:
        try:
            yield
        except BaseException:
            p.kill()
            raise
        _, said = p.communicate()
        for line in said.splitlines() if p.returncode else ():
            run.add("rebuild", line, "source/facts")
