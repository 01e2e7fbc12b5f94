"""The formats of exports, and which one a path asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kazakhstan_assembly.errors import UnknownFormatError, closest, nearest
from kazakhstan_assembly.io.storage import DESCRIPTOR

if TYPE_CHECKING:
    from kazakhstan_assembly.exports.content import Content

CODEBOOK = "codebook"
PACKAGE = "package"


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
        make: Callable[[Content], Any] = getattr(module, f"make_{self.name}")
        return make

    def is_suffix(self, suffix: str) -> bool:
        """Return whether a file of this format may end so."""
        return suffix.lower() in self.suffixes

    def file_names(self, tables: Sequence[str]) -> frozenset[str] | None:
        """Return all files that a folder of this format may hold; None for a single file."""
        if not self.is_folder:
            return None
        files = (f"{table}{self.suffixes[0]}" for table in tables)
        return frozenset({*files, f"{CODEBOOK}.csv", f"{PACKAGE}.csv", DESCRIPTOR})


FORMATS: Mapping[str, Format] = {
    known.name: known
    for known in (
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


def format_of(target: Path, name: str | None) -> Format:
    """Return the named format, or, without a name, the format that a path's suffix stands for.

    Raises
    ------
    UnknownFormatError
        If there is no such format, or if the path has the suffix of another format.
    """
    ending = next((each for each in FORMATS.values() if each.is_suffix(target.suffix)), None)
    if name is None:
        if ending:
            return ending
        suffix = closest(target.suffix.lstrip("."), FORMATS)
        help_ = f"Did you mean .{suffix}? Or name" if suffix else "Name"
        raise UnknownFormatError(
            f"The name {target.name} does not have the suffix of a format. "
            f"{help_} the format: {', '.join(FORMATS)}."
        )
    if name in FORMATS:
        if ending and ending.name != name:
            raise UnknownFormatError(
                f"The name {target.name} has the suffix of {ending.name}, not of {name}. "
                "Choose another name, or leave out the format."
            )
        return FORMATS[name]
    near = _PROGRAMS.get(name.lower())
    help_ = f"Did you mean “{near}”?" if near else nearest(name, FORMATS, "formats")
    raise UnknownFormatError(f"There is no format “{name}”. {help_}")
