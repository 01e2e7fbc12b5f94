"""The package as others meet it: frictionless, the official profile, CSV, Parquet, wheel."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import dplib
import pandas as pd
import pyarrow.parquet as pq
import pytest
from frictionless import Package
from jsonschema import Draft7Validator

import kazakhstan_assembly as ka
from conftest import ROOT, TEXT, install, table

DESCRIPTOR: dict[str, Any] = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
FORMS = ("csv", "parquet")
TABLES = ka.list_tables()


def validate(folder: Path) -> Any:
    return Package(str(folder / "datapackage.json")).validate()


def test_frictionless_finds_no_error_and_no_warning() -> None:
    report = validate(ROOT)
    assert report.valid, report.to_summary()
    assert report.stats["errors"] == 0
    assert report.stats["warnings"] == 0
    assert len(report.tasks) == len(TABLES) + 1


def test_frictionless_command_from_another_folder(tmp_path: Path) -> None:
    command = Path(sys.executable).parent / "frictionless"
    found = subprocess.run(
        [str(command), "validate", str(ROOT / "datapackage.json")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )
    assert found.returncode == 0, found.stdout
    assert "INVALID" not in found.stdout


@pytest.mark.parametrize(
    ("file", "old", "new", "error"),
    [
        ("data/csv/numbers.csv", "some 470", "some 471", "hash-count"),
        ("data/csv/numbers.csv", ",470,", ",many,", "type-error"),
        ("data/csv/numbers.csv", ",approximately,", ",roughly,", "constraint-error"),
        ("data/csv/numbers.csv", "number-01788", "number-07657", "primary-key"),
        ("data/csv/numbers.csv", ",sentence-11,", ",sentence-99,", "foreign-key"),
        ("source/report.txt", "470", "471", "hash-count"),
    ],
)
def test_frictionless_sees_a_change(
    checkout: Path, file: str, old: str, new: str, error: str
) -> None:
    path = checkout / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = {row[0] for row in validate(checkout).flatten(["type"])}
    assert error in found


def profile_errors(name: str, data: Any) -> list[str]:
    folder = Path(dplib.__file__).parent / "profiles" / "2.0"
    profile = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return [error.message for error in Draft7Validator(profile).iter_errors(data)]


def test_the_official_profile_finds_no_error() -> None:
    assert profile_errors("datapackage", DESCRIPTOR) == []
    assert profile_errors("datapackage", {**DESCRIPTOR, "resources": []}) != []


@pytest.mark.parametrize("name", TABLES)
def test_each_table_schema_fits_the_official_profile(name: ka.TableName) -> None:
    assert profile_errors("tableschema", ka.table_schema(name)) == []


def test_files_have_the_stated_size_and_hash() -> None:
    for resource in DESCRIPTOR["resources"]:
        for entry in (resource, *resource.get("alternates", ())):
            data = (ROOT / entry["path"]).read_bytes()
            assert len(data) == entry["bytes"]
            assert f"sha256:{hashlib.sha256(data).hexdigest()}" == entry["hash"]


@pytest.mark.parametrize("name", TABLES)
def test_columns_say_what_they_mean(name: ka.TableName) -> None:
    schema = ka.table_schema(name)
    assert schema["title"]
    assert schema["description"].endswith(".")
    for field in schema["fields"]:
        assert field["title"]
        assert field["description"].endswith("."), field["name"]
        assert field["kind"]
        assert "example" in field, field["name"]
        if field["kind"] in {"coded", "judged"}:
            assert field["vocabulary"]
        if field["kind"] == "derived":
            assert field["rule"]
            assert field["inputs"]


@pytest.mark.parametrize("name", TABLES)
def test_csv_is_what_every_client_reads_alike(name: ka.TableName) -> None:
    data = (ROOT / f"data/csv/{name}.csv").read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")
    with (ROOT / f"data/csv/{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            for cell in row:
                assert cell == cell.strip()
                assert not cell.startswith(("=", "+", "-", "@"))
                assert cell.casefold() not in {"na", "n/a", "nan", "none", "null", "nil", "#n/a"}


@pytest.mark.parametrize("name", TABLES)
def test_csv_and_parquet_hold_the_same_cells(name: ka.TableName) -> None:
    frame = table(name)
    text = pd.read_csv(ROOT / f"data/csv/{name}.csv", dtype=str, keep_default_na=False)
    assert text.columns.tolist() == frame.columns.tolist()
    for column in frame:
        values = frame[column]
        if pd.api.types.is_datetime64_dtype(values):
            values = values.dt.strftime("%Y-%m-%d")
        shown = values.astype(object).where(values.notna(), "").map(str)
        if pd.api.types.is_bool_dtype(frame[column]):
            shown = shown.str.lower()
        assert shown.tolist() == text[column].tolist(), column


@pytest.mark.parametrize("name", TABLES)
def test_a_parquet_file_describes_itself(name: ka.TableName) -> None:
    path = ROOT / f"data/parquet/{name}.parquet"
    schema = pq.read_schema(path)
    metadata = schema.metadata or {}
    assert json.loads((pq.read_metadata(path).metadata or {})[b"table_schema"]) == ka.table_schema(
        name
    )
    assert metadata[b"version"].decode() == ka.__version__
    assert metadata[b"license"] == b"CC0-1.0"
    assert metadata[b"title"].decode() == table(name).attrs["title"]
    assert metadata[b"citation"].decode() == DESCRIPTOR["citation"]
    report = next(r for r in DESCRIPTOR["resources"] if r["name"] == "report")
    assert f"sha256:{metadata[b'source_sha256'].decode()}" == report["hash"]
    for column in schema:
        assert (column.metadata or {})[b"description"]


@pytest.mark.parametrize("name", TABLES)
def test_a_bare_read_parquet_keeps_the_types(name: ka.TableName) -> None:
    types = {
        "integer": "Int64",
        "boolean": "boolean",
        "string": TEXT,
        "date": "date32[day][pyarrow]",
    }
    frame = pd.read_parquet(ROOT / f"data/parquet/{name}.parquet")
    for field in ka.table_schema(name)["fields"]:
        assert str(frame[field["name"]].dtype) == types[field["type"]]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [
        sys.executable,
        "-I",
        "-m",
        "build",
        "--no-isolation",
        "--wheel",
        "--outdir",
        str(folder),
    ]
    subprocess.run([*command, str(ROOT)], check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_whole_package_but_its_second_form(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    inside = "kazakhstan_assembly/_package/"
    beside = ("identifiers", "editorial_notes", "labels", "mentions", "vocabularies")
    needed = {"CITATION.cff", "datapackage.json", "reader.html"}
    needed |= {"source/coding/codes.csv", *(f"source/{name}.yaml" for name in beside)}
    for resource in DESCRIPTOR["resources"]:
        needed |= {resource["path"]}
        needed |= {resource["schema"]} if "schema" in resource else set()
    packaged = {name for name in names if name.startswith(inside)}
    assert packaged == {inside + path for path in needed}
    about = re.compile(r"kazakhstan_assembly-[^/]+\.dist-info/")
    code = {name for name in names - packaged if not about.match(name)}
    written = {path for path in (ROOT / "src").rglob("*.*") if path.suffix != ".pyc"}
    assert code == {path.relative_to(ROOT / "src").as_posix() for path in written}
    assert re.search(r"licenses/LICENSE-DATA", " ".join(names))


def test_the_wheel_works_in_a_fresh_environment_from_another_folder(
    wheel: Path, tmp_path: Path
) -> None:
    home = tmp_path / "venv"
    python = install(wheel, home)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    code = (
        "import kazakhstan_assembly as ka; tables = ka.load_tables(); "
        "valid = ka.validate().valid; "
        "print(ka.__version__, len(tables), len(ka.read_report()), valid, ka.__file__)"
    )
    found = subprocess.run(
        [str(python), "-I", "-c", code], cwd=elsewhere, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr
    version, count, length, valid, file = found.stdout.split()
    assert (version, int(count), int(length)) == (ka.__version__, len(TABLES), 13332)
    assert valid == "True"
    assert Path(file).is_relative_to(home)


def test_the_wheel_works_without_being_unpacked(wheel: Path, tmp_path: Path) -> None:
    code = (
        "import kazakhstan_assembly as ka; tables = ka.load_tables(); "
        "print(ka.__file__, len(tables), len(ka.read_report()), ka.cite('cff')[:3], "
        "ka.trace('sessions', 'session-06', 'motto').cells[0].kind, ka.validate().valid, "
        "len(ka.find('Kofi Annan')) > 0, ka.diff('installed').bump, "
        "ka.connect().sql('FROM sessions').shape[0], "
        "ka.export('sessions.csv', tables=['sessions']).stat().st_size, "
        "ka.export('sessions.parquet', tables=['sessions']).stat().st_size, "
        "ka.read(open_browser=False).stat().st_size)"
    )
    environment = {**os.environ, "PYTHONPATH": str(wheel)}
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, cwd=tmp_path
    )
    assert found.returncode == 0, found.stderr
    file, *rest = found.stdout.split()
    assert file.startswith(str(wheel))
    sizes = [str((ROOT / f"data/{form}/sessions.{form}").stat().st_size) for form in FORMS]
    reader = (ROOT / "docs/reader.html").stat().st_size
    of_code = [str(len(TABLES)), "13332", "cff", "derived", "True"]
    assert rest == [*of_code, "True", "none", "10", *sizes, str(reader)]
    published = (ROOT / "data/parquet/sessions.parquet").read_bytes()
    assert (tmp_path / "sessions.parquet").read_bytes() == published


def test_a_wheel_that_is_not_installed_is_opened(wheel: Path) -> None:
    package = ka.open_package(wheel)
    assert package.version == ka.__version__
    for name, frame in package.load_tables().items():
        pd.testing.assert_frame_equal(frame, table(name))
    assert package.read_report() == ka.read_report()
    assert package.cite("cff") == ka.cite("cff")
    assert package.read(open_browser=False).read_bytes() == ka.read(open_browser=False).read_bytes()
    assert package.diff(ROOT).changes == ()
    assert ka.trace("numbers", "number-07899") == package.trace("numbers", "number-07899")


def test_a_wheel_that_is_not_installed_is_validated(wheel: Path) -> None:
    result = ka.open_package(wheel).validate()
    assert result.findings == []
    assert result.checks["same"] == "passed"
    assert ka.validate(wheel, only=["files"]).checks == {"files": "passed"}


def test_an_installed_package_names_a_missing_or_altered_file(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    csv = tmp_path / "kazakhstan_assembly/_package/data/csv"
    shutil.copy(csv / "media.csv", csv / "schools.csv")
    (csv / "numbers.csv").unlink()
    code = (
        "import kazakhstan_assembly as ka\n"
        "for name in ('schools', 'numbers'):\n"
        "    try: ka.load_table(name)\n"
        "    except ka.PackageError as error: print(error)\n"
        "print(len(ka.load_table('media')))"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    altered, missing, rows = found.stdout.splitlines()
    assert altered.startswith("data/csv/schools.csv was altered")
    assert missing.startswith("data/csv/numbers.csv is missing")
    assert "Reinstall" in altered
    assert rows == "4"
