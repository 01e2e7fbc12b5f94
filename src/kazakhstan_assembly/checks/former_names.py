"""Check that the former names of tables and columns lead to present ones."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from kazakhstan_assembly.errors import nearest

# The place of a former name within ``former_names``, and what is wrong with it.
Problem = tuple[tuple[str, ...], str]


def former_name_problems(
    former: Mapping[str, Any], columns: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    """Yield former names that are names of today, or lead to none.

    Parameters
    ----------
    former : mapping
        ``tables`` with the present name of each former one, and ``columns`` with the same for each
        present table; None where nothing took the place of one.
    columns : mapping of str to collection of str
        The columns of each table.
    """
    for place, message in _name_problems(former.get("tables", {}), columns, "table"):
        yield ("tables", place), message
    for table, names in former.get("columns", {}).items():
        if table not in columns:
            message = f"there is no table {table}. {nearest(table, columns, 'tables')}"
            yield ("columns", table), message
            continue
        for place, message in _name_problems(names, columns[table], f"column of {table}"):
            yield ("columns", table, place), message


def _name_problems(
    former: Mapping[str, str | None], present: Collection[str], what: str
) -> Iterator[tuple[str, str]]:
    for old, new in former.items():
        if old in present:
            yield old, f"{old} is a {what} today, so it cannot be a former name"
        elif new is not None and new not in present:
            yield old, f"{old} leads to {new}, not to a {what}. {nearest(new, present, 'names')}"
