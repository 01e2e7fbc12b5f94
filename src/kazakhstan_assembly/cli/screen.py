"""How much a terminal shows, and the notes on what it does not."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from typing import Annotated

import typer

# A line for the heading, two for notes, one for the next prompt.
_OVERHEAD = 4
_LEAST = 3


def _read_count(text: str) -> int:
    """Return the number that an option states."""
    if not text.isdecimal():
        raise typer.BadParameter(f"“{text}” is not a number; write 20, for example, or 0 for all.")
    return int(text)


HeadOption = Annotated[
    int | None,
    typer.Option(
        "--head",
        "-n",
        metavar="N",
        parser=_read_count,
        show_default=False,
        help="Print the first N; 0 prints all. By default, one screen on a terminal, else all.",
    ),
]


def is_terminal() -> bool:
    """Return whether a person reads the output."""
    return sys.stdout.isatty()


def width() -> int:
    """Return the characters in a line of the terminal."""
    return shutil.get_terminal_size().columns


def room() -> int:
    """Return how many lines a command may print before the first would leave the screen."""
    return max(_LEAST, shutil.get_terminal_size().lines - _OVERHEAD)


def how_many(head: int | None, count: int, *, is_table: bool = True) -> int:
    """Return how many of some lines to print: what is asked for, or what fits a terminal."""
    if head is not None:
        return min(head, count) if head else count
    return min(room(), count) if is_table and is_terminal() else count


def emphasized(text: str) -> str:
    """Return a text that stands out on a terminal, unless colours are off."""
    if not is_terminal() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    return typer.style(text, bold=True, fg="cyan")


def note(text: str) -> None:
    """Print a note below the output, for people."""
    lines = textwrap.fill(text, width(), break_on_hyphens=False) if is_terminal() else text
    typer.echo(lines, err=True)


def note_more(head: int | None, left: int, what: str) -> None:
    """Say how much is not shown, unless somebody asked for so much."""
    if left and head is None:
        plural = "" if left == 1 else "s"
        note(f"… {left} more {what}{plural}; -n 0 shows all")
