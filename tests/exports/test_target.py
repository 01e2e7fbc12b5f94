"""Replacing an export: the old one or the new one is always there."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import kazakhstan_assembly as ka
from kazakhstan_assembly.exports import target

LINES = range(40)


@contextmanager
def interrupted_at(line: int) -> Iterator[list[int]]:
    """Send SIGINT before the line of a number runs in ``_replace_folder`` or what it calls."""
    lines: list[int] = []
    codes = {target._replace_folder.__code__, Path.rename.__code__}  # pyright: ignore[reportPrivateUsage]

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        if frame.f_code not in codes:
            return None
        if event == "line":
            lines.append(frame.f_lineno)
            if len(lines) == line + 1:
                os.kill(os.getpid(), signal.SIGINT)
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield lines
    finally:
        sys.settrace(before)


@pytest.mark.parametrize("line", LINES)
def test_an_interrupted_replacement_leaves_the_old_or_the_new(tmp_path: Path, line: int) -> None:
    folder = tmp_path / "export"
    target.write(folder, {"a.csv": b"old"})
    reached: list[int] = []
    try:
        with interrupted_at(line) as reached:
            target.write(folder, {"a.csv": b"new"})
    except KeyboardInterrupt:
        assert len(reached) > line
    assert (folder / "a.csv").read_bytes() in (b"old", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["export"]
    assert len(reached) < LINES.stop  # so that every line has had its turn


def test_a_folder_of_ones_own_is_not_replaced(tmp_path: Path) -> None:
    mine = tmp_path / "export/media.csv/mine.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    with pytest.raises(ka.ExportError, match=r"holds “media\.csv”, which no export"):
        ka.export(tmp_path / "export", "csv", overwrite=True)
    assert mine.read_text() == "mine"
