"""Write a file or a folder completely, or change nothing."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kazakhstan_assembly.errors import ExportError

Files = Mapping[str, bytes]


def check_target(target: Path, *, overwrite: bool, names: frozenset[str] | None) -> None:
    """Check that an export may be written to `target`.

    `names` are the files that an export of the format can hold, None where it is a single file.

    Raises
    ------
    ExportError
        If the target's folder is missing, if something is there that may not be overwritten, or
        if it is no earlier export that could be replaced without a loss.
    """
    if not target.parent.is_dir():
        raise ExportError(f"The folder {target.parent} does not exist. Make it first.")
    if not os.path.lexists(target):
        return
    if not overwrite:
        said = f"{target} exists. Choose another path, or replace it with "
        raise ExportError(f"{said}overwrite=True.", for_command=f"{said}--overwrite.")
    if names is None and target.is_dir():
        raise ExportError(f"{target} is a folder, but the format is a file. Choose another path.")
    if names is not None:
        _check_folder(target, names)


def _check_folder(target: Path, names: frozenset[str]) -> None:
    """Check that a folder holds an export and nothing else, since all of it is replaced."""
    if not target.is_dir():
        raise ExportError(f"{target} is a file, but the format is a folder. Choose another path.")
    strangers = sorted(
        path.name for path in target.iterdir() if path.name not in names or not path.is_file()
    )
    if strangers:
        raise ExportError(
            f"{target} holds “{strangers[0]}”, which no export of this format wrote. "
            "Move it away, or choose another path."
        )


def write(target: Path, made: bytes | Files) -> None:
    """Write a file, or a folder of files, beside `target` and then move it there.

    Raises
    ------
    OSError
        If it cannot be written; `target` is then as it was, and nothing is left beside it.
    """
    staging = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        fresh = staging / "new"
        if isinstance(made, bytes):
            fresh.write_bytes(made)
            fresh.replace(target)
        else:
            fresh.mkdir()
            for name, data in made.items():
                (fresh / name).write_bytes(data)
            _replace_folder(fresh, target, staging / "old")
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _replace_folder(fresh: Path, target: Path, old: Path) -> None:
    """Move a folder to where another may stand, which is put back if that fails."""
    if not target.is_dir():
        fresh.rename(target)
        return
    with _uninterrupted():
        try:
            target.rename(old)
            fresh.rename(target)
        except BaseException:
            if not target.exists():
                old.rename(target)
            raise


@contextmanager
def _uninterrupted() -> Generator[None, None, None]:
    """Let signals such as SIGINT and SIGTERM wait: between two renames neither folder is there."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
