"""A forgery that is consistent in itself is not the release whose name and version it bears."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kazakhstan_assembly as ka
from conftest import set_cell
from hostile.packages import Change, descriptor, field, in_json, resource, text
from kazakhstan_assembly.checks import validation
from kazakhstan_assembly.io.datapackage import PackageData
from kazakhstan_assembly.io.storage import Folder
from mutation.files import copy_package, refresh


def released(folder: Path) -> ka.ValidationResult:
    return ka.validate(folder, only=["release"])


def cell(table: str, row: str, column: str, value: str) -> Change:
    def edit(folder: Path) -> None:
        set_cell(folder / f"data/csv/{table}.csv", row, column, value)
        refresh(folder)

    return edit


def exchange_descriptions(schema: Any) -> None:
    one, other = field(schema, "medium"), field(schema, "language_count")
    one["description"], other["description"] = other["description"], one["description"]


FORGERIES: dict[str, tuple[Change, str, str]] = {
    "another title": (
        descriptor(lambda package: package.update(title="Forged")),
        "datapackage.json",
        "title is 'Forged', in the release it is ",
    ),
    "another creator": (
        descriptor(lambda package: package["contributors"][0].update(title="Somebody")),
        "datapackage.json",
        "contributors.0.title is 'Somebody', in the release it is ",
    ),
    "another day": (
        descriptor(lambda package: package.update(created="1999-01-01T00:00:00Z")),
        "datapackage.json",
        "created is '1999-01-01T00:00:00Z'",
    ),
    "a keyword more": (
        descriptor(lambda package: package["keywords"].append("forged")),
        "datapackage.json",
        "keywords.",
    ),
    "descriptions exchanged": (
        in_json("schemas/media.json", exchange_descriptions),
        "schemas/media.json",
        "fields.0.description is ",
    ),
    "another definition": (
        text("source/vocabularies.yaml", lambda found: found.replace("Television", "Other", 1)),
        "source/vocabularies.yaml",
        "line ",
    ),
    "another label": (
        text("source/labels.yaml", lambda found: found.replace("Kazakhstan", "Elsewhere", 1)),
        "source/labels.yaml",
        "line ",
    ),
    "another cell": (
        cell("sessions", "session-06", "motto", "Invented"),
        "data/csv/sessions.csv",
        "line 7 is 'session-06,",
    ),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_what_is_not_the_release_is_named_with_the_first_difference(
    package: Path, forgery: str
) -> None:
    change, file, words = FORGERIES[forgery]
    change(package)
    found = [finding for finding in released(package).findings if finding.check == "release"]
    assert [finding.file for finding in found] == [file]
    assert found[0].message.startswith(words)


def test_a_table_left_out_with_its_schema_is_a_difference_and_stops_no_check(
    package: Path,
) -> None:
    descriptor(lambda found: found["resources"].remove(resource(found, "quotations")))(package)
    (package / "schemas/quotations.json").unlink()
    result = ka.validate(package, only=["release", "exactness"])
    assert "datapackage.json" in {f.file for f in result.findings if f.check == "release"}
    assert result.checks["exactness"] == "passed"


def test_the_release_is_the_release(package: Path) -> None:
    assert released(package).checks == {"release": "passed"}
    assert ka.validate(only=["release"]).valid


OTHERS: dict[str, Callable[[Any], object]] = {
    f"this is version 9.9.9, and {ka.__version__} is installed": lambda package: package.update(
        version="9.9.9"
    ),
    "this package is not the one that is installed": lambda package: package.update(name="other"),
}


@pytest.mark.parametrize("reason", OTHERS)
def test_of_another_package_it_is_said_what_is_trusted(package: Path, reason: str) -> None:
    descriptor(OTHERS[reason])(package)
    trusted = "its descriptor, schemas and codes are trusted"
    assert released(package).checks == {"release": f"not run: {reason}; {trusted}"}


def test_sizes_and_hashes_of_the_descriptor_are_not_compared(package: Path) -> None:
    path = package / "datapackage.json"
    package_ = json.loads(path.read_text("utf-8"))
    resource(package_, "media")["alternates"][0]["hash"] = "sha256:" + "0" * 64
    path.write_text(json.dumps(package_), encoding="utf-8")
    assert [f for f in released(package).findings if f.check == "release"] == []


def test_a_broken_installation_is_a_finding(
    package: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = tmp_path_factory.mktemp("installed")
    copy_package(installed)
    descriptor(lambda found: found.pop("contributors"))(installed)
    broken = PackageData(Folder(installed), "Reinstall the package.")
    monkeypatch.setattr(validation, "installed_release", lambda: broken)
    (finding,) = released(package).findings
    assert finding.message.startswith("the installed release is broken: ")
