"""What people do with such packages every day, and what once broke."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import kazakhstan_assembly as ka
from conftest import ROOT


def test_a_clone_of_windows_keeps_the_bytes(tmp_path: Path) -> None:
    """Git for Windows turns line endings unless .gitattributes says that it must not."""
    home = tmp_path / "origin"
    for name in ("data", "schemas", "source", "datapackage.json", ".gitattributes"):
        target = home / name
        target.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cp", "-r", str(ROOT / name), str(target)], check=True)
    git = ["git", "-C", str(home), "-c", "user.name=a", "-c", "user.email=a@b"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "all"]):
        subprocess.run([*git, *command], check=True)
    clone = tmp_path / "clone"
    settings = ["-c", "core.autocrlf=true", "-c", "core.eol=crlf"]
    subprocess.run(["git", "clone", "-q", *settings, str(home), str(clone)], check=True)
    assert ka.open_package(clone).load_table("sessions").equals(ka.load_table("sessions"))
    assert ka.validate(clone, only=["files"]).findings == []


def test_every_table_has_the_profile_that_frictionless_for_r_asks_for() -> None:
    resources = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    profiles = {entry["name"]: entry.get("profile") for entry in resources}
    assert profiles.pop("report") is None
    assert set(profiles.values()) == {"tabular-data-resource"}


def test_python_runs_the_package_as_the_command() -> None:
    command = [sys.executable, "-m", "kazakhstan_assembly", "--version"]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    assert found.stdout == f"kazakhstan-assembly {ka.__version__}\n"


def test_columns_may_come_from_an_iterator() -> None:
    load: Any = ka.load_table
    wanted = ["motto", "ordinal"]
    expected = load("sessions", columns=wanted)
    for columns in ((name for name in wanted), map(str, wanted), iter(wanted), tuple(wanted)):
        assert load("sessions", columns=columns).equals(expected)
    with pytest.raises(ka.UnknownColumnError, match="mottos"):
        load("sessions", columns=(name for name in ["mottos"]))


@pytest.mark.parametrize("name", [["sessions"], {}, None, 7])
def test_what_is_no_name_is_no_table(name: object) -> None:
    functions: list[Any] = [ka.load_table, ka.load_arrow, ka.describe_table, ka.table_schema]
    for ask in functions:
        with pytest.raises(ka.UnknownTableError, match="The name of a table is text"):
            ask(name)
