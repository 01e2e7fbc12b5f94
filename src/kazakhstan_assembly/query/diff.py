"""What changed between two versions of the data: tables, columns, rows and cells, by key."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from os import PathLike
from pathlib import Path
from typing import Any, Literal, TypeVar

from kazakhstan_assembly.errors import PackageError, RequestError
from kazakhstan_assembly.io.datapackage import DESCRIPTOR, read_bytes
from kazakhstan_assembly.io.tables import compare_tables

Bump = Literal["none", "patch", "minor", "major"]
BUMPS: tuple[Bump, ...] = ("none", "patch", "minor", "major")
INSTALLED = "installed"
_ARCHIVES = frozenset({".zip", ".whl", ".gz", ".tgz"})
_GZIP = b"\x1f\x8b"
_Value = TypeVar("_Value")
# What makes a column mean something else; a new wording of its description does not.
_MEANING = ("type", "kind", "rule", "inputs", "vocabulary", "entity_kinds")
# What releases before 1.0.0 called two of these.
_FORMER_SPELLINGS = {"inputs": "from", "entity_kinds": "entityKinds"}
# Cells that say what codes mean: a new one means another code under the old name.
_DEFINITIONS = ("vocabularies", "definition")


@dataclass(frozen=True)
class Change:
    """One thing that was added, removed or changed.

    Attributes
    ----------
    what : {"table", "column", "key", "row", "cell"}
    how : {"added", "removed", "changed"}
    table : str
    row, column : str or None
        The row's key, parts of it separated by a comma and a space, and the column.
    old, new : str or None
        The cell as in CSV, null as empty; of a column or the table's key what it was and is.
    """

    what: str
    how: str
    table: str
    row: str | None = None
    column: str | None = None
    old: str | None = None
    new: str | None = None

    @property
    def bump(self) -> Bump:
        """How the version must rise for this change alone, by the rules of docs/design.md."""
        if self.how == "added":
            return "minor"
        redefines = self.what != "cell" or (self.table, self.column) == _DEFINITIONS
        return "major" if redefines else "patch"

    def sentence(self) -> str:
        """Return the change as one line."""
        row, column = self.row and f"row {self.row}", self.column and f"column {self.column}"
        place = ", ".join(part for part in (self.table, row, column) if part)
        values = f": “{self.old}” is now “{self.new}”" if self.how == "changed" else ""
        return f"{self.what} {self.how}, {place}{values}"


@dataclass(frozen=True)
class Difference:
    """What :func:`diff` returns.

    Attributes
    ----------
    old, new : str
        The versions compared.
    changes : tuple of Change
        By table, columns before the key before rows; empty if the data are the same.
    """

    old: str
    new: str
    changes: tuple[Change, ...]

    @property
    def bump(self) -> Bump:
        """How the version must rise: as for the change that needs most."""
        return BUMPS[max((BUMPS.index(change.bump) for change in self.changes), default=0)]

    def to_json(self) -> str:
        """Return versions, bump and changes as JSON."""
        changes = [asdict(change) for change in self.changes]
        data = {"old": self.old, "new": self.new, "bump": self.bump, "changes": changes}
        return json.dumps(data, indent=2, ensure_ascii=False) + "\n"

    def to_markdown(self) -> str:
        """Return the changes as lists, a heading a table."""
        lines = [f"# {self.old} to {self.new}", "", self._summary()]
        for table in dict.fromkeys(change.table for change in self.changes):
            lines += ["", f"## {table}", ""]
            lines += [f"- {c.sentence()}" for c in self.changes if c.table == table]
        return "\n".join(lines) + "\n"

    def __str__(self) -> str:
        return "\n".join([*(change.sentence() for change in self.changes), self._summary()]) + "\n"

    def _summary(self) -> str:
        if not self.changes:
            return f"The data of {self.old} and {self.new} are the same."
        count = len(self.changes)
        return f"{count} change{'s' * (count != 1)}; the version must rise by: {self.bump}."


def diff(old: str | PathLike[str], new: str | PathLike[str] = INSTALLED) -> Difference:
    """Compare two versions of the data, row by row and cell by cell.

    Parameters
    ----------
    old, new : str or path-like
        A folder that holds ``datapackage.json``, a wheel, sdist or zip that does, or
        ``"installed"``.

    Returns
    -------
    Difference
        ``changes`` and the ``bump`` that they need; prints as text, ``to_markdown()`` and
        ``to_json()``.

    Raises
    ------
    RequestError
        If there is no package at one of the paths.
    PackageError
        If a file of one of them is missing or broken.

    Examples
    --------
    >>> diff("installed", "installed").bump
    'none'
    """
    before, after = _read(old), _read(new)
    changes: list[Change] = []
    for name in dict.fromkeys((*before.tables, *after.tables)):
        if name not in after.tables:
            changes.append(Change("table", "removed", name))
        elif name not in before.tables:
            changes.append(Change("table", "added", name))
        else:
            changes += _table(name, before.tables[name], after.tables[name])
    return Difference(before.version, after.version, tuple(changes))


@dataclass(frozen=True)
class _Table:
    columns: dict[str, str]
    key: list[str]
    rows: list[dict[str, str]]


@dataclass(frozen=True)
class _Package:
    version: str
    tables: dict[str, _Table]


def _table(name: str, old: _Table, new: _Table) -> Iterator[Change]:
    for column, (was, is_now) in _pairs(old.columns, new.columns):
        if was is None or is_now is None:
            yield Change("column", "added" if was is None else "removed", name, None, column)
        elif was != is_now:
            yield Change("column", "changed", name, None, column, was, is_now)
    if old.key != new.key:
        yield Change("key", "changed", name, old=", ".join(old.key), new=", ".join(new.key))
    for row in compare_tables(new.key, old.rows, new.rows).rows:
        if row.old is None or row.new is None:
            yield Change("row", "added" if row.old is None else "removed", name, row.key)
            continue
        for column in row.columns:
            yield Change("cell", "changed", name, row.key, column, row.old[column], row.new[column])


def _pairs(
    old: Mapping[str, _Value], new: Mapping[str, _Value]
) -> Iterator[tuple[str, tuple[_Value | None, _Value | None]]]:
    for name in dict.fromkeys((*old, *new)):
        yield name, (old.get(name), new.get(name))


# Reading


def _read(place: str | PathLike[str]) -> _Package:
    reader, path = _reader(place), DESCRIPTOR

    def read(name: str) -> bytes:
        nonlocal path
        path = name
        return reader(name)

    try:
        descriptor = json.loads(read(DESCRIPTOR))
        entries = [entry for entry in descriptor["resources"] if "schema" in entry]
        tables = {str(entry["name"]): _read_table(entry, read) for entry in entries}
        return _Package(str(descriptor["version"]), tables)
    except (OSError, KeyError, TypeError, ValueError) as error:
        reason = f"there is no {error}" if isinstance(error, KeyError) else error
        raise PackageError(f"{place} is no whole data package ({path}: {reason}).") from None


def _read_table(entry: dict[str, Any], read: Callable[[str], bytes]) -> _Table:
    inline: Any = entry["schema"]  # as in an export
    schema: Any = json.loads(read(inline)) if isinstance(inline, str) else inline
    key = list(schema["primaryKey"])
    columns = {field["name"]: ", ".join(_meaning(field)) for field in schema["fields"]}
    text = io.StringIO(read(entry["path"]).decode("utf-8"), newline="")
    rows = csv.DictReader(text, strict=True)
    if rows.fieldnames != list(columns):
        raise ValueError("the header is not the schema's list of columns")
    return _Table(columns, key, list(rows))


def _meaning(field: Mapping[str, Any]) -> Iterator[str]:
    for name in _MEANING:
        value = field.get(name, field.get(_FORMER_SPELLINGS.get(name, name)))
        if value is not None:
            yield f"{name} {value}"


def _reader(place: str | PathLike[str]) -> Callable[[str], bytes]:
    if str(place) == INSTALLED:
        return read_bytes  # which may lie in an archive on the import path
    path = Path(place)
    if path.is_dir() and (path / DESCRIPTOR).is_file():
        return lambda name: (path / name).read_bytes()
    files = _archived(path) if path.is_file() else {}
    found = [name for name in files if Path(name).name == DESCRIPTOR]
    if found:
        folder = min(found, key=len).removesuffix(DESCRIPTOR)
        return lambda name: files[folder + name]
    raise RequestError(
        f"There is no data package at {place}; name a folder or archive with {DESCRIPTOR}, or "
        f"“{INSTALLED}”."
    )


def _archived(path: Path) -> dict[str, bytes]:
    """Return the files of an archive, all at once because a compressed tar has no other way."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                return {name: archive.read(name) for name in archive.namelist()}
        data = path.read_bytes()
        if data.startswith(_GZIP):
            # Decompressed apart: tarfile takes what is broken for the end.
            with tarfile.open(fileobj=io.BytesIO(gzip.decompress(data))) as archive:
                found = ((entry.name, archive.extractfile(entry)) for entry in archive)
                return {name: file.read() for name, file in found if file}
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError) as error:
        raise PackageError(f"{path} is an archive that is broken ({error}).") from None
    if path.suffix in _ARCHIVES:
        raise PackageError(f"{path} is an archive that is broken (it cannot be opened).")
    return {}
