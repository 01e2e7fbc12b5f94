"""What every command does before it prints."""

from __future__ import annotations

import errno
import io
import os
import sys


class _ClosedStream(io.TextIOBase):
    """Standard output that is closed, as by ``>&-``: whatever is written to it fails."""

    def write(self, text: str, /) -> int:
        raise OSError(errno.EBADF, "it is closed")


def open_streams() -> None:
    """Give a program that was started without standard output or error something to write to."""
    sys.stdout = sys.stdout or _ClosedStream()
    sys.stderr = sys.stderr or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")


def print_anything() -> None:
    """Let no terminal's encoding stop a message: what it cannot show, it shows escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
