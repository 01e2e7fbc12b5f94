"""A data package: its descriptor, its schemas, and its files with their hashes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn, TypeVar, TypeVarTuple, cast

from kazakhstan_assembly.errors import (
    PackageError,
    RequestError,
    UnknownColumnError,
    UnknownTableError,
    closest,
    moved,
    nearest,
)
from kazakhstan_assembly.io.controls import control_problem
from kazakhstan_assembly.io.declarations import (
    REPORT,
    bare_schema,
    checked_descriptor,
    checked_schema,
)
from kazakhstan_assembly.io.storage import DESCRIPTOR, Storage
from kazakhstan_assembly.io.strict_json import read_json

# How like a name must be to be taken for another: “people” is not “places”.
_VERY_NEAR, _NEAR = 0.8, 0.6
_SHORTEST_WORD, _MOST_TABLES, _TOO_MANY = 3, 2, 6

_Result = TypeVar("_Result")
_Arguments = TypeVarTuple("_Arguments")


class PackageData:
    """The descriptor, the schemas and the files of one package, read at first use.

    Parameters
    ----------
    storage : Storage
        Where the files lie.
    help : str
        What to do if a file is missing or broken, in a sentence.
    """

    def __init__(self, storage: Storage, help: str) -> None:  # noqa: A002
        self.storage = storage
        self._help = help
        self._memory: dict[object, Any] = {}

    def remember(
        self, make: Callable[[PackageData, *_Arguments], _Result], *arguments: *_Arguments
    ) -> _Result:
        """Return what a function makes of this package, which is made once and then shared.

        Threads that ask at the same time may each make it, but all get the same one. No lock is
        held, so that a process can fork meanwhile.
        """
        key = make, *arguments
        try:
            is_known = key in self._memory
        except TypeError:  # a list in place of a name, which `make` refuses in a sentence
            return make(self, *arguments)
        if not is_known:
            self._memory.setdefault(key, make(self, *arguments))
        return cast("_Result", self._memory[key])

    # Files

    def read_bytes(self, name: str, sha256: str | None = None) -> bytes:
        """Return a file of the package, after comparing its sha256 where one is given.

        Raises
        ------
        PackageError
            If the file is missing, cannot be read, is not in the package's folder, or is not the
            one that the descriptor names.
        """
        try:
            data = self.storage.read(name)
        except OSError:
            raise self._error(f"{name} is missing or cannot be read") from None
        if sha256 is not None and hashlib.sha256(data).hexdigest() != sha256:
            raise self._error(f"{name} was altered: its sha256 is not the stated one")
        return data

    def read_text(self, name: str, sha256: str | None = None) -> str:
        """Return a text file of the package.

        Raises
        ------
        PackageError
            If the file is missing, was altered, is not UTF-8, or has control characters.
        """
        try:
            text = self.read_bytes(name, sha256).decode("utf-8")
        except UnicodeDecodeError:
            self.refuse(name, "the file is not UTF-8")
        if problem := control_problem(text):
            self.refuse(name, problem)
        return text

    def read_json(self, name: str, sha256: str | None = None) -> dict[str, Any]:
        """Return a JSON object of the package.

        Raises
        ------
        PackageError
            If the file is missing, was altered, or is not a JSON object.
        """
        try:
            data: Any = read_json(self.read_bytes(name, sha256))
        except ValueError as error:
            raise self._error(f"{name} is not JSON: {error}") from None
        if not isinstance(data, dict):
            raise self._error(f"{name} is not a JSON object")
        return cast("dict[str, Any]", data)

    def refuse(self, name: str, reason: object) -> NoReturn:
        """Raise the PackageError of a file that is there but is not what it should be."""
        raise self._error(f"{name}: {reason}")

    def _error(self, sentence: str) -> PackageError:
        return PackageError(f"{sentence}. {self._help}")

    # What the files say

    @property
    def descriptor(self) -> dict[str, Any]:
        """The Frictionless descriptor, ``datapackage.json``, which all callers share.

        Raises
        ------
        PackageError
            If it is missing, or lacks what every table needs of it.
        """
        return self.remember(_read_descriptor)

    @property
    def version(self) -> str:
        """The version of the data."""
        return str(self.descriptor["version"])

    @property
    def resources(self) -> dict[str, dict[str, Any]]:
        """The descriptor's resources by name: the tables, then the report."""
        return self.remember(_resources)

    @property
    def table_names(self) -> list[str]:
        """The names of all tables in the descriptor's order."""
        return [name for name in self.resources if name != REPORT]

    def group(self, name: str) -> list[str]:
        """Return the names of the tables of a group, in the descriptor's order.

        Raises
        ------
        RequestError
            If there is no such group; the message names the nearest.
        """
        groups = {group["name"]: group["tables"] for group in self.descriptor.get("groups", ())}
        if name not in groups:
            raise RequestError(f"There is no group “{name}”. {nearest(name, groups, 'groups')}")
        return [table for table in self.table_names if table in groups[name]]

    @property
    def group_of_each(self) -> dict[str, str]:
        """The group of each table; a package of an earlier release has no groups."""
        return {
            table: group["name"]
            for group in self.descriptor.get("groups", ())
            for table in group["tables"]
        }

    def resource(self, name: str) -> dict[str, Any]:
        """Return the descriptor's resource of a table.

        Raises
        ------
        UnknownTableError
            If there is no such table; the message names the nearest.
        """
        names = self.table_names
        if not isinstance(name, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise UnknownTableError(f"The name of a table is text, such as “{names[0]}”.")
        if name in names:
            return self.resources[name]
        help_ = self._moved_table(name) or f". {self._nearest_table(name)}"
        raise UnknownTableError(f"There is no table “{name}”{help_}")

    def unknown_name(self, name: str, others: Iterable[str], what: str) -> UnknownTableError:
        """Return the error to raise for a name that neither a table nor one of `others` has.

        Parameters
        ----------
        name : str
            What was asked for.
        others : iterable of str
            Names of other things that could have been meant.
        what : str
            What these are, in the singular.
        """
        help_ = self._moved_table(name) or f". {self._nearest_table(name, others, what)}"
        return UnknownTableError(f"There is no table or {what} “{name}”{help_}")

    def _moved_table(self, name: str) -> str | None:
        return moved(name, self._former_names.get("tables", {}))

    def _nearest_table(self, name: str, others: Iterable[str] = (), what: str = "") -> str:
        """Return what was probably meant: a name like it, or a table that speaks of it."""
        known = [*self.table_names, *others]
        match = closest(name, known, _VERY_NEAR)
        about = () if match else self._tables_about(name)
        if about:
            return f"Did you mean {' or '.join(f'“{table}”' for table in about)}?"
        return nearest(name, known, f"tables and {what}" if what else "tables", _NEAR)

    def _tables_about(self, name: str) -> list[str]:
        """Return the tables that say a word of themselves, those first that have it as title."""
        # Imported after a mistake alone: loading needs nothing that reads English.
        from kazakhstan_assembly.document.english import singulars
        from kazakhstan_assembly.document.folding import fold

        words = [word for word in singulars(fold(name)) if len(word) >= _SHORTEST_WORD]
        if not words:
            return []
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})")
        entries = [self.resources[table] for table in self.table_names]
        found: dict[str, None] = {}
        for part in ("title", "description"):
            texts = ((entry["name"], entry[part].partition(". ")[0]) for entry in entries)
            matching = [table for table, text in texts if pattern.search(fold(text))]
            if len(matching) <= _TOO_MANY:  # a word that most tables say tells nothing
                found |= dict.fromkeys(matching)
        return list(found)[:_MOST_TABLES]

    @property
    def _former_names(self) -> Mapping[str, Mapping[str, Any]]:
        """What earlier releases call tables and columns; a package need not say it."""
        names: Mapping[str, Mapping[str, Any]] = self.descriptor.get("former_names", {})
        return names

    def unknown_column(self, table: str, column: str, known: Iterable[str]) -> UnknownColumnError:
        """Return the error to raise for a column that a table has not: its new name, or a near one.

        Parameters
        ----------
        table, column : str
            The table, and the column that was asked for.
        known : iterable of str
            The columns that there are.
        """
        former = self._former_names.get("columns", {}).get(table, {})
        help_ = moved(column, former) or f". {nearest(column, known, 'columns')}"
        return UnknownColumnError(f"The table {table} has no column “{column}”{help_}")

    def schema(self, name: str) -> dict[str, Any]:
        """Return the Table Schema of a table, which all callers share.

        Properties have the names of today, whatever the release.

        Raises
        ------
        UnknownTableError
            If there is no such table.
        PackageError
            If the schema is missing, was altered, or lacks what a table needs.
        """
        self.resource(name)
        return self.remember(_read_schema, name)

    def schema_as_it_is(self, name: str) -> dict[str, Any]:
        """Return the Table Schema of a table, whether it was altered or not."""
        path, schema = self.stated_schema(name, check_hash=False)
        try:
            return bare_schema(schema)
        except ValueError as error:
            self.refuse(path, f"the schema {error}")

    def stated_schema(self, name: str, *, check_hash: bool = True) -> tuple[str, dict[str, Any]]:
        """Return the file with the schema of a table, and the JSON object in it."""
        entry = self.resource(name)
        place = entry["schema"]
        if isinstance(place, dict):  # as an export has it
            return DESCRIPTOR, cast("dict[str, Any]", place)
        is_checked = check_hash and "schema_hash" in entry
        sha256 = stated_sha256(entry, "schema_hash") if is_checked else None
        return str(place), self.read_json(str(place), sha256)

    def table_bytes(self, name: str) -> bytes:
        """Return the CSV file of a table, whole as the descriptor states."""
        entry = self.resource(name)
        return self.read_bytes(entry["path"], stated_sha256(entry))

    def report(self) -> str:
        """Return the report, character for character.

        Raises
        ------
        PackageError
            If the package has no report, or the file is missing or was altered.
        """
        if REPORT not in self.resources:
            self.refuse(DESCRIPTOR, f"the descriptor lists no resource “{REPORT}”")
        entry = self.resources[REPORT]
        return self.read_text(entry["path"], stated_sha256(entry))


def _read_descriptor(package: PackageData) -> dict[str, Any]:
    descriptor = package.read_json(DESCRIPTOR)
    try:
        return checked_descriptor(descriptor)
    except ValueError as error:
        package.refuse(DESCRIPTOR, f"the descriptor {error}")


def _resources(package: PackageData) -> dict[str, dict[str, Any]]:
    return {entry["name"]: entry for entry in package.descriptor["resources"]}


def _read_schema(package: PackageData, name: str) -> dict[str, Any]:
    path, schema = package.stated_schema(name)
    if schema.get("name") != name:
        package.refuse(path, f"the file describes the table {schema.get('name')}, not {name}")
    try:
        return checked_schema(schema)
    except ValueError as error:
        package.refuse(path, f"the schema {error}")


def hash_of(data: bytes) -> str:
    """Return the sha256 of a file as a descriptor states it."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def stated_sha256(entry: Mapping[str, Any], of: str = "hash") -> str:
    """Return the sha256 that a resource states, of its file or as `of` says of its schema."""
    return str(entry[of]).removeprefix("sha256:")
