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
    """Let no encoding stop or change what is printed.

    A terminal shows what it can, and the rest escaped. A file or a pipe gets UTF-8 with line feeds
    on every system, since programs read it.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
            if not stream.isatty():
                stream.reconfigure(encoding="utf-8", newline="\n")
