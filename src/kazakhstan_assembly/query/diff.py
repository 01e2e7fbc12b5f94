"""What changed between two versions of the data: tables, columns, rows and cells, by key."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from kazakhstan_assembly.errors import PackageError
from kazakhstan_assembly.io.cells import cell_text
from kazakhstan_assembly.io.csv import csv_records
from kazakhstan_assembly.io.datapackage import PackageData
from kazakhstan_assembly.io.tables import compare_tables

Bump = Literal["none", "patch", "minor", "major"]
BUMPS: tuple[Bump, ...] = ("none", "patch", "minor", "major")
# What makes a column mean something else; a new wording of its description does not.
_MEANING = ("type", "kind", "rule", "inputs", "vocabulary", "entity_kinds")
# Cells that say what codes mean: a new one means another code under the old name.
_DEFINITIONS = ("vocabularies", "definition")


@dataclass(frozen=True)
class Change:
    """One thing that was added, removed or changed.

    Attributes
    ----------
    what : {"table", "column", "key", "row", "cell"}
    how : {"added", "removed", "changed"}
    table : str
    row, column : str or None
        The row's key, with its parts separated by a comma and a space, and the column.
    old, new : str or None
        The old and the new cell as in CSV, where a null is empty. For a column or a table's key:
        what it was and what it is now.
    """

    what: str
    how: str
    table: str
    row: str | None = None
    column: str | None = None
    old: str | None = None
    new: str | None = None

    @property
    def bump(self) -> Bump:
        """How the version must rise for this change alone, by the rules of docs/design.md."""
        if self.how == "added":
            return "minor"
        redefines = self.what != "cell" or (self.table, self.column) == _DEFINITIONS
        return "major" if redefines else "patch"

    def sentence(self) -> str:
        """Return the change as one line."""
        row, column = self.row and f"row {self.row}", self.column and f"column {self.column}"
        place = ", ".join(part for part in (self.table, row, column) if part)
        values = f": “{self.old}” is now “{self.new}”" if self.how == "changed" else ""
        return f"{self.what} {self.how}, {place}{values}"


@dataclass(frozen=True)
class Difference:
    """What :func:`diff` returns.

    Attributes
    ----------
    old, new : str
        The versions compared.
    changes : tuple of Change
        Grouped by table: first columns, then the key, then rows. Empty if the data are the same.
    """

    old: str
    new: str
    changes: tuple[Change, ...]

    @property
    def bump(self) -> Bump:
        """How the version must rise: the largest rise that any change needs."""
        return BUMPS[max((BUMPS.index(change.bump) for change in self.changes), default=0)]

    def to_json(self) -> str:
        """Return versions, bump and changes as JSON."""
        changes = [asdict(change) for change in self.changes]
        data = {"old": self.old, "new": self.new, "bump": self.bump, "changes": changes}
        return json.dumps(data, indent=2, ensure_ascii=False) + "\n"

    def to_markdown(self) -> str:
        """Return the changes as lists, with one heading per table."""
        lines = [f"# {self.old} to {self.new}", "", self.summary()]
        for table in dict.fromkeys(change.table for change in self.changes):
            lines += ["", f"## {table}", ""]
            lines += [f"- {c.sentence()}" for c in self.changes if c.table == table]
        return "\n".join(lines) + "\n"

    def __str__(self) -> str:
        return "\n".join([*(change.sentence() for change in self.changes), self.summary()]) + "\n"

    def summary(self) -> str:
        """Return how many changes there are, and how the version must rise, as a sentence."""
        if not self.changes:
            return f"The data of {self.old} and {self.new} are the same."
        count = len(self.changes)
        return f"{count} change{'s' * (count != 1)}; the version needs a {self.bump} bump."


def diff(old: PackageData, new: PackageData) -> Difference:
    """Compare two packages, row by row and cell by cell.

    The files are compared as they are, whatever their hashes, so that a change by hand is seen.
    """
    changes: list[Change] = []
    for name in dict.fromkeys((*old.table_names, *new.table_names)):
        if name not in new.table_names:
            changes.append(Change("table", "removed", name))
        elif name not in old.table_names:
            changes.append(Change("table", "added", name))
        else:
            changes += _table_changes(name, _read_table(old, name), _read_table(new, name))
    return Difference(old.version, new.version, tuple(changes))


@dataclass(frozen=True)
class _Table:
    columns: dict[str, str]
    key: list[str]
    rows: list[dict[str, str]]


def _read_table(package: PackageData, name: str) -> _Table:
    schema, path = package.schema_as_it_is(name), package.resource(name)["path"]
    columns = {field["name"]: ", ".join(_meaning(field)) for field in schema["fields"]}
    texts = {"fields": [{"name": column, "type": "string"} for column in columns]}
    data = package.read_bytes(path)
    try:
        records = csv_records(data, texts)
    except PackageError as error:
        package.refuse(path, error)
    rows = [dict(zip(record, map(cell_text, record.values()), strict=True)) for record in records]
    return _Table(columns, list(schema["primaryKey"]), rows)


def _meaning(field: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a column means, apart from the words that describe it."""
    for name in _MEANING:
        if field.get(name) is not None:
            yield f"{name} {field[name]}"


def _table_changes(name: str, old: _Table, new: _Table) -> Iterator[Change]:
    for column in dict.fromkeys((*old.columns, *new.columns)):
        was, is_now = old.columns.get(column), new.columns.get(column)
        if was is None or is_now is None:
            yield Change("column", "added" if was is None else "removed", name, None, column)
        elif was != is_now:
            yield Change("column", "changed", name, None, column, was, is_now)
    if old.key != new.key:
        yield Change("key", "changed", name, old=", ".join(old.key), new=", ".join(new.key))
    for row in compare_tables(new.key, old.rows, new.rows).rows:
        if row.old is None or row.new is None:
            yield Change("row", "added" if row.old is None else "removed", name, row.key)
            continue
        for column in row.columns:
            yield Change("cell", "changed", name, row.key, column, row.old[column], row.new[column])
