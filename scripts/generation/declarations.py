"""The tables that a data set declares, with the helper tables of the engine, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from pathlib import Path
from typing import Any

from annotation.source_findings import Reading, source_finding
from annotation.yaml_source import read_optional_yaml, read_yaml, yaml_reading
from generation.groups import complete_groups
from generation.parts import with_labels
from kazakhstan_assembly.checks.declarations import declaration_problems
from kazakhstan_assembly.checks.findings import Finding
from kazakhstan_assembly.errors import SourceError, nearest
from kazakhstan_assembly.io.built_in import (
    HELPER_TABLES,
    built_in_table,
    built_in_vocabularies,
)
from kazakhstan_assembly.io.json_schemas import json_schema
from kazakhstan_assembly.model.vocabularies import Vocabularies, read_vocabularies

Declared = dict[str, Any]


def load_vocabularies(root: Path) -> Vocabularies:
    """Return the vocabularies of ``source/vocabularies.yaml`` and those of the engine."""
    data = read_yaml(root, "source/vocabularies.yaml", json_schema("vocabularies"))
    built_in = built_in_vocabularies()
    findings = [
        source_finding(
            "source/vocabularies.yaml", f"the engine has no vocabulary {name}", data.lines[name]
        )
        for name, entry in data.items()
        if entry == "built_in" and name not in built_in
    ]
    findings += [
        source_finding("source/vocabularies.yaml", _TAKEN.format(name), data.lines[name])
        for name, entry in data.items()
        if entry != "built_in" and name in built_in
    ]
    if findings:
        raise SourceError(findings)
    return read_vocabularies(data, built_in)


_TAKEN = "{0} is a vocabulary of the engine; write “{0}: built_in”, or rename yours"


def declared_tables(root: Path, package: Any, vocabularies: Vocabularies) -> dict[str, Declared]:
    """Return the declaration of each table, with its shared columns put in.

    Raises
    ------
    SourceError
        If declarations cannot be read or do not hold together.
    """
    groups: Any = read_optional_yaml(root, "source/columns.yaml", json_schema("columns")) or {}
    found = sorted(path.stem for path in (root / "source" / "tables").glob("*.yaml"))
    findings = [*_order_findings(package, found), *_reserved_findings(found)]
    tables: dict[str, Declared] = {}
    for name in _ordered(package, found):
        table = _read_table(root, name, groups)
        tables[name] = _without_missing_kinds(table.value, vocabularies)
        findings += table.findings
    if not findings:
        findings += _inconsistencies(tables, vocabularies)
    if findings:
        raise SourceError(findings)
    return tables


# The helper tables that say what kind of entity a row is of.
_TABLES_OF_KINDS = frozenset({"entities", "timeline"})


def _without_missing_kinds(table: Declared, vocabularies: Vocabularies) -> Declared:
    """Return a declaration; without entities there are no kinds of them to choose from."""
    if table.get("name") not in _TABLES_OF_KINDS or "entity_kind" in vocabularies:
        return table
    columns = [copy(column) for column in table["columns"]]
    for column in columns:
        if column.get("vocabulary") == "entity_kind":
            del column["vocabulary"]
    return {**table, "columns": columns}


def _inconsistencies(tables: dict[str, Declared], vocabularies: Vocabularies) -> Iterator[Finding]:
    for problem in declaration_problems(tables, vocabularies):
        if problem.table is None:
            yield source_finding("source/vocabularies.yaml", problem.message)
            continue
        table, file = tables[problem.table], f"source/tables/{problem.table}.yaml"
        lines = [column.line for column in table["columns"] if column["name"] == problem.column]
        line = lines[0] if lines else table["lines"]["name"]
        yield source_finding(file, problem.message, line, column=problem.column)


def key_columns(table: Declared) -> list[str]:
    """Return the columns of a table's key."""
    key = table["key"]
    return [key["column"]] if "column" in key else list(key["columns"])


def _named(package: Any) -> list[tuple[str, int]]:
    """Return the tables that package.yaml puts in order, each with its line."""
    return [
        (name, group.lines.get("tables", group.line))
        for group in package["groups"]
        for name in group["tables"]
    ]


def _ordered(package: Any, found: list[str]) -> list[str]:
    names = [name for name, _ in _named(package) if name in found or name in HELPER_TABLES]
    known = dict.fromkeys([*names, *HELPER_TABLES])
    groups = complete_groups(package, known)
    return [name for group in groups for name in group["tables"] if name in known]


def _order_findings(package: Any, found: list[str]) -> list[Finding]:
    file, named = "source/package.yaml", _named(package)
    known = [*found, *HELPER_TABLES]
    findings: list[Finding] = []
    for name, line in named:
        if name not in known:
            message = f"groups: unknown table {name}. {nearest(name, known, 'tables')}"
            findings.append(source_finding(file, message, line))
    names = [name for name, _ in named]
    for position, (name, line) in enumerate(named):
        if name in names[:position]:
            message = f"groups: the table {name} is listed twice; keep one"
            findings.append(source_finding(file, message, line))
    for name in found:
        if name not in names:
            message = "the table is not in a group of source/package.yaml; add it to one"
            findings.append(source_finding(f"source/tables/{name}.yaml", message, 1))
    return findings


def _reserved_findings(found: list[str]) -> list[Finding]:
    message = "every package already has a table of this name; rename yours"
    reserved = [f"source/tables/{name}.yaml" for name in found if name in HELPER_TABLES]
    return [source_finding(file, message, 1) for file in reserved]


def _read_table(root: Path, name: str, groups: Any) -> Reading[Declared]:
    """Return the declaration of a table with its shared columns put in."""
    file = f"source/tables/{name}.yaml"
    is_helper = name in HELPER_TABLES
    schema = json_schema("table")
    table = Reading(built_in_table(name)) if is_helper else yaml_reading(root, file, schema)
    if table.findings:
        return Reading({}, table.findings)
    columns: list[Any] = []
    findings: list[Finding] = []
    for entry in table.value["columns"]:
        if "use" not in entry:
            columns.append(entry)
        elif entry["use"] in groups:
            columns += groups[entry["use"]]
        else:
            message = f"unknown group {entry['use']}. {nearest(entry['use'], groups, 'groups')}"
            findings.append(source_finding(file, message, entry.line))
    if not is_helper:
        columns = with_labels(table.value, columns, key_columns(table.value))
    return Reading({**table.value, "columns": columns, "lines": table.value.lines}, findings)
