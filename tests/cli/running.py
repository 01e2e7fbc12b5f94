"""Running the command in a pipe and at a terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO

COLOURED = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-7]|9[0-7]|38;[0-9;]+)m")
PROGRAM = str(Path(sys.executable).parent / "kazakhstan-assembly")


@cache
def server() -> subprocess.Popen[str]:
    """Return the process that forks for each run; it ends when this process ends."""
    command = [sys.executable, str(Path(__file__).with_name("fork_server.py"))]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def piped(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Return what the command writes where no terminal is, and its exit code."""
    with tempfile.NamedTemporaryFile() as out, tempfile.NamedTemporaryFile() as err:
        start(arguments, os.environ | environment, [os.devnull, out.name, err.name])
        code = exit_code()
        written = [file.read().decode() for file in (out, err)]
    return subprocess.CompletedProcess(arguments, code, *written)


def at_a_terminal(*arguments: str, columns: int = 80, lines: int = 24, **environment: str) -> str:
    """Return what the command writes to a terminal of some width."""
    parent, child = pty.openpty()
    size = {"COLUMNS": str(columns), "LINES": str(lines), "TERM": "xterm-256color"}
    settings = os.environ | size | environment
    settings.pop("NO_COLOR", None) if "NO_COLOR" not in environment else None
    start(arguments, settings, [os.ttyname(child)] * 3)
    written = b""
    # What was written last is read after the answer, since this process holds the terminal open.
    readers: list[int | IO[str]] = [parent, answers()]
    while parent in select.select(readers, [], [])[0]:
        written += os.read(parent, 65536)
    exit_code()
    os.close(child)
    os.close(parent)
    return written.decode().replace("\r\n", "\n")


def start(arguments: Sequence[str], environment: Mapping[str, str], files: list[str]) -> None:
    asked = {"arguments": arguments, "files": files, "folder": str(Path.cwd())}
    stdin = server().stdin
    assert stdin is not None
    print(json.dumps(asked | {"environment": dict(environment)}), file=stdin, flush=True)


def exit_code() -> int:
    return int(answers().readline())


def answers() -> IO[str]:
    stdout = server().stdout
    assert stdout is not None
    return stdout


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", text)
