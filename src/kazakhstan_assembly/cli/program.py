"""The program: its options, its commands, and what a user reads if one fails."""

from __future__ import annotations

import signal
import sys
from typing import Annotated

import typer

from kazakhstan_assembly.cli import checks, files, tables, words
from kazakhstan_assembly.cli.terminal import print_anything
from kazakhstan_assembly.datapackage import INSTALLED
from kazakhstan_assembly.errors import KazakhstanAssemblyError

# In the order in which the help lists them.
_COMMANDS = (
    tables.tables,
    tables.show,
    tables.describe,
    words.trace,
    words.find,
    words.cite,
    words.read,
    files.export,
    checks.validate,
    files.diff,
)

app = typer.Typer(
    help="Every fact of one report on the Assembly of the Peoples of Kazakhstan, as tables.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kazakhstan-assembly {INSTALLED.version}")
        raise typer.Exit


@app.callback()
def options(
    package: Annotated[
        str | None,
        typer.Option(
            "--package",
            "-p",
            metavar="PATH",
            help="Ask this folder, wheel, sdist or zip; by default the installed data.",
        ),
    ] = None,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Give the program its options."""


for _command in _COMMANDS:
    app.command()(_command)


def run() -> None:
    """Run the command that the user wrote."""
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
