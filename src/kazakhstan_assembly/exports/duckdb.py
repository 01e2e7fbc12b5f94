"""The tables as a DuckDB database, for queries in SQL."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kazakhstan_assembly.errors import ExportError
from kazakhstan_assembly.exports.codebook import Field, codes
from kazakhstan_assembly.exports.content import (
    Content,
    Table,
    choose,
    import_extra,
)
from kazakhstan_assembly.exports.sql import (
    create_table,
    in_order_of_keys,
    quote_list,
    quote_name,
    quote_text,
)
from kazakhstan_assembly.io.datapackage import PackageData

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TYPES = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
}
_OFFLINE = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
# Small blocks for small tables, which would fill 38 MB of usual ones, in a form that DuckDB 1.2
# reads too.
_FILE_OPTIONS = "(BLOCK_SIZE 16384, STORAGE_VERSION 'v1.2.0')"


def connect(package: PackageData) -> DuckDBPyConnection:
    """Return a DuckDB database in memory that holds all tables of a package."""
    connection, error = _open(), import_extra("duckdb", "duckdb").Error
    try:
        _fill(connection, choose(package, None).tables)
    except error as reason:
        raise ExportError(f"The database cannot be made: {reason}") from None
    return connection


def make_duckdb(content: Content) -> bytes:
    """Return a database file with the tables, their codebook and what the package is."""
    connection, error = _open(), import_extra("duckdb", "duckdb").Error
    with tempfile.TemporaryDirectory() as folder, connection:
        path = Path(folder) / "tables.duckdb"
        try:
            connection.execute(f"ATTACH {quote_text(str(path))} AS tables {_FILE_OPTIONS}")
            connection.execute("USE tables")
            _fill(connection, [*content.tables, content.codebook, content.package])
            connection.execute("USE memory")
            connection.execute("DETACH tables")
        except error as reason:
            raise ExportError(f"The database cannot be made: {reason}") from None
        except RuntimeError as reason:
            raise KeyboardInterrupt from reason  # as DuckDB answers an interruption
        return path.read_bytes()


def _open() -> DuckDBPyConnection:
    connection: DuckDBPyConnection = import_extra("duckdb", "duckdb").connect(config=_OFFLINE)
    return connection


def _fill(connection: DuckDBPyConnection, tables: Sequence[Table]) -> None:
    """Create the tables and put their rows in."""
    connection.begin()
    for vocabulary, terms in _vocabularies(tables).items():
        connection.execute(f"CREATE TYPE {quote_name(vocabulary)} AS ENUM ({quote_list(terms)})")
    for table in in_order_of_keys(tables):
        connection.execute(create_table(table, _sql_type))
        _comment(connection, table)
        connection.register("rows_to_insert", table.arrow)
        connection.execute(f"INSERT INTO {quote_name(table.name)} FROM rows_to_insert")
        connection.unregister("rows_to_insert")
    connection.commit()


def _vocabularies(tables: Iterable[Table]) -> dict[str, list[str]]:
    vocabularies: dict[str, list[str]] = {}
    for table in tables:
        coded = (field for field in table.fields if "vocabulary" in field)
        vocabularies |= {field["vocabulary"]: codes(field) for field in coded}
    return vocabularies


def _sql_type(field: Field) -> str:
    return quote_name(field["vocabulary"]) if "vocabulary" in field else _TYPES[field["type"]]


def _comment(connection: DuckDBPyConnection, table: Table) -> None:
    name = quote_name(table.name)
    about = quote_text(f"{table.title}. {table.description}")
    connection.execute(f"COMMENT ON TABLE {name} IS {about}")
    for field in table.fields:
        column, text = quote_name(field["name"]), quote_text(field["description"])
        connection.execute(f"COMMENT ON COLUMN {name}.{column} IS {text}")
