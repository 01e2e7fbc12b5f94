"""The sheets that LibreOffice wrote as CSV: what it quoted is text, the rest is as it shows it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from neutral import Loaded, write

CELL = re.compile(r'("(?:[^"]|"")*"|[^",\n]*)(,|\n)')
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def typed(cell: str) -> tuple[str, Any]:
    if cell.startswith('"'):
        return "text", cell[1:-1].replace('""', '"')
    if cell in {"TRUE", "FALSE"}:
        return "logical", cell == "TRUE"
    return ("date", cell) if DAY.fullmatch(cell) else ("number", int(cell))


def read(name: str) -> Loaded:
    text = Path(f"sheets/assembly-{name}.csv").read_bytes().decode("utf-8")
    lines: list[list[tuple[str, Any] | None]] = [[]]
    for cell, end in CELL.findall(text):
        lines[-1].append(typed(cell) if cell else None)
        if end == "\n":
            lines.append([])
    header, *rows = lines[:-1]
    names = [str(cell[1]) for cell in header if cell]
    kinds = {
        column: sorted({cell[0] for cell in cells if cell})
        for column, cells in zip(names, zip(*rows, strict=True), strict=True)
    }
    # A sheet has types of cells alone: a column of nulls has none.
    types = {column: " or ".join(found) or None for column, found in kinds.items()}
    return types, [
        {c: cell and cell[1] for c, cell in zip(names, row, strict=True)} for row in rows
    ]


if __name__ == "__main__":
    write(read)
