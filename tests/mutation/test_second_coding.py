"""The second coding: every disagreement is settled, and the tables have what was settled."""

from __future__ import annotations

from pathlib import Path

import yaml

import second_coding
from conftest import ROOT
from kazakhstan_assembly.checks.validation import load_evidence


def test_every_disagreement_is_settled_by_one_of_the_two_codes() -> None:
    settled = {key(entry): entry for entry in settlements()}
    differing = {key(row): row for row in second_coding.both_codings() if not agrees(row)}
    assert settled.keys() == differing.keys()
    for place, entry in settled.items():
        assert entry["code"] in {differing[place]["first"], differing[place]["second"]}
        assert len(entry["reason"]) > 15


def test_the_tables_have_what_both_coded_or_what_was_settled() -> None:
    settled = {key(entry): entry["code"] for entry in settlements()}
    published = {item.key: item.code for item in second_coding.items(load_evidence(ROOT))}
    for row in second_coding.both_codings():
        expected = row["first"] if agrees(row) else settled[key(row)]
        assert published[key(row)] == expected, key(row)


def settlements() -> list[dict[str, str]]:
    text = (second_coding.FOLDER / "settlements.yaml").read_text("utf-8")
    return [{**entry, "row_id": entry["row"]} for entry in yaml.safe_load(text)]


def key(row: dict[str, str]) -> tuple[str, str, str]:
    return str(row["table"]), str(row["row_id"]), str(row["column"])


def agrees(row: dict[str, str]) -> bool:
    return row["first"] == row["second"]


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
    assert second_coding.compare() in page
