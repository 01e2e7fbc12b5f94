"""The command ``kazakhstan-assembly``."""

from __future__ import annotations

import signal
import sys
import textwrap
from collections.abc import Sequence
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from kazakhstan_assembly.cli.rendering import as_csv, as_json, print_table
from kazakhstan_assembly.cli.terminal import print_anything
from kazakhstan_assembly.errors import (
    KazakhstanAssemblyError,
    RequestError,
    UnknownTableError,
    nearest,
)
from kazakhstan_assembly.exports import FORMATS
from kazakhstan_assembly.io import datapackage as package
from kazakhstan_assembly.io.cells import cell_text
from kazakhstan_assembly.io.markdown import markdown_table
from kazakhstan_assembly.query.cite import STYLES

if TYPE_CHECKING:
    import pandas as pd

app = typer.Typer(
    help="Every fact of one report on the Assembly of the Peoples of Kazakhstan, as tables.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Output(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"


class DiffOutput(StrEnum):
    """How changes are printed."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


def _table_names() -> list[str]:
    return package.list_tables()


TableArgument = Annotated[
    str, typer.Argument(help="A name that “tables” lists.", autocompletion=_table_names)
]
FormatOption = Annotated[Output, typer.Option("--format", "-f", help="How to print the rows.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kazakhstan-assembly {package.version()}")
        raise typer.Exit


@app.callback()
def program(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Give the program its options."""


# Tables


@app.command()
def tables(output: FormatOption = Output.TABLE) -> None:
    """List the tables with their rows and what they hold."""
    rows = [
        (name, entry["rows"], entry["title"])
        for name, entry in package.resources().items()
        if name in _table_names()
    ]
    _print(("table", "rows", "title"), rows, output)


@app.command()
def show(
    table: TableArgument,
    columns: Annotated[
        list[str] | None,
        typer.Option("--columns", "-c", help="Names with commas between them; may be repeated."),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where", "-w", metavar="COLUMN=VALUE", help="Only such rows; repeat for more."
        ),
    ] = None,
    head: Annotated[int | None, typer.Option(min=0, help="Only so many rows.")] = None,
    output: FormatOption = Output.TABLE,
) -> None:
    """Print a table, or some of its rows and columns.

    Values are written as in CSV, and COLUMN= alone finds nulls. Exit code 1: no row matches.

    Example: `kazakhstan-assembly show figures -c value_text,value,bound -w bound=at_most`
    """
    from kazakhstan_assembly.io.arrow import load_arrow
    from kazakhstan_assembly.io.frames import known_columns

    found = load_arrow(table)
    named = [name.strip() for part in columns or () for name in part.split(",")]
    wanted = [name for name in named if name] or found.column_names
    known_columns(table, wanted, found.column_names)
    conditions = [_condition(text) for text in where or ()]
    known_columns(table, [column for column, _ in conditions], found.column_names)
    records = [
        record
        for record in found.to_pylist()
        if all(_fits(record[column], value) for column, value in conditions)
    ]
    rows = [[record[name] for name in wanted] for record in records[:head]]
    if rows or output is not Output.TABLE:
        _print(wanted, rows, output, choose="Choose with --columns, or use --format csv.")
    if conditions and not records:
        typer.echo("No row matches" + (" them all." if len(conditions) > 1 else "."), err=True)
        for column, value in dict(conditions).items():
            values = dict.fromkeys(cell_text(cell) for cell in found.column(column).to_pylist())
            if value in values:
                continue
            if not value:
                typer.echo(f"{column} has no nulls.", err=True)
            else:
                known = [text for text in values if text]
                help_ = nearest(value, known, f"values of {column}")
                typer.echo(f"No cell of {column} is “{value}”. {help_}", err=True)
        raise typer.Exit(1)


def _fits(cell: Any, value: str) -> bool:
    text = cell_text(cell)
    return text == (value.lower() if isinstance(cell, bool) else value)


def _condition(text: str) -> tuple[str, str]:
    column, sign, value = text.partition("=")
    if not sign:
        raise RequestError(f"“{text}” is no condition; write COLUMN=VALUE, such as bound=at_most.")
    if column.endswith(("!", "<", ">", "~", ":")):
        raise RequestError(
            f"“{text}” is no condition: only COLUMN=VALUE is known. For others use load_table, or "
            "export to SQLite."
        )
    return column.strip(), value


