"""What the build refuses in a small package: each mistake with its file, its line and a hint."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import build
from conftest import ROOT

SOURCE = ROOT / "tests/datasets/harbour/source"

# The file, what is written instead of what, and what the build says.
MISTAKES = {
    "note on an unknown table": (
        "editorial_notes.yaml",
        "    vessels: [gannet",
        "    vessel: [gannet",
        "editorial_notes.yaml:6: unknown table vessel. Did you mean “vessels”?",
    ),
    "note on an unknown row": (
        "editorial_notes.yaml",
        "[gannet, heron",
        "[ganet, heron",
        "editorial_notes.yaml:6, row their-home, vessels, ganet, column row_id: "
        "ganet is not a key of vessels. Did you mean “gannet”?",
    ),
    "note on one row twice": (
        "editorial_notes.yaml",
        "[gannet, heron",
        "[gannet, gannet",
        "editorial_notes.yaml:6, row their-home, vessels, gannet: "
        "the key their-home, vessels, gannet stands 2 times",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_refused_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], mistake: str
) -> None:
    file, old, new, said = MISTAKES[mistake]
    shutil.copytree(SOURCE, tmp_path / "source")
    path = tmp_path / "source" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert build.main(["--root", str(tmp_path)]) == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "data").exists()
