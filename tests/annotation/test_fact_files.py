"""The files of source/facts: rows with their origins, and every mistake with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotation.facts import read_facts
from annotation.source_findings import Reading
from kazakhstan_assembly.derivation.rows import Row
from kazakhstan_assembly.document.segmentation import DocumentStructure
from kazakhstan_assembly.model.columns import Column
from kazakhstan_assembly.model.document import Document
from kazakhstan_assembly.model.tables import Key, Model, Table
from kazakhstan_assembly.model.vocabularies import Term

REPORT = "In May the brig Mary was lost off Hoy. In June the barque Ann was lost off Unst."
SHIPS = Table(
    "ships",
    "entity",
    Key(("ship_id",), "written"),
    (
        Column("ship_id", "structural", "string", False, rule="key"),
        Column("name_text", "quoted", "string", False, role="name"),
        Column("label", "derived", "string", False, rule="name", inputs=("name_text",)),
    ),
    entity_kind="ship",
)
LOSSES = Table(
    "losses",
    "fact",
    Key(("loss_id",), "offset", prefix="loss", of=("loss_text",)),
    (
        Column("loss_id", "structural", "string", False, rule="key"),
        Column("loss_text", "quoted", "string", False),
        Column("place_text", "quoted", "string", True, missing_reason="not_stated"),
    ),
)
REASONS = {"not_stated": Term("not_stated", "not stated", "The report does not say it.")}
MODEL = Model(
    {"ships": SHIPS, "losses": LOSSES},
    {"missing_reason": REASONS},
    Document("0" * 64, DocumentStructure()),
)

NO_LOSSES = "rows: 0\nitems: []\n"
MARY = """\
rows: 1
items:
  - id: mary
    at: the brig Mary
    forms: [the brig]
    name_text: Mary
"""


def read(folder: Path, ships: str, losses: str = NO_LOSSES) -> Reading[dict[str, list[Row]]]:
    facts = folder / "source/facts"
    facts.mkdir(parents=True)
    (facts / "ships.yaml").write_text(ships, encoding="utf-8")
    (facts / "losses.yaml").write_text(losses, encoding="utf-8")
    return read_facts(folder, REPORT, MODEL)


def sentences(reading: Reading[dict[str, list[Row]]]) -> list[str]:
    return [finding.sentence() for finding in reading.findings]


def test_a_row_has_its_cells_words_forms_and_origin(tmp_path: Path) -> None:
    reading = read(tmp_path, MARY)
    assert reading.findings == []
    (ship,) = reading.value["ships"]
    assert (ship.key, ship.cells, [form.words for form in ship.forms]) == (
        "mary",
        {"name_text": "Mary"},
        ["the brig"],
    )
    (span,) = ship.spans["name_text"]
    assert REPORT[span.start : span.end] == "Mary"
    assert ship.origin is not None
    assert (ship.origin.file, ship.origin.line, ship.origin.number) == (
        "source/facts/ships.yaml",
        3,
        1,
    )
    assert ship.origin.line_of("name_text") == 6
    assert ship.origin.line_of("label") == 3


def test_no_rows_are_an_empty_table(tmp_path: Path) -> None:
    reading = read(tmp_path, MARY)
    assert (reading.value["losses"], reading.findings) == ([], [])


def test_rows_share_the_cells_of_a_block(tmp_path: Path) -> None:
    losses = """\
rows: 2
items:
  - shared:
      at: off Hoy
      place_text: Hoy
    items:
      - {at: In May … lost, loss_text: lost}
      - {at: In June … lost, loss_text: lost}
"""
    reading = read(tmp_path, MARY, losses)
    assert reading.findings == []
    rows = reading.value["losses"]
    assert [row.cells["place_text"] for row in rows] == ["Hoy", "Hoy"]
    assert [row.spans["loss_text"][0].start for row in rows] == [
        REPORT.index("lost"),
        REPORT.rindex("lost"),
    ]
    assert [row.origin.line_of("place_text") for row in rows if row.origin] == [5, 5]
    assert [row.origin.number for row in rows if row.origin] == [1, 2]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("rows: 1", "rows: 2", "ships.yaml:1: “rows” is 2, as counted by reading, but 1 are here"),
        ("- id: mary\n    at", "- at", "ships.yaml:3, row 1: the row needs an id"),
        ("name_text", "nam_text", "row mary: unknown column nam_text. Did you mean “name_text”?"),
        ("forms:", "label: x\n    forms:", "row mary: label is a derived column; the build"),
        ("[the brig]", "[the sloop]", "ships.yaml:5, row mary, column forms: the form “the sloop”"),
        (
            "name_text: Mary",
            "name_text: Ann",
            "ships.yaml:6, row mary, column name_text: the words",
        ),
    ],
)
def test_a_mistake_has_its_line_row_and_column(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    assert old in MARY
    found = sentences(read(tmp_path, MARY.replace(old, new, 1)))
    assert any(sentence in one for one in found), found


@pytest.mark.parametrize(
    ("losses", "sentence"),
    [
        (
            "rows: 1\nitems:\n  - {id: x, at: off Hoy, loss_text: Hoy}\n",
            "losses.yaml:3, row x, column id: the row has an id, but the build makes its key",
        ),
        (
            "rows: 1\nitems:\n  - {forms: [off Hoy], loss_text: off Hoy}\n",
            "losses.yaml:3, row 1: only entities can have forms",
        ),
        (
            "rows: 1\nitems:\n"
            "  - shared: {place_text: Hoy}\n"
            "    items:\n      - {place_text: Hoy, loss_text: off Hoy}\n",
            "losses.yaml:5, row 1, column place_text: is in the shared block and in the row",
        ),
        (
            "rows: 1\nitems:\n  - shared: {id: x}\n    items:\n      - {loss_text: off Hoy}\n",
            "losses.yaml:3, row 1, column id: rows can share cells, but not an id or forms",
        ),
    ],
)
def test_what_a_row_cannot_hold_is_named(tmp_path: Path, losses: str, sentence: str) -> None:
    (found,) = sentences(read(tmp_path, MARY, losses))
    assert sentence in found


def test_a_row_without_its_passage_is_one_mistake(tmp_path: Path) -> None:
    losses = "rows: 1\nitems:\n  - at: off Yell\n    loss_text: lost\n"
    (found,) = sentences(read(tmp_path, MARY, losses))
    assert found.startswith("source/facts/losses.yaml:3, row 1, column at: the words “off Yell”")


def test_the_mistakes_of_all_files_are_found_together(tmp_path: Path) -> None:
    found = sentences(read(tmp_path, MARY.replace("Mary\n", "Mry\n"), "rows: 1\nrows: 2\n"))
    assert len(found) == 2
    assert "losses.yaml:2: the key rows occurs twice" in found[-1]
