"""What a package holds beside the rows of its tables, as typed values.

Nothing that comes from a package is trusted before this module has checked it. JSON Schemas check
the form of the descriptor, of each Table Schema and of the YAML files; ``declarations`` checks that
they fit together. Mistakes are reported here, so that later code can rely on what it gets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from kazakhstan_assembly.checks.declarations import declaration_problems, declarations_of
from kazakhstan_assembly.checks.files import FileReader, StopError, check_hashes, is_within
from kazakhstan_assembly.checks.findings import Finding
from kazakhstan_assembly.checks.former_names import former_name_problems
from kazakhstan_assembly.derivation.mentions import MentionException
from kazakhstan_assembly.derivation.pipeline import Note, Written
from kazakhstan_assembly.document.matching import find_first
from kazakhstan_assembly.document.segmentation import cut
from kazakhstan_assembly.document.spans import Span
from kazakhstan_assembly.errors import PackageError
from kazakhstan_assembly.io.built_in import HELPER_TABLES, built_in_vocabularies
from kazakhstan_assembly.io.codings import CODES, read_codings
from kazakhstan_assembly.io.declarations import REPORT
from kazakhstan_assembly.io.json_schemas import json_schema, schema_faults
from kazakhstan_assembly.io.storage import DESCRIPTOR
from kazakhstan_assembly.io.yaml_reader import read_yaml_text
from kazakhstan_assembly.model.codings import Coding
from kazakhstan_assembly.model.tables import Model, read_model
from kazakhstan_assembly.model.vocabularies import Vocabularies, read_vocabularies

_AN_EXPORT = (
    "this is an export, which cannot be validated; validate the package that it was made from, or "
    "compare the export with the installed data by diff"
)
_SOURCE = "source"


@dataclass(frozen=True)
class ParsedPackage:
    """What a package holds beside the rows of its tables."""

    descriptor: Mapping[str, Any]
    tables: list[dict[str, Any]]
    schemas: list[dict[str, Any]]
    model: Model
    written: Written
    report: str

    @property
    def files(self) -> dict[str, str]:
        """The CSV file of each table."""
        return {entry["name"]: entry["path"] for entry in self.tables}


def parse_package(reader: FileReader, *, has_alternates: bool) -> ParsedPackage:
    """Return the parts of a package.

    Raises
    ------
    StopError
        If a part that others need is missing or broken; findings of the reader say which.
    """
    descriptor = _descriptor(reader)
    resources: list[dict[str, Any]] = descriptor["resources"]
    check_hashes(reader, resources, has_alternates=has_alternates)
    tables = [entry for entry in resources if entry.get("type") == "table"]
    schemas = _schemas(reader, tables)
    report = _report(reader, resources)
    vocabularies = _vocabularies(reader)
    _check_declarations(reader, schemas, vocabularies)
    _check_former_names(reader, descriptor, schemas)
    model = _model(reader, report, schemas, vocabularies)
    written = _written(reader, report)
    return ParsedPackage(descriptor, tables, schemas, model, written, report)


# The descriptor and the schemas


def _descriptor(reader: FileReader) -> dict[str, Any]:
    descriptor = reader.read_object(DESCRIPTOR)
    if _is_export(descriptor):
        reader.report("files", _AN_EXPORT, DESCRIPTOR)
        raise StopError
    _hold_to(reader, DESCRIPTOR, descriptor, "datapackage")
    names = [entry["name"] for entry in descriptor["resources"]]
    for name in sorted({name for name in names if names.count(name) > 1}):
        reader.report("files", f"two resources have the name {name}", DESCRIPTOR)
        raise StopError
    for message in _resource_problems(descriptor["resources"]):
        reader.report("files", message, DESCRIPTOR)
        raise StopError
    return descriptor


def _resource_problems(resources: list[dict[str, Any]]) -> Iterator[str]:
    """Yield resources that are neither a table nor the report, and files of two resources."""
    for entry in resources:
        if entry.get("type") != "table" and entry["name"] != REPORT:
            yield f"the resource {entry['name']} is neither a table nor the report"
        if entry.get("type") != "table" and {"schema", "alternates", "dialect"} & entry.keys():
            yield f"the resource {entry['name']} has what only a table can have"
    paths = [e["path"] for entry in resources for e in (entry, *entry.get("alternates", ()))]
    # Some file systems do not tell capital from small letters.
    counts = Counter(path.casefold() for path in paths)
    yield from (f"two resources have the file {path}" for path, n in counts.items() if n > 1)


def _is_export(descriptor: Mapping[str, Any]) -> bool:
    resources: object = descriptor.get("resources")
    entries = cast("list[object]", resources) if isinstance(resources, list) else []
    tables = [cast("dict[str, object]", e) for e in entries if isinstance(e, dict)]
    return any(isinstance(table.get("schema"), dict) for table in tables)


def _hold_to(reader: FileReader, file: str, data: Any, schema: str) -> None:
    """Report where data do not have the declared shape."""
    faults = schema_faults(data, json_schema(schema))
    for fault in faults:
        finding = Finding("files", fault.message, file=file, line=fault.line)
        reader.findings.append(finding)
    if faults:
        raise StopError


def _schemas(reader: FileReader, tables: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the schema of each table; each schema of the package is that of one table."""
    present = _schema_files(reader.folder)
    declared = {f"schemas/{entry['name']}.json" for entry in tables}
    for path in sorted(present ^ declared):
        message = "there must be one schema here for each table of the descriptor"
        reader.report("files", message, path)
    for entry in tables:
        if entry["schema"] != f"schemas/{entry['name']}.json":
            message = f"the table {entry['name']} has another table's schema"
            reader.report("files", message, DESCRIPTOR)
    wrong = {DESCRIPTOR, *(present ^ declared)}
    if any(finding.file in wrong for finding in reader.findings if finding.check == "files"):
        raise StopError
    schemas = [reader.read_object(entry["schema"]) for entry in tables]
    for entry, schema in zip(tables, schemas, strict=True):
        _hold_to(reader, entry["schema"], schema, "published_table")
        if schema["name"] != entry["name"]:
            message = f"the schema is of the table {schema['name']}, not of {entry['name']}"
            reader.report("files", message, entry["schema"])
            raise StopError
    return schemas


