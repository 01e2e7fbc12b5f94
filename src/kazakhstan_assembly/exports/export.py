"""The tables in the formats that other programs read."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import NoReturn

from kazakhstan_assembly.errors import ExportError
from kazakhstan_assembly.exports.content import choose
from kazakhstan_assembly.exports.formats import Format, format_of
from kazakhstan_assembly.exports.target import check_target, write
from kazakhstan_assembly.io.datapackage import PackageData


def export(
    package: PackageData,
    path: str | PathLike[str],
    format: str | None = None,  # noqa: A002
    *,
    tables: Sequence[str] | None = None,
    overwrite: bool = False,
) -> Path:
    """Write the tables of a package in a format that other programs read; return the path."""
    target = Path(path)
    chosen = format_of(target, format)
    content = choose(package, tables)
    is_several = chosen.is_folder and len(content.names) != 1
    if format is None and is_several and target.parent.is_dir():
        _refuse_name_of_file(target, chosen, package)
    is_file = chosen.is_folder and len(content.names) == 1 and chosen.is_suffix(target.suffix)
    names = None if is_file else chosen.file_names(package.table_names)
    check_target(target, overwrite=overwrite, names=names)
    files = chosen.make(content)
    try:
        write(target, files[content.names[0] + chosen.suffixes[0]] if is_file else files)
    except OSError as error:
        reason = error.strerror or error
        raise ExportError(f"{target} cannot be written: {reason}. Nothing was changed.") from error
    return target


def _refuse_name_of_file(target: Path, chosen: Format, package: PackageData) -> NoReturn:
    """Refuse a path that ends as a file does where the format makes a folder of files.

    Raises
    ------
    ExportError
        Always; the message says how to get the one file.
    """
    said = f"{target.name} is the name of one file, but {chosen.name} makes one file per table. "
    if target.stem in package.table_names:
        python, command = f'tables=["{target.stem}"]', f"-t {target.stem}"
        said += "Choose the table with "
    else:
        python, command = 'tables=["sessions"]', "-t sessions"
        said += f"Name a folder, such as {target.stem}, or choose one table, for example with "
    raise ExportError(f"{said}{python}.", for_command=f"{said}{command}.")
