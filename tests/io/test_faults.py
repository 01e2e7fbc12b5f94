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
from test_validation import DESCRIPTORS, FAULTS

import kazakhstan_assembly as ka
from kazakhstan_assembly.io import datapackage as files
from kazakhstan_assembly.io import frames as tables
from mutation.files import copy_package, refresh

ORIGINAL = {name: frame.copy(deep=True) for name, frame in ka.load_tables().items()}
CACHES = (
    files.descriptor,
    files.resources,
    files.schema_of,
    tables._shared,  # pyright: ignore[reportPrivateUsage]
)


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


@pytest.mark.parametrize("fault", [*FAULTS, "missing", "a folder", "another table"])
def test_a_broken_csv_file_is_named_and_all_others_load(installed: Path, fault: str) -> None:
    path = installed / "data/csv/voices.csv"
    if fault in FAULTS:
        path.write_bytes(FAULTS[fault](path.read_bytes()))
    else:
        path.unlink()
    if fault == "a folder":
        path.mkdir()
    if fault == "another table":
        shutil.copy(path.with_name("units.csv"), path)
    said = load_all()
    assert list(said) == ["voices"]
    assert said["voices"].startswith("data/csv/voices.csv")
    assert "Reinstall kazakhstan-assembly" in said["voices"]


def test_a_flipped_bit_anywhere_is_named(installed: Path) -> None:
    path = installed / "data/csv/schools.csv"
    data = path.read_bytes()
    draw = random.Random(7)
    for position in draw.sample(range(len(data)), 60):
        flipped = bytearray(data)
        flipped[position] ^= 1 << draw.randrange(8)
        path.write_bytes(bytes(flipped))
        with pytest.raises(ka.PackageError, match=r"^data/csv/schools\.csv was altered"):
            tables.load_table("schools")


@pytest.mark.parametrize("fault", ["missing", "another description", "another table", "no JSON"])
def test_a_broken_schema_is_named_and_all_others_load(installed: Path, fault: str) -> None:
    path = installed / "schemas/voices.json"
    text = path.read_text(encoding="utf-8")
    if fault == "missing":
        path.unlink()
    elif fault == "another table":
        shutil.copy(path.with_name("units.json"), path)
    else:
        path.write_text(text.replace("voice", "choice") if fault != "no JSON" else text[:-9])
    said = load_all()
    assert list(said) == ["voices"]
    assert said["voices"].startswith("schemas/voices.json")
    with pytest.raises(ka.PackageError, match=r"^schemas/voices\.json"):
        ka.table_schema("voices")


@pytest.mark.parametrize("text", ["{}", '{"name": "voices"}', '{"name": "voices", "fields": [7]}'])
def test_a_schema_that_lacks_what_a_table_needs_is_named(installed: Path, text: str) -> None:
    (installed / "schemas/voices.json").write_text(text)
    refresh(installed)
    said = load_all()
    assert list(said) == ["voices"]
    assert said["voices"].startswith("schemas/voices.json: the ")


def test_broken_parquet_files_do_not_touch_the_loader(installed: Path) -> None:
    (installed / "data/parquet/voices.parquet").write_bytes(b"")
    (installed / "data/parquet/units.parquet").unlink()
    assert load_all() == {}


def csv_path(value: str) -> Callable[[dict[str, Any]], None]:
    def change(descriptor: dict[str, Any]) -> None:
        descriptor["resources"][0]["path"] = value

    return change


def swap_files(descriptor: dict[str, Any]) -> None:
    first, second = descriptor["resources"][:2]
    for part in ("path", "hash"):
        first[part], second[part] = second[part], first[part]


OF_LOADING: dict[str, Callable[[dict[str, Any]], object]] = {
    **{name: change for name, (change, _) in DESCRIPTORS.items()},
    "csv outside": csv_path("../secret.csv"),
    "csv absolute": csv_path("/etc/hostname"),
    "csv link": csv_path("data/link.csv"),
    "csv address": csv_path("https://example.org/a.csv"),
    "csv of Windows": csv_path("C:\\secret.csv"),
    "csv files swapped": swap_files,
    "no version": lambda d: d.pop("version"),
    "no licences": lambda d: d.update(licenses=[]),
    "hash of a wrong kind": lambda d: d["resources"][0].update(hash=7),
    "no hash of the schema": lambda d: d["resources"][0].pop("schema_hash"),
}


@pytest.mark.parametrize("fault", OF_LOADING)
def test_a_wrong_descriptor_gives_no_wrong_table(installed: Path, fault: str) -> None:
    outside = installed.parent / "secret.csv"
    shutil.copy(installed / "data/csv/sessions.csv", outside)
    (installed / "data/link.csv").symlink_to(outside)
    path = installed / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    OF_LOADING[fault](descriptor)
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    said = load_all()
    if "csv" in fault:
        assert "sessions" in said
    for name, message in said.items():
        named = r"datapackage\.json|/|[a-z_]+\.csv|no table"
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
