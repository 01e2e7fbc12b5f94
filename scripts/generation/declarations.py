"""The tables that a data set declares, with the helper tables of the engine, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotation.problems import CurationError, Problem, did_you_mean
from annotation.yaml_source import read_optional_yaml, read_yaml
from kazakhstan_assembly.checks.declarations import declaration_problems
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
    problems = [
        Problem(
            "source/vocabularies.yaml", f"the engine has no vocabulary {name}", data.lines[name]
        )
        for name, entry in data.items()
        if entry == "built_in" and name not in built_in
    ]
    problems += [
        Problem("source/vocabularies.yaml", _TAKEN.format(name), data.lines[name])
        for name, entry in data.items()
        if entry != "built_in" and name in built_in
    ]
    if problems:
        raise CurationError(problems)
    return read_vocabularies(data, built_in)


_TAKEN = "{0} is a vocabulary of the engine; write “{0}: built_in”, or name yours otherwise"


def declared_tables(root: Path, package: Any, vocabularies: Vocabularies) -> dict[str, Declared]:
    """Return the declaration of each table, with its shared columns put in.

    Raises
    ------
    CurationError
        If declarations cannot be read or do not hold together.
    """
    groups: Any = read_optional_yaml(root, "source/columns.yaml", json_schema("columns")) or {}
    found = sorted(path.stem for path in (root / "source" / "tables").glob("*.yaml"))
    problems = [*_order_problems(package, found), *_reserved_problems(found)]
    tables: dict[str, Declared] = {}
    for name in _ordered(package, found):
        try:
            tables[name] = _read_table(root, name, groups)
        except CurationError as error:
            problems += error.problems
    if not problems:
        problems += _inconsistencies(tables, vocabularies)
    if problems:
        raise CurationError(problems)
    return tables


def _inconsistencies(tables: dict[str, Declared], vocabularies: Vocabularies) -> Iterator[Problem]:
    for problem in declaration_problems(tables, vocabularies):
        if problem.table is None:
            yield Problem("source/vocabularies.yaml", problem.message)
            continue
        columns = tables[problem.table]["columns"]
        lines = (column.line for column in columns if column["name"] == problem.column)
        file = f"source/tables/{problem.table}.yaml"
        yield Problem(file, problem.message, next(lines, None), column=problem.column)


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
    return list(dict.fromkeys([*names, *HELPER_TABLES]))


def _order_problems(package: Any, found: list[str]) -> list[Problem]:
    file, named = "source/package.yaml", _named(package)
    known = [*found, *HELPER_TABLES]
    unknown = [
        Problem(file, f"groups: unknown table {name}.{did_you_mean(name, known)}", line)
        for name, line in named
        if name not in known
    ]
    names = [name for name, _ in named]
    twice = [
        Problem(file, f"groups: the table {name} stands twice; keep one", line)
        for position, (name, line) in enumerate(named)
        if name in names[:position]
    ]
    missing = [
        Problem(f"source/tables/{name}.yaml", "the table is in no group of source/package.yaml")
        for name in found
        if name not in names
    ]
    return [*unknown, *twice, *missing]


def _reserved_problems(found: list[str]) -> list[Problem]:
    message = "every package has a table of this name already; name yours otherwise"
    return [
        Problem(f"source/tables/{name}.yaml", message) for name in found if name in HELPER_TABLES
    ]


def _read_table(root: Path, name: str, groups: Any) -> Declared:
    file = f"source/tables/{name}.yaml"
    is_helper = name in HELPER_TABLES
    table = built_in_table(name) if is_helper else read_yaml(root, file, json_schema("table"))
    columns: list[Any] = []
    for entry in table["columns"]:
        if "use" in entry and entry["use"] not in groups:
            message = f"unknown group {entry['use']}.{did_you_mean(entry['use'], groups)}"
            raise CurationError([Problem(file, message, entry.line)])
        columns += groups[entry["use"]] if "use" in entry else [entry]
    return {**table, "columns": columns, "lines": table.lines}
