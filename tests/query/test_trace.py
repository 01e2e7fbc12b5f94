"""A trace: what it shows of a row beside the words of the report."""

from __future__ import annotations

from xml.etree import ElementTree

import kazakhstan_assembly as ka
from conftest import table
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
