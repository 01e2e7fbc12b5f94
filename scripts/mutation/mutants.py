"""A corruption of the tables, and how tables are altered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kazakhstan_assembly.model.records import Record, Records


@dataclass(frozen=True)
class Mutant:
    """One corruption; `make` gives the corrupted tables."""

    operator: str
    table: str
    column: str
    what: str
    make: Callable[[], Records]
    consistent: bool = False


def with_table(tables: Records, name: str, records: list[Record]) -> Records:
    """Return the tables with other rows in one of them."""
    return {**tables, name: records}


def with_row(tables: Records, name: str, index: int, new: list[Record]) -> Records:
    """Return the tables with other rows in place of one."""
    records = tables[name]
    return with_table(tables, name, [*records[:index], *new, *records[index + 1 :]])


def with_cell(tables: Records, name: str, index: int, column: str, value: Any) -> Records:
    """Return the tables with another value in one cell."""
    return with_row(tables, name, index, [{**tables[name][index], column: value}])
