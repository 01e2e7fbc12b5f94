"""The comparison of two tables: every difference is found, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakhstan_assembly.io.tables import compare_tables

Rows = list[dict[str, Any]]
CELLS = st.none() | st.booleans() | st.integers(0, 2) | st.sampled_from(["", "1", "true"])
COLUMNS = ("id", "part", "cell")
ROWS = st.tuples(st.sampled_from("abc"), st.integers(0, 1), CELLS)
TABLES = st.lists(ROWS.map(lambda cells: dict(zip(COLUMNS, cells, strict=True))), max_size=6)


def differences(old: Rows, new: Rows, *key: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return of each row that differs its key, what happened to it, and the columns."""
    found: list[tuple[str, str, tuple[str, ...]]] = []
    for row in compare_tables(key or ["id"], old, new).rows:
        how = "added" if row.old is None else "removed" if row.new is None else "changed"
        found.append((row.key, how, row.columns))
    return found


A: dict[str, Any] = {"id": "a", "n": 1}
B: dict[str, Any] = {"id": "b", "n": 2}
C: dict[str, Any] = {"id": "c", "n": 3}
CHANGED = {**A, "n": 7}


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ([A, B], [A, B], []),
        ([A, B], [A], [("b", "removed", ())]),
        ([A], [B, A], [("b", "added", ())]),
        ([A, B], [CHANGED, B], [("a", "changed", ("n",))]),
        ([B], [C], [("b", "removed", ()), ("c", "added", ())]),
        ([B, A], [CHANGED, B, C], [("a", "changed", ("n",)), ("c", "added", ())]),
        ([A], [{"id": "a", "n": True}], [("a", "changed", ("n",))]),
        ([A], [{"id": "a", "n": "1"}], [("a", "changed", ("n",))]),
        ([A], [{"id": "a", "other": 1}], []),
        ([A, A], [A], [("a", "removed", ())]),
        ([A, {**A, "n": 2}], [A, A], [("a", "changed", ("n",))]),
    ],
)
def test_differences_are_named_by_key(
    old: Rows, new: Rows, found: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    assert differences(old, new) == found


def test_a_key_may_have_several_columns() -> None:
    rows: Rows = [{"id": "a", "part": 1, "n": 1}, {"id": "a", "part": None, "n": 2}]
    changed = [rows[0], {**rows[1], "n": 3}]
    assert differences(rows, changed, "id", "part") == [("a, ", "changed", ("n",))]


def test_another_order_is_told_if_the_keys_are_the_same() -> None:
    assert compare_tables(["id"], [A, B], [B, A]).is_reordered
    assert not compare_tables(["id"], [A, B], [B, A]).is_same
    assert not compare_tables(["id"], [A, B], [B, C]).is_reordered


@given(TABLES, TABLES)
def test_two_tables_are_the_same_only_if_they_are_equal_in_value_and_type(
    old: Rows, new: Rows
) -> None:
    def typed(rows: Rows) -> list[list[tuple[type, Any]]]:
        return [[(type(cell), cell) for cell in row.values()] for row in rows]

    comparison = compare_tables(["id", "part"], old, new)
    assert comparison.is_same == (typed(old) == typed(new))


@given(TABLES, TABLES)
def test_the_differences_lead_from_the_old_rows_to_the_new(old: Rows, new: Rows) -> None:
    rows = [*old]
    for row in compare_tables(["id", "part"], old, new).rows:
        if row.old is not None:
            del rows[next(n for n, other in enumerate(rows) if other is row.old)]
        if row.new is not None:
            rows.append(dict(row.new))
    assert sorted(map(repr, rows)) == sorted(map(repr, new))
