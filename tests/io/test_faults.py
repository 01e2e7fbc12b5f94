"""load_table on broken packages: the right table, or one error that names the file."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from test_validation import DESCRIPTORS, FAULTS

import kazakhstan_assembly as ka
from mutation.files import copy_package, refresh

ORIGINAL = {name: frame.copy(deep=True) for name, frame in ka.load_tables().items()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a package that is there to be broken."""
    copy_package(tmp_path)
    return tmp_path


def load_all(folder: Path) -> dict[str, str]:
    """Load every table; return the message for each that could not be loaded."""
    package, messages = ka.open_package(folder), dict[str, str]()
    for name in ORIGINAL:
        try:
            frame = package.load_table(name)
        except (ka.PackageError, ka.UnknownTableError) as error:
            messages[name] = str(error)
        else:
            pd.testing.assert_frame_equal(frame, ORIGINAL[name])
    return messages


def test_a_sound_package_loads(folder: Path) -> None:
    assert load_all(folder) == {}


@pytest.mark.parametrize("fault", [*FAULTS, "missing", "a folder", "another table"])
def test_a_broken_csv_file_is_named_and_all_others_load(folder: Path, fault: str) -> None:
    path = folder / "data/csv/voices.csv"
    if fault in FAULTS:
        path.write_bytes(FAULTS[fault](path.read_bytes()))
    else:
        path.unlink()
    if fault == "a folder":
        path.mkdir()
    if fault == "another table":
        shutil.copy(path.with_name("sentences.csv"), path)
    messages = load_all(folder)
    assert list(messages) == ["voices"]
    assert messages["voices"].startswith("data/csv/voices.csv")
    assert f"Restore the file in {folder}" in messages["voices"]


def test_a_flipped_bit_anywhere_is_named(folder: Path) -> None:
    path = folder / "data/csv/schools.csv"
    data = path.read_bytes()
    draw = random.Random(7)
    for position in draw.sample(range(len(data)), 60):
        flipped = bytearray(data)
        flipped[position] ^= 1 << draw.randrange(8)
        path.write_bytes(bytes(flipped))
        with pytest.raises(ka.PackageError, match=r"^data/csv/schools\.csv was altered"):
            ka.open_package(folder).load_table("schools")


@pytest.mark.parametrize("fault", ["missing", "another description", "another table", "no JSON"])
def test_a_broken_schema_is_named_and_all_others_load(folder: Path, fault: str) -> None:
    path = folder / "schemas/voices.json"
    text = path.read_text(encoding="utf-8")
    if fault == "missing":
        path.unlink()
    elif fault == "another table":
        shutil.copy(path.with_name("sentences.json"), path)
    else:
        path.write_text(text.replace("voice", "choice") if fault != "no JSON" else text[:-9])
    messages = load_all(folder)
    assert list(messages) == ["voices"]
    assert messages["voices"].startswith("schemas/voices.json")
    with pytest.raises(ka.PackageError, match=r"^schemas/voices\.json"):
        ka.open_package(folder).table_schema("voices")


@pytest.mark.parametrize("text", ["{}", '{"name": "voices"}', '{"name": "voices", "fields": [7]}'])
def test_a_schema_that_lacks_what_a_table_needs_is_named(folder: Path, text: str) -> None:
    (folder / "schemas/voices.json").write_text(text)
    refresh(folder)
    messages = load_all(folder)
    assert list(messages) == ["voices"]
    assert messages["voices"].startswith("schemas/voices.json: the ")


def test_broken_parquet_files_do_not_touch_the_loader(folder: Path) -> None:
    (folder / "data/parquet/voices.parquet").write_bytes(b"")
    (folder / "data/parquet/sentences.parquet").unlink()
    assert load_all(folder) == {}


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
def test_a_wrong_descriptor_gives_no_wrong_table(folder: Path, fault: str) -> None:
    outside = folder.parent / "secret.csv"
    shutil.copy(folder / "data/csv/sessions.csv", outside)
    (folder / "data/link.csv").symlink_to(outside)
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    OF_LOADING[fault](descriptor)
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    messages = load_all(folder)
    if "csv" in fault:
        assert "sessions" in messages
    for name, message in messages.items():
        named = r"datapackage\.json|/|[a-z_]+\.csv|no table"
        assert re.search(named, message), name


@pytest.mark.parametrize("text", ["", "[]", "{", "7", "[" * 100_000, "{}", '{"resources": []}'])
def test_what_is_no_descriptor_is_named(folder: Path, text: str) -> None:
    (folder / "datapackage.json").write_text(text)
    messages = load_all(folder)
    assert set(messages) == set(ORIGINAL)
    assert all(message.startswith("datapackage.json") for message in messages.values())


def test_a_broken_report_is_named(folder: Path) -> None:
    (folder / "source/report.txt").write_text("another text")
    with pytest.raises(ka.PackageError, match=r"source/report\.txt was altered"):
        ka.open_package(folder).read_report()
