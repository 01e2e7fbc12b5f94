"""The files of the data package: where they are, what they are, and that they are whole."""

from __future__ import annotations

import hashlib
import json
from copy import deepcopy
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

DESCRIPTOR = "datapackage.json"
REPORT = "report"
_REINSTALL = (
    "Reinstall kazakhstan-assembly, or in a checkout restore the file and run “make build”."
)


class PackageError(RuntimeError):
    """A file of the data package is missing or is not what the descriptor says."""


class UnknownTableError(ValueError):
    """The data package has no table of that name."""


@cache
def root() -> Traversable:
    """Return the folder that holds the descriptor: in a wheel its own, in a checkout the top."""
    installed = files("kazakhstan_assembly") / "_package"
    if (installed / DESCRIPTOR).is_file():
        return installed
    checkout = Path(__file__).parents[2]
    if (checkout / DESCRIPTOR).is_file():
        return checkout
    raise PackageError(f"{DESCRIPTOR} is missing beside the code. {_REINSTALL}")


def read_bytes(path: str, sha256: str | None = None) -> bytes:
    """Return a file of the package, after comparing its sha256 where one is given.

    Raises
    ------
    PackageError
        If the file is missing, cannot be read, or is not the one that the descriptor names.
    """
    try:
        data = root().joinpath(*path.split("/")).read_bytes()
    except (OSError, KeyError):
        raise PackageError(f"{path} is missing or cannot be read. {_REINSTALL}") from None
    if sha256 is not None and hashlib.sha256(data).hexdigest() != sha256:
        raise PackageError(f"{path} was altered: its sha256 is not the stated one. {_REINSTALL}")
    return data


def read_json(path: str) -> dict[str, Any]:
    """Return a JSON object of the package.

    Raises
    ------
    PackageError
        If the file is missing or is not a JSON object.
    """
    try:
        data = json.loads(read_bytes(path))
    except ValueError:
        raise PackageError(f"{path} is not JSON. {_REINSTALL}") from None
    if not isinstance(data, dict):
        raise PackageError(f"{path} is not a JSON object. {_REINSTALL}")
    return cast("dict[str, Any]", data)


@cache
def descriptor() -> dict[str, Any]:
    """Return the Frictionless descriptor, ``datapackage.json``."""
    return read_json(DESCRIPTOR)


def version() -> str:
    """Return the version of the package, code and data alike."""
    return str(descriptor()["version"])


@cache
def resources() -> dict[str, dict[str, Any]]:
    """Return the descriptor's resources by name: the tables, then the report."""
    try:
        return {resource["name"]: resource for resource in descriptor()["resources"]}
    except (KeyError, TypeError):
        raise PackageError(f"{DESCRIPTOR} does not list its resources. {_REINSTALL}") from None


def list_tables() -> list[str]:
    """Return the names of all tables, the facts first.

    Returns
    -------
    list of str
        Names that :func:`load_table` takes, in the descriptor's order.

    Examples
    --------
    >>> list_tables()[:3]
    ['sessions', 'events', 'figures']
    """
    return [name for name, resource in resources().items() if resource.get("type") == "table"]


def resource(name: str) -> dict[str, Any]:
    """Return the descriptor's resource of a table.

    Raises
    ------
    UnknownTableError
        If there is no such table; the message names the nearest.
    """
    names = list_tables()
    if name in names:
        return resources()[name]
    from difflib import get_close_matches

    near = get_close_matches(str(name), names, n=1, cutoff=0.5)
    help_ = f"Did you mean “{near[0]}”?" if near else f"The tables are {', '.join(names)}."
    raise UnknownTableError(f"There is no table “{name}”. {help_}")


def table_schema(name: str) -> dict[str, Any]:
    """Return the Frictionless Table Schema of a table.

    Parameters
    ----------
    name : str
        A name of :func:`list_tables`.

    Returns
    -------
    dict
        The schema with ``fields``, ``primaryKey`` and ``foreignKeys``. Each field also has its
        ``kind`` and, where they apply, ``rule``, ``from``, ``vocabulary`` and ``entityKinds``.
        A copy that is yours to change.

    Raises
    ------
    UnknownTableError
        If there is no such table.
    PackageError
        If the schema is missing or broken.

    Examples
    --------
    >>> table_schema("sessions")["primaryKey"]
    ['session_id']
    """
    return deepcopy(_schema(resource(name)["schema"]))


@cache
def _schema(path: str) -> dict[str, Any]:
    return read_json(path)


def stated_sha256(entry: dict[str, Any]) -> str:
    """Return the sha256 that a resource or one of its alternates states."""
    return str(entry["hash"]).removeprefix("sha256:")


def read_report() -> str:
    """Return the report, character for character.

    Returns
    -------
    str
        The whole text. Offsets in ``evidence``, ``mentions`` and ``units`` count its characters
        (Unicode code points) from 0; spans are half-open.

    Raises
    ------
    PackageError
        If the file is missing or was altered.

    Examples
    --------
    >>> len(read_report())
    13332
    """
    entry = resources()[REPORT]
    return read_bytes(entry["path"], stated_sha256(entry)).decode("utf-8")
