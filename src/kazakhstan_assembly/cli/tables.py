"""Commands that print tables and what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kazakhstan_assembly.cli import screen
from kazakhstan_assembly.cli.conditions import Condition, read_condition, why_none
from kazakhstan_assembly.cli.context import AnyName, TableName, package_of, split_names
from kazakhstan_assembly.cli.importance import importances
from kazakhstan_assembly.cli.printing import (
    Output,
    OutputOption,
    plain,
    print_frame,
    print_paragraph,
    print_rows,
)
from kazakhstan_assembly.cli.screen import HeadOption

if TYPE_CHECKING:
    import pandas as pd

    from kazakhstan_assembly.datapackage import DataPackage

_CHECKS = "checks"


def tables(
    context: typer.Context, output: OutputOption = Output.TABLE, head: HeadOption = None
) -> None:
    """List the tables, with how many rows each has and what it holds."""
    package = package_of(context)
    groups = package.group_of_each
    entries = [package.resource(name) for name in package.list_tables()]
    rows = [(e["name"], e["rows"], groups.get(e["name"]), e["title"]) for e in entries]
    print_rows(("table", "rows", "group", "title"), rows, output, head=head, what="table")


def show(
    context: typer.Context,
    table: TableName,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--columns",
            "-c",
            metavar="NAMES",
            help="Print these columns, separated by commas. May be repeated.",
        ),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where",
            "-w",
            metavar="CONDITION",
            help="Print only rows that meet it. If repeated, rows must meet all conditions.",
        ),
    ] = None,
    head: HeadOption = None,
    words: Annotated[
        bool, typer.Option("--words", help="Also print the report's words, and where they are.")
    ] = False,
    output: OutputOption = Output.TABLE,
) -> None:
    """Print a table, or some of its rows and columns.

    Write a condition in quotation marks: a column, one of = != < <= > >= ~, and a value. ~ finds
    part of a text, in upper or lower case. COLUMN= finds nulls; a null meets no other condition.

    Exit code 1: no row matches.
    """
    from kazakhstan_assembly.io.frames import columns_of_facts, known_columns

    package = package_of(context)
    cells = package.load_arrow(table)
    schema = package.schema(table)
    shown = cells.column_names if words else columns_of_facts(schema)
    asked = split_names(columns)
    wanted = known_columns(package, table, asked or shown, cells.column_names)
    conditions = [read_condition(text) for text in where or ()]
    tested = [condition.column for condition in conditions]
    known_columns(package, table, tested, cells.column_names)
    records = [record for record in cells.to_pylist() if _fits(record, conditions)]
    rows = [list(map(record.__getitem__, wanted)) for record in records]
    if rows or output is not Output.TABLE:
        quotes = _columns_of_words(schema) if words else []
        order = importances(schema, wanted, rows, asked or [*tested, *quotes], screen.width())
        print_rows(wanted, rows, output, head=head, importance=order)
    if conditions and not records:
        for sentence in why_none(conditions, lambda name: cells.column(name).to_pylist()):
            typer.echo(sentence, err=True)
        raise typer.Exit(1)


def _columns_of_words(schema: dict[str, Any]) -> list[str]:
    return [field["name"] for field in schema["fields"] if field.get("part") == "words"]


def _fits(record: dict[str, Any], conditions: Sequence[Condition]) -> bool:
    return all(condition.is_met(record[condition.column]) for condition in conditions)


def describe(
    context: typer.Context,
    name: AnyName = None,
    column: Annotated[
        str | None, typer.Argument(metavar="[COLUMN]", help="A column of the table.")
    ] = None,
    output: OutputOption = Output.TABLE,
    head: HeadOption = None,
) -> None:
    """Explain a table and its columns, or the codes of a vocabulary.

    “describe checks” explains the checks of “validate”. Without a name, all tables and
    vocabularies are listed.
    """
    package = package_of(context)
    vocabularies = package.list_vocabularies()
    if name is None:
        _list_names(package, vocabularies, output, head)
    elif name in package.table_names:
        _describe_table(package, name, column, output, head)
    elif name in vocabularies:
        terms = plain(package.describe_vocabulary(name).reset_index())
        shown = terms[["code", "label", "definition"]] if output is Output.TABLE else terms
        _print_terms(list(shown.columns), shown.to_numpy().tolist(), output, head, "code")
    elif name == _CHECKS:
        from kazakhstan_assembly.checks.registry import CHECKS

        checks = [list(item) for item in CHECKS.items()]
        _print_terms(["check", "meaning"], checks, output, head, "check")
    else:
        raise package.unknown_name(name, [*vocabularies, _CHECKS], "vocabulary")


def _print_terms(
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    output: Output,
    head: int | None,
    what: str,
) -> None:
    """Print terms and what they mean; on a terminal in full if somebody asked for so many."""
    if output is Output.TABLE and head is not None and screen.is_terminal():
        for term, *_, meaning in rows[: head or None]:
            print_paragraph(term, bold=term)
            print_paragraph(meaning, indent=4)
        return
    first, *middle, _ = range(len(columns))
    importance = (first, *(number + 1 for number in middle), first + 1)
    print_rows(columns, rows, output, head=head, what=what, importance=importance)


def _list_names(
    package: DataPackage, vocabularies: Sequence[str], output: Output, head: int | None
) -> None:
    rows = [("table", name, package.resource(name)["title"]) for name in package.table_names]
    for vocabulary in vocabularies:
        codes = " ".join(package.describe_vocabulary(vocabulary).index)
        rows.append(("vocabulary", vocabulary, codes))
    print_rows(("kind", "name", "holds"), rows, output, head=head, what="name")


def _describe_table(
    package: DataPackage, name: str, column: str | None, output: Output, head: int | None
) -> None:
    described = plain(package.describe_table(name).reset_index())
    columns = described["column"].tolist()
    if column is not None:
        if column not in columns:
            raise package.unknown_column(name, column, columns)
        described = described[described["column"] == column]
    if output is not Output.TABLE:
        print_frame(described, output, head=head)
    elif column is None and head is None and screen.is_terminal():
        _print_short(package.resource(name), described)
    else:
        if column is None:
            entry = package.resource(name)
            print_paragraph(f"{entry['name']}: {entry['title']}")
            print_paragraph(entry["description"] + "\n")
        count = screen.how_many(head, len(described), is_table=False)
        for record in described.to_dict("records")[:count]:
            _print_column(record)
            if column is not None and record["vocabulary"]:
                _print_codes(package, str(record["vocabulary"]))


def _print_short(entry: dict[str, Any], described: pd.DataFrame) -> None:
    """Print the columns of a table in one line each, as many as fit the screen."""
    heading = print_paragraph(f"{entry['name']}: {entry['title']}.") + print_paragraph("")
    rows = described[["column", "description"]].to_numpy().tolist()
    count = max(1, screen.room() - heading - 1)
    print_rows(("column", "meaning"), rows, Output.TABLE, head=count)
    left = len(rows) - min(count, len(rows))
    more = f"… {left} more column{'s' * (left != 1)}; " if left else ""
    screen.note(f"{more}-n 0 shows all in full, “describe {entry['name']} COLUMN” shows one")


def _print_column(column: dict[Any, Any]) -> None:
    """Print a paragraph on a column, for people."""
    print_paragraph(f"{column['column']}  {_origin(column)}", bold=str(column["column"]))
    print_paragraph(str(column["description"]), indent=4)


def _print_codes(package: DataPackage, vocabulary: str) -> None:
    """Print what each code of a vocabulary means."""
    for code, term in package.describe_vocabulary(vocabulary).iterrows():
        print_paragraph(f"{code}: {term['definition']}", indent=4)


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
