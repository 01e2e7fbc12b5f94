"""How the commands print rows."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kazakhstan_assembly.cli import screen
from kazakhstan_assembly.cli.rendering import as_json, print_lines, print_table
from kazakhstan_assembly.io.controls import visible
from kazakhstan_assembly.io.csv import csv_text
from kazakhstan_assembly.io.markdown import markdown_table

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console


class Output(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"


class TextOutput(StrEnum):
    """How what is not a table is printed."""

    TEXT = "text"
    JSON = "json"


OutputOption = Annotated[
    Output,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        show_default=False,
        help="table (the default), csv, json or markdown.",
    ),
]
TextOutputOption = Annotated[
    TextOutput,
    typer.Option(
        "--format", "-f", metavar="FORMAT", show_default=False, help="text (the default) or json."
    ),
]
_WRITERS = {Output.CSV: csv_text, Output.JSON: as_json, Output.MARKDOWN: markdown_table}


def new_console() -> Console:
    """Return a console for the output, which folds lines only on a terminal."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=not screen.is_terminal())


def print_rows(
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    output: Output,
    *,
    head: int | None = None,
    what: str = "row",
    importance: Sequence[int] | None = None,
) -> None:
    """Print rows, on a terminal those that fit, with a note on what is left out.

    Parameters
    ----------
    columns, rows : sequence
        The names of the columns, and the cells of each row.
    output : Output
        How to print them.
    head : int, optional
        How many rows to print, 0 for all; by default all, but on a terminal what fits.
    what : str
        What a row is, in the singular.
    importance : sequence of int, optional
        The lower the number of a column, the rather it is shown; by default the first columns are.
    """
    count = screen.how_many(head, len(rows), is_table=output is Output.TABLE)
    shown = rows[:count]
    if output is not Output.TABLE:
        typer.echo(_WRITERS[output](columns, shown), nl=False)
        return
    if not screen.is_terminal():
        print_lines(columns, shown)
        return
    left_out = print_table(columns, shown, importance or range(len(columns)))
    screen.note_more(head, len(rows) - count, what)
    if left_out:
        plural = "" if left_out == 1 else "s"
        screen.note(f"… {left_out} more column{plural}; -c NAMES chooses, -f csv shows all")


def print_paragraph(text: str, *, indent: int = 0, bold: str = "") -> int:
    """Print a text, folded on a terminal, and return how many lines it took.

    Parameters
    ----------
    text : str
        The text.
    indent : int
        How far the lines are moved in.
    bold : str
        The beginning of the text that stands out on a terminal.
    """
    margin, text = " " * indent, visible(text)
    if not screen.is_terminal():
        typer.echo(f"{margin}{text}")
        return 1
    filled = textwrap.fill(
        text,
        screen.width() - 1,
        initial_indent=margin,
        subsequent_indent=margin or "    " * bool(bold),
        break_on_hyphens=False,
    )
    rest = filled.removeprefix(bold)
    typer.echo(f"{screen.emphasized(bold)}{rest}" if bold else filled)
    return filled.count("\n") + 1


def print_frame(
    frame: pd.DataFrame,
    output: Output,
    *,
    head: int | None = None,
    what: str = "row",
    importance: Sequence[int] | None = None,
) -> None:
    """Print the rows of a frame; see :func:`print_rows`."""
    columns, rows = list(frame.columns), frame.to_numpy().tolist()
    print_rows(columns, rows, output, head=head, what=what, importance=importance)


def plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of Python's own values, None where a cell is null."""
    values = frame.astype(object)
    return values.where(values.notna(), None)
