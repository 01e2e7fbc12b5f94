"""Tables in Markdown, as GitHub and MyST read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kazakhstan_assembly.io.cells import cell_text


def markdown_table(head: Sequence[str], rows: Iterable[Iterable[Any]]) -> str:
    """Return a table in Markdown, ending with a line break.

    Parameters
    ----------
    head
        The names of the columns. A name that ends with a colon aligns its column to the right.
    rows
        The cells of each row. Text may hold Markdown; other values are written as in CSV.
    """
    names = [name.removesuffix(":") for name in head]
    rules = ["---:" if name.endswith(":") else "---" for name in head]
    lines = [_line(map(_cell, names)), _line(rules)]
    lines += [_line(map(_cell, row)) for row in rows]
    return "".join(lines)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _cell(value: Any) -> str:
    # A bar ends a cell, and a line break ends a table, even inside marks of code.
    return " ".join(cell_text(value).splitlines()).replace("|", r"\|")
