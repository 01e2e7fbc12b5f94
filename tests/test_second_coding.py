"""The second coding: every disagreement is settled, and the tables have what was settled."""

from __future__ import annotations

from pathlib import Path

import yaml

import second_coding
from conftest import ROOT, table
from kazakhstan_assembly.package import table_schema
from kazakhstan_assembly.validation import load_evidence


def test_every_disagreement_is_settled_and_the_tables_have_what_was_settled() -> None:
    settled = yaml.safe_load((second_coding.FOLDER / "settlements.yaml").read_text("utf-8"))
    codes = {(str(s["table"]), str(s["row"]), str(s["column"])): s for s in settled}
    both = second_coding.both_codings()
    differing = {
        (row["table"], row["row_id"], row["column"]): row
        for row in both
        if row["first"] != row["second"]
    }
    assert codes.keys() == differing.keys()
    for key, row in differing.items():
        assert codes[key]["code"] in {row["first"], row["second"]}
        assert len(codes[key]["reason"]) > 15
        name, row_id, column = key
        frame = table(name).set_index(table_schema(name)["primaryKey"][0])
        assert frame.loc[row_id, column] == codes[key]["code"]


def test_every_coded_and_judged_decision_was_taken_twice() -> None:
    taken = {(row["table"], row["row_id"], row["column"]) for row in second_coding.both_codings()}
    due = {item.key for item in second_coding.items(load_evidence(ROOT))}
    assert due == taken


def test_items_for_a_coder_hold_no_codes(tmp_path: Path) -> None:
    evidence = load_evidence(ROOT)
    second_coding.write_items(evidence, tmp_path)
    lines = (tmp_path / "items.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "item,table,column,words,code"
    assert all(line.endswith(",") for line in lines[1:])
    codebook = (tmp_path / "codebook.md").read_text(encoding="utf-8")
    assert "`at_most`" not in codebook
    assert "`evaluation`" in codebook


def test_the_page_shows_the_figures_of_the_two_codings() -> None:
    page = (ROOT / "docs/reliability.md").read_text(encoding="utf-8")
    for line in second_coding.compare():
        assert line in page