def _schema_files(folder: Path) -> set[str]:
    if not is_within(folder, "schemas"):
        return set()  # a link to a folder elsewhere, which is not listed
    return {f"schemas/{path.name}" for path in (folder / "schemas").glob("*.json")}


def _check_declarations(
    reader: FileReader, schemas: list[dict[str, Any]], vocabularies: Vocabularies
) -> None:
    tables = declarations_of(schemas)
    for name in HELPER_TABLES:
        if name not in tables:
            reader.report("declarations", f"the package has no table {name}", DESCRIPTOR)
    found = any(finding.check == "declarations" for finding in reader.findings)
    for problem in () if found else declaration_problems(tables, vocabularies):
        file = f"schemas/{problem.table}.json" if problem.table else "source/vocabularies.yaml"
        place = problem.table, None, problem.column
        reader.findings.append(Finding("declarations", problem.message, *place, file=file))
        found = True
    if found:
        raise StopError


def _check_former_names(
    reader: FileReader, descriptor: Mapping[str, Any], schemas: list[dict[str, Any]]
) -> None:
    columns = {schema["name"]: [f["name"] for f in schema["fields"]] for schema in schemas}
    for _, message in former_name_problems(descriptor.get("former_names", {}), columns):
        reader.report("declarations", f"former_names: {message}", DESCRIPTOR)


def _model(
    reader: FileReader,
    report: str,
    schemas: list[dict[str, Any]],
    vocabularies: Vocabularies,
) -> Model:
    """Return the model, after making sure that the report can be cut as it declares."""
    try:
        model = read_model(schemas, vocabularies)
        cut(report, model.document.structure)
    except ValueError as error:
        reader.report("partition", str(error), "source/report.txt")
        raise StopError from None
    return model


# The report, and what a person wrote beside the facts


def _report(reader: FileReader, resources: list[dict[str, Any]]) -> str:
    entry = next((entry for entry in resources if entry["name"] == REPORT), None)
    if entry is None:
        reader.report("files", f"the descriptor has no resource “{REPORT}”", DESCRIPTOR)
        raise StopError
    return reader.read_text(entry["path"])


def _vocabularies(reader: FileReader) -> Vocabularies:
    path = f"{_SOURCE}/vocabularies.yaml"
    data, built_in = _yaml(reader, "vocabularies"), built_in_vocabularies()
    for name, entry in data.items():
        if (entry == "built_in") != (name in built_in):
            message = f"{name}: write “built_in” for vocabularies of the engine, and only for those"
            reader.report("files", message, path)
            raise StopError
    return read_vocabularies(data, built_in)


def _written(reader: FileReader, report: str) -> Written:
    exceptions = _yaml(reader, "mentions", {"exceptions": []})["exceptions"]
    identifiers = _yaml(reader, "identifiers", [])
    notes = _yaml(reader, "editorial_notes", [])
    return Written(
        list(_exceptions(reader, report, exceptions)),
        list(identifiers),
        list(_notes(reader, report, notes)),
        _yaml(reader, "labels", {}),
        _codings(reader),
    )


def _codings(reader: FileReader) -> list[Coding]:
    """Return what the coders gave; nothing if the package has no file of it."""
    if not (reader.folder / CODES).exists():
        return []
    try:
        return read_codings(reader.read_text(CODES))
    except PackageError as error:
        reader.report("files", str(error), CODES)
        raise StopError from None


def _yaml(reader: FileReader, name: str, default: Any = None) -> Any:
    """Return a file of ``source/``; `default` if there may be none, and is none."""
    path = f"{_SOURCE}/{name}.yaml"
    if default is not None and not (reader.folder / path).exists():
        return default
    found = read_yaml_text(reader.read_text(path))
    for fault in found.faults:
        finding = Finding("files", fault.message, file=path, line=fault.line)
        reader.findings.append(finding)
    if found.faults:
        raise StopError
    _hold_to(reader, path, found.data, name)
    return found.data


def _exceptions(reader: FileReader, report: str, entries: Any) -> Iterator[MentionException]:
    for entry in entries:
        if span := _place(reader, report, "mentions", entry, entry["in"], entry["quote"]):
            yield MentionException(span, entry["disposition"])


def _notes(reader: FileReader, report: str, entries: Any) -> Iterator[Note]:
    for entry in entries:
        quote = entry.get("quote", entry["at"])
        if span := _place(reader, report, "editorial_notes", entry, entry["at"], quote):
            yield Note(entry, span)


def _place(
    reader: FileReader, report: str, name: str, entry: Any, around: str, quote: str
) -> Span | None:
    """Return where a quote stands, or add a finding and return None if it stands nowhere."""
    outer = find_first(report, around, Span(0, len(report)))
    span = outer and find_first(report, quote, outer)
    if span is None:
        missing = around if outer is None else quote
        message = f"the words “{missing}” do not occur in the passage searched"
        path = f"{_SOURCE}/{name}.yaml"
        reader.findings.append(Finding("written", message, file=path, line=entry.line))
    return span
