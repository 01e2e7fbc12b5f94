"""What holds of all rows of a table together, as a data set declares it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Consecutive:
    """A column runs 1, 2, 3 and so on."""

    column: str


@dataclass(frozen=True)
class Ascending:
    """A column never falls from one row to the next."""

    column: str


@dataclass(frozen=True)
class CountedBy:
    """The table has as many rows as a cell of another table says."""

    table: str
    column: str
    where: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SameWords:
    """All rows of a group cite the same words, and a group has a least number of rows."""

    columns: tuple[str, ...]
    within: str
    at_least: int


Invariant = Consecutive | Ascending | CountedBy | SameWords


def read_invariants(entries: Iterable[Mapping[str, Any]]) -> tuple[Invariant, ...]:
    """Return the invariants that a Table Schema declares."""
    return tuple(map(_invariant, entries))


def _invariant(entry: Mapping[str, Any]) -> Invariant:
    if "consecutive" in entry:
        return Consecutive(entry["consecutive"])
    if "ascending" in entry:
        return Ascending(entry["ascending"])
    if "counted_by" in entry:
        counter = entry["counted_by"]
        return CountedBy(counter["table"], counter["column"], tuple(counter["where"].items()))
    return SameWords(tuple(entry["same_words"]), entry["within"], int(entry["at_least"]))
