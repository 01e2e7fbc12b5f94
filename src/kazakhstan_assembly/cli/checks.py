"""The command that validates a package."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kazakhstan_assembly.cli import screen
from kazakhstan_assembly.cli.context import package_of, split_names
from kazakhstan_assembly.cli.printing import TextOutput, TextOutputOption, new_console
from kazakhstan_assembly.cli.progress import progress

if TYPE_CHECKING:
    from rich.console import Console

    from kazakhstan_assembly.checks.result import ValidationResult

_MOST_FINDINGS = 20
_COLOURS = {"passed": "green", "failed": "red"}


def validate(
    context: typer.Context,
    path: Annotated[
        str | None,
        typer.Argument(
            metavar="[PATH]", help="A folder, wheel, sdist or zip; by default the installed data."
        ),
    ] = None,
    output: TextOutputOption = TextOutput.TEXT,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="CHECKS",
            help="Run only these checks, separated by commas. May be repeated.",
        ),
    ] = None,
) -> None:
    """Validate a data package: files, descriptor, and every cell.

    “describe checks” explains each check.

    Exit code 0: valid. 1: not valid. 2: the validation cannot run.
    """
    from kazakhstan_assembly.checks.registry import CHECK_NAMES, CHECKS
    from kazakhstan_assembly.checks.validation import validate_package

    package, chosen = package_of(context), split_names(only)
    with progress("Reading the package …") as tell:
        result = validate_package(
            package,
            path,
            only=chosen,
            progress=lambda name: tell(f"{name}: {CHECKS[name]}"),
        )
    if as_json or output is TextOutput.JSON:
        typer.echo(result.to_json())
    else:
        _print_result(new_console(), result, CHECK_NAMES)
    if result.valid:
        return
    raise typer.Exit(1 if result.ran else 2)


def _print_result(console: Console, result: ValidationResult, checks: Sequence[str]) -> None:
    from rich.text import Text

    for name in result.checks:
        findings = [finding for finding in result.findings if finding.check == name]
        for finding in findings[:_MOST_FINDINGS]:
            console.print(Text.assemble((name, "bold"), f": {finding.sentence()}"))
        left = len(findings) - _MOST_FINDINGS
        if left > 0:
            more = f": and {left} more; --format json shows all."
            console.print(Text.assemble((name, "bold"), more))
    for name, state in result.checks.items():
        console.print(Text(f"{name:14} ").append(state, style=_COLOURS.get(state, "yellow")))
    console.print(_verdict(result, checks) if result.ran else "No check ran; correct this first.")
    if screen.is_terminal() and not result.valid:
        screen.note("“kazakhstan-assembly describe checks” explains each check.")


def _verdict(result: ValidationResult, checks: Sequence[str]) -> str:
    verdict = "valid" if result.valid else "not valid"
    by = "" if set(result.checks) == set(checks) else f" according to {', '.join(result.ran)}"
    count = len(result.findings)
    return f"The package is {verdict}{by}: {count} finding{'s' * (count != 1)}."
