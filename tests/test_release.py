"""Versions of the data: what changed, and that the version and the changelog say so."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import kazakhstan_assembly as ka
import release
from cli.running import piped
from conftest import ROOT
from kazakhstan_assembly.datapackage import INSTALLED
from kazakhstan_assembly.query.diff import BUMPS, Bump
from mutation.files import copy_package

Rows = list[dict[str, str]]
Found = tuple[str | None, ...]


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


def cells(found: ka.Difference) -> list[Found]:
    return [(c.what, c.how, c.table, c.row, c.column, c.old, c.new) for c in found.changes]


def test_the_version_and_the_changelog_say_what_changed() -> None:
    assert release.problems(ROOT) == []


def test_the_changelog_maps_every_name_of_the_last_release_that_is_gone() -> None:
    last = ka.open_package(ROOT / "source/releases/0.1.0.zip")
    former = INSTALLED.descriptor["former_names"]
    page = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    gone: set[tuple[str, str | None]] = set()
    for was in last.list_tables():
        name = former["tables"].get(was, was)
        assert name in ka.list_tables()
        gone |= {(was, name)} if was != name else set()
        columns = {field["name"] for field in ka.table_schema(name)["fields"]}
        for field in last.table_schema(was)["fields"]:
            if field["name"] not in columns:
                gone.add((field["name"], former["columns"][name][field["name"]]))
    assert len(gone) > 25
    for was, is_now in gone:
        shown = "gone" if is_now is None else f"`{is_now}`"
        assert f"| `{was}` | {shown} |" in page


def test_the_same_data_do_not_differ(copy: Path) -> None:
    found = ka.diff(copy)
    assert (found.changes, found.bump) == ((), "none")
    assert str(found) == f"The data of {ka.__version__} and {ka.__version__} are the same.\n"


def test_a_change_is_told_in_a_sentence(copy: Path) -> None:
    edit(copy, "media", lambda rows: rows[0].update(language_count="12"))
    found = ka.diff(ROOT, copy)
    assert "cell changed, media, row print, column language_count: “11” is now “12”" in str(found)  # fmt: skip  # noqa: E501


# The rules: what is done to a copy of the package, by the words that docs/design.md has for it


def edit_json(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")


def remove_table(folder: Path) -> None:
    edit_json(folder / "datapackage.json", lambda data: data["resources"].pop(0))


def set_schema(**properties: object) -> Callable[[Path], None]:
    return lambda folder: edit_json(
        folder / "schemas/media.json", lambda schema: schema.update(properties)
    )


def edit_columns(change: Callable[[list[dict[str, Any]]], object]) -> Callable[[Path], None]:
    def edited(folder: Path) -> None:
        schema = folder / "schemas/media.json"
        edit_json(schema, lambda data: change(data["fields"]))
        fields = json.loads(schema.read_text(encoding="utf-8"))["fields"]

        names = [field["name"] for field in fields]

        def choose(rows: Rows) -> None:
            for number, row in enumerate(rows):
                rows[number] = {name: row[name] for name in names}

        edit(folder, "media", choose)

    return edited


def set_column(**properties: object) -> Callable[[Path], None]:
    return edit_columns(lambda fields: fields[LANGUAGES].update(properties))


def edit_rows(name: str, change: Callable[[Rows], object]) -> Callable[[Path], None]:
    return lambda folder: edit(folder, name, change)


def set_code(**cells: str) -> Callable[[Path], None]:
    return edit_rows("vocabularies", lambda rows: rows[0].update(cells))


def told(**properties: object) -> str:
    return ", ".join(f"{name} {value}" for name, value in properties.items())


def changed_cell(table: str, row: str, name: str, old: str, new: str) -> Found:
    return "cell", "changed", table, row, name, old, new


def changed_column(**properties: object) -> Found:
    known = {
        "type": "integer",
        "kind": "derived",
        "rule": "number",
        "inputs": ["language_count_text"],
    }
    place = ("column", "changed", "media", None, "language_count")
    return *place, told(**known), told(**(known | properties))


LANGUAGES = 2  # the place of this column in media
ANOTHER: dict[str, object] = {
    "type": "number",
    "kind": "judged",
    "rule": "other",
    "inputs": ["other"],
    "vocabulary": "other",
    "entity_kinds": ["other"],
}
CODE = "missing_reason, not_stated"
MEANING = "The report does not say."
# The first change that diff() finds, without what it was and is where that is nothing.
LOST: dict[str, tuple[Callable[[Path], None], Found]] = {
    "table": (remove_table, ("table", "sessions", None, None)),
    "column": (edit_columns(lambda fields: fields.pop()), ("column", "media", None, "source_text")),
    "row": (edit_rows("media", lambda rows: rows.pop()), ("row", "media", "books", None)),
    "code": (
        edit_rows("vocabularies", lambda rows: rows.pop(0)),
        ("row", "vocabularies", CODE, None),
    ),
}
CHANGED: list[tuple[str, Callable[[Path], None], Found | None]] = [
    *(
        (
            "column of another type, kind, rule, input, vocabulary or kind of entity",
            set_column(**{name: value}),
            changed_column(**{name: value}),
        )
        for name, value in ANOTHER.items()
    ),
    (
        "table with another key",
        set_schema(primaryKey=["product_text"]),
        ("key", "changed", "media", None, None, "medium", "product_text"),
    ),
    (
        "code redefined",
        set_code(definition="Other."),
        changed_cell("vocabularies", CODE, "definition", MEANING, "Other."),
    ),
    (
        "cell changed",
        edit_rows("media", lambda rows: rows[0].update(language_count="12")),
        changed_cell("media", "print", "language_count", "11", "12"),
    ),
    (
        "label or trigger of a code changed",
        set_code(label="other"),
        changed_cell("vocabularies", CODE, "label", "not stated", "other"),
    ),
    (
        "label or trigger of a code changed",
        set_code(triggers="other"),
        changed_cell("vocabularies", CODE, "triggers", "", "other"),
    ),
    ("description or title changed", set_column(description="Other"), None),
    ("description or title changed", set_column(title="Other"), None),
    ("description or title changed", set_schema(description="Other", title="Other"), None),
    ("columns or rows in another order", edit_columns(lambda fields: fields.reverse()), None),
    ("columns or rows in another order", edit_rows("media", lambda rows: rows.reverse()), None),
]


@cache
def rules() -> dict[str, str]:
    """Return how the version rises by each rule that docs/design.md states."""
    page = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    rows = re.findall(rf"^\| ({'|'.join(BUMPS)}) \| (.+) \|$", page, re.MULTILINE)
    bumps: dict[str, str] = {}
    for bump, listed in rows:
        bumps |= dict.fromkeys(listed.split("; "), bump)
    return bumps


def test_the_page_states_the_rules_that_are_tried_here_and_no_other() -> None:
    lost = {" ".join(words) for words in product(LOST, ("removed", "added"))}
    assert rules().keys() == {rule for rule, *_ in CHANGED} | lost


@pytest.mark.parametrize(("rule", "change", "first"), CHANGED)
def test_what_changes_is_found_and_raises_the_version_as_the_page_says(
    rule: str, change: Callable[[Path], None], first: Found | None, copy: Path
) -> None:
    change(copy)
    found = ka.diff(ROOT, copy)
    assert cells(found)[:1] == ([first] if first else [])
    assert found.bump == rules()[rule]
    assert {change.bump for change in found.changes[:1]} <= {found.bump}


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "data/csv/media.csv",
            "language_count_text",
            "languagecounttext",
            "the header is not the schema's",
        ),
        ("schemas/media.json", '"primaryKey"', '"primarykey"', "the schema lacks “primaryKey”"),
        ("datapackage.json", '"resources"', '"resource"', "the descriptor lacks “resources”"),
    ],
)
def test_what_cannot_be_compared_is_named(
    file: str, old: str, new: str, said: str, copy: Path
) -> None:
    path = copy / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ka.PackageError, match=f"^{re.escape(f'{file}: {said}')}"):
        ka.diff(ROOT, copy)


@pytest.mark.parametrize("what", LOST)
def test_what_is_lost_is_found_and_backwards_what_is_added(what: str, copy: Path) -> None:
    remove, (kind, *place) = LOST[what]
    remove(copy)
    for how, found in (("removed", ka.diff(ROOT, copy)), ("added", ka.diff(copy, ROOT))):
        assert cells(found) == [(kind, how, *place, None, None)]
        assert found.bump == rules()[f"{what} {how}"]


def test_the_change_that_needs_most_decides(copy: Path) -> None:
    edit(copy, "media", lambda rows: rows[0].update(language_count="12"))
    edit(copy, "media", lambda rows: rows.append({**rows[0], "medium": "internet"}))
    found = ka.diff(ROOT, copy)
    assert [change.bump for change in found.changes] == ["patch", "minor"]
    assert found.bump == "minor"


def test_a_zip_is_read_like_a_folder(copy: Path, tmp_path: Path) -> None:
    archive = tmp_path / "package.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in copy.rglob("*.*"):
            file.write(path, f"some/folder/{path.relative_to(copy)}")
    assert ka.diff(archive, copy).changes == ()


@pytest.mark.parametrize("name", ["package.zip", "package.tar.gz"])
@pytest.mark.parametrize("broken", ["in the middle", "cut short"])
def test_a_broken_archive_is_named(name: str, broken: str, copy: Path, tmp_path: Path) -> None:
    archive = tmp_path / name
    shutil.make_archive(str(tmp_path / "package"), "gztar" if "tar" in name else "zip", copy)
    whole = archive.read_bytes()
    middle = len(whole) // 2
    rest = bytes(64) + whole[middle + 64 :] if broken == "in the middle" else b""
    archive.write_bytes(whole[:middle] + rest)
    with pytest.raises(ka.PackageError, match=re.escape(f"The archive {archive} is broken")):
        ka.diff(archive, copy)


def test_the_command_prints_in_every_form_and_its_exit_code_says_whether_they_differ(
    copy: Path,
) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return piped("diff", *arguments)

    assert run(str(copy)).returncode == 0
    edit(copy, "media", lambda rows: rows[0].update(language_count="12"))
    assert run(str(ROOT), str(copy)).returncode == 1
    assert json.loads(run(str(ROOT), str(copy), "-f", "json").stdout)["bump"] == "patch"
    assert "\n## media\n\n- cell changed" in run(str(ROOT), str(copy), "-f", "markdown").stdout
    other = str(copy / "data/csv/media.csv")
    assert f"There is no data package at {other}" in run(other).stderr
    (copy / "data/csv/media.csv").unlink()
    broken, missing = run(str(copy)), run("/nowhere")
    assert (broken.returncode, missing.returncode) == (2, 2)
    assert broken.stderr.startswith("error: data/csv/media.csv is missing or cannot be read.")
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
    assert release.raise_version(release.parse(version), bump) == raised


def test_data_that_change_without_a_new_version_are_refused(copy: Path) -> None:
    (copy / "source/releases").mkdir(exist_ok=True)
    release.record(copy)
    shutil.copy(ROOT / "CHANGELOG.md", copy)
    assert release.problems(copy) == []
    edit(copy, "media", lambda rows: rows[0].update(language_count="12"))
    (problem,) = release.problems(copy)
    assert f"the data have changed since {ka.__version__} (patch: cell changed, media" in problem
    edit(copy, "media", lambda rows: rows.append({**rows[0], "medium": "internet"}))
    assert "(minor: row added, media, row internet); raise" in release.problems(copy)[0]
    (copy / "CHANGELOG.md").write_text("# Changelog\n\n## 0.0.1 (2026-01-01)\n")
    assert "CHANGELOG.md: the first entry is not that of" in release.problems(copy)[1]


def test_a_recorded_release_is_the_same_bytes_again(copy: Path) -> None:
    (copy / "source/releases").mkdir(exist_ok=True)
    assert release.record(copy).read_bytes() == release.record(copy).read_bytes()


def test_what_was_recorded_is_not_overwritten_by_other_data(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (copy / "source/releases").mkdir(exist_ok=True)
    monkeypatch.setattr(release, "ROOT", copy)
    monkeypatch.setattr(sys, "argv", ["release.py", "record"])
    assert release.main() == 0
    recorded = copy / f"source/releases/{ka.__version__}.zip"
    assert capsys.readouterr().out == f"Wrote source/releases/{recorded.name}.\n"
    before = recorded.read_bytes()
    edit(copy, "media", lambda rows: rows[0].update(language_count="12"))
    assert release.main() == 1
    assert recorded.read_bytes() == before
    told = capsys.readouterr().err
    assert f"source/releases/{recorded.name} already holds other data of this version" in told
    assert "Raise version in source/package.yaml" in told
    recorded.unlink()
    assert release.main() == 0
    assert recorded.read_bytes() != before
