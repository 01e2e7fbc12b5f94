"""A finding: one thing that a check, or a build, found wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kazakhstan_assembly.io.controls import visible


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: where it is, and a sentence that says what it is.

    Attributes
    ----------
    check : str
        The check that found it, a name of :data:`kazakhstan_assembly.checks.registry.CHECK_NAMES`.
    message : str
        What is wrong.
    table, row, column : str or None
        The table, the key of the row, and the column.
    severity : str
        ``error`` or ``warning``.
    file : str or None
        The file, relative to the package's folder.
    line : int or None
        Its line; known only for files that a person writes.
    context : str or None
        The report's words around it, with the cited words in brackets.
    """

    check: str
    message: str
    table: str | None = None
    row: str | None = None
    column: str | None = None
    severity: str = "error"
    file: str | None = None
    line: int | None = None
    context: str | None = None

    def __str__(self) -> str:
        return self.sentence()

    def sentence(self) -> str:
        """Return the place, the message, and the report's words with the cited ones in brackets."""
        file = self.file if self.line is None else f"{self.file}:{self.line}"
        row, column = self.row and f"row {self.row}", self.column and f"column {self.column}"
        place = ", ".join(part for part in (file or self.table, row, column) if part)
        text = f"{place}: {self.message}" if place else self.message
        stop = "" if text.endswith(("?", ".")) else "."
        return visible(f"{text}{stop} The report: {self.context}" if self.context else text)


def display(cell: object) -> str:
    """Return a cell as a message shows it: null, a date in ISO 8601, text in quotes."""
    if cell is None or isinstance(cell, bool):
        return {None: "null", True: "true", False: "false"}[cell]
    return cell.isoformat() if isinstance(cell, date) else repr(cell)
