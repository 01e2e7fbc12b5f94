"""Versions of the data: what changed, and that the version and the changelog say so."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import kazakhstan_assembly as ka
import release
from conftest import ROOT
from kazakhstan_assembly.comparison import Bump
from mutation.files import copy_package

PROGRAM = str(Path(sys.executable).parent / "kazakhstan-assembly")
Rows = list[dict[str, str]]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the published package, to be changed."""
    folder = tmp_path / "copy"
    folder.mkdir()
    copy_package(folder)
    return folder


def edit(folder: Path, name: str, change: Callable[[Rows], object]) -> None:
    path = folder / f"data/csv/{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def cells(old: ka.Difference) -> list[tuple[str | None, ...]]:
    return [(c.what, c.how, c.table, c.row, c.column, c.old, c.new) for c in old.changes]


def test_the_version_and_the_changelog_say_what_changed() -> None:
    assert release.problems(ROOT) == []


def test_the_same_data_do_not_differ(copy: Path) -> None:
    found = ka.diff(copy)
    assert (found.changes, found.bump) == ((), "none")
    assert str(found) == f"The data of {ka.__version__} and {ka.__version__} are the same.\n"


def test_a_corrected_cell_is_a_patch(copy: Path) -> None:
    edit(copy, "media", lambda rows: rows[0].update(languages="12"))
    found = ka.diff(ROOT, copy)
    assert cells(found) == [("cell", "changed", "media", "print", "languages", "11", "12")]  # fmt: skip  # noqa: E501
    assert found.bump == "patch"
    assert "cell changed, media, row print, column languages: “11” is now “12”" in str(found)  # fmt: skip  # noqa: E501


def test_a_new_row_is_minor_and_a_lost_one_major(copy: Path) -> None:
    edit(copy, "media", lambda rows: rows.append({**rows[0], "medium": "internet"}))
    assert ka.diff(ROOT, copy).bump == "minor"
    found = ka.diff(copy, ROOT)
    assert cells(found)[0][:4] == ("row", "removed", "media", "internet")
    assert found.bump == "major"


def test_columns_and_tables_are_compared_too(copy: Path) -> None:
    path = copy / "schemas/media.json"
    schema = json.loads(path.read_text())
    schema["fields"][1]["type"] = "any"
    schema["fields"].append({"name": "extra", "type": "string", "kind": "quoted"})
    path.write_text(json.dumps(schema))
    descriptor = json.loads((copy / "datapackage.json").read_text())
    del descriptor["resources"][0]
    (copy / "datapackage.json").write_text(json.dumps(descriptor))
    found = {(c.what, c.how, c.table) for c in ka.diff(ROOT, copy).changes}
    assert ("table", "removed", "sessions") in found
    assert ("column", "changed", "media") in found
    assert ("column", "added", "media") in found


def test_a_zip_is_read_like_a_folder(copy: Path, tmp_path: Path) -> None:
    archive = tmp_path / "package.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in copy.rglob("*.*"):
            file.write(path, f"some/folder/{path.relative_to(copy)}")
    assert ka.diff(archive, copy).changes == ()


def test_the_command_prints_in_every_form_and_its_exit_code_says_whether_they_differ(
    copy: Path,
) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([PROGRAM, "diff", *arguments], capture_output=True, text=True)

    assert run(str(copy)).returncode == 0
    edit(copy, "media", lambda rows: rows[0].update(languages="12"))
    assert run(str(ROOT), str(copy)).returncode == 1
    assert json.loads(run(str(ROOT), str(copy), "-f", "json").stdout)["bump"] == "patch"
    assert "\n## media\n\n- cell changed" in run(str(ROOT), str(copy), "-f", "markdown").stdout
    (copy / "data/csv/media.csv").unlink()
    broken, missing = run(str(copy)), run("/nowhere")
    assert (broken.returncode, missing.returncode) == (2, 2)
    assert "is no whole data package" in broken.stderr
    assert "There is no data package at /nowhere" in missing.stderr


@pytest.mark.parametrize(
    ("version", "bump", "raised"),
    [
        ("1.2.3", "major", (2, 0, 0)),
        ("1.2.3", "minor", (1, 3, 0)),
        ("1.2.3", "patch", (1, 2, 4)),
        ("1.2.3", "none", (1, 2, 3)),
        ("0.2.3", "major", (0, 3, 0)),
    ],
)
def test_how_versions_rise(version: str, bump: Bump, raised: release.Version) -> None:
    assert release.raised(release.parse(version), bump) == raised


def test_data_that_change_without_a_new_version_are_refused(copy: Path) -> None:
    (copy / "source/releases").mkdir(exist_ok=True)
    release.record(copy)
    shutil.copy(ROOT / "CHANGELOG.md", copy)
    assert release.problems(copy) == []
    edit(copy, "media", lambda rows: rows[0].update(languages="12"))
    (problem,) = release.problems(copy)
    assert f"the data have changed since {ka.__version__} (patch: cell changed, media" in problem
    (copy / "CHANGELOG.md").write_text("# Changelog\n\n## 0.0.1 (2026-01-01)\n")
    assert "CHANGELOG.md: the first entry is not that of" in release.problems(copy)[1]


def test_a_recorded_release_is_the_same_bytes_again(copy: Path) -> None:
    (copy / "source/releases").mkdir(exist_ok=True)
    assert release.record(copy).read_bytes() == release.record(copy).read_bytes()
