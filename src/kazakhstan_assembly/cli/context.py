"""The package that a command uses, and the arguments that name something in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from kazakhstan_assembly.datapackage import INSTALLED, DataPackage, open_package
from kazakhstan_assembly.errors import KazakhstanAssemblyError


def package_of(context: typer.Context) -> DataPackage:
    """Return the package that the command is about.

    Raises
    ------
    RequestError, PackageError
        If ``--package`` names none, or a broken archive.
    """
    path = context.find_root().params.get("package")
    return INSTALLED if path is None else open_package(path)


def split_names(values: Sequence[str] | None) -> list[str] | None:
    """Return the names that a repeated option holds, commas between them; None without one."""
    if values is None:
        return None
    names = (name.strip() for value in values for name in value.split(","))
    return [name for name in names if name]


def _table_names(context: typer.Context) -> list[str]:
    try:
        return package_of(context).list_tables()
    except KazakhstanAssemblyError:
        return []  # a shell that completes a word shows no messages


TableName = Annotated[
    str,
    typer.Argument(
        metavar="TABLE", help="A table; “tables” lists them.", autocompletion=_table_names
    ),
]
AnyName = Annotated[
    str | None,
    typer.Argument(
        metavar="[NAME]", help="A table, a vocabulary, or “checks”.", autocompletion=_table_names
    ),
]
