"""What several tests share: the checkout, a copy to break, and the tables."""

from __future__ import annotations

import csv
import os
import shutil
import socket
import subprocess
import sys
import venv
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NoReturn

import pandas as pd
import pytest

import kazakhstan_assembly as ka
from mutation.files import copy_package

ROOT = Path(__file__).parents[1]
# What pandas calls text; before pandas 3 it has no type of its own.
TEXT = "str" if int(pd.__version__.partition(".")[0]) >= 3 else "object"
GENERATED = (
    "schemas",
    "data",
    "metadata",
    "datapackage.json",
    "ro-crate-metadata.json",
    "docs/reader.html",
    "docs/use-from.md",
    "docs/tutorials/elsewhere.md",
    "README.md",
    "CITATION.cff",
)


@cache
def table(name: ka.TableName) -> pd.DataFrame:
    return ka.load_table(name)


def set_cell(path: Path, key: str, column: str, text: str) -> None:
    """Write another text into one cell of a CSV file; the row is the one with `key` first."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    (row,) = [row for row in rows if row[0] == key]
    row[header.index(column)] = text
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def missing(program: str, installed_by: str) -> NoReturn:
    """Skip a test for want of a program, with what installs it; under CI that is a failure."""
    reason = f"{program} is not installed; install it with: {installed_by}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def outcome(ci: str, attempt: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> str:
    """Return how a test ends that wants a program, and why; a skip in it is none of this test."""
    monkeypatch.setenv("CI", ci)
    with pytest.raises((pytest.fail.Exception, pytest.skip.Exception)) as found:
        attempt()
    return f"{found.type.__name__}: {found.value.msg}"


def install(archive: Path, home: Path) -> Path:
    """Return the Python of a new environment with the package of an archive and no other code.

    The libraries, and what builds an sdist, come from the environment that runs the tests.
    """
    venv.create(home, with_pip=False)
    site = next(home.glob("lib/python*/site-packages"))
    (site / "dependencies.pth").write_text(str(Path(pd.__file__).parents[1]))
    python = home / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    alone = ("--no-deps", "--no-index", "--no-build-isolation")
    subprocess.run([*pip, *alone, str(archive)], check=True)
    return python


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a copy of the source and of all generated files, to be broken at will."""
    for name in ("source", "tests/clients", "LICENSE", *GENERATED):
        origin, copy = ROOT / name, tmp_path / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if origin.is_dir():
            shutil.copytree(origin, copy, ignore=shutil.ignore_patterns("node_modules"))
        else:
            shutil.copy(origin, copy)
    return tmp_path


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a copy of the published package alone, without source/facts."""
    folder = tmp_path / "package"
    folder.mkdir()
    copy_package(folder)
    return folder


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forbid every connection, and every look-up of a name."""

    def refuse_connection(_: socket.socket, address: object) -> None:
        raise OSError(f"a test asked the network for {address}")

    def refuse_name(host: object, *_: object, **__: object) -> None:
        raise OSError(f"a test asked the network for the address of {host}")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse_connection)
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
        monkeypatch.setattr(socket, name, refuse_name)
