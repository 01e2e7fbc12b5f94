"""make release: the files that are attached to a release."""

from __future__ import annotations

import hashlib
import sqlite3
import zipfile
from pathlib import Path

import openpyxl
import pytest

import kazakhstan_assembly as ka
from release_files import make_release

pytestmark = pytest.mark.slow
TABLES = ka.list_tables()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    (folder / "kazakhstan-assembly-0.0.1.xlsx").touch()
    (folder / "of-my-own.txt").touch()
    make_release(folder)
    return folder


def test_a_release_has_all_formats_and_nothing_of_another(folder: Path) -> None:
    name = f"kazakhstan-assembly-{ka.__version__}"
    distribution = f"kazakhstan_assembly-{ka.__version__}"
    assert {path.name for path in folder.iterdir()} == {
        f"{name}.xlsx",
        f"{name}.sqlite",
        f"{name}.zip",
        f"{name}-stata.zip",
        f"{name}-spss.zip",
        f"{distribution}-py3-none-any.whl",
        f"{distribution}.tar.gz",
        "SHA256SUMS",
        "of-my-own.txt",
    }


def test_the_files_hold_every_table(folder: Path) -> None:
    name = f"kazakhstan-assembly-{ka.__version__}"
    book = openpyxl.load_workbook(folder / f"{name}.xlsx", read_only=True)
    assert set(TABLES) < set(book.sheetnames)
    database = sqlite3.connect(folder / f"{name}.sqlite")
    found = {row[0] for row in database.execute("SELECT name FROM sqlite_master")}
    assert set(TABLES) < found
    for program, ending in (("stata", "dta"), ("spss", "sav")):
        with zipfile.ZipFile(folder / f"{name}-{program}.zip") as archive:
            assert archive.testzip() is None
            names = set(archive.namelist())
        assert {f"{name}-{program}/{table}.{ending}" for table in TABLES} < names
        assert f"{name}-{program}/codebook.csv" in names
    assert ka.open_package(folder / f"{name}.zip").list_tables() == TABLES


def test_the_sums_are_those_of_the_files(folder: Path) -> None:
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    assert len(lines) == 7
    for line in lines:
        stated, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == stated


def test_a_second_release_is_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    make_release(tmp_path)
    assert (tmp_path / "SHA256SUMS").read_bytes() == (folder / "SHA256SUMS").read_bytes()
