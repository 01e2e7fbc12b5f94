"""DataPackage: one object per package; the functions are the methods of the installed one."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pyreadstat
import pytest

import kazakhstan_assembly as ka
from conftest import ROOT, set_cell
from kazakhstan_assembly import METHODS
from kazakhstan_assembly.datapackage import INSTALLED, DataPackage
from kazakhstan_assembly.io.declarations import FORMER_NAMES
from mutation.files import copy_package, refresh

RELEASE = ROOT / "source/releases/0.1.0.zip"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the published package, to be changed."""
    folder = tmp_path / "copy"
    folder.mkdir()
    copy_package(folder)
    return folder


@pytest.mark.parametrize("name", METHODS)
def test_the_functions_are_the_methods_of_the_installed_package(name: str) -> None:
    function = getattr(ka, name)
    assert function == getattr(INSTALLED, name)
    assert function.__doc__ == getattr(DataPackage, name).__doc__
    assert "self" not in inspect.signature(function).parameters


def test_every_public_method_is_a_function() -> None:
    own = {name for name, _ in inspect.getmembers(DataPackage, inspect.isfunction)}
    inherited = {name for name, _ in inspect.getmembers(DataPackage.__base__, inspect.isfunction)}
    assert {name for name in own - inherited if not name.startswith("_")} == set(METHODS)


def test_two_packages_share_nothing(folder: Path) -> None:
    set_cell(folder / "data/csv/media.csv", "print", "language_count", "12")
    refresh(folder)
    changed, other = ka.open_package(folder), ka.open_package(folder)
    assert changed.load_table("media")["language_count"].tolist()[0] == 12
    assert ka.load_table("media")["language_count"].tolist()[0] == 11
    assert changed.load_arrow("media").column("language_count")[0].as_py() == 12
    assert changed.trace("media", "print", "language_count").cells[0].value == 12
    assert ka.trace("media", "print", "language_count").cells[0].value == 11
    assert changed.schema("media") is changed.schema("media")
    assert changed.schema("media") is not other.schema("media")


def test_what_was_read_is_not_read_again(folder: Path) -> None:
    package = ka.open_package(folder)
    before = package.load_table("media")
    (folder / "data/csv/media.csv").unlink()
    assert package.load_table("media").equals(before)
    with pytest.raises(ka.PackageError, match=r"^data/csv/media\.csv is missing"):
        ka.open_package(folder).load_table("media")


def test_packages_are_compared_as_objects_or_by_where_they_lie(folder: Path) -> None:
    set_cell(folder / "data/csv/media.csv", "print", "language_count", "12")
    package = ka.open_package(folder)
    expected = ka.diff(ROOT, folder).changes
    assert [change.new for change in expected] == ["12"]
    assert ka.diff(INSTALLED, package).changes == expected
    assert package.diff(INSTALLED).changes == expected
    assert package.diff("installed", package).changes == expected
    assert package.diff(package).changes == ()


def test_every_method_answers_for_an_opened_package(folder: Path, tmp_path: Path) -> None:
    package = ka.open_package(folder)
    assert package.find("Kofi Annan").equals(ka.find("Kofi Annan"))
    assert package.trace("sessions", "session-06") == ka.trace("sessions", "session-06")
    assert package.describe_table("media").equals(ka.describe_table("media"))
    assert package.list_vocabularies() == ka.list_vocabularies()
    assert package.describe_vocabulary("bound").equals(ka.describe_vocabulary("bound"))
    assert package.cite("bibtex") == ka.cite("bibtex")
    assert package.table_schema("media") == ka.table_schema("media")
    assert package.load_tables().keys() == ka.load_tables().keys()
    rows = ka.connect().sql("FROM media").fetchall()
    assert package.connect().sql("FROM media").fetchall() == rows
    written = package.export(tmp_path / "media.csv", tables=["media"])
    assert written.read_bytes() == (ROOT / "data/csv/media.csv").read_bytes()
    with pytest.raises(ka.PackageError, match=r"^CITATION\.cff is missing"):
        package.cite("cff")
    with pytest.raises(ka.PackageError, match=r"^reader\.html is missing"):
        package.read(open_browser=False)


# Older releases


def test_every_table_of_an_older_release_loads() -> None:
    package = ka.open_package(RELEASE)
    assert package.version == "0.1.0"
    for name in package.list_tables():
        assert len(package.load_table(name)) == package.resource(name)["rows"]
        assert package.load_arrow(name).num_rows == package.resource(name)["rows"]


def test_an_older_release_is_described_in_the_words_of_today() -> None:
    package = ka.open_package(RELEASE)
    for name in package.list_tables():
        schema = package.table_schema(name)
        for properties in (schema, *schema["fields"]):
            assert not properties.keys() & FORMER_NAMES.keys()
    assert package.describe_table("sessions").loc["ordinal", "inputs"] == "ordinal_text"
    assert package.find("kofi annan").loc[0, "row_id"] == "kofi-annan"
    assert "(Version 0.1.0)" in package.cite()
    assert package.connect().sql("SELECT count(*) FROM sessions").fetchall() == [(10,)]


def test_a_hash_is_compared_under_its_former_name_too(folder: Path) -> None:
    path = folder / "datapackage.json"
    path.write_text(path.read_text("utf-8").replace('"schema_hash"', '"schemaHash"'), "utf-8")
    assert ka.open_package(folder).table_schema("media") == ka.table_schema("media")
    schema = folder / "schemas/media.json"
    schema.write_text(schema.read_text("utf-8").replace('"title": "', '"title": "All ', 1), "utf-8")
    assert '"title": "All ' in schema.read_text("utf-8")
    with pytest.raises(ka.PackageError, match=r"^schemas/media\.json was altered"):
        ka.open_package(folder).table_schema("media")


