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
    numbers are whole or not there. In a pipe everything is there, a line a row.
    """
    cells = [[cell_text(value) for value in row] for row in rows]
    widths = [
        max([len(name), *(len(row[number]) for row in cells)])
        for number, name in enumerate(columns)
    ]
    if not console.is_terminal:
        _print_lines(columns, cells, widths)
        return len(columns)
    is_text = [any(" " in row[number] for row in cells) for number in range(len(columns))]
    pairs = zip(widths, is_text, strict=True)
    widths = [min(width, _WIDEST) if text else width for width, text in pairs]
    count = _room(widths, console.width)
    left = console.width - sum(width + _GAP for width in widths[:count]) - _GAP
    if count < len(widths) and is_text[count] and left >= _NARROWEST:
        widths[count] = left
        count += 1
    table = Table(box=None, header_style="bold cyan", pad_edge=False, padding=(0, _GAP, 0, 0))
    for name, width in zip(columns[:count], widths, strict=False):
        table.add_column(name, no_wrap=True, overflow="ellipsis", max_width=width)
    for row in cells:
        table.add_row(*(Text(cell) for cell in row[:count]))
    console.print(table)
    return count


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
