"""The rows of tables as Python values."""

from __future__ import annotations

from datetime import date

Cell = str | int | float | bool | date | None
Record = dict[str, Cell]
Records = dict[str, list[Record]]
