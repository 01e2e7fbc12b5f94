"""The Python files that the schemas give: the names of tables, and what type checkers read."""

from __future__ import annotations

import inspect
from collections.abc import Iterable

from generation.schemas import Schema
from kazakhstan_assembly import METHODS, PLACES
from kazakhstan_assembly.datapackage import DataPackage
from kazakhstan_assembly.model.tables import FACT_ROLES

_NOTE = '"""Made by scripts/build.py; do not edit.'
# What the installed data are known to hold, where a method of any package says only str.
_NARROWED = {
    "describe_table": {"name": "TableName"},
    "describe_vocabulary": {"name": "VocabularyName"},
    "list_tables": {"return": "list[TableName]"},
    "list_vocabularies": {"return": "list[VocabularyName]"},
    "load_arrow": {"name": "TableName"},
    "table_schema": {"name": "TableName"},
}
_OVERLOADED = frozenset({"load_table", "trace"})
_WIDTH = 100
# What the signatures of the methods name.
_IMPORTS = """\
from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path
from typing import Any, Literal, TypeAlias, overload

import pandas as pd
import pyarrow as pa
from duckdb import DuckDBPyConnection
"""
_TYPES = {"io.datapackage": "PackageData", "query.cite": "CitationStyle, CitedWork"}


def names(schemas: dict[str, Schema], vocabularies: Iterable[str]) -> bytes:
    """Return _literals.py: the tables and vocabularies as literal types."""
    facts = [name for name, schema in schemas.items() if schema["role"] in FACT_ROLES]
    parts = [
        f'{_NOTE} The names of tables and vocabularies, as types."""\n',
        "from typing import Literal\n",
        f"TableName = {_literal(schemas)}",
        f"FactTableName = {_literal(facts)}",
        f"VocabularyName = {_literal(vocabularies)}",
    ]
    return ("\n".join(parts) + "\n").encode()


def stub(schemas: dict[str, Schema]) -> bytes:
    """Return __init__.pyi: overloads that know every table and its columns."""
    imports = [_import(place, name, f" as {name}") for name, place in PLACES.items()]
    imports += [_import(place, name) for place, name in _TYPES.items()]
    lines = [
        f'{_NOTE} The public names, as type checkers see them."""',
        "",
        _IMPORTS,
        *sorted(imports),
        "",
        "__all__: list[str]",
        "__version__: str",
        "METHODS: tuple[str, ...]",
        "PLACES: dict[str, str]",
        "",
        *(_function(name) for name in METHODS if name not in _OVERLOADED),
        "",
        *(f"{_alias(name)}: TypeAlias = {_literal(_columns(s))}" for name, s in schemas.items()),
        "",
    ]
    for name in schemas:
        lines += ["@overload", _load(f'Literal["{name}"]', f"Sequence[{_alias(name)}] | None")]
    lines += ["@overload", _load("TableName", "None")]
    for name, schema in schemas.items():
        if schema["role"] in FACT_ROLES:
            lines += ["@overload", _trace(f'Literal["{name}"]', f"{_alias(name)} | None")]
    lines += ["@overload", _trace("FactTableName", "None")]
    return ("\n".join(lines) + "\n").encode()


def _import(place: str, name: str, alias: str = "") -> str:
    """Return an import; a stub gives on only what it imports under an alias."""
    return f"from kazakhstan_assembly.{place} import {name}{alias}"


def _function(name: str) -> str:
    """Return the signature of a method as that of a function, without its first parameter."""
    signature = inspect.signature(getattr(DataPackage, name))
    types = {p.name: p.annotation for p in signature.parameters.values()}
    types |= {"return": signature.return_annotation, **_NARROWED.get(name, {})}
    _, *parameters = signature.parameters.values()
    parts: list[str] = []
    for parameter in parameters:
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in parts:
            parts.append("*")
        has_default = parameter.default is not parameter.empty
        default = f" = {_literal_text(parameter.default)}" if has_default else ""
        parts.append(f"{parameter.name}: {types[parameter.name]}{default}")
    line = f"def {name}({', '.join(parts)}) -> {types['return']}: ..."
    if len(line) <= _WIDTH:
        return line
    lines = "".join(f"    {part},\n" for part in parts)
    return f"def {name}(\n{lines}) -> {types['return']}: ..."


def _literal_text(value: object) -> str:
    """Return a default value as ruff formats it."""
    return f'"{value}"' if isinstance(value, str) else repr(value)


def _columns(schema: Schema) -> list[str]:
    return [field["name"] for field in schema["fields"]]


def _alias(name: str) -> str:
    return "".join(part.title() for part in name.split("_")) + "Column"


def _literal(names: Iterable[str]) -> str:
    return "\n".join(["Literal[", *(f'    "{name}",' for name in names), "]"])


def _load(name: str, columns: str) -> str:
    return (
        "def load_table(\n"
        f"    name: {name},\n"
        "    *,\n"
        f"    columns: {columns} = None,\n"
        "    words: bool = True,\n"
        "    dtype_backend: DtypeBackend | None = None,\n"
        ") -> pd.DataFrame: ..."
    )


def _trace(table: str, column: str) -> str:
    return (
        "def trace(\n"
        f"    table: {table},\n"
        "    row_id: str,\n"
        f"    column: {column} = None,\n"
        ") -> Trace: ..."
    )
