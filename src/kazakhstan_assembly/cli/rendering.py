"""Rows on a terminal, in a pipe, and in the formats that a command prints."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import typer

from kazakhstan_assembly.cli.layout import ELISION, GAP, Column, Layout, lay_out
from kazakhstan_assembly.cli.screen import emphasized, width
from kazakhstan_assembly.io.cells import cell_text
from kazakhstan_assembly.io.controls import visible

Rows = Sequence[Sequence[Any]]
# In a pipe no cell is padded to more, however long another is.
_WIDEST_PADDING = 40


def as_json(columns: Sequence[str], rows: Rows) -> str:
    """Return rows as a JSON list of objects, with dates in ISO 8601 and nulls as null."""
    records = [dict(zip(columns, row, strict=True)) for row in rows]
    return json.dumps(records, indent=2, ensure_ascii=False, default=str) + "\n"


def print_lines(columns: Sequence[str], rows: Rows) -> None:
    """Print a line per row with every cell whole, for programs and files."""
    cells = [columns, *([visible(cell_text(cell)) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for line in cells:
        padded = (
            cell.ljust(min(width, _WIDEST_PADDING))
            for cell, width in zip(line, widths, strict=True)
        )
        print((" " * GAP).join(padded).rstrip())


def print_table(columns: Sequence[str], rows: Rows, importance: Sequence[int]) -> int:
    """Print rows for a terminal, each in one line; return how many columns were left out."""
    from rich.cells import cell_len

    cells = [list(map(_one_line, row)) for row in rows]
    texts = _text_columns(cells)
    described = [
        Column(
            name,
            cells=max(map(cell_len, column), default=0),
            is_text=number in texts,
            importance=importance[number],
        )
        for number, (name, *column) in enumerate(zip(columns, *cells, strict=True))
    ]
    layout = lay_out(described, width())
    for line in layout.headings([column.name for column in described]):
        typer.echo(emphasized(_line(line, layout)))
    for row in cells:
        line = [ELISION if place is None else row[place] for place in layout.places]
        typer.echo(_line(line, layout))
    return len(columns) - sum(place is not None for place in layout.places)


def _line(cells: Sequence[str], layout: Layout) -> str:
    """Return cells side by side; what is too long ends with an ellipsis."""
    from rich.cells import cell_len, set_cell_size

    parts: list[str] = []
    for cell, room in zip(cells, layout.widths, strict=True):
        is_cut = cell_len(cell) > room
        parts.append(
            set_cell_size(cell, room - 1) + ELISION if is_cut else set_cell_size(cell, room)
        )
    return (" " * GAP).join(parts).rstrip()


def _one_line(value: Any) -> str:
    return visible(" ".join(cell_text(value).split()))


def _text_columns(cells: Iterable[Sequence[str]]) -> set[int]:
    """Return the places of the columns that hold more than one word in a cell."""
    texts: set[int] = set()
    for row in cells:
        texts.update(number for number, cell in enumerate(row) if " " in cell)
    return texts
