"""What every command does before it prints."""

from __future__ import annotations

import io
import sys


def print_anything() -> None:
    """Let no terminal's encoding stop a message: what it cannot show, it shows escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
