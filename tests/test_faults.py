"""load_table on broken installations: the right table, or one error that names the file."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import kazakhstan_assembly as ka
from kazakhstan_assembly import package as files
from kazakhstan_assembly import tables
from mutation.files import copy_package
from test_validation import DESCRIPTORS, FAULTS

ORIGINAL = {name: frame.copy(deep=True) for name, frame in ka.load_tables().items()}
CACHES = (files.descriptor, files.resources, tables._shared)  # pyright: ignore[reportPrivateUsage]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the folder of an installed package that is there to be broken."""
    copy_package(tmp_path)
    monkeypatch.setattr(files, "root", lambda: tmp_path)
    for cached in CACHES:
        cached.cache_clear()
    yield tmp_path
    for cached in CACHES:
        cached.cache_clear()


def load_all() -> dict[str, str]:
    """Load every table; return what was said where one could not be loaded."""
    said: dict[str, str] = {}
    for name in ORIGINAL:
        try:
            frame = tables.load_table(name)
        except (ka.PackageError, ka.UnknownTableError) as error:
            said[name] = str(error)
        else:
            pd.testing.assert_frame_equal(frame, ORIGINAL[name])
    return said


def test_a_sound_installation_loads(installed: Path) -> None:
    assert load_all() == {}


@pytest.mark.parametrize(
    "fault", sorted({*FAULTS, "missing", "a folder", "another table"} - {"latin-1"})
)
def test_a_broken_parquet_file_is_named_and_all_others_load(installed: Path, fault: str) -> None:
    path = installed / "data/parquet/voices.parquet"
    if fault in FAULTS:
        data = path.read_bytes().decode("latin-1").encode()
        path.write_bytes(FAULTS[fault](data))
    else:
        path.unlink()
    if fault == "a folder":
        path.mkdir()
    if fault == "another table":
        shutil.copy(path.with_name("units.parquet"), path)
    said = load_all()
    assert list(said) == ["voices"]
    assert said["voices"].startswith("data/parquet/voices.parquet")
    assert "Reinstall kazakhstan-assembly" in said["voices"]


def test_a_flipped_bit_anywhere_is_named(installed: Path) -> None:
    path = installed / "data/parquet/schools.parquet"
    data = path.read_bytes()
    draw = random.Random(7)
    for position in draw.sample(range(len(data)), 60):
        flipped = bytearray(data)
        flipped[position] ^= 1 << draw.randrange(8)
        path.write_bytes(bytes(flipped))
        with pytest.raises(ka.PackageError, match=r"^data/parquet/schools\.parquet was altered"):
            tables.load_table("schools")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_broken_csv_does_not_touch_the_loader(installed: Path, fault: str) -> None:
    path = installed / "data/csv/voices.csv"
    path.write_bytes(FAULTS[fault](path.read_bytes()))
    assert load_all() == {}


def parquet_path(value: str) -> Callable[[dict[str, Any]], None]:
    def change(descriptor: dict[str, Any]) -> None:
        descriptor["resources"][0]["alternates"][0]["path"] = value

    return change


def swap_parquet(descriptor: dict[str, Any]) -> None:
    first, second = descriptor["resources"][:2]
    first["alternates"], second["alternates"] = second["alternates"], first["alternates"]


OF_PARQUET: dict[str, Callable[[dict[str, Any]], object]] = {
    **{name: change for name, (change, _) in DESCRIPTORS.items()},
    "parquet outside": parquet_path("../secret.parquet"),
    "parquet absolute": parquet_path("/etc/hostname"),
    "parquet link": parquet_path("data/link.parquet"),
    "parquet address": parquet_path("https://example.org/a.parquet"),
    "parquet of Windows": parquet_path("C:\\secret.parquet"),
    "parquet files swapped": swap_parquet,
    "no alternates": lambda d: d["resources"][0].pop("alternates"),
    "no version": lambda d: d.pop("version"),
    "no licences": lambda d: d.update(licenses=[]),
    "hash of a wrong kind": lambda d: d["resources"][0]["alternates"][0].update(hash=7),
}


@pytest.mark.parametrize("fault", OF_PARQUET)
def test_a_wrong_descriptor_gives_no_wrong_table(installed: Path, fault: str) -> None:
    outside = installed.parent / "sessions.parquet"
    shutil.copy(installed / "data/parquet/sessions.parquet", outside)
    (installed / "data/link.parquet").symlink_to(outside)
    path = installed / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    OF_PARQUET[fault](descriptor)
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    said = load_all()
    if "parquet" in fault:
        assert "sessions" in said
    for name, message in said.items():
        named = r"datapackage\.json|/|[a-z_]+\.parquet|no table"
        assert re.search(named, message), name


@pytest.mark.parametrize("text", ["", "[]", "{", "7", "[" * 100_000, "{}", '{"resources": []}'])
def test_what_is_no_descriptor_is_named(installed: Path, text: str) -> None:
    (installed / "datapackage.json").write_text(text)
    said = load_all()
    assert set(said) == set(ORIGINAL)
    assert all(message.startswith("datapackage.json") for message in said.values())


def test_a_broken_report_is_named(installed: Path) -> None:
    (installed / "source/report.txt").write_text("another text")
    with pytest.raises(ka.PackageError, match=r"source/report\.txt was altered"):
        ka.read_report()
