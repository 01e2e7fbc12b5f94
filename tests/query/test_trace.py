"""A trace: what it shows of a row beside the words of the report."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest

import kazakhstan_assembly as ka
from conftest import table
from kazakhstan_assembly.datapackage import INSTALLED
from kazakhstan_assembly.query.trace import TracedNote


def note_on(note_id: str) -> TracedNote:
    note = table("editorial_notes").set_index("note_id").loc[note_id]
    return TracedNote(
        note_id, *(str(note[part]) for part in ("issue", "reading", "other_readings"))
    )


def test_a_trace_ends_with_the_notes_on_its_row() -> None:
    found = ka.trace("voices", "report", "name_text")
    assert found.notes == (note_on("title-blank-line"),)
    text = " ".join(str(found).split())
    note = found.notes[0]
    assert text.endswith(f"note {note.note_id} {note.issue} The tables read: {note.reading}")
    page = ElementTree.fromstring(found._repr_html_().replace("<br>", "<br/>"))
    shown = "".join(list(page)[-1].itertext())
    assert shown == f"note {note.note_id} {note.issue}The tables read: {note.reading}"


def test_a_row_without_notes_has_none() -> None:
    noted = table("note_rows")
    (row, *_) = set(table("numbers")["number_id"]) - set(noted["row_id"])
    assert ka.trace("numbers", row).notes == ()


def test_notes_lead_to_rows() -> None:
    noted, tables = table("note_rows"), ka.load_tables()
    assert not noted.empty
    for row in noted.itertuples():
        frame = tables[str(row.table_name)]
        assert row.row_id in set(frame.iloc[:, 0])


def test_a_trace_shows_itself_at_the_prompt() -> None:
    found = ka.trace("numbers", "number-07899", "value")
    assert repr(found) == str(found)
    assert repr(found).startswith("numbers number-07899\n\nvalue = 80000\n")


def test_a_null_is_traced_to_its_reason_and_to_the_sentence_of_its_row() -> None:
    found = ka.trace("media", "books", "language_count")
    assert "language_count = null: not_stated\n  The report does not say.\n" in str(found)
    ((sentence_id, pieces),) = found.sentences
    assert sentence_id == "sentence-45"
    assert [is_cited for _, is_cited in pieces] == [False]  # no word of it makes the cell
    assert pieces[0][0].startswith("Every year, the states commissions up to 30 book titles")


@pytest.mark.parametrize(
    ("table", "row_id", "said"),
    [
        ("entities", "kofi-annan", "Trace persons kofi-annan."),
        ("identifiers", "armenians", "Trace ethnic_groups armenians."),
        ("mentions", "name-00004", "Trace events tenth-anniversary."),
        ("sentences", "sentence-01", "in the table evidence for this sentence_id"),
        ("editorial_notes", "van-der-stool-spelling", "Trace persons max-van-der-stool."),
        ("evidence", "sessions", "by table_name, row_id and column_name. Trace that cell."),
        ("vocabularies", "bound", "Describe bound instead."),
        ("entities", "kofi", "Did you mean “kofi-annan”?"),
    ],
)
def test_what_has_no_words_says_where_to_look(table: str, row_id: str, said: str) -> None:
    with pytest.raises(ka.RequestError, match=re.escape(said)):
        INSTALLED.trace(table, row_id)


def test_a_happening_of_the_timeline_leads_to_its_row() -> None:
    happening = table("timeline").iloc[0]
    said = f"Trace {happening['table_name']} {happening['row_id']}."
    with pytest.raises(ka.RequestError, match=re.escape(said)):
        INSTALLED.trace("timeline", happening["timeline_id"])


def test_a_trace_as_json_keeps_its_keys() -> None:
    relation = table("relations")
    edge = relation.loc[relation["stated_in_table"].notna(), "relation_id"].iloc[0]
    found = json.loads(ka.trace("relations", edge, "predicate").to_json())
    assert list(found) == ["table", "row_id", "cells", "sentences", "notes", "stated_in"]
    assert list(found["cells"][0]) == [
        *("column", "kind", "description", "value", "reason", "rule", "rule_text"),
        *("inputs", "meaning", "passages"),
    ]
    stating = found["stated_in"]
    assert list(stating) == list(found)
    assert list(stating["cells"][0]["passages"][0]) == [
        *("char_start", "char_end", "quote", "sentence_id"),
    ]
    assert list(stating["sentences"][0]) == ["sentence_id", "pieces"]
    assert list(stating["sentences"][0]["pieces"][0]) == ["text", "is_cited"]
    assert list(stating["notes"][0]) == ["note_id", "issue", "reading", "other_readings"]
    session = json.loads(ka.trace("sessions", "session-01", "date_start").to_json())
    assert session["cells"][0]["value"] == "1995-03-01"
