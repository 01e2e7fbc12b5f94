"""Every cell proves itself from the published tables and the report alone."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd
import pytest

import kazakhstan_assembly as ka
from conftest import table
from kazakhstan_assembly.document.spans import fold_spaces

REPORT = ka.read_report()
FACTS = [n for n in ka.list_tables() if ka.table_schema(n)["role"] in {"fact", "entity"}]


def spans() -> dict[tuple[str, str, str], list[tuple[int, int]]]:
    found: dict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
    for row in table("evidence").itertuples():
        key = (str(row.table_name), str(row.row_id), str(row.column_name))
        found[key].append((int(str(row.char_start)), int(str(row.char_end))))
    return found


SPANS = spans()


def is_edge(frame: pd.DataFrame) -> pd.Series[bool]:
    """Return for each row whether a link of another table states it, so that it cites no words."""
    if "stated_in_table" in frame:
        return frame["stated_in_table"].notna()
    return pd.Series(data=False, index=frame.index)


def test_units_hold_every_character_once() -> None:
    sentences = table("sentences")
    held: list[int] = []
    for start, end in zip(sentences["char_start"], sentences["char_end"], strict=True):
        held += [n for n in range(start, end) if not REPORT[n].isspace()]
    assert held == [n for n, char in enumerate(REPORT) if not char.isspace()]


def test_evidence_is_exact_and_on_word_boundaries() -> None:
    for row in table("evidence").itertuples():
        start, end = int(str(row.char_start)), int(str(row.char_end))
        assert REPORT[start:end] == row.quote
        assert not (REPORT[start].isalnum() and REPORT[start - 1 : start].isalnum())
        assert not (REPORT[end - 1].isalnum() and REPORT[end : end + 1].isalnum())


@pytest.mark.parametrize("name", FACTS)
def test_quoted_cells_equal_their_spans(name: ka.TableName) -> None:
    schema = ka.table_schema(name)
    key = schema["primaryKey"][0]
    quoted = [field["name"] for field in schema["fields"] if field["kind"] == "quoted"]
    for row in table(name).to_dict("records"):
        for column in quoted:
            pieces = SPANS.get((name, row[key], column))
            if pieces is None:
                assert row[column] != row[column], f"{row[key]} {column} has no evidence"
            else:
                assert row[column] == fold_spaces(" ".join(REPORT[a:b] for a, b in pieces))


@pytest.mark.parametrize("name", FACTS)
def test_coded_and_linked_cells_have_evidence(name: ka.TableName) -> None:
    schema = ka.table_schema(name)
    key = schema["primaryKey"][0]
    frame = table(name)
    for field in schema["fields"]:
        if field["kind"] in {"coded", "linked"}:
            for row_id in frame.loc[frame[field["name"]].notna() & ~is_edge(frame), key]:
                assert (name, row_id, field["name"]) in SPANS


@pytest.mark.parametrize("name", FACTS)
def test_anchors_are_the_unions_of_the_spans(name: ka.TableName) -> None:
    schema = ka.table_schema(name)
    anchored = [f["name"] for f in schema["fields"] if f.get("anchor", True)]
    frame = table(name)
    for row_id in frame.loc[~is_edge(frame), schema["primaryKey"][0]]:
        own = {
            n for c in anchored for a, b in SPANS.get((name, row_id, c), []) for n in range(a, b)
        }
        anchor = {n for a, b in SPANS[name, row_id, "*"] for n in range(a, b)}
        assert anchor == own


@pytest.mark.parametrize("name", FACTS)
def test_every_null_has_one_reason_and_none_is_beside(name: ka.TableName) -> None:
    missing = table("missing_values")
    stated = missing.loc[missing["table_name"] == name, ["row_id", "column_name"]]
    key = ka.table_schema(name)["primaryKey"][0]
    frame = table(name).set_index(key).isna()
    nulls = {(row, column) for column in frame for row in frame.index[frame[column]]}
    assert sorted(stated.itertuples(index=False, name=None)) == sorted(nulls)


@pytest.mark.parametrize("name", FACTS)
def test_fact_tables_begin_with_a_key_and_explain_themselves(name: ka.TableName) -> None:
    frame = table(name)
    key = ka.table_schema(name)["primaryKey"]
    assert key == [frame.columns[0]]
    assert frame[key[0]].is_unique
    assert frame[key[0]].str.match("[a-z]").all()
    tail = (
        ["sentence_id", "source_text"]
        if name == "voices"
        else ["voice_id", "sentence_id", "source_text"]
    )
    assert frame.columns[-len(tail) :].tolist() == tail
    assert frame["source_text"].str.len().min() > 0


def test_every_unit_but_a_heading_is_cited() -> None:
    sentences = table("sentences")
    cited = set(table("evidence")["sentence_id"])
    left = sentences[~sentences["sentence_id"].isin(cited)]
    assert set(left["kind"]) == {"heading"}
    assert len(left) == 2


def test_numbers_dates_and_quotations_are_in_cells() -> None:
    mentions = table("mentions")
    told = mentions[mentions["kind"].isin(["number", "ordinal", "date", "quotation"])]
    outside = told[told["disposition"] != "cell"]
    assert sorted(zip(outside["text"], outside["disposition"], strict=True)) == sorted(
        [
            *((number, "list_marker") for number in "12345"),
            ("One", "idiom"),
            ("first", "idiom"),
        ]
    )


def test_mentions_are_exact() -> None:
    for row in table("mentions").itertuples():
        assert fold_spaces(REPORT[int(str(row.char_start)) : int(str(row.char_end))]) == row.text


def test_notes_quote_the_report() -> None:
    for row in table("editorial_notes").itertuples():
        assert REPORT[int(str(row.char_start)) : int(str(row.char_end))] == row.quote


@pytest.mark.parametrize("name", ["claims", "relations", "list_members", "numbers"])
def test_keys_made_of_offsets_point_at_the_words(name: ka.TableName) -> None:
    schema = ka.table_schema(name)
    frame = table(name)
    for row_id in frame.loc[~is_edge(frame), schema["primaryKey"][0]]:
        offset = int(row_id.split("-")[1])
        assert SPANS[name, row_id, schema["key"]["of"][0]][0][0] == offset
