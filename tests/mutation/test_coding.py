"""The codings: every decision is taken three times, and the tables have what was settled."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import coding
from conftest import ROOT
from kazakhstan_assembly.checks.evidence import Evidence
from kazakhstan_assembly.checks.validation import load_evidence


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return load_evidence(ROOT)


def settlements() -> dict[coding.Place, dict[str, str]]:
    entries = yaml.safe_load((coding.FOLDER / "settlements.yaml").read_text("utf-8"))
    return {(entry["table"], entry["row"], entry["column"]): entry for entry in entries}


def test_every_decision_was_taken_by_every_coder(evidence: Evidence) -> None:
    due = {item.place for item in coding.items(evidence)}
    taken = [(one.table, one.row, one.column, one.coder) for one in coding.codings()]
    assert len(taken) == len(set(taken))
    assert set(taken) == {(*place, coder) for place in due for coder in coding.CODERS}


def test_what_differs_from_the_tables_is_settled_with_a_reason(evidence: Evidence) -> None:
    published = {item.place: item.code for item in coding.items(evidence)}
    differing = {
        place
        for place, codes in coding.decisions().items()
        if coding.majority(codes) != published[place]
    }
    assert settlements().keys() == differing
    for place, entry in settlements().items():
        assert entry["code"] == published[place]
        assert len(entry["reason"]) > 15


def test_items_for_a_coder_hold_no_codes(evidence: Evidence, tmp_path: Path) -> None:
    coding.write_items(evidence, tmp_path)
    lines = (tmp_path / "items.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "item,table,column,words,code"
    assert all(line.endswith(",") for line in lines[1:])
    codebook = (tmp_path / "codebook.md").read_text(encoding="utf-8")
    assert "`at_most`" not in codebook
    assert "`evaluation`" in codebook


def test_answers_are_taken_by_number(
    evidence: Evidence, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coding, "FOLDER", tmp_path)
    monkeypatch.setattr(coding, "CODES", tmp_path / "codes.csv")
    due = list(coding.items(evidence))
    lines = [f"{number},{item.code}" for number, item in enumerate(due, start=1)]
    (tmp_path / "answers.csv").write_text("\n".join(["item,code", *reversed(lines)]), "utf-8")
    for coder in coding.CODERS:
        coding.take(evidence, tmp_path, coder)
    assert coding.decisions() == {item.place: [item.code] * 3 for item in due}


@pytest.mark.parametrize(
    ("codes", "expected"),
    [("aab", "a"), ("aaa", "a"), ("abc", None), ("abb", "b")],
)
def test_the_majority_is_what_two_say(codes: str, expected: str | None) -> None:
    assert coding.majority(list(codes)) == expected


def test_alpha_is_one_where_all_agree_and_less_where_one_differs() -> None:
    assert coding.alpha([["a"] * 3, ["b"] * 3]) == "1.00"
    assert float(coding.alpha([["a"] * 3, ["b", "b", "a"]])) < 1
    assert coding.alpha([["a"] * 3]) == "one code only"


def test_the_page_shows_the_figures_of_the_codings() -> None:
    page = (ROOT / "docs/reliability.md").read_text(encoding="utf-8")
    assert coding.compare() in page
