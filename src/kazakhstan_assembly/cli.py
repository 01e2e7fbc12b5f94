"""The command ``kazakhstan-assembly``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from kazakhstan_assembly.proofs import Finding
from kazakhstan_assembly.terminal import print_anything
from kazakhstan_assembly.validation import NAMES, Report, ValidationError, validate

app = typer.Typer(
    help="Every fact of one report on the Assembly of the Peoples of Kazakhstan, as tables.",
    no_args_is_help=True,
    add_completion=False,
)


@app.callback()
def _program() -> None:
    """Keep `validate` a command of its own while it is the only one."""


@app.command("validate")
def validate_command(
    path: Annotated[
        Path | None,
        typer.Argument(help="A folder with datapackage.json; by default the installed data."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="PROOF", help=f"One of: {', '.join(NAMES)}. Repeatable."),
    ] = None,
) -> None:
    """Prove the data package: files, descriptor, and every cell.

    Exit code 0: valid. 1: something was found. 2: the validation cannot run.

    Example: kazakhstan-assembly validate . --only exactness --only derivation
    """
    try:
        report = validate(path, only=only)
    except ValidationError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    if as_json:
        typer.echo(report.to_json())
    else:
        _show(report)
    raise typer.Exit(0 if report.valid else 1)


def _show(report: Report) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for finding in report.findings:
        console.print(f"[bold]{finding.proof}[/bold]: {escape(_sentence(finding))}")
    for name, state in report.proofs.items():
        colour = {"passed": "green", "failed": "red"}.get(state, "yellow")
        console.print(f"{name:14} [{colour}]{escape(state)}[/{colour}]")
    count = len(report.findings)
    verdict = "valid" if report.valid else "not valid"
    console.print(f"The package is {verdict}: {count} finding{'s' * (count != 1)}.")


def _sentence(finding: Finding) -> str:
    parts = (
        finding.file,
        finding.table,
        finding.row and f"row {finding.row}",
        finding.column and f"column {finding.column}",
    )
    place = ", ".join(part for part in parts if part)
    return f"{place}: {finding.message}" if place else finding.message


def main() -> None:
    """Run the command."""
    print_anything()
    app()
