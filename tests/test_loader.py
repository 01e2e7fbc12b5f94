"""load_table and its kin, as a researcher uses them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import kazakhstan_assembly as ka

DTYPES = {
    "integer": "Int64",
    "boolean": "boolean",
    "date": "datetime64[ms]",
    "string": "str",
}


@pytest.mark.parametrize("name", ka.list_tables())
def test_columns_and_types_are_those_of_the_schema(name: str) -> None:
    frame = ka.load_table(name)
    fields = ka.table_schema(name)["fields"]
    assert frame.columns.tolist() == [field["name"] for field in fields]
    for field in fields:
        expected = "category" if "vocabulary" in field else DTYPES[field["type"]]
        assert str(frame[field["name"]].dtype) == expected
    assert frame.index.equals(pd.RangeIndex(len(frame)))


def test_categories_are_the_whole_vocabulary_in_its_order() -> None:
    bound = ka.load_table("figures")["bound"]
    assert bound.cat.categories.tolist() == ["exactly", "approximately", "at_most", "more_than"]


def test_attrs_carry_title_licence_and_citation() -> None:
    attrs = ka.load_table("sessions").attrs
    assert attrs["title"] == "Sessions of the Assembly"
    assert attrs["license"] == "CC0-1.0"
    assert attrs["version"] == ka.__version__
    assert ka.__version__ in attrs["citation"]
    assert attrs["description"].startswith("The ten sessions")


def test_frames_and_schemas_share_no_state() -> None:
    frame, schema = ka.load_table("media"), ka.table_schema("media")
    frame.loc[0, "languages"] = 99
    frame.attrs["title"] = "changed"
    schema["fields"].clear()
    assert ka.load_table("media").loc[0, "languages"] == 11
    assert ka.load_table("media").attrs["title"] != "changed"
    assert ka.table_schema("media")["fields"]


@pytest.mark.parametrize("call", [ka.load_table, ka.describe_table, ka.table_schema])
def test_a_mistyped_table_is_answered_with_the_nearest(call: object) -> None:
    assert callable(call)
    with pytest.raises(ka.UnknownTableError, match="no table “sesions”"):
        call("sesions")
    with pytest.raises(ka.UnknownTableError, match="Did you mean “sessions”"):
        call("sesions")


@pytest.mark.parametrize("name", ["", "../report", "report", "datapackage.json"])
def test_what_is_no_table_is_refused(name: str) -> None:
    with pytest.raises(ka.UnknownTableError, match="The tables are sessions"):
        ka.load_table(name)


def test_all_tables_load_in_order() -> None:
    tables = ka.load_tables()
    assert list(tables) == ka.list_tables()
    assert tables["sessions"].equals(ka.load_table("sessions"))


def test_describe_table() -> None:
    described = ka.describe_table("figures")
    assert described.index.tolist() == ka.load_table("figures").columns.tolist()
    value = described.loc["value"]
    assert (value["dtype"], value["kind"], value["rule"]) == ("Int64", "derived", "number")
    assert value["inputs"] == "value_text"
    assert described.loc["aggregate", "nulls"] == 15
    assert described.loc["bound", "vocabulary"] == "bound"
    assert described["vocabulary"].isna()["figure_id"]


def test_read_report_is_the_report_to_the_character() -> None:
    report = ka.read_report()
    assert report.startswith("The 10th anniversary")
    assert report.endswith("democratic institutions.")
    assert report.count("\u00a0") == 2


def test_import_does_not_import_pandas() -> None:
    code = "import sys, kazakhstan_assembly; print('pandas' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


def test_works_from_any_folder(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text("{}")
    code = "import kazakhstan_assembly as ka; print(len(ka.load_table('sessions')))"
    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONSAFEPATH": "1"},
    )
    assert found.stdout.strip() == "10"


def test_public_names_are_all_there() -> None:
    for name in ka.__all__:
        assert getattr(ka, name) is not None
    assert set(ka.__all__) <= set(dir(ka))
    with pytest.raises(AttributeError, match="no attribute 'load_tabel'"):
        _ = ka.load_tabel  # pyright: ignore[reportAttributeAccessIssue]
