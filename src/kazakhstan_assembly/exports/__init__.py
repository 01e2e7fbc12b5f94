"""The tables in the formats that other programs read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import Any

from kazakhstan_assembly.errors import ExportError, UnknownFormatError, closest, nearest
from kazakhstan_assembly.exports.content import CODEBOOK, PACKAGE, Content, choose
from kazakhstan_assembly.exports.target import check_target, write
from kazakhstan_assembly.io.datapackage import DESCRIPTOR, list_tables


@dataclass(frozen=True)
class Format:
    """A format: where its maker is, what its files end with, and whether it is a folder."""

    name: str
    module: str
    suffixes: tuple[str, ...]
    is_folder: bool = False

    @cached_property
    def make(self) -> Callable[[Content], Any]:
        """The function that makes a file's bytes, or the files of a folder by name."""
        # Imported when used: each maker has a library of its own.
        module = import_module(f"kazakhstan_assembly.{self.module}")
        made: Callable[[Content], Any] = getattr(module, f"make_{self.name}")
        return made

    def is_suffix(self, suffix: str) -> bool:
        """Return whether a file of this format may end so."""
        return suffix.lower() in self.suffixes

    @property
    def file_names(self) -> frozenset[str] | None:
        """All files that a folder of this format may hold; None for a single file."""
        if not self.is_folder:
            return None
        tables = (f"{table}{self.suffixes[0]}" for table in list_tables())
        return frozenset({*tables, f"{CODEBOOK}.csv", f"{PACKAGE}.csv", DESCRIPTOR})


FORMATS: Mapping[str, Format] = {
    form.name: form
    for form in (
        Format("csv", "exports.plain", (".csv",), is_folder=True),
        Format("parquet", "exports.plain", (".parquet",), is_folder=True),
        Format("jsonl", "exports.plain", (".jsonl", ".ndjson"), is_folder=True),
        Format("xlsx", "exports.excel", (".xlsx",)),
        Format("dta", "exports.stata", (".dta",), is_folder=True),
        Format("sav", "exports.spss", (".sav",), is_folder=True),
        Format("sqlite", "exports.sqlite", (".sqlite", ".sqlite3", ".db")),
        Format("duckdb", "exports.duckdb", (".duckdb",)),
        Format("zip", "exports.plain", (".zip",)),
    )
}

_PROGRAMS = {"excel": "xlsx", "json": "jsonl", "spss": "sav", "stata": "dta"}


def export(
    path: str | PathLike[str],
    format: str | None = None,  # noqa: A002
    *,
    tables: Sequence[str] | None = None,
    overwrite: bool = False,
) -> Path:
    """Write the tables in a format that other programs read.

    Parameters
    ----------
    path : str or path-like
        The file, or for csv, parquet, jsonl, dta and sav the folder, to be made; a file too if
        one table is chosen and `path` ends as the format's files do, such as
        ``"sessions.csv"``. The folder that it is to stand in must exist.
    format : str, optional
        One of csv, parquet, jsonl, dta and sav, which have a file a table, with the codebook
        beside; or xlsx, sqlite, duckdb and zip, which are one file. By default what the suffix
        of `path` says.
    tables : sequence of str, optional
        Names of :func:`list_tables`; by default all. Foreign keys to tables that are not among
        them are left out.
    overwrite : bool, default False
        Replace what stands at `path`. Of a folder, only an earlier export is replaced.

    Returns
    -------
    pathlib.Path
        `path`. The whole export stands there, or after an error what stood there before. Its
        bytes are the same on every run with the same libraries, those of duckdb aside.

    Raises
    ------
    UnknownFormatError
        If there is no such format, the message names the nearest; or if `path` ends as the
        files of another format do.
    UnknownTableError
        If there is no such table; the message names the nearest.
    ExportError
        If `path` exists and `overwrite` is false, if it cannot be written, or if the format
        needs a library that is not installed; the message says what to do.
    PackageError
        If a table's file is missing or was altered.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> export(f"{mkdtemp()}/assembly.xlsx", tables=["sessions", "units"]).name
    'assembly.xlsx'
    """
    target = Path(path)
    form = _format_of(target, format)
    content = Content(choose(tables))
    is_file = form.is_folder and len(content.names) == 1 and form.is_suffix(target.suffix)
    check_target(target, overwrite=overwrite, names=None if is_file else form.file_names)
    made = form.make(content)
    try:
        write(target, made[content.names[0] + form.suffixes[0]] if is_file else made)
    except OSError as error:
        reason = error.strerror or error
        raise ExportError(f"{target} cannot be written: {reason}. Nothing was changed.") from error
    return target


def _format_of(target: Path, name: str | None) -> Format:
    ending = next((form for form in FORMATS.values() if form.is_suffix(target.suffix)), None)
    if name is None:
        if ending:
            return ending
        suffix = closest(target.suffix.lstrip("."), FORMATS)
        help_ = f"Did you mean .{suffix}? Or name" if suffix else "Name"
        raise UnknownFormatError(
            f"The name {target.name} does not end as any format does. "
            f"{help_} the format: {', '.join(FORMATS)}."
        )
    if name in FORMATS:
        if ending and ending.name != name:
            raise UnknownFormatError(
                f"The name {target.name} ends as {ending.name} does, but the format is {name}. "
                "Choose another name, or leave out the format."
            )
        return FORMATS[name]
    near = _PROGRAMS.get(name.lower())
    help_ = f"Did you mean “{near}”?" if near else nearest(name, FORMATS, "formats")
    raise UnknownFormatError(f"There is no format “{name}”. {help_}")
