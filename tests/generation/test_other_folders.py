"""The build of folders that are not this repository: only source/ is asked of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import build
from conftest import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that holds source/ and the license that it names, and nothing else."""
    shutil.copytree(ROOT / "source", tmp_path / "source")
    shutil.copy(ROOT / "LICENSE", tmp_path)
    return tmp_path


def paths(folder: Path) -> set[str]:
    """Return the names of what stands at the top of a folder, and of the files of docs/."""
    docs = (path for path in (folder / "docs").rglob("*") if path.is_file())
    names = (*folder.iterdir(), *docs)
    return {path.relative_to(folder).as_posix() for path in names}


def test_only_what_every_package_has_is_written(folder: Path) -> None:
    assert build.main(["--root", str(folder)]) == 0
    assert paths(folder) == {
        "CITATION.cff",
        "LICENSE",
        "data",
        "datapackage.json",
        "docs",
        "docs/reader.html",
        "metadata",
        "ro-crate-metadata.json",
        "schemas",
        "source",
    }
    for name in ("datapackage.json", "metadata/croissant.json", "docs/reader.html"):
        assert (folder / name).read_bytes() == (ROOT / name).read_bytes()
    assert build.main(["--root", str(folder), "--check"]) == 0


def test_a_readme_is_filled_where_it_is_marked(folder: Path) -> None:
    readme = folder / "README.md"
    readme.write_text("# Mine\n", encoding="utf-8")
    files, _ = build.build(folder)
    assert "README.md" not in files
    marked = (f"<!-- generated: {name} -->\n<!-- end of {name} -->\n" for name in BLOCKS)
    readme.write_text("# Mine\n" + "".join(marked), encoding="utf-8")
    files, _ = build.build(folder)
    assert b"<!-- generated: citation -->\n> The kazakhstan-assembly" in files["README.md"]


BLOCKS = ("tables", "limits", "citation", "rights")


def test_a_folder_without_a_source_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build.main(["--root", str(tmp_path)]) == 1
    message = f"{tmp_path}: there is no folder source/ here; name the folder that holds it"
    assert message in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_license_that_is_not_there_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "LICENSE").unlink()
    lines = (folder / "source/package.yaml").read_text(encoding="utf-8").splitlines()
    line = lines.index("  path: LICENSE") + 1
    assert build.main(["--root", str(folder)]) == 1
    message = f"source/package.yaml:{line}: there is no file LICENSE; write it there, or give"
    assert message in capsys.readouterr().err
    assert paths(folder) == {"source"}
