"""How the commands print rows."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from kazakhstan_assembly.cli.rendering import as_json, print_table
from kazakhstan_assembly.io.csv import csv_text
from kazakhstan_assembly.io.markdown import markdown_table

if TYPE_CHECKING:
    import pandas as pd


class Output(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"


OutputOption = Annotated[Output, typer.Option("--format", "-f", help="How to print the rows.")]
_WRITERS = {Output.CSV: csv_text, Output.JSON: as_json, Output.MARKDOWN: markdown_table}


def new_console() -> Console:
    """Return a console for the output, which folds lines only on a terminal."""
    return Console(highlight=False, soft_wrap=not sys.stdout.isatty())


def print_rows(
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    output: Output,
    *,
    choose: str = "Use --format csv to see all.",
) -> None:
    """Print rows; `choose` says how to see the columns for which a terminal has no room."""
    if output is not Output.TABLE:
        typer.echo(_WRITERS[output](columns, rows), nl=False)
        return
    console = new_console()
    shown = print_table(console, columns, rows)
    if shown < len(columns):
        left = ", ".join(columns[shown:])
        typer.echo("\n" + textwrap.fill(f"No room for {left}. {choose}", console.width), err=True)


def print_frame(frame: pd.DataFrame, output: Output) -> None:
    """Print the rows of a frame."""
    print_rows(list(frame.columns), frame.to_numpy().tolist(), output)


def plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of Python's own values, None where a cell is null."""
    values = frame.astype(object)
    return values.where(values.notna(), None)
