"""Former names of tables and columns: whoever uses one is told the name of today."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import kazakhstan_assembly as ka
from conftest import ROOT
from kazakhstan_assembly.errors import moved

FORMER = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))["former_names"]
PACKAGE = ka.open_package("installed")
RELEASES = sorted((ROOT / "source/releases").glob("*.zip"))


def run(*arguments: str) -> str:
    """Return what the command says of a mistake, in one line."""
    found = subprocess.run(
        [str(Path(sys.executable).parent / "kazakhstan-assembly"), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 2
    return " ".join(found.stderr.split())


def test_a_former_table_is_told_wherever_a_table_is_named(tmp_path: Path) -> None:
    said = re.escape("There is no table “figures”: it is now “numbers”.")
    for ask in (
        PACKAGE.load_table,
        PACKAGE.load_arrow,
        PACKAGE.describe_table,
        lambda name: PACKAGE.trace(name, "figure-07899"),
        lambda name: PACKAGE.export(tmp_path / "out.zip", tables=[name]),
    ):
        with pytest.raises(ka.UnknownTableError, match=said):
            ask("figures")
    assert "“figures”: it is now “numbers”." in run("show", "figures")
    assert "“figures”: it is now “numbers”." in run("describe", "figures")


def test_a_former_column_is_told_wherever_a_column_is_named() -> None:
    said = re.escape("The table numbers has no column “figure_id”: it is now “number_id”.")
    with pytest.raises(ka.UnknownColumnError, match=said):
        PACKAGE.load_table("numbers", columns=["figure_id"])
    row = str(ka.load_table("numbers")["number_id"].iloc[0])
    with pytest.raises(ka.UnknownColumnError, match=said):
        PACKAGE.trace("numbers", row, "figure_id")
    for option in (("-c", "figure_id"), ("-w", "figure_id=x")):
        assert "“figure_id”: it is now “number_id”." in run("show", "numbers", *option)


def test_a_column_that_nothing_replaced_is_told() -> None:
    with pytest.raises(ka.UnknownColumnError, match="“tables”: it was removed, and nothing"):
        PACKAGE.load_table("editorial_notes", columns=["tables"])


def test_a_name_that_never_was_has_no_present_one() -> None:
    assert moved("sesions", FORMER["tables"]) is None
    with pytest.raises(ka.UnknownTableError, match="Did you mean “sessions”"):
        PACKAGE.load_table("sesions")


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_every_name_of_a_release_is_there_or_has_a_present_one(path: Path) -> None:
    old = ka.open_package(path)
    for name in old.list_tables():
        present = FORMER["tables"].get(name, name)
        columns = [f["name"] for f in PACKAGE.schema(present)["fields"]]
        for field in old.schema(name)["fields"]:
            known = [*columns, *FORMER["columns"].get(present, {})]
            assert field["name"] in known, (name, field["name"])


@pytest.mark.parametrize(
    "names", [[], {"tables": []}, {"columns": {"numbers": 1}}], ids=["list", "tables", "columns"]
)
def test_a_descriptor_with_broken_former_names_is_refused(tmp_path: Path, names: Any) -> None:
    descriptor = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    (tmp_path / "datapackage.json").write_text(json.dumps({**descriptor, "former_names": names}))
    with pytest.raises(ka.PackageError, match="former names"):
        ka.open_package(tmp_path).list_tables()
