"""Conditions on the rows of a table, such as ``value>=20``."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kazakhstan_assembly.document.folding import fold
from kazakhstan_assembly.errors import RequestError, nearest
from kazakhstan_assembly.io.cells import cell_text

_FORM = re.compile(r"\s*(\w+)\s*(!=|<=|>=|==|=|<|>|~)(.*)", re.DOTALL)
_ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_BOOLEANS = {"true", "false"}
_MOST_VALUES, _LONGEST_VALUE = 40, 40


@dataclass(frozen=True)
class Condition:
    """A column, a sign, and the value that stands behind it."""

    column: str
    sign: str
    value: str

    def is_met(self, cell: Any) -> bool:
        """Return whether a cell meets it; a null meets only ``COLUMN=``.

        Raises
        ------
        RequestError
            If the cell cannot be compared with the value in this way.
        """
        if self.sign == "=":
            return cell_text(cell) == self._cased(cell)
        if cell is None:
            return False
        if self.sign == "!=":
            return cell_text(cell) != self._cased(cell)
        if self.sign == "~":
            return fold(self.value) in fold(cell_text(cell))
        return _ORDERS[self.sign](*self._comparable(cell))

    def _cased(self, cell: Any) -> str:
        """Return the value, of true and false in small letters."""
        return self.value.lower() if isinstance(cell, bool) else self.value

    def _comparable(self, cell: Any) -> tuple[Any, Any]:
        if isinstance(cell, bool):
            raise RequestError(f"{self.column} is true or false: write {self.column}=true.")
        value = self.value.strip()
        if isinstance(cell, int | float):
            return cell, self._number(value)
        if not value:
            raise RequestError(
                f"“{self.column}{self.sign}” lacks a value to compare with; write one after it."
            )
        text = cell_text(cell)
        if isinstance(cell, date):
            return text[: len(value)], value  # 1999 is any day of that year
        return fold(text), fold(value)

    def _number(self, value: str) -> float:
        try:
            return float(value.replace(",", ""))
        except ValueError:
            raise RequestError(
                f"{self.column} holds numbers, but “{value}” is not one; write {self.column}"
                f"{self.sign}20, for example."
            ) from None


def read_condition(text: str) -> Condition:
    """Return the condition that a text states.

    Raises
    ------
    RequestError
        If it states none.
    """
    match = _FORM.fullmatch(text)
    if match is None:
        raise RequestError(
            f"“{text}” is not a condition; write COLUMN=VALUE, or != < <= > >= ~ in place of =, "
            "for example 'value>=20', in quotation marks."
        )
    column, sign, value = match.groups()
    return Condition(column, "=" if sign == "==" else sign, value)


def why_none(conditions: Sequence[Condition], values: Callable[[str], list[Any]]) -> list[str]:
    """Return sentences on why no row meets some conditions, with the nearest values.

    Parameters
    ----------
    conditions : sequence of Condition
        What no row meets.
    values : callable
        Returns the cells of a column.
    """
    sentences = ["No row matches" + (" all conditions." if len(conditions) > 1 else ".")]
    for condition in dict.fromkeys(conditions):
        cells = values(condition.column)
        if not any(map(condition.is_met, cells)):
            sentences.append(_why_not(condition, cells))
    return sentences


def _why_not(condition: Condition, cells: Sequence[Any]) -> str:
    column, value = condition.column, condition.value
    if condition.sign == "=":
        return _no_such_value(column, value, cells) if value else f"{column} has no nulls."
    if all(cell is None for cell in cells):
        return f"{column} holds only nulls."
    if condition.sign in _ORDERS:
        return _range_of(column, [cell for cell in cells if cell is not None])
    if condition.sign == "~":
        return f"No cell of {column} contains “{value}”."
    return f"Every cell of {column} is “{value}” or null."


def _range_of(column: str, cells: Sequence[Any]) -> str:
    low, high = cell_text(min(cells)), cell_text(max(cells))
    return f"The values of {column} range from {low} to {high}."


def _no_such_value(column: str, value: str, cells: Sequence[Any]) -> str:
    said = f"No cell of {column} is “{value}”."
    stated = [cell for cell in cells if cell is not None]
    if stated and all(isinstance(cell, bool) for cell in stated):
        values = " or ".join(sorted(set(map(cell_text, stated)), reverse=True))
        return f"{said} It is {values}, or null: '{column}=' finds nulls."
    if stated and all(isinstance(cell, int | float) for cell in stated):
        return f"{said} {_range_of(column, stated)}"
    known = list(dict.fromkeys(map(cell_text, stated)))
    if len(known) > _MOST_VALUES or any(len(text) > _LONGEST_VALUE for text in known):
        return f"{said} To search within cells, write '{column}~{value}'."
    return f"{said} {nearest(value, known, f'values of {column}')}"
