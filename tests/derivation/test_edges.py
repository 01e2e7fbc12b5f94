"""Edges: the relations that links of other tables state, one row each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

import kazakhstan_assembly as ka
from conftest import table
from kazakhstan_assembly.checks.evidence import Evidence
from kazakhstan_assembly.checks.registry import run_checks
from mutation.mutants import with_cell
from mutation.trial import base

PACKAGE = ka.open_package("installed")
TABLES = ka.load_tables()
RELATIONS = table("relations")
EDGES = RELATIONS[RELATIONS["stated_in_table"].notna()]
OWN = RELATIONS[RELATIONS["stated_in_table"].isna()]
_TRIPLE = ["subject_id", "predicate", "object_id"]

Stated = tuple[str, str, str, tuple[str, str, str]]


def declared() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield table, column and edge of each link that states relations."""
    for name in PACKAGE.list_tables():
        for field in PACKAGE.schema(name)["fields"]:
            if "edge" in field:
                yield name, field["name"], field["edge"]


def stated() -> Iterator[Stated]:
    """Yield what the cells of the links state: table, row, column and the triple."""
    for name, column, edge in declared():
        frame = TABLES[name]
        for row in frame.to_dict("records"):
            key = str(row[frame.columns[0]])
            linked, other = row[column], row[edge["other"]] if "other" in edge else key
            if pd.notna(linked) and pd.notna(other):
                ends = (linked, other) if edge["side"] == "subject" else (other, linked)
                yield name, key, column, (ends[0], edge["predicate"], ends[1])


def test_every_link_with_an_edge_is_a_relation_once() -> None:
    own = set(OWN[_TRIPLE].itertuples(index=False, name=None))
    columns = ["stated_in_table", "stated_in_row", "stated_in_column"]
    found = [
        (*row[:3], tuple(row[3:]))
        for row in EDGES[[*columns, *_TRIPLE]].itertuples(index=False, name=None)
    ]
    assert sorted(found) == sorted(entry for entry in stated() if entry[3] not in own)
    assert len({column for _, _, column, _ in found}) > 5


def test_an_edge_that_a_relation_says_with_words_of_its_own_is_left_out() -> None:
    own = set(OWN[_TRIPLE].itertuples(index=False, name=None))
    assert own & {triple for *_, triple in stated()}
    assert not own & set(EDGES[_TRIPLE].itertuples(index=False, name=None))


def test_an_edge_has_the_source_of_its_row_and_no_words() -> None:
    words = [f["name"] for f in PACKAGE.schema("relations")["fields"] if f["kind"] == "quoted"]
    assert words
    assert EDGES[words].isna().all(axis=None)
    for edge in EDGES.to_dict("records"):
        frame = TABLES[edge["stated_in_table"]]
        row = frame[frame.iloc[:, 0] == edge["stated_in_row"]].iloc[0]
        for column in ("voice_id", "sentence_id", "source_text"):
            assert edge[column] == row[column]


def test_its_nulls_are_stated_elsewhere_and_it_has_no_evidence() -> None:
    missing, cited = table("missing_values"), table("evidence")
    keys = set(EDGES["relation_id"])
    of_edges = missing[missing["row_id"].isin(keys) & (missing["column_name"] != "number_id")]
    assert set(of_edges["reason"]) == {"stated_elsewhere"}
    assert not keys & set(cited.loc[cited["table_name"] == "relations", "row_id"])
    own = missing[(missing["table_name"] == "relations") & ~missing["row_id"].isin(keys)]
    assert "stated_elsewhere" not in set(own["reason"])
    assert set(own.loc[own["column_name"] == "stated_in_row", "reason"]) == {"not_applicable"}


def test_edges_stand_behind_the_rows_with_words_of_their_own() -> None:
    is_edge = RELATIONS["stated_in_table"].notna().tolist()
    assert is_edge == sorted(is_edge)
    assert PACKAGE.schema("relations")["stated_edges"] == sum(is_edge)


def test_a_trace_shows_the_stating_row_and_its_words() -> None:
    edge: dict[Any, Any] = EDGES.iloc[0].to_dict()
    found = ka.trace("relations", edge["relation_id"], "predicate")
    assert found.stated_in is not None
    assert found.stated_in.table == edge["stated_in_table"]
    assert found.stated_in.row_id == edge["stated_in_row"]
    assert found.stated_in.cells[0].column == edge["stated_in_column"]
    for _, pieces in found.stated_in.sentences:
        assert all(part in edge["source_text"] for part, is_cited in pieces if is_cited)
    place = f"stated by {edge['stated_in_table']} {edge['stated_in_row']}, "
    assert place + edge["stated_in_column"] in str(found)
    assert place in found._repr_html_()
    assert found.to_frame()["column"].tolist() == [edge["stated_in_column"]]
    assert ka.trace("relations", str(OWN.iloc[0]["relation_id"])).stated_in is None


@pytest.mark.parametrize("column", ["subject_id", "stated_in_row", "source_text", "time_text"])
def test_a_changed_cell_of_an_edge_is_seen(column: str) -> None:
    evidence = base()
    records = evidence.tables["relations"]
    index = len(records) - 1
    tables = with_cell(evidence.tables, "relations", index, column, records[0][column] or "words")
    changed = Evidence(evidence.report, evidence.model, tables, evidence.written)
    found = run_checks(changed, ["derivation"])
    assert (records[index]["relation_id"], column) in {
        (finding.row, finding.column) for finding in found
    }
