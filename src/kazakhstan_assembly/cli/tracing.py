"""A trace on a terminal: all of it, or as many cells as leave room for the words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from kazakhstan_assembly.cli import screen
from kazakhstan_assembly.query.rendering import TerminalParts, short_cells, terminal_parts

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kazakhstan_assembly.query.trace import Trace

_FEWEST_CELLS = 4
_IN_FULL = "… -n 0 shows where each cell comes from"


def print_trace(traced: Trace, head: int | None) -> None:
    """Print a trace; without `head` no more than a screen of it.

    If all does not fit, cells are printed in a line each, nulls and notes are left out, and the
    sentences are there.
    """
    console = Console(highlight=False)
    parts = terminal_parts(traced)
    if head is not None:
        cells = parts.cells[:head] if head else parts.cells
        _print(console, [parts.title, *cells, *parts.sentences, *parts.notes])
        return
    everything = [parts.title, *parts.cells, *parts.sentences, *parts.notes]
    if _height(console, everything) <= screen.room():
        _print(console, everything)
    else:
        _print_short(console, traced, parts)


def _print_short(console: Console, traced: Trace, parts: TerminalParts) -> None:
    room = screen.room() - 2
    sentences = _fitting(console, parts.sentences, room - _FEWEST_CELLS)
    room -= _height(console, sentences)
    cells: Sequence[RenderableType] = parts.cells
    if _height(console, cells) > room:
        cells = short_cells(traced)[: max(room, 1)]
    room -= _height(console, cells)
    notes = _fitting(console, parts.notes, room, least=0)
    _print(console, [parts.title, *cells, *sentences, *notes])
    left = [
        _count(len(parts.cells) - len(cells), "cell"),
        _count(len(parts.sentences) - len(sentences), "sentence"),
        _count(len(parts.notes) - len(notes), "note"),
    ]
    more = ", ".join(filter(None, left))
    typer.echo("", err=True)
    screen.note(f"… {more}; -n 0 shows all" if more else _IN_FULL)


def _count(number: int, what: str) -> str:
    return f"{number} more {what}{'s' * (number != 1)}" if number else ""


def _height(console: Console, renderables: Sequence[RenderableType]) -> int:
    return sum(len(console.render_lines(each, pad=False)) for each in renderables)


def _fitting(
    console: Console, renderables: Sequence[RenderableType], room: int, least: int = 1
) -> Sequence[RenderableType]:
    """Return the first of some parts that fit into some lines, at least so many."""
    count = used = 0
    for each in renderables:
        used += _height(console, [each])
        if used > room:
            break
        count += 1
    return renderables[: max(count, least)]


def _print(console: Console, renderables: Sequence[RenderableType]) -> None:
    for each in renderables:
        console.print(each)
