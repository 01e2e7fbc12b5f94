"""What several tests share: the checkout, a copy to break, and the tables."""

from __future__ import annotations

import shutil
import socket
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

import kazakhstan_assembly as ka

ROOT = Path(__file__).parents[1]
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


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a copy of the source and of all generated files, to be broken at will."""
    for name in ("source", "tests/clients", *GENERATED):
        origin, copy = ROOT / name, tmp_path / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if origin.is_dir():
            shutil.copytree(origin, copy, ignore=shutil.ignore_patterns("node_modules"))
        else:
            shutil.copy(origin, copy)
    return tmp_path


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forbid every connection."""

    def refuse(_: socket.socket, address: object) -> None:
        raise OSError(f"a test asked the network for {address}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
