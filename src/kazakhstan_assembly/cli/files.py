"""Commands that write files for other programs, and that compare versions."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kazakhstan_assembly.cli import screen
from kazakhstan_assembly.cli.context import package_of, split_names
from kazakhstan_assembly.cli.progress import progress
from kazakhstan_assembly.cli.screen import HeadOption
from kazakhstan_assembly.errors import RequestError
from kazakhstan_assembly.exports.formats import FORMATS
from kazakhstan_assembly.io.controls import visible

if TYPE_CHECKING:
    from kazakhstan_assembly.query.diff import Difference


class DiffOutput(StrEnum):
    """How changes are printed."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


def export(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The file or folder to make.")],
    file_format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=f"One of: {', '.join(FORMATS)}. By default, the path's suffix decides.",
            autocompletion=lambda: list(FORMATS),
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--table",
            "-t",
            metavar="NAMES",
            help="Export only these tables, separated by commas. May be repeated.",
        ),
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace an existing file or an earlier export.")
    ] = False,
) -> None:
    """Write the tables for other programs: Excel, Stata, SPSS, SQLite, DuckDB and more.

    csv, parquet, jsonl, dta and sav make a folder with one file per table, or a single file if one
    table is chosen. xlsx, sqlite, duckdb and zip make a single file.
    """
    if str(path) == "-":
        raise RequestError("An export makes a file or folder; “show TABLE -f csv” prints a table.")
    package, tables = package_of(context), split_names(only)
    with progress(f"Writing {path} …"):
        written = package.export(path, file_format, tables=tables, overwrite=overwrite)
    typer.echo(f"Wrote the folder {written}" if written.is_dir() else f"Wrote {written}")


def diff(
    context: typer.Context,
    old: Annotated[
        str,
        typer.Argument(metavar="OLD", help="A folder, wheel, sdist or zip, or “installed”."),
    ],
    new: Annotated[
        str | None,
        typer.Argument(metavar="[NEW]", help="Another version; by default the installed data."),
    ] = None,
    output: Annotated[
        DiffOutput,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            show_default=False,
            help="text (the default), markdown or json.",
        ),
    ] = DiffOutput.TEXT,
    head: HeadOption = None,
) -> None:
    """Show what changed between two versions of the data: tables, columns, rows and cells.

    Exit code 0: the same. 1: something changed. 2: the comparison cannot run.
    """
    difference = package_of(context).diff(old, new)
    if output is DiffOutput.TEXT:
        _print_changes(difference, head)
    else:
        is_json = output is DiffOutput.JSON
        typer.echo(difference.to_json() if is_json else difference.to_markdown(), nl=False)
    raise typer.Exit(1 if difference.changes else 0)


def _print_changes(difference: Difference, head: int | None) -> None:
    """Print a line per change, on a terminal as many as fit, and what they mean together."""
    count = screen.how_many(head, len(difference.changes))
    is_cut = screen.is_terminal() and head is None
    for change in difference.changes[:count]:
        sentence = visible(change.sentence())
        is_long = is_cut and len(sentence) > screen.width()
        typer.echo(f"{sentence[: screen.width() - 1]}…" if is_long else sentence)
    screen.note_more(head, len(difference.changes) - count, "change")
    typer.echo(difference.summary())