def test_what_an_older_release_left_out_is_named() -> None:
    with pytest.raises(ka.PackageError, match=r"^source/report\.txt is missing .*0\.1\.0\.zip"):
        ka.open_package(RELEASE).read_report()


# Exports as packages


def test_an_export_is_a_package_too(tmp_path: Path) -> None:
    for target in (ka.export(tmp_path / "csv", "csv"), ka.export(tmp_path / "all.zip")):
        package = ka.open_package(target)
        assert package.list_tables() == ka.list_tables()
        assert package.load_table("media").equals(ka.load_table("media"))
        assert package.diff(INSTALLED).changes == ()
    assert ka.open_package(tmp_path / "all.zip").read_report() == ka.read_report()
    with pytest.raises(ka.PackageError, match="lists no resource “report”"):
        ka.open_package(tmp_path / "csv").read_report()


def test_json_lines_are_not_taken_for_csv(tmp_path: Path) -> None:
    target = ka.export(tmp_path / "jsonl", "jsonl", tables=["media"])
    with pytest.raises(ka.PackageError, match=r"^media\.jsonl: the file cannot be read as CSV"):
        ka.open_package(target).load_table("media")


# A column of numbers, which this data set does not have

SHARES = [3.5, 0.1, None, 1e22]
SHARE = {
    "name": "share",
    "title": "Share",
    "type": "number",
    "description": "A share.",
    "kind": "judged",
    "example": "3.5",
    "constraints": {"minimum": 0.1},
}


@pytest.fixture
def with_numbers(folder: Path) -> DataPackage:
    """Return a package whose table media has a column of numbers."""
    path = folder / "schemas/media.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    schema["fields"].append(SHARE)
    path.write_text(json.dumps(schema), encoding="utf-8")
    path = folder / "data/csv/media.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    shares = ["" if share is None else repr(share) for share in SHARES]
    lines = [f"{head},share", *(f"{row},{share}" for row, share in zip(rows, shares, strict=True))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    refresh(folder)
    return ka.open_package(folder)


def test_numbers_load_as_numbers(with_numbers: DataPackage) -> None:
    assert str(with_numbers.load_table("media")["share"].dtype) == "Float64"
    nullable = with_numbers.load_table("media", dtype_backend="numpy_nullable")
    assert str(nullable["share"].dtype) == "Float64"
    arrow = with_numbers.load_table("media", dtype_backend="pyarrow")
    assert str(arrow["share"].dtype) == "double[pyarrow]"
    assert with_numbers.load_arrow("media").column("share").to_pylist() == SHARES
    assert with_numbers.describe_table("media").loc["share", "dtype"] == "Float64"
    shared = with_numbers.load_table("media")
    shared.loc[0, "share"] = 7.0
    assert with_numbers.load_table("media")["share"].tolist()[0] == 3.5


def read_sqlite(path: Path) -> list[Any]:
    import sqlite3

    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT share FROM media")]


def read_duckdb(path: Path) -> list[Any]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return [row[0] for row in connection.execute("SELECT share FROM media").fetchall()]


def read_json_lines(path: Path) -> list[Any]:
    return [json.loads(line)["share"] for line in path.read_text("utf-8").splitlines()]


READERS: dict[str, tuple[str, Callable[[Path], Any]]] = {
    "csv": ("media.csv", lambda path: pd.read_csv(path)["share"]),
    "parquet": ("media.parquet", lambda path: pq.read_table(path).column("share").to_pylist()),
    "jsonl": ("media.jsonl", read_json_lines),
    "xlsx": ("media.xlsx", lambda path: pd.read_excel(path, engine="calamine")["share"]),
    "dta": ("media.dta", lambda path: pd.read_stata(path)["share"]),
    "sav": ("media.sav", lambda path: pyreadstat.read_sav(path)[0]["share"]),
    "sqlite": ("all.sqlite", read_sqlite),
    "duckdb": ("all.duckdb", read_duckdb),
    "zip": ("all.zip", lambda path: ka.open_package(path).load_table("media")["share"]),
}


@pytest.mark.parametrize("form", READERS)
def test_numbers_are_exported_to_every_format(
    form: str, with_numbers: DataPackage, tmp_path: Path
) -> None:
    name, reader = READERS[form]
    tables = None if name.startswith("all") else ["media"]
    path = with_numbers.export(tmp_path / name, tables=tables)
    assert [None if pd.isna(cell) else cell for cell in reader(path)] == SHARES


# What an import brings


@pytest.mark.parametrize(
    ("code", "heavy"),
    [
        ("import kazakhstan_assembly", set[str]()),
        ("import kazakhstan_assembly as ka; ka.load_arrow('media')", {"pyarrow"}),
        ("import kazakhstan_assembly as ka; ka.load_table('media')", {"pyarrow", "pandas"}),
        ("import kazakhstan_assembly as ka; ka.__version__, ka.cite()", set[str]()),
    ],
)
def test_a_call_imports_only_what_it_needs(code: str, heavy: set[str]) -> None:
    known = {"pandas", "pyarrow", "rich", "typer", "yaml", "jsonschema", "frictionless", "duckdb"}
    command = [sys.executable, "-c", f"{code}; import sys; print(*sys.modules)"]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert known & set(found) == heavy
    own = {name.split(".")[1] for name in found if name.startswith("kazakhstan_assembly.")}
    assert own <= {"datapackage", "errors", "io", "query"}