@app.command()
def describe(
    table: Annotated[
        str | None,
        typer.Argument(help="A table or a vocabulary.", autocompletion=_table_names),
    ] = None,
    output: FormatOption = Output.TABLE,
) -> None:
    """Say what each column of a table means and where its values come from.

    Also says what the codes of a vocabulary mean. Without a name, lists the vocabularies.

    Example: `kazakhstan-assembly describe sessions`
    """
    from kazakhstan_assembly.query.describe import (
        describe_table,
        describe_vocabulary,
        list_vocabularies,
    )

    vocabularies = list_vocabularies()
    if table is None:
        listed = [(name, " ".join(describe_vocabulary(name).index)) for name in vocabularies]
        _print(("vocabulary", "codes"), listed, output)
        return
    if table not in (*_table_names(), *vocabularies):
        help_ = nearest(table, [*_table_names(), *vocabularies], "tables and vocabularies")
        raise UnknownTableError(f"There is no table or vocabulary “{table}”. {help_}")
    if table in vocabularies and table not in _table_names():
        terms = _plain(describe_vocabulary(table).reset_index())
        if output is Output.TABLE:
            terms = terms[["code", "label", "definition"]]
        _print(list(terms.columns), terms.to_numpy().tolist(), output)
        return
    described = _plain(describe_table(table).reset_index())
    if output is not Output.TABLE:
        _print(list(described.columns), described.to_numpy().tolist(), output)
        return
    console = _console()
    entry = package.resource(table)
    console.print(Text(f"{table}: {entry['title']}", style="bold"))
    console.print(f"{entry['description']}\n")
    for column in described.to_dict("records"):
        made = f" by {column['rule']}" if column["rule"] else ""
        made += f" from {column['inputs']}" if column["inputs"] else ""
        made += f", vocabulary {column['vocabulary']}" if column["vocabulary"] else ""
        nulls = f", null: {column['nulls_by_reason']}" if column["nulls_by_reason"] else ""
        line = Text(str(column["column"]), style="bold cyan")
        line.append(f"  {column['dtype']}, {column['kind']}{made}{nulls}", style="not bold default")
        console.print(line)
        console.print(Text(f"    {column['description']}", style="dim"))


# Words


@app.command()
def trace(
    table: TableArgument,
    row: Annotated[str, typer.Argument(help="The row's key, as in the table's first column.")],
    column: Annotated[str | None, typer.Argument(help="A column; without one, all.")] = None,
) -> None:
    """Show the words of the report behind a cell or a row, and how they make its value.

    Example: `kazakhstan-assembly trace figures figure-07899 value`
    """
    from kazakhstan_assembly.query.trace import Trace
    from kazakhstan_assembly.query.trace import trace as trace_cells

    found: Trace = trace_cells(table, row, column)
    if sys.stdout.isatty():
        _console().print(found)
    else:
        typer.echo(str(found))


@app.command()
def find(
    words: Annotated[list[str], typer.Argument(help="One word or more.")],
    output: FormatOption = Output.TABLE,
) -> None:
    """Find the cells, claims and sentences that hold some words.

    Exit code 1: none does.

    Example: `kazakhstan-assembly find Sunday schools`
    """
    from kazakhstan_assembly.query.find import find as find_words

    found = find_words(" ".join(words))
    if output is Output.TABLE and sys.stdout.isatty():
        found = found[["table", "row_id", "column", "text"]]
    if len(found) or output is not Output.TABLE:
        _print(list(found.columns), found.astype(object).to_numpy().tolist(), output)
    if found.empty:
        typer.echo(f"No cell and no sentence of the report holds “{' '.join(words)}”.", err=True)
        raise typer.Exit(1)


@app.command()
def cite(
    style: Annotated[str, typer.Argument(help=f"One of: {', '.join(STYLES)}.")] = "apa",
) -> None:
    """Print how to cite this version."""
    from kazakhstan_assembly.query import cite as citation

    typer.echo(citation.in_style(style).rstrip("\n"))


@app.command()
def read(
    place: Annotated[
        str, typer.Argument(help="A table, row or cell, such as sessions/session-06/motto.")
    ] = "",
) -> None:
    """Open the reader: the report with every fact marked in it, offline, in a browser.

    Example: `kazakhstan-assembly read sessions/session-06/motto`
    """
    import webbrowser

    from kazakhstan_assembly.query import read as reading

    page = reading.address(reading.read(place, open_browser=False), place)
    if not webbrowser.open(page):
        typer.echo(f"There is no browser here to open it. Open this page in one: {page}", err=True)
        raise typer.Exit(1)
    typer.echo(f"Opened {page}")


# Files


