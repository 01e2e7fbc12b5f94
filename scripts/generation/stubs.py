"""The Python files that the schemas give: the names of tables, and what type checkers read."""

from __future__ import annotations

from collections.abc import Iterable

from generation.schemas import Schema
from kazakhstan_assembly import PLACES
from kazakhstan_assembly.model.tables import FACT_ROLES

_NOTE = '"""Made by scripts/build.py; do not edit.'
_OVERLOADED = {
    "describe_table": "(name: TableName) -> pd.DataFrame",
    "describe_vocabulary": "(name: VocabularyName) -> pd.DataFrame",
    "list_tables": "() -> list[TableName]",
    "list_vocabularies": "() -> list[VocabularyName]",
    "load_arrow": "(name: TableName) -> pa.Table",
    "load_tables": ("(*, dtype_backend: DtypeBackend | None = None) -> dict[str, pd.DataFrame]"),
    "table_schema": "(name: TableName) -> dict[str, Any]",
}


def names(schemas: dict[str, Schema], vocabularies: Iterable[str]) -> bytes:
    """Return names.py: the tables and vocabularies as literal types."""
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
    imports = [
        f"from kazakhstan_assembly.{place} import {name} as {name}"
        for name, place in sorted(PLACES.items(), key=lambda pair: (pair[1], pair[0]))
        if name not in {*_OVERLOADED, "load_table", "trace"}
    ]
    lines = [
        f'{_NOTE} The public names, as type checkers see them."""',
        "",
        "from collections.abc import Sequence",
        "from typing import Any, Literal, TypeAlias, overload",
        "",
        "import pandas as pd",
        "import pyarrow as pa",
        "",
        *imports,
        "",
        "__all__: list[str]",
        "__version__: str",
        "PLACES: dict[str, str]",
        "",
        *(f"def {name}{signature}: ..." for name, signature in sorted(_OVERLOADED.items())),
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
