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
    "label of two entities": (
        "labels.yaml",
        "south-pier: South Pier",
        "south-pier: north pier",
        "labels.yaml:3, row south-pier, column label: “north pier” is already the label of "
        "north-pier; write another one",
    ),
    "label that is empty": (
        "labels.yaml",
        "south-pier: South Pier",
        'south-pier: " "',
        "labels.yaml:3, row south-pier, column label: the label is empty",
    ),
    "label that is a clause": (
        "labels.yaml",
        "south-pier: South Pier",
        "south-pier: South Pier was built in 1902",
        "labels.yaml:3, row south-pier, column label: the label “South Pier was built in 1902” is "
        "a clause; write a noun phrase that stands alone",
    ),
    "label with an article": (
        "labels.yaml",
        "south-pier: South Pier",
        "south-pier: the South Pier",
        "labels.yaml:3, row south-pier, column label: the label “the South Pier” begins with “the”",
    ),
    "label of an unknown entity": (
        "labels.yaml",
        "south-pier: South Pier",
        "south-peer: South Pier",
        "labels.yaml:3: unknown entity south-peer. Did you mean “south-pier”?",
    ),
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
    "coding of an unknown table": (
        "coding/codes.csv",
        "works,work-01350,stage,first",
        "work,work-01350,stage,first",
        "codes.csv:2, row work, work-01350, stage, first, column table_name: "
        "there is no table of facts work. Did you mean “works”?",
    ),
    "coding of an unknown row": (
        "coding/codes.csv",
        "vessels,provider,built_at_id,second",
        "vessels,providr,built_at_id,second",
        "codes.csv:9, row vessels, providr, built_at_id, second, column row_id: "
        "providr is not a key of vessels. Did you mean “provider”?",
    ),
    "coding of a cell that nobody decides": (
        "coding/codes.csv",
        "works,work-01350,stage,first",
        "works,work-01350,staged,first",
        "codes.csv:2, row works, work-01350, staged, first, column column_name: "
        "staged of works is not decided by a person. Did you mean “stage”?",
    ),
    "unknown code of a coding": (
        "coding/codes.csv",
        "stage,second,done",
        "stage,second,dne",
        "codes.csv:3, row works, work-01350, stage, second, column code: "
        "dne is not a code of stage. Did you mean “done”?",
    ),
    "coding of an entity of another kind": (
        "coding/codes.csv",
        "second,marrick",
        "second,heron",
        "column code: heron is not a code of built_at_id. ",
    ),
    "no code where there is always one": (
        "coding/codes.csv",
        "stage,second,done",
        "stage,second,none",
        "codes.csv:3, row works, work-01350, stage, second, column code: "
        "stage of works is never null; give a code",
    ),
    "two codings of one coder": (
        "coding/codes.csv",
        "work-01350,stage,second,done",
        "work-01350,stage,first,done",
        "codes.csv:3, row works, work-01350, stage, first: the key works, work-01350, stage, "
        "first occurs 2 times",
    ),
    "coding without a code": (
        "coding/codes.csv",
        "stage,second,done",
        "stage,second,",
        "source/coding/codes.csv: line 3 must have 5 cells, all filled",
    ),
    "other columns of codings": (
        "coding/codes.csv",
        "table,row,column",
        "table,key,column",
        "source/coding/codes.csv: line 1 must be table,row,column,coder,code",
    ),
    "note on one row twice": (
        "editorial_notes.yaml",
        "[gannet, heron",
        "[gannet, gannet",
        "editorial_notes.yaml:6, row their-home, vessels, gannet: "
        "the key their-home, vessels, gannet occurs 2 times",
    ),
}


# The same of a file that the package need not have: what it says, and what the build says.
FORMER_NAMES = {
    "a former table that there is": (
        "tables:\n  berths: works\n  dues: works\n",
        "source/former_names.yaml:3: dues is a table today, so it cannot be a former name",
    ),
    "a former table that leads nowhere": (
        "tables:\n  berths: work\n",
        "former_names.yaml:2: berths leads to work, not to a table. Did you mean “works”?",
    ),
    "a former column that there is": (
        "columns:\n  dues:\n    rate: null\n",
        "source/former_names.yaml:3: rate is a column of dues today, so it cannot be a former name",
    ),
    "a former column that leads nowhere": (
        "columns:\n  dues:\n    price: rat\n",
        "former_names.yaml:3: price leads to rat, not to a column of dues. Did you mean “rate”?",
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
