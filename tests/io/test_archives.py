"""Packages in archives: the same package as in a folder, or one sentence that says why not."""

from __future__ import annotations

import io
import pickle
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import kazakhstan_assembly as ka
from conftest import ROOT
from kazakhstan_assembly.io import archives
from mutation.files import copy_package

Files = dict[str, bytes]
Write = Callable[[Path, list[tuple[str, bytes]]], None]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Return the files of the published package."""
    folder = tmp_path_factory.mktemp("package")
    copy_package(folder)
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def write_zip(path: Path, members: list[tuple[str, bytes]]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)


def write_tar(path: Path, members: list[tuple[str, bytes]]) -> None:
    with tarfile.open(path, "w:gz") as archive:
        for name, data in members:
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))


WRITERS: dict[str, Write] = {"package.zip": write_zip, "package.tar.gz": write_tar}
each_kind = pytest.mark.parametrize("name", WRITERS)


def inside(files: Files, folder: str) -> list[tuple[str, bytes]]:
    return [(folder + name, data) for name, data in files.items()]


@each_kind
@pytest.mark.parametrize("folder", ["", "./", "some/folder/"])
def test_a_package_in_an_archive_is_that_in_a_folder(
    name: str, folder: str, files: Files, tmp_path: Path
) -> None:
    WRITERS[name](tmp_path / name, inside(files, folder))
    package = ka.open_package(tmp_path / name)
    assert package.version == ka.__version__
    assert package.list_tables() == ka.list_tables()
    pd.testing.assert_frame_equal(package.load_table("sessions"), ka.load_table("sessions"))
    assert package.read_report() == ka.read_report()
    assert package.validate(only=["files", "pin"]).valid
    assert ka.validate(tmp_path / name, only=["files", "pin"]).valid


@each_kind
def test_packages_within_the_package_are_its_files(name: str, files: Files, tmp_path: Path) -> None:
    members = [*inside(files, "a/"), *inside(files, "a/tests/b/")]
    WRITERS[name](tmp_path / name, members)
    assert ka.open_package(tmp_path / name).list_tables() == ka.list_tables()


@each_kind
def test_an_archive_of_two_packages_is_refused(name: str, files: Files, tmp_path: Path) -> None:
    WRITERS[name](tmp_path / name, [*inside(files, "one/"), *inside(files, "two/")])
    with pytest.raises(ka.RequestError, match="holds more than one data package, in one/ and two/"):
        ka.open_package(tmp_path / name)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@each_kind
def test_a_file_that_is_there_twice_is_refused(name: str, files: Files, tmp_path: Path) -> None:
    members = [*files.items(), ("data/csv/media.csv", b"")]
    WRITERS[name](tmp_path / name, members)
    with pytest.raises(ka.PackageError, match=r"broken \(it holds data/csv/media\.csv twice\)"):
        ka.open_package(tmp_path / name)


@each_kind
def test_an_archive_without_a_package_is_named(name: str, tmp_path: Path) -> None:
    WRITERS[name](tmp_path / name, [("data/csv/media.csv", b"")])
    with pytest.raises(ka.RequestError, match=f"There is no data package at .*{name}"):
        ka.open_package(tmp_path / name)


@each_kind
@pytest.mark.parametrize("broken", ["empty", "cut short", "in the middle", "no archive"])
def test_a_broken_archive_is_named_when_it_is_opened(
    name: str, broken: str, files: Files, tmp_path: Path
) -> None:
    path = tmp_path / name
    WRITERS[name](path, list(files.items()))
    data, middle = path.read_bytes(), path.stat().st_size // 2
    damage = {
        "empty": b"",
        "cut short": data[:middle],
        "in the middle": data[:middle] + bytes(64) + data[middle + 64 :],
        "no archive": b"words",
    }
    path.write_bytes(damage[broken])
    with pytest.raises(ka.PackageError, match=f"The archive .*{name} is broken"):
        ka.open_package(path)


@each_kind
def test_an_archive_that_unpacks_to_too_much_is_not_read(
    name: str, files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    WRITERS[name](tmp_path / name, list(files.items()))
    monkeypatch.setattr(archives, "_MOST_BYTES", 100_000)
    with pytest.raises(ka.PackageError, match="it holds more than 100000 bytes"):
        ka.open_package(tmp_path / name)


@each_kind
def test_a_missing_or_altered_file_is_named(name: str, files: Files, tmp_path: Path) -> None:
    changed = files | {"data/csv/media.csv": files["data/csv/schools.csv"]}
    del changed["data/csv/numbers.csv"]
    WRITERS[name](tmp_path / name, list(changed.items()))
    package = ka.open_package(tmp_path / name)
    with pytest.raises(ka.PackageError, match=rf"^data/csv/media\.csv was altered.*{name}"):
        package.load_table("media")
    with pytest.raises(ka.PackageError, match=r"^data/csv/numbers\.csv is missing"):
        package.load_table("numbers")
    assert len(package.load_table("schools")) == len(ka.load_table("schools"))


@each_kind
def test_a_member_that_leads_out_of_the_archive_is_never_written(
    name: str, files: Files, tmp_path: Path
) -> None:
    members = [*inside(files, "a/"), ("a/../../outside", b""), ("../outside", b"")]
    WRITERS[name](tmp_path / name, members)
    with ka.open_package(tmp_path / name).storage.unpacked() as folder:
        found = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
    assert found == {path for path in files if "." in path}


@pytest.mark.parametrize("place", ["absent", "data", "data/csv/media.csv", "README.md"])
def test_a_place_without_a_package_is_named(place: str) -> None:
    with pytest.raises(ka.RequestError, match=f"There is no data package at .*{place}"):
        ka.open_package(ROOT / place)


@pytest.mark.parametrize("place", [ROOT, ROOT / "datapackage.json", str(ROOT)])
def test_a_folder_is_opened_by_itself_or_by_its_descriptor(place: str | Path) -> None:
    assert ka.open_package(place).load_table("sessions").shape == ka.load_table("sessions").shape


def test_a_package_crosses_to_another_process(files: Files, tmp_path: Path) -> None:
    path = tmp_path / "package.zip"
    write_zip(path, list(files.items()))
    package = pickle.loads(pickle.dumps(ka.open_package(path)))
    assert package.load_table("media").equals(ka.load_table("media"))
    assert pickle.loads(pickle.dumps(ka.load_table)) == ka.load_table
