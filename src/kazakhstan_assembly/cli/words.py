"""Commands that lead to the words of the report."""

from __future__ import annotations

import sys
from typing import Annotated, cast

import typer

from kazakhstan_assembly.cli.context import TableName, package_of
from kazakhstan_assembly.cli.printing import Output, OutputOption, new_console, print_frame
from kazakhstan_assembly.query.cite import STYLES, WORKS, CitationStyle, CitedWork


def trace(
    context: typer.Context,
    table: TableName,
    row: Annotated[str, typer.Argument(help="The row's key, as in the table's first column.")],
    column: Annotated[str | None, typer.Argument(help="A column; without one, all.")] = None,
) -> None:
    """Show the words of the report behind a cell or a row, and how they make its value.

    A relation that a link of another table states shows that link and the words of its row. The
    editorial notes on the row come last, each with its issue and the reading of the tables.

    Example: `kazakhstan-assembly trace numbers number-07899 value`
    """
    traced = package_of(context).trace(table, row, column)
    if sys.stdout.isatty():
        new_console().print(traced)
    else:
        typer.echo(str(traced))


def find(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(help="One word or more.")],
    output: OutputOption = Output.TABLE,
) -> None:
    """Find the cells, claims and sentences that hold some words.

    Exit code 1: none does.

    Example: `kazakhstan-assembly find Sunday schools`
    """
    places = package_of(context).find(" ".join(words))
    if output is Output.TABLE and sys.stdout.isatty():
        places = places[["table", "row_id", "column", "text"]]
    if len(places) or output is not Output.TABLE:
        print_frame(places.astype(object), output)
    if places.empty:
        typer.echo(f"No cell and no sentence of the report holds “{' '.join(words)}”.", err=True)
        raise typer.Exit(1)


def cite(
    context: typer.Context,
    style: Annotated[str, typer.Argument(help=f"One of: {', '.join(STYLES)}.")] = "apa",
    of: Annotated[str, typer.Option("--of", help=f"One of: {', '.join(WORKS)}.")] = "data",
) -> None:
    """Print how to cite this version of the data, or the report that they are taken from."""
    package = package_of(context)
    reference = package.cite(cast("CitationStyle", style), of=cast("CitedWork", of))
    typer.echo(reference.rstrip("\n"))


def read(
    context: typer.Context,
    place: Annotated[
        str, typer.Argument(help="A table, row or cell, such as sessions/session-06/motto.")
    ] = "",
) -> None:
    """Open the reader: the report with every fact marked in it, offline, in a browser.

    Example: `kazakhstan-assembly read sessions/session-06/motto`
    """
    import webbrowser

    from kazakhstan_assembly.query.read import address

    page = address(package_of(context).read(place, open_browser=False), place)
    if not webbrowser.open(page):
        typer.echo(f"There is no browser here to open it. Open this page in one: {page}", err=True)
        raise typer.Exit(1)
    typer.echo(f"Opened {page}")
