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


# The same of a file that the package need not have: what it says, and what the build says.
FORMER_NAMES = {
    "a former table that there is": (
        "tables:\n  berths: works\n  dues: works\n",
        "source/former_names.yaml:3: dues is a table today, and no former name",
    ),
    "a former table that leads nowhere": (
        "tables:\n  berths: work\n",
        "former_names.yaml:2: berths leads to work, which is no table. Did you mean “works”?",
    ),
    "a former column that there is": (
        "columns:\n  dues:\n    rate: null\n",
        "source/former_names.yaml:3: rate is a column of dues today, and no former name",
    ),
    "a former column that leads nowhere": (
        "columns:\n  dues:\n    price: rat\n",
        "former_names.yaml:3: price leads to rat, which is no column of dues. Did you mean “rate”?",
    ),
    "former columns of no table": (
        "columns:\n  due:\n    price: rate\n",
        "source/former_names.yaml:2: there is no table due. Did you mean “dues”?",
    ),
}


@pytest.mark.parametrize("mistake", FORMER_NAMES)
def test_a_wrong_former_name_is_refused_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], mistake: str
) -> None:
    text, said = FORMER_NAMES[mistake]
    shutil.copytree(SOURCE, tmp_path / "source")
    (tmp_path / "source/former_names.yaml").write_text(text, encoding="utf-8")
    assert build.main(["--root", str(tmp_path)]) == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


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
