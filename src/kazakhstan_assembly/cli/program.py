"""The program: its options, its commands, and what a user reads if one fails."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Callable
from typing import Annotated, Any, NoReturn

import typer

from kazakhstan_assembly.cli import checks, files, tables, words
from kazakhstan_assembly.cli.help import Command
from kazakhstan_assembly.cli.terminal import open_streams, print_anything
from kazakhstan_assembly.datapackage import INSTALLED
from kazakhstan_assembly.errors import KazakhstanAssemblyError, RequestError, nearest
from kazakhstan_assembly.io.controls import visible

PROGRAM = "kazakhstan-assembly"
# The commands in the order in which the help lists them, each with an example that a test runs.
COMMANDS: dict[Callable[..., None], str] = {
    tables.tables: "tables",
    tables.show: "show numbers -c value,bound,counted -w 'value>=20' -w 'bound!=unqualified'",
    tables.describe: "describe sessions motto",
    words.trace: "trace numbers number-07899 value",
    words.find: "find Sunday schools",
    words.cite: "cite bibtex --of report",
    words.read: "read sessions/session-06/motto",
    files.export: "export sessions.csv -t sessions",
    checks.validate: "validate --only exactness,derivation",
    files.diff: "diff source/releases/0.1.0.zip",
}

_HELP = "Show what the program, or one of its commands, does."

# What typer raises for arguments that it cannot read, whichever click it is built on.
_UsageError: Any = typer.BadParameter.__mro__[1]

app = typer.Typer(
    help="Every fact of one report on the Assembly of the Peoples of Kazakhstan, as tables.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
    epilog=f"“{PROGRAM} COMMAND -h” shows an example of each command.",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"{PROGRAM} {INSTALLED.version}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    package: Annotated[
        str | None,
        typer.Option(
            "--package",
            "-p",
            metavar="PATH",
            help="Use this folder, wheel, sdist or zip; by default the installed data.",
        ),
    ] = None,
    version: Annotated[
        bool,
        typer.Option(
            "--version", "-V", callback=_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Give the program its options."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


for _command, _example in COMMANDS.items():
    _summary = str(_command.__doc__).partition("\n")[0]
    app.command(cls=Command, short_help=_summary, epilog=f"{PROGRAM} {_example}")(_command)


@app.command(name="help", cls=Command, short_help=_HELP, epilog=f"{PROGRAM} help show")
def show_help(
    context: typer.Context,
    command: Annotated[str | None, typer.Argument(metavar="[COMMAND]", help="A command.")] = None,
) -> None:
    """Show what the program, or one of its commands, does."""
    program = context.find_root().command
    names = [*(each.__name__ for each in COMMANDS), "help"]
    if command is not None and command not in names:
        raise RequestError(
            f"There is no command “{command}”. {nearest(command, names, 'commands')}"
        )
    asked = [command] if command else []
    program.main([*asked, "--help"], prog_name=PROGRAM, standalone_mode=False)


def run() -> None:
    """Run the command that the user wrote."""
    open_streams()
    print_anything()
    if hasattr(signal, "SIGPIPE"):  # end as other programs do when “head” has read enough
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        code: object = app(prog_name=PROGRAM, standalone_mode=False)
    except KazakhstanAssemblyError as error:
        _fail(error.for_command)
    except _UsageError as error:
        _fail(_usage_message(error))
    except OSError as error:
        _fail(f"The output cannot be written: {error.strerror or error}.")
    sys.exit(code if isinstance(code, int) else 0)


def _fail(message: str) -> NoReturn:
    typer.echo(f"error: {visible(message)}", err=True)
    sys.exit(2)


def _usage_message(error: Any) -> str:
    """Return what is wrong with the arguments, and where to read how they are written."""
    said = re.sub(r"'([^']*)'", r"“\1”", error.format_message()).strip()
    said = said.replace(": Value error, ", ": ")  # how typer's parser of enumerations begins
    said = said if said.endswith((".", "?")) else f"{said}."
    if "Did you mean" in said:
        return said
    command = error.ctx.command_path if error.ctx else PROGRAM
    return f"{said} See “{command} --help”."
