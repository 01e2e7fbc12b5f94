"""Commands that write files for other programs, and that compare versions."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kazakhstan_assembly.cli.context import package_of, split_names
from kazakhstan_assembly.cli.progress import progress
from kazakhstan_assembly.errors import RequestError
from kazakhstan_assembly.exports.formats import FORMATS


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
) -> None:
    """Show what changed between two versions of the data: tables, columns, rows and cells.

    Exit code 0: the same. 1: something changed. 2: the comparison cannot run.
    """
    difference = package_of(context).diff(old, new)
    if output is DiffOutput.MARKDOWN:
        text = difference.to_markdown()
    else:
        text = difference.to_json() if output is DiffOutput.JSON else str(difference)
    typer.echo(text, nl=False)
    raise typer.Exit(1 if difference.changes else 0)
