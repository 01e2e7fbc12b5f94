"""Rows on a terminal, in a pipe, and in the formats that a command prints."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kazakhstan_assembly.io.cells import cell_text

_WIDEST = 40
_NARROWEST = 16
_GAP = 2
Rows = Sequence[Sequence[Any]]


def as_json(columns: Sequence[str], rows: Rows) -> str:
    """Return rows as a JSON list of objects, with dates in ISO 8601 and nulls as null."""
    records = [dict(zip(columns, row, strict=True)) for row in rows]
    return json.dumps(records, indent=2, ensure_ascii=False, default=str) + "\n"


def print_table(console: Console, columns: Sequence[str], rows: Rows) -> int:
    """Print rows as a table; return how many columns there was room for.

    On a terminal long texts are cut and the columns that do not fit are left out; keys, codes and
    numbers are whole or not there. In a pipe everything is there, one line per row.
    """
    cells = [list(map(cell_text, row)) for row in rows]
    widths = [max(map(len, column)) for column in zip(columns, *cells, strict=True)]
    if not console.is_terminal:
        _print_lines(columns, cells, widths)
        return len(columns)
    texts = _text_columns(cells)
    for number in texts:
        widths[number] = min(widths[number], _WIDEST)
    count = _room(widths, console.width)
    left = console.width - sum(width + _GAP for width in widths[:count]) - _GAP
    if count in texts and left >= _NARROWEST:
        widths[count] = left
        count += 1
    table = Table(box=None, header_style="bold cyan", pad_edge=False, padding=(0, _GAP, 0, 0))
    for name, width in zip(columns[:count], widths, strict=False):
        table.add_column(name, no_wrap=True, overflow="ellipsis", max_width=width)
    for row in cells:
        table.add_row(*map(Text, row[:count]))
    console.print(table)
    return count


def _text_columns(cells: Iterable[Sequence[str]]) -> set[int]:
    """Return the places of the columns that hold more than one word in a cell."""
    texts: set[int] = set()
    for row in cells:
        texts.update(number for number, cell in enumerate(row) if " " in cell)
    return texts


def _room(widths: Iterable[int], room: int) -> int:
    """Return how many columns fit, at least one."""
    count = used = 0
    for width in widths:
        used += width + _GAP
        if used > room:
            break
        count += 1
    return max(count, 1)


def _print_lines(columns: Sequence[str], cells: Rows, widths: Sequence[int]) -> None:
    for line in (columns, *cells):
        padded = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        print((" " * _GAP).join(padded).rstrip())
