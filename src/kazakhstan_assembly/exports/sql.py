"""Declarations of the tables in SQL, the same for each database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from graphlib import CycleError, TopologicalSorter

from kazakhstan_assembly.errors import ExportError
from kazakhstan_assembly.exports.codebook import Field, is_required
from kazakhstan_assembly.exports.content import Table


def quote_name(name: str) -> str:
    """Return a name as SQL's quoted identifier."""
    return '"' + name.replace('"', '""') + '"'


def quote_text(text: str) -> str:
    """Return a text as SQL's literal."""
    return "'" + text.replace("'", "''") + "'"


def quote_list(texts: Iterable[str]) -> str:
    """Return texts as SQL's literals with commas between."""
    return ", ".join(quote_text(text) for text in texts)


def in_order_of_keys(tables: Sequence[Table]) -> list[Table]:
    """Return the tables so that each stands behind those that its foreign keys point to."""
    by_name = {table.name: table for table in tables}
    targets = {name: _targets(table) for name, table in by_name.items()}
    try:
        return [by_name[name] for name in TopologicalSorter(targets).static_order()]
    except CycleError as error:
        names = ", ".join(dict.fromkeys(error.args[1]))
        raise ExportError(f"The tables {names} refer to each other; leave one out.") from None


def _targets(table: Table) -> list[str]:
    """Return the other tables that a table's foreign keys point to."""
    names = [str(key["reference"]["resource"]) for key in table.foreign_keys]
    return [name for name in names if name != table.name]


def create_table(table: Table, sql_type: Callable[[Field], str], heading: str = "") -> str:
    """Return the definition of a table: its columns, checks and keys."""
    parts = [
        *(_column(field, sql_type(field)) for field in table.fields),
        f"PRIMARY KEY ({_names(table.primary_key)})",
        *(
            f"FOREIGN KEY ({_names(key['fields'])}) REFERENCES "
            f"{quote_name(key['reference']['resource'])} ({_names(key['reference']['fields'])})"
            for key in table.foreign_keys
        ),
    ]
    lines = ",\n  ".join(parts)
    return f"CREATE TABLE {quote_name(table.name)} ({heading}\n  {lines}\n)"


def _column(field: Field, sql_type: str) -> str:
    name = quote_name(field["name"])
    null = " NOT NULL" if is_required(field) else ""
    minimum = field.get("constraints", {}).get("minimum")
    check = f" CHECK ({name} >= {minimum})" if minimum is not None else ""
    return f"{name} {sql_type}{null}{check}"


def _names(names: Sequence[str]) -> str:
    return ", ".join(quote_name(name) for name in names)
