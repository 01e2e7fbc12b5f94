"""Releases: what is built twice is the same, to the byte, and an sdist gives the same wheel."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

import kazakhstan_assembly as ka
from conftest import ROOT, install
from mutation.files import copy_package

pytestmark = pytest.mark.slow
EPOCH = {"SOURCE_DATE_EPOCH": "1700000000"}


def build(source: Path, target: Path, **environment: str) -> tuple[Path, Path]:
    """Return the sdist and the wheel of a folder."""
    command = [sys.executable, "-I", "-m", "build", "--no-isolation", "--outdir", str(target)]
    subprocess.run(
        [*command, "--sdist", "--wheel", str(source)],
        check=True,
        capture_output=True,
        env={**os.environ, **EPOCH, **environment},
    )
    return next(target.glob("*.tar.gz")), next(target.glob("*.whl"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return build(ROOT, tmp_path_factory.mktemp("first"))


def test_two_builds_are_the_same_bytes(built: tuple[Path, Path], tmp_path: Path) -> None:
    again = build(ROOT, tmp_path, TZ="Asia/Almaty", LC_ALL="C", PYTHONHASHSEED="5")
    for one, other in zip(built, again, strict=True):
        assert one.name == other.name
        assert one.read_bytes() == other.read_bytes()


def test_the_sdist_holds_all_that_the_wheel_needs(built: tuple[Path, Path], tmp_path: Path) -> None:
    sdist, wheel = built
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    _, again = build(source, tmp_path / "again")
    assert again.read_bytes() == wheel.read_bytes()


def test_the_sdist_holds_what_is_committed_and_no_stray_file(built: tuple[Path, Path]) -> None:
    with tarfile.open(built[0]) as archive:
        paths = {name.partition("/")[2] for name in archive.getnames()}
    assert paths == {*committed(), "PKG-INFO"}


def committed() -> set[str]:
    """Return the files that git tracks, without those that pyproject.toml keeps out of an sdist."""
    found = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    build_settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]
    kept_out = tuple(
        f"{name.strip('/')}/" for name in build_settings["targets"]["sdist"]["exclude"]
    )
    return {name for name in found.stdout.splitlines() if not name.startswith(kept_out)}


def test_every_table_loads_from_an_installed_sdist(
    built: tuple[Path, Path], tmp_path: Path
) -> None:
    home, elsewhere = tmp_path / "venv", tmp_path / "elsewhere"
    elsewhere.mkdir()
    code = (
        "import kazakhstan_assembly as ka; print(ka.__file__); "
        "print({name: len(table) for name, table in ka.load_tables().items()})"
    )
    command = [str(install(built[0], home)), "-I", "-c", code]
    found = subprocess.run(command, cwd=elsewhere, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    file, counts = found.stdout.splitlines()
    assert Path(file).is_relative_to(home)
    assert counts == str({name: len(rows) for name, rows in ka.load_tables().items()})


@pytest.mark.parametrize("form", [0, 1], ids=["sdist", "wheel"])
def test_what_was_built_is_opened_without_being_installed(
    form: int, built: tuple[Path, Path]
) -> None:
    package = ka.open_package(built[form])
    assert package.load_table("sessions").equals(ka.load_table("sessions"))
    assert package.validate(only=["files", "pin", "same"]).valid


@pytest.mark.parametrize("form", [0, 1], ids=["sdist", "wheel"])
def test_two_versions_are_compared_from_what_was_built(
    form: int, built: tuple[Path, Path], tmp_path: Path
) -> None:
    assert ka.diff(built[form], ROOT).changes == ()
    assert ka.diff(built[form]).changes == ()
    copy_package(tmp_path)
    path = tmp_path / "data/csv/media.csv"
    text = path.read_bytes()
    assert b",11," in text
    path.write_bytes(text.replace(b",11,", b",13,", 1))
    (change,) = ka.diff(built[form], tmp_path).changes
    assert (change.row, change.column, change.new) == ("print", "language_count", "13")


def test_twine_finds_nothing(built: tuple[Path, Path]) -> None:
    command = [sys.executable, "-m", "twine", "check", "--strict", *map(str, built)]
    found = subprocess.run(command, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout


def test_the_wheel_does_not_grow_unnoticed(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[1]) as archive:
        sizes = {entry.filename: entry.compress_size for entry in archive.infolist()}
    reader = sizes["kazakhstan_assembly/_package/reader.html"]
    assert built[1].stat().st_size - reader < 600_000
