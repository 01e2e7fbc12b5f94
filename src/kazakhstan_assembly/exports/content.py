"""What is exported: the tables as they are published, their codebook, and what the package is."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from importlib import import_module
from typing import Any

import pyarrow as pa

from kazakhstan_assembly.errors import ExportError, refuse_text
from kazakhstan_assembly.exports.codebook import CODEBOOK_FIELDS, CODEBOOK_KEY, Field, codebook_rows
from kazakhstan_assembly.exports.formats import CODEBOOK, PACKAGE
from kazakhstan_assembly.io.arrow import TYPES, load_arrow
from kazakhstan_assembly.io.datapackage import PackageData, stated_sha256
from kazakhstan_assembly.io.declarations import REPORT

_PACKAGE_FIELDS = (
    ("property", "string", "A property of the data set, such as its title."),
    ("value", "string", "The value of the property."),
)


def import_extra(module: str, extra: str) -> Any:
    """Return a module that only some exports need.

    Raises
    ------
    ExportError
        If it is not installed; the message says how to install it.
    """
    try:
        return import_module(module)
    except ImportError:
        raise ExportError(
            f"This needs {module}, which is not installed. Install it with: "
            f"{sys.executable or 'python'} -m pip install {module} "
            f"(the extra “{extra}” of this package has it too)."
        ) from None


@dataclass(frozen=True)
class Table:
    """One table with its schema and its cells."""

    schema: Mapping[str, Any]
    arrow: pa.Table

    @property
    def name(self) -> str:
        return str(self.schema["name"])

    @property
    def title(self) -> str:
        return str(self.schema["title"])

    @property
    def description(self) -> str:
        return str(self.schema["description"])

    @property
    def fields(self) -> Sequence[Field]:
        return list(self.schema["fields"])

    @property
    def primary_key(self) -> Sequence[str]:
        return list(self.schema["primaryKey"])

    @property
    def foreign_keys(self) -> Sequence[Mapping[str, Any]]:
        return list(self.schema.get("foreignKeys", ()))

    def records(self) -> list[dict[str, Any]]:
        """Return the rows as plain Python values; a null is None."""
        return self.arrow.to_pylist()


@dataclass(frozen=True)
class Content:
    """The chosen tables of a package."""

    source: PackageData
    names: Sequence[str]

    @cached_property
    def tables(self) -> Sequence[Table]:
        return [Table(self._schema(name), load_arrow(self.source, name)) for name in self.names]

    def _schema(self, name: str) -> dict[str, Any]:
        """Return a table's schema without foreign keys to tables that are not chosen."""
        schema = self.source.schema(name)
        kept = [
            key
            for key in schema.get("foreignKeys", ())
            if key["reference"]["resource"] in self.names
        ]
        rest = {part: value for part, value in schema.items() if part != "foreignKeys"}
        return {**rest, **({"foreignKeys": kept} if kept else {})}

    @cached_property
    def codebook(self) -> Table:
        """One row per column of the chosen tables, with everything that their schemas say."""
        rows: list[dict[str, Any]] = []
        for name, table in zip(self.names, self.tables, strict=True):
            # The whole schema: where a key leads is worth knowing without that table too.
            nulls = {column: table.arrow[column].null_count for column in table.arrow.column_names}
            rows += codebook_rows(self.source.schema(name), nulls, table.arrow.num_rows)
        description = "What each column of each table means and where its values come from."
        return _table(CODEBOOK, "Codebook", description, CODEBOOK_FIELDS, CODEBOOK_KEY, rows)

    @cached_property
    def package(self) -> Table:
        """What the data set is: title, version, licence, citation, limits and source."""
        rows = [{"property": name, "value": value} for name, value in self.about.items()]
        what = "What the data set is, its version, licence and citation."
        return _table(PACKAGE, "Package", what, _PACKAGE_FIELDS, ["property"], rows)

    @cached_property
    def about(self) -> Mapping[str, str]:
        """What the data set is, by property."""
        descriptor, report = self.source.descriptor, self.source.resources.get(REPORT)
        licence = descriptor["licenses"][0]
        about = {
            "name": descriptor["name"],
            "title": descriptor["title"],
            "description": descriptor["description"],
            "version": descriptor["version"],
            "released": descriptor["created"][:10],
            "license": licence["name"],
            "license_url": licence["path"],
            "citation": descriptor["citation"],
            "creator": descriptor["contributors"][0]["title"],
            "limits": descriptor["limits"],
        }
        if report:
            about |= {"source_title": report["title"], "source_sha256": stated_sha256(report)}
        return about

    @cached_property
    def released(self) -> datetime:
        """The first moment of the release's day: the time that every export bears."""
        return datetime.fromisoformat(self.about["released"])


def choose(source: PackageData, tables: Sequence[str] | None) -> Content:
    """Return the chosen tables, all by default, each once in the package's order.

    Raises
    ------
    UnknownTableError
        If there is no such table; the message names the nearest.
    """
    names = source.table_names
    if tables is None:
        return Content(source, names)
    refuse_text(tables, "tables")
    chosen = {source.resource(name)["name"] for name in tables}
    return Content(source, [name for name in names if name in chosen])


def _table(
    name: str,
    title: str,
    description: str,
    columns: Sequence[tuple[str, str, str]],
    key: Sequence[str],
    rows: Sequence[dict[str, Any]],
) -> Table:
    fields: list[dict[str, Any]] = []
    for column, kind, what in columns:
        constraints = {"required": all(row[column] is not None for row in rows)}
        field = {"name": column, "type": kind, "description": what, "constraints": constraints}
        fields.append(field)
    schema = {
        "name": name,
        "title": title,
        "description": description,
        "fields": fields,
        "primaryKey": list(key),
    }
    arrow = pa.schema([pa.field(column, TYPES[kind]) for column, kind, _ in columns])
    return Table(schema, pa.Table.from_pylist(list(rows), schema=arrow))
