"""Reading the files of a package that nobody has checked yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from kazakhstan_assembly.checks.findings import Finding
from kazakhstan_assembly.io.csv import text_problem
from kazakhstan_assembly.io.datapackage import hash_of
from kazakhstan_assembly.io.storage import is_inside, read_regular
from kazakhstan_assembly.io.strict_json import read_json


class StopError(Exception):
    """What comes later cannot run without what is missing or broken."""


@dataclass
class FileReader:
    """Reads files within a folder, each once, and collects what is wrong with them."""

    folder: Path
    findings: list[Finding] = field(default_factory=list[Finding])
    _content: dict[str, bytes | None] = field(default_factory=dict[str, "bytes | None"])

    def report(self, check: str, message: str, file: str, table: str | None = None) -> None:
        """Add a finding."""
        self.findings.append(Finding(check, message, table, file=file))

    @property
    def has_unread(self) -> bool:
        """Whether a file could not be read."""
        return None in self._content.values()

    @property
    def unread(self) -> str:
        """The files that are missing or broken, the first two by name."""
        files = dict.fromkeys(f.file for f in self.findings if f.check == "files" and f.file)
        more = f" and {len(files) - 2} more" if len(files) > 2 else ""
        return ", ".join([*files][:2]) + more

    def read(self, path: str) -> bytes | None:
        """Return a file within the folder, or add a finding and return None."""
        if path not in self._content:
            self._content[path] = None
            try:
                self._content[path] = self._readable(path)
            except UnreadableError as error:
                self.report("files", str(error), path)
        return self._content[path]

    def _readable(self, path: str) -> bytes:
        if not is_within(self.folder, path):
            raise UnreadableError("the path leads out of the package's folder; it is not read")
        place = self.folder / path
        try:
            if not place.is_file():
                is_there = place.exists()
                raise UnreadableError("it is not a file" if is_there else "the file is missing")
            data = read_regular(place)
        except OSError as error:
            raise UnreadableError(f"the file cannot be read: {error.strerror or error}") from None
        except ValueError as error:
            raise UnreadableError(f"the file cannot be read: {error}") from None
        problem = None if path.endswith(".parquet") else text_problem(data)
        if problem:
            raise UnreadableError(problem)
        return data

    def read_text(self, path: str) -> str:
        """Return a text file.

        Raises
        ------
        StopError
            If it cannot be read; a finding says why.
        """
        data = self.read(path)
        if data is None:
            raise StopError
        return data.decode("utf-8")

    def read_object(self, path: str) -> dict[str, Any]:
        """Return a JSON object.

        Raises
        ------
        StopError
            If the file cannot be read or is none; a finding says why.
        """
        content = self.read(path)
        if content is None:
            raise StopError
        try:
            data = read_json(content)
        except ValueError as error:
            self.report("files", f"the file is not JSON: {error}", path)
            raise StopError from None
        if not isinstance(data, dict):
            self.report("files", "the file is not a JSON object", path)
            raise StopError
        return cast("dict[str, Any]", data)


class UnreadableError(Exception):
    """A file is not read; the message says why."""


def is_within(folder: Path, path: str) -> bool:
    """Return whether a path is relative and stays in the folder, symbolic links followed."""
    if not is_inside(path):
        return False
    try:
        return (folder / path).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def check_hashes(
    reader: FileReader, resources: Iterable[Mapping[str, Any]], *, has_alternates: bool
) -> None:
    """Check that every file is in the folder and has the stated size and hash."""
    for resource in resources:
        others = resource.get("alternates", ()) if has_alternates else ()
        for entry in (resource, *others):
            path = entry["path"]
            data = reader.read(path)
            if data is None:
                continue
            if entry.get("bytes") != len(data):
                message = f"the file has {len(data)} bytes, but {entry.get('bytes')} are stated"
                reader.report("files", message, path)
            else:
                _check_hash(reader, path, data, entry.get("hash"))
        if resource.get("type") == "table" and (data := reader.read(resource["schema"])):
            _check_hash(reader, resource["schema"], data, resource.get("schema_hash"))


def _check_hash(reader: FileReader, path: str, data: bytes, stated: object) -> None:
    if stated != hash_of(data):
        reader.report("files", "the file was altered: its sha256 is not the stated one", path)
