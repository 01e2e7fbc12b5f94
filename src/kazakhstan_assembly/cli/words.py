"""Commands that lead to the words of the report."""

from __future__ import annotations

import textwrap
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from kazakhstan_assembly.cli import screen
from kazakhstan_assembly.cli.context import TableName, package_of
from kazakhstan_assembly.cli.printing import (
    Output,
    OutputOption,
    TextOutput,
    TextOutputOption,
    plain,
    print_frame,
)
from kazakhstan_assembly.cli.screen import HeadOption
from kazakhstan_assembly.errors import RequestError
from kazakhstan_assembly.io.controls import visible
from kazakhstan_assembly.query.cite import STYLES, WORKS, CitationStyle, CitedWork

if TYPE_CHECKING:
    import pandas as pd

_DEFAULT_STYLE = "apa"
_MOST_LINES = 3
_MOST_TABLES = 3


def trace(
    context: typer.Context,
    table: TableName,
    row: Annotated[str, typer.Argument(metavar="ROW", help="The key of a row.")],
    column: Annotated[
        str | None, typer.Argument(metavar="[COLUMN]", help="A column; by default all.")
    ] = None,
    output: TextOutputOption = TextOutput.TEXT,
    head: HeadOption = None,
) -> None:
    """Show the words of the report behind a cell or a row, and how they make its value.

    If a link of another table states a relation, that link and the words of its row are shown.
    Editorial notes on the row come last: what is unclear, and how the tables read it.
    """
    traced = package_of(context).trace(table, row, column)
    if output is TextOutput.JSON:
        typer.echo(traced.to_json())
    elif screen.is_terminal():
        from kazakhstan_assembly.cli.tracing import print_trace

        print_trace(traced, head)
    else:
        typer.echo(visible(str(traced)))


def find(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="One word or more.")],
    output: OutputOption = Output.TABLE,
    head: HeadOption = None,
) -> None:
    """Find words in cells, codes, labels, descriptions and the report, best matches first.

    Case, accents, and British and American spelling do not matter. “school” finds “schools”.

    Exit code 1: nothing was found.
    """
    places = package_of(context).find(" ".join(words))
    if output is not Output.TABLE:
        print_frame(plain(places), output, head=head)
    else:
        _print_places(plain(places).to_dict("records"), " ".join(words), head)
    if places.empty:
        for sentence in _why_nothing(" ".join(words), places):
            typer.echo(sentence, err=True)
        raise typer.Exit(1)


def _print_places(places: list[dict[Any, Any]], words: str, head: int | None) -> None:
    """Print each place with its words on lines below, on a terminal as many as fit."""
    if not places:
        return
    blocks = [_place_lines(place, words) for place in places]
    count = screen.how_many(head, len(blocks), is_table=False)
    if head is None and screen.is_terminal():
        count = _fitting(blocks, screen.room() - 1)
    for heading, *lines in blocks[:count]:
        typer.echo("\n".join([screen.emphasized(heading), *lines]))
    screen.note_more(head, len(blocks) - count, "place")
    screen.note(_counts(places))


def _fitting(blocks: list[list[str]], room: int) -> int:
    """Return how many blocks of lines fit, at least one."""
    used = count = 0
    for block in blocks:
        used += len(block)
        if used > room:
            break
        count += 1
    return max(count, 1)


def _place_lines(place: dict[Any, Any], words: str) -> list[str]:
    parts = [place["table"], place["row_id"], place["column"]]
    heading = visible("  ".join(part for part in parts if part))
    if place["row_id"] is None:
        heading += "  (what it means)"
    text = visible(" ".join(str(place["text"]).split()))
    if not screen.is_terminal():
        parts = [heading, place["sentence_id"]]
        return ["  ".join(part for part in parts if part), f"  {text}"]
    width = screen.width() - 1
    lines = textwrap.wrap(
        text, width, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
    )
    return [heading[:width], *_around(lines, words)]


def _around(lines: list[str], words: str) -> list[str]:
    """Return the lines of a long text around the first word sought."""
    if len(lines) <= _MOST_LINES:
        return lines
    first = words.split()[0].casefold()
    start = next((n for n, line in enumerate(lines) if first in line.casefold()), 0)
    start = min(max(0, start - 1), len(lines) - _MOST_LINES)
    shown = lines[start : start + _MOST_LINES]
    if start + _MOST_LINES < len(lines):
        shown[-1] = f"{shown[-1][:-2].rstrip()} …"
    if start:
        shown[0] = f"  … {shown[0].strip()}"[: max(map(len, lines)) + 2]
    return shown


def _counts(places: list[dict[Any, Any]]) -> str:
    counts = Counter(str(place["table"]) for place in places)
    parts = [f"{count} in {table}" for table, count in counts.most_common(_MOST_TABLES)]
    if len(counts) > _MOST_TABLES:
        parts.append("…")
    return f"{len(places)} place{'s' * (len(places) != 1)}: {', '.join(parts)}"


def _why_nothing(words: str, places: pd.DataFrame) -> list[str]:
    nearest: dict[str, list[str]] = places.attrs.get("nearest", {})
    sentences = [f"Nothing was found for “{words}”."]
    for word, near in nearest.items():
        offered = " or ".join(f"“{each}”" for each in near)
        if near:
            sentences.append(f"“{word}” does not occur. Did you mean {offered}?")
        elif word != words:
            sentences.append(f"“{word}” does not occur.")
    if not nearest:
        sentences.append("Each word occurs, but no place contains all of them.")
    return sentences


def cite(
    context: typer.Context,
    style: Annotated[
        str | None, typer.Argument(metavar="[STYLE]", help=f"One of: {', '.join(STYLES)}.")
    ] = None,
    of: Annotated[
        str,
        typer.Option(
            "--of", metavar="WORK", show_default=False, help=f"One of: {', '.join(WORKS)}."
        ),
    ] = "data",
    option: Annotated[
        str | None,
        typer.Option("--style", "--format", "-f", metavar="STYLE", help="The same as STYLE."),
    ] = None,
) -> None:
    """Print how to cite this version of the data, or the report that they are taken from."""
    if style and option and style != option:
        raise RequestError(f"Two styles are given, “{style}” and “{option}”. Give one.")
    chosen = style or option or _DEFAULT_STYLE
    reference = package_of(context).cite(cast("CitationStyle", chosen), of=cast("CitedWork", of))
    typer.echo(visible(reference.rstrip("\n")))


def read(
    context: typer.Context,
    place: Annotated[
        str,
        typer.Argument(
            metavar="[PLACE]",
            show_default=False,
            help="A table, row or cell, such as sessions/session-06/motto.",
        ),
    ] = "",
) -> None:
    """Open the reader in a browser: the report with every fact marked in it. It works offline."""
    from kazakhstan_assembly.query.read import address, open_page

    reader = package_of(context).read(place, open_browser=False)
    page = address(reader, place)
    if not open_page(reader, place):
        typer.echo(f"No browser could be opened. Open this page in one: {page}", err=True)
        raise typer.Exit(1)
    typer.echo(f"Opened {page}")
