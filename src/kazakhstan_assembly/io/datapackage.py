"""The files of the data package: where they are, what they are, and that they are whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from kazakhstan_assembly.errors import PackageError, UnknownTableError, nearest

DESCRIPTOR = "datapackage.json"
REPORT = "report"
# A wheel keeps the data in a folder of this name beside the code, and leaves the Parquet files out.
INSTALLED = "_package"
_HERE = Path(__file__).parents[1]
_REINSTALL = (
    "Reinstall kazakhstan-assembly, or in a checkout restore the file and run “make build”."
)


@cache
def root() -> Path:
    """Return the folder that holds the descriptor: in a wheel its own, in a checkout the top."""
    for folder in (_HERE / INSTALLED, _HERE.parents[1]):
        try:
            _load(folder / DESCRIPTOR)
        except OSError:
            continue
        return folder
    raise PackageError(f"{DESCRIPTOR} is missing beside the code. {_REINSTALL}")


def _load(path: Path) -> bytes:
    """Return a file that lies in a folder or in an archive on the import path."""
    data: bytes = __spec__.loader.get_data(str(path))  # type: ignore[union-attr]
    return data


def read_bytes(path: str, sha256: str | None = None) -> bytes:
    """Return a file of the package, after comparing its sha256 where one is given.

    Raises
    ------
    PackageError
        If the file is missing, cannot be read, is not in the package's folder, or is not the one
        that the descriptor names.
    """
    parts = path.split("/")
    if {"", ".", ".."} & set(parts) or "\\" in path or ":" in path or "\0" in path:
        raise PackageError(f"{path} leads out of the package's folder. {_REINSTALL}")
    place = root().joinpath(*parts)
    # An installer may have linked the whole package to where it keeps it, descriptor and all.
    homes = root().resolve(), root().joinpath(DESCRIPTOR).resolve().parent
    if not any(place.resolve().is_relative_to(home) for home in homes):
        raise PackageError(f"{path} leads out of the package's folder. {_REINSTALL}")
    try:
        data = _load(place)
    except OSError:
        raise PackageError(f"{path} is missing or cannot be read. {_REINSTALL}") from None
    if sha256 is not None and hashlib.sha256(data).hexdigest() != sha256:
        raise PackageError(f"{path} was altered: its sha256 is not the stated one. {_REINSTALL}")
    return data


def read_json(path: str, sha256: str | None = None) -> dict[str, Any]:
    """Return a JSON object of the package.

    Raises
    ------
    PackageError
        If the file is missing, was altered, or is not a JSON object.
    """
    try:
        data: Any = json.loads(read_bytes(path, sha256))
    except (ValueError, RecursionError):
        raise PackageError(f"{path} is not JSON. {_REINSTALL}") from None
    if not isinstance(data, dict):
        raise PackageError(f"{path} is not a JSON object. {_REINSTALL}")
    return data  # pyright: ignore[reportUnknownVariableType]


@cache
def descriptor() -> dict[str, Any]:
    """Return the Frictionless descriptor, ``datapackage.json``.

    Raises
    ------
    PackageError
        If it is missing, or lacks what every table needs of it.
    """
    found = read_json(DESCRIPTOR)
    try:
        names = [found["version"], found["citation"], found["licenses"][0]["name"]]
        for entry in found["resources"]:
            names += [entry["name"], entry["path"], entry["hash"]]
            if entry["name"] != REPORT:
                names += [entry["title"], entry["description"]]
                names += [entry["schema"], entry["schema_hash"]]
    except (KeyError, TypeError, IndexError) as error:
        broken(DESCRIPTOR, f"the descriptor lacks what a table needs ({error!r})")
    if not all(isinstance(name, str) for name in names):
        broken(DESCRIPTOR, "the descriptor lacks what a table needs")
    if REPORT not in names:
        broken(DESCRIPTOR, f"the descriptor lists no resource “{REPORT}”")
    return found


def version() -> str:
    """Return the version of the package, code and data alike."""
    return str(descriptor()["version"])


@cache
def resources() -> dict[str, dict[str, Any]]:
    """Return the descriptor's resources by name: the tables, then the report."""
    return {resource["name"]: resource for resource in descriptor()["resources"]}


def broken(path: str, reason: object) -> NoReturn:
    """Raise the PackageError of a file that is there but is not what it should be."""
    raise PackageError(f"{path}: {reason}. {_REINSTALL}")


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
    return [name for name in resources() if name != REPORT]


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
    raise UnknownTableError(f"There is no table “{name}”. {nearest(name, names, 'tables')}")


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
        ``kind`` and, where they apply, ``rule``, ``inputs``, ``vocabulary`` and ``entity_kinds``.
        A copy that is yours to change.

    Raises
    ------
    UnknownTableError
        If there is no such table.
    PackageError
        If the schema is missing or was altered.

    Examples
    --------
    >>> table_schema("sessions")["primaryKey"]
    ['session_id']
    """
    return deepcopy(schema_of(name))


@cache
def schema_of(name: str) -> dict[str, Any]:
    """Return the Table Schema of a table, which all callers share."""
    entry = resource(name)
    schema = read_json(entry["schema"], stated_sha256(entry, "schema_hash"))
    if schema.get("name") != name:
        broken(entry["schema"], f"the file describes the table {schema.get('name')}, not {name}")
    return schema


def hash_of(data: bytes) -> str:
    """Return the sha256 of a file as a descriptor states it."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def stated_sha256(entry: Mapping[str, Any], of: str = "hash") -> str:
    """Return the sha256 that a resource states, of its file or as `of` says of its schema."""
    return str(entry[of]).removeprefix("sha256:")


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
