"""Commands that write files for other programs, and that compare versions."""

from __future__ import annotations

from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kazakhstan_assembly.cli.context import package_of
from kazakhstan_assembly.exports.formats import FORMATS


class DiffOutput(StrEnum):
    """How changes are printed."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


def export(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(help="The file or folder to make.")],
    file_format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help=f"One of: {', '.join(FORMATS)}. By default what the path ends with.",
            autocompletion=lambda: list(FORMATS),
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--table", "-t", help="Only this table; repeat for more."),
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace an export that is there.")
    ] = False,
) -> None:
    """Write the tables for other programs: Excel, Stata, SPSS, SQLite, DuckDB and more.

    csv, parquet, jsonl, dta and sav make a folder with one file per table, or one file of one
    table; xlsx, sqlite, duckdb and zip make one file.

    Example: `kazakhstan-assembly export sessions.dta -t sessions`
    """
    package = package_of(context)
    console = Console(stderr=True)
    with console.status(f"Writing {path} …") if console.is_terminal else nullcontext():
        written = package.export(path, file_format, tables=only, overwrite=overwrite)
    typer.echo(f"Wrote the folder {written}" if written.is_dir() else f"Wrote {written}")


def diff(
    context: typer.Context,
    old: Annotated[str, typer.Argument(help="A folder, wheel, sdist or zip, or “installed”.")],
    new: Annotated[
        str | None, typer.Argument(help="Another; by default the installed data.")
    ] = None,
    output: Annotated[
        DiffOutput, typer.Option("--format", "-f", help="How to print the changes.")
    ] = DiffOutput.TEXT,
) -> None:
    """Say what changed between two versions of the data: tables, columns, rows and cells.

    Exit code 0: the same. 1: something changed. 2: the comparison cannot run.

    Example: `kazakhstan-assembly diff kazakhstan_assembly-0.1.0-py3-none-any.whl installed`
    """
    difference = package_of(context).diff(old, new)
    if output is DiffOutput.MARKDOWN:
        text = difference.to_markdown()
    else:
        text = difference.to_json() if output is DiffOutput.JSON else str(difference)
    typer.echo(text, nl=False)
    raise typer.Exit(1 if difference.changes else 0)
