"""Commands that print tables and what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from kazakhstan_assembly.cli.context import AnyName, TableName, package_of
from kazakhstan_assembly.cli.printing import (
    Output,
    OutputOption,
    new_console,
    plain,
    print_frame,
    print_rows,
)
from kazakhstan_assembly.errors import RequestError, UnknownTableError, moved, nearest
from kazakhstan_assembly.io.cells import cell_text

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from kazakhstan_assembly.datapackage import DataPackage

_OTHER_SIGNS = ("!", "<", ">", "~", ":")


def tables(context: typer.Context, output: OutputOption = Output.TABLE) -> None:
    """List the tables with their rows and what they hold."""
    package = package_of(context)
    entries = [package.resource(name) for name in package.list_tables()]
    group_of: dict[str, str] = {}
    for group in package.descriptor.get("groups", ()):
        group_of |= dict.fromkeys(group["tables"], group["name"])
    rows = [(e["name"], e["rows"], group_of.get(e["name"]), e["title"]) for e in entries]
    print_rows(("table", "rows", "group", "title"), rows, output)


def show(
    context: typer.Context,
    table: TableName,
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
    words: Annotated[
        bool, typer.Option("--words", help="Also the report's words and where they stand.")
    ] = False,
    output: OutputOption = Output.TABLE,
) -> None:
    """Print a table, or some of its rows and columns.

    Columns of facts are shown; --words adds the words that prove them.
    Values are written as in CSV, and COLUMN= alone finds nulls. Exit code 1: no row matches.

    Example: `kazakhstan-assembly show numbers -c value_text,value,bound -w bound=at_most`
    """
    from kazakhstan_assembly.io.frames import columns_of_facts, known_columns

    package = package_of(context)
    cells = package.load_arrow(table)
    names = [name.strip() for name in ",".join(columns or ()).split(",")]
    shown = cells.column_names if words else columns_of_facts(package.schema(table))
    wanted = [name for name in names if name] or shown
    known_columns(package, table, wanted, cells.column_names)
    conditions = [_condition(text) for text in where or ()]
    known_columns(package, table, [column for column, _ in conditions], cells.column_names)
    records = [record for record in cells.to_pylist() if _fits(record, conditions)]
    rows = [list(map(record.__getitem__, wanted)) for record in records[:head]]
    if rows or output is not Output.TABLE:
        print_rows(wanted, rows, output, choose="Choose with --columns, or use --format csv.")
    if conditions and not records:
        _say_why_none(cells, conditions)
        raise typer.Exit(1)


def _fits(record: dict[str, Any], conditions: Sequence[tuple[str, str]]) -> bool:
    """Return whether a row meets all conditions; true and false match in any case."""
    for column, value in conditions:
        cell = record[column]
        if cell_text(cell) != (value.lower() if isinstance(cell, bool) else value):
            return False
    return True


def _condition(text: str) -> tuple[str, str]:
    column, sign, value = text.partition("=")
    if not sign:
        raise RequestError(
            f"“{text}” is not a condition; write COLUMN=VALUE, for example bound=at_most."
        )
    if column.endswith(_OTHER_SIGNS):
        raise RequestError(
            f"“{text}” is not a condition: only COLUMN=VALUE is known. For others use load_table, "
            "or export to SQLite."
        )
    return column.strip(), value


def _say_why_none(cells: pa.Table, conditions: Sequence[tuple[str, str]]) -> None:
    """Print which conditions no row meets, with the nearest value."""
    typer.echo("No row matches" + (" them all." if len(conditions) > 1 else "."), err=True)
    for column, value in dict(conditions).items():
        values = dict.fromkeys(cell_text(cell) for cell in cells.column(column).to_pylist())
        if value in values:
            continue
        if not value:
            typer.echo(f"{column} has no nulls.", err=True)
        else:
            known = [text for text in values if text]
            help_ = nearest(value, known, f"values of {column}")
            typer.echo(f"No cell of {column} is “{value}”. {help_}", err=True)


def describe(
    context: typer.Context, name: AnyName = None, output: OutputOption = Output.TABLE
) -> None:
    """Say what each column of a table means and where its values come from.

    Also says what the codes of a vocabulary mean. Without a name, lists the vocabularies.

    Example: `kazakhstan-assembly describe sessions`
    """
    package = package_of(context)
    tables, vocabularies = package.list_tables(), package.list_vocabularies()
    if name is None:
        codes = [" ".join(package.describe_vocabulary(each).index) for each in vocabularies]
        print_rows(("vocabulary", "codes"), list(zip(vocabularies, codes, strict=True)), output)
    elif name in tables:
        _describe_table(package, name, output)
    elif name in vocabularies:
        terms = plain(package.describe_vocabulary(name).reset_index())
        shown = terms[["code", "label", "definition"]] if output is Output.TABLE else terms
        print_frame(shown, output)
    else:
        former = package.descriptor.get("former_names", {}).get("tables", {})
        hint = f". {nearest(name, [*tables, *vocabularies], 'tables and vocabularies')}"
        help_ = moved(name, former) or hint
        raise UnknownTableError(f"There is no table or vocabulary “{name}”{help_}")


def _describe_table(package: DataPackage, name: str, output: Output) -> None:
    described = plain(package.describe_table(name).reset_index())
    if output is Output.TABLE:
        _print_columns(package.resource(name), described)
    else:
        print_frame(described, output)


def _print_columns(entry: dict[str, Any], described: pd.DataFrame) -> None:
    """Print a paragraph on each column, for people."""
    console = new_console()
    console.print(Text(f"{entry['name']}: {entry['title']}", style="bold"))
    console.print(Text(f"{entry['description']}\n"))
    for column in described.to_dict("records"):
        line = Text(str(column["column"]), style="bold cyan")
        line.append(f"  {_origin(column)}", style="not bold default")
        console.print(line)
        console.print(Text(f"    {column['description']}", style="dim"))


def _origin(column: dict[Any, Any]) -> str:
    """Return the type of a column, where its values come from, and why some are null."""
    parts = [
        f"{column['dtype']}, {column['kind']}",
        f" by {column['rule']}" if column["rule"] else "",
        f" from {column['inputs']}" if column["inputs"] else "",
        f", vocabulary {column['vocabulary']}" if column["vocabulary"] else "",
        f", null: {column['nulls_by_reason']}" if column["nulls_by_reason"] else "",
    ]
    return "".join(parts)
