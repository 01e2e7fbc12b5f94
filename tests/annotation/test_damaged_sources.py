"""A source with a damaged file is built, or refused with the place of each mistake."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import build
from conftest import ROOT
from kazakhstan_assembly.checks.findings import Finding
from kazakhstan_assembly.errors import SourceError

pytestmark = pytest.mark.slow
HARBOUR = ROOT / "tests/datasets/harbour"
FILES = sorted(path.relative_to(HARBOUR).as_posix() for path in HARBOUR.glob("source/**/*.*"))


def without_middle(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    third = len(lines) // 3
    path.write_text("".join(lines[:third] + lines[2 * third :]), encoding="utf-8")


def replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def cut_short(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


DAMAGES: list[Callable[[Path], None]] = [
    Path.unlink,
    cut_short,
    without_middle,
    replace_by_folder,
]


@pytest.mark.slow  # each damage of each file takes a build
@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_named(name: str, damage: Callable[[Path], None], tmp_path: Path) -> None:
    shutil.copytree(HARBOUR / "source", tmp_path / "source")
    damage(tmp_path / name)
    try:
        build.build(tmp_path)
    except SourceError as error:
        for finding in error.findings:
            assert isinstance(finding, Finding)
            assert str(finding.file).startswith("source/")