@app.command()
def export(
    path: Annotated[Path, typer.Argument(help="The file or folder to make.")],
    form: Annotated[
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

    csv, parquet, jsonl, dta and sav make a folder with a file a table, or one file of one table;
    xlsx, sqlite, duckdb and zip make one file.

    Example: `kazakhstan-assembly export sessions.dta -t sessions`
    """
    from kazakhstan_assembly import exports

    console = Console(stderr=True)
    with console.status(f"Writing {path} …") if console.is_terminal else nullcontext():
        made = exports.export(path, form, tables=only, overwrite=overwrite)
    typer.echo(f"Wrote the folder {made}" if made.is_dir() else f"Wrote {made}")


# Proofs


@app.command()
def validate(
    path: Annotated[
        Path | None,
        typer.Argument(help="A folder with datapackage.json; by default the installed data."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="CHECK", help="Only this check; repeat for more."),
    ] = None,
) -> None:
    """Prove the data package: files, descriptor, and every cell.

    Exit code 0: valid. 1: something was found. 2: the validation cannot run.

    Example: `kazakhstan-assembly validate . --only exactness --only derivation`
    """
    from kazakhstan_assembly.checks import validation
    from kazakhstan_assembly.checks.registry import CHECK_NAMES

    console = _console()
    if console.is_terminal and not as_json:
        with console.status("Proving every cell …"):
            report = validation.validate(path, only=only)
    else:
        report = validation.validate(path, only=only)
    if as_json:
        typer.echo(report.to_json())
    else:
        _show_report(console, report, CHECK_NAMES)
    raise typer.Exit(0 if report.valid else 1 if report.ran else 2)


_SHOWN_OF_A_CHECK = 20


def _show_report(console: Console, report: Any, checks: Sequence[str]) -> None:
    for name in report.checks:
        found = [finding for finding in report.findings if finding.check == name]
        for finding in found[:_SHOWN_OF_A_CHECK]:
            console.print(Text.assemble((name, "bold"), f": {finding.sentence()}"))
        left = len(found) - _SHOWN_OF_A_CHECK
        if left > 0:
            console.print(Text.assemble((name, "bold"), f": and {left} more; --json has all."))
    for name, state in report.checks.items():
        colour = {"passed": "green", "failed": "red"}.get(state, "yellow")
        console.print(Text(f"{name:14} ").append(state, style=colour))
    if not report.ran:
        console.print("No check has run.")
        return
    count = len(report.findings)
    verdict = "valid" if report.valid else "not valid"
    by = "" if set(report.checks) == set(checks) else f" by {', '.join(report.ran)}"
    console.print(f"The package is {verdict}{by}: {count} finding{'s' * (count != 1)}.")


@app.command()
def diff(
    old: Annotated[str, typer.Argument(help="A folder, wheel, sdist or zip, or “installed”.")],
    new: Annotated[str, typer.Argument(help="Another; by default the installed data.")] = (
        "installed"
    ),
    output: Annotated[
        DiffOutput, typer.Option("--format", "-f", help="How to print the changes.")
    ] = DiffOutput.TEXT,
) -> None:
    """Say what changed between two versions of the data: tables, columns, rows and cells.

    Exit code 0: the same. 1: something changed. 2: the comparison cannot run.

    Example: `kazakhstan-assembly diff kazakhstan_assembly-0.1.0-py3-none-any.whl installed`
    """
    from kazakhstan_assembly.query import diff as comparison

    found = comparison.diff(old, new)
    forms = {DiffOutput.MARKDOWN: found.to_markdown, DiffOutput.JSON: found.to_json}
    typer.echo(forms.get(output, found.__str__)(), nl=False)
    raise typer.Exit(1 if found.changes else 0)


# Printing


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of Python's own values, None where a cell is null."""
    values = frame.astype(object)
    return values.where(values.notna(), None)


def _console() -> Console:
    return Console(highlight=False, soft_wrap=not sys.stdout.isatty())


def _print(
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    output: Output,
    *,
    choose: str = "Use --format csv to see all.",
) -> None:
    writers = {Output.CSV: as_csv, Output.JSON: as_json, Output.MARKDOWN: markdown_table}
    if output is not Output.TABLE:
        typer.echo(writers[output](columns, rows), nl=False)
        return
    console = _console()
    shown = print_table(console, columns, rows)
    if shown < len(columns):
        left = ", ".join(columns[shown:])
        typer.echo("\n" + textwrap.fill(f"No room for {left}. {choose}", console.width), err=True)


def main() -> None:
    """Run the command."""
    print_anything()
    if hasattr(signal, "SIGPIPE"):  # end as other programs do when “head” has read enough
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        app()
    except KazakhstanAssemblyError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)
    except OSError as error:
        typer.echo(f"The output cannot be written: {error.strerror or error}.", err=True)
        sys.exit(2)
