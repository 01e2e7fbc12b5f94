"""Comparing two versions of a table row by row, by key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kazakhstan_assembly.io.cells import cell_text

Row = Mapping[str, Any]
# The cells of the key, and which of the rows with these cells it is, from 0.
_Key = tuple[tuple[Any, ...], int]


@dataclass(frozen=True)
class RowDifference:
    """A row that one table lacks, or of which some cells differ.

    Attributes
    ----------
    key : str
        The cells of the key, separated by a comma and a space.
    old, new : mapping of str to cell, or None
        The row in either table; None where the table lacks it.
    columns : tuple of str
        The columns in which the two rows differ; empty if a table lacks the row.
    """

    key: str
    old: Row | None
    new: Row | None
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableComparison:
    """What :func:`compare_tables` returns.

    Attributes
    ----------
    rows : tuple of RowDifference
        The rows that differ: first those of the old table in its order, then those that only the
        new table has.
    is_reordered : bool
        Whether both tables have the same keys, but in another order.
    """

    rows: tuple[RowDifference, ...]
    is_reordered: bool

    @property
    def is_same(self) -> bool:
        """Whether both tables have the same rows in the same order."""
        return not self.rows and not self.is_reordered


def compare_tables(
    key: Sequence[str], old_rows: Iterable[Row], new_rows: Iterable[Row]
) -> TableComparison:
    """Compare two tables by key.

    Cells differ if their values or their types do: 1 is neither true nor "1". Only columns that
    both rows have are compared. Of rows that share a key, the first is compared with the first,
    the second with the second, and so on.

    Parameters
    ----------
    key : sequence of str
        The columns that identify a row.
    old_rows, new_rows : iterable of mappings
        The rows as mappings of columns to cells.

    Examples
    --------
    >>> old = [{"id": "a", "n": 1}, {"id": "b", "n": 2}]
    >>> new = [{"id": "a", "n": 3}]
    >>> [(row.key, row.columns) for row in compare_tables(["id"], old, new).rows]
    [('a', ('n',)), ('b', ())]
    """
    old, new = _by_key(key, old_rows), _by_key(key, new_rows)
    is_reordered = old.keys() == new.keys() and list(old) != list(new)
    return TableComparison(tuple(_differences(old, new)), is_reordered)


def _by_key(key: Sequence[str], rows: Iterable[Row]) -> dict[_Key, Row]:
    counts = Counter[tuple[Any, ...]]()
    by_key: dict[_Key, Row] = {}
    for row in rows:
        cells = tuple(row.get(column) for column in key)
        by_key[cells, counts[cells]] = row
        counts[cells] += 1
    return by_key


def _differences(old: Mapping[_Key, Row], new: Mapping[_Key, Row]) -> Iterator[RowDifference]:
    for key, row in old.items():
        other = new.get(key)
        columns = () if other is None else tuple(_unlike(row, other))
        if other is None or columns:
            yield RowDifference(_text(key), row, other, columns)
    for key in new:
        if key not in old:
            yield RowDifference(_text(key), None, new[key])


def _text(key: _Key) -> str:
    return ", ".join(map(cell_text, key[0]))


def _unlike(old: Row, new: Row) -> Iterator[str]:
    """Yield the columns in which two rows differ, even if only in the type."""
    if old == new and list(map(type, old.values())) == list(map(type, new.values())):
        return
    for column, cell in old.items():
        if column in new and (cell != new[column] or type(cell) is not type(new[column])):
            yield column
