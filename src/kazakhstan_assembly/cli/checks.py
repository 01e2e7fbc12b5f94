"""The command that validates a package."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from kazakhstan_assembly.cli.context import package_of
from kazakhstan_assembly.cli.printing import new_console

if TYPE_CHECKING:
    from kazakhstan_assembly.checks.result import ValidationResult

_MOST_FINDINGS = 20
_COLOURS = {"passed": "green", "failed": "red"}


def validate(
    context: typer.Context,
    path: Annotated[
        str | None,
        typer.Argument(help="A folder, wheel, sdist or zip; by default the installed data."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="CHECK", help="Only this check; repeat for more."),
    ] = None,
) -> None:
    """Validate a data package: files, descriptor, and every cell.

    Exit code 0: valid. 1: something was found. 2: the validation cannot run.

    Example: `kazakhstan-assembly validate . --only exactness --only derivation`
    """
    package, console = package_of(context), new_console()
    is_quiet = as_json or not console.is_terminal
    with nullcontext() if is_quiet else console.status("Proving every cell …"):
        result = package.validate(path, only=only)
    if as_json:
        typer.echo(result.to_json())
    else:
        _print_result(console, result)
    if result.valid:
        return
    raise typer.Exit(1 if result.ran else 2)


def _print_result(console: Console, result: ValidationResult) -> None:
    from kazakhstan_assembly.checks.registry import CHECK_NAMES

    for name in result.checks:
        findings = [finding for finding in result.findings if finding.check == name]
        for finding in findings[:_MOST_FINDINGS]:
            console.print(Text.assemble((name, "bold"), f": {finding.sentence()}"))
        left = len(findings) - _MOST_FINDINGS
        if left > 0:
            console.print(Text.assemble((name, "bold"), f": and {left} more; --json has all."))
    for name, state in result.checks.items():
        console.print(Text(f"{name:14} ").append(state, style=_COLOURS.get(state, "yellow")))
    console.print(_verdict(result, CHECK_NAMES) if result.ran else "No check has run.")


def _verdict(result: ValidationResult, checks: Sequence[str]) -> str:
    verdict = "valid" if result.valid else "not valid"
    by = "" if set(result.checks) == set(checks) else f" by {', '.join(result.ran)}"
    count = len(result.findings)
    return f"The package is {verdict}{by}: {count} finding{'s' * (count != 1)}."
