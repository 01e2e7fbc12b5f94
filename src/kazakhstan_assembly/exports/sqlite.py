"""SQLite: one database with keys, checks, and the descriptions as comments and as a table."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from typing import Any

from kazakhstan_assembly.errors import ExportError
from kazakhstan_assembly.exports.codebook import Field, codes
from kazakhstan_assembly.exports.content import Content, Table
from kazakhstan_assembly.exports.sql import (
    create_table,
    in_order_of_keys,
    quote_list,
    quote_name,
)

_TYPES = {
    "string": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "boolean": "INTEGER",
    "date": "TEXT",
}


def make_sqlite(content: Content) -> bytes:
    """Return a database: booleans are 0 or 1, dates are ISO 8601 text, CHECKs enforce types."""
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            for table in in_order_of_keys([*content.tables, content.codebook, content.package]):
                _add(connection, table)
            connection.commit()
            return connection.serialize()
        except sqlite3.Error as error:
            raise ExportError(f"The database cannot be made: {error}") from None


def _add(connection: sqlite3.Connection, table: Table) -> None:
    connection.execute(_definition(table))
    marks = ", ".join("?" for _ in table.fields)
    rows = (list(map(_stored, record.values())) for record in table.records())
    connection.executemany(f"INSERT INTO {quote_name(table.name)} VALUES ({marks})", rows)


def _stored(cell: Any) -> Any:
    return cell.isoformat() if isinstance(cell, date) else cell


def _definition(table: Table) -> str:
    """Return a definition that SQLite keeps word for word, comments included."""
    comments = [table.title, table.description, ""]
    comments += [f"{field['name']}: {field['description']}" for field in table.fields]
    heading = "".join(f"\n  -- {comment}".rstrip() for comment in comments)
    # No STRICT: SQLite before 3.37, as in RHEL 9, cannot open a database that has it.
    return create_table(table, _sql_type, heading)


def _sql_type(field: Field) -> str:
    name, kind = quote_name(field["name"]), field["type"]
    stored = _TYPES[kind]
    of_type = f" CHECK (typeof({name}) IN ('{stored.lower()}', 'null'))"
    if codes(field):
        check = f" CHECK ({name} IN ({quote_list(codes(field))}))"
    else:
        check = {
            "boolean": f" CHECK ({name} IN (0, 1))",
            # Without a modifier date() gives 30 February back as it came.
            "date": f" CHECK ({name} = date({name}, '+0 days'))",
        }.get(kind, "")
    return stored + of_type + check
