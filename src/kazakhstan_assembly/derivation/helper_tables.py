"""The tables that the engine itself adds to every package: each made of the rows of facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from kazakhstan_assembly.derivation.entity_index import fact_spans
from kazakhstan_assembly.derivation.pipeline import Derived, Note
from kazakhstan_assembly.derivation.rows import Form, Row, all_rows, plain, record_of
from kazakhstan_assembly.derivation.timeline import timeline
from kazakhstan_assembly.derivation.values import Missing
from kazakhstan_assembly.document.spans import (
    Span,
    SpanIndex,
    count_visible,
    fold_spaces,
    merge_spans,
    quote_spans,
)
from kazakhstan_assembly.model.codings import Coding
from kazakhstan_assembly.model.records import Record, Records

# The column name under which evidence has the words of a row as a whole.
ANCHOR = "*"


def make_table(derived: Derived, name: str) -> list[Record]:
    """Return one table, row by row."""
    if name in derived.rows:
        return [record_of(row) for row in derived.rows[name]]
    return list(_MAKERS[name](derived))


def make_tables(derived: Derived) -> Records:
    """Return every table of the model, row by row."""
    return {name: make_table(derived, name) for name in derived.model.tables}


# Entities


def _entities(derived: Derived) -> Iterator[Record]:
    for entity_id, row in sorted(derived.index.entities.items()):
        yield {
            "entity_id": entity_id,
            "label": derived.index.label_of(entity_id),
            "kind": row.table.entity_kind,
            "table_name": row.table.name,
            "name_text": plain(row.cells[row.table.name_column]),
        }


def _entity_forms(derived: Derived) -> Iterable[Record]:
    records: list[Record] = []
    for entity_id, row in derived.index.entities.items():
        records += [_entity_form(derived, entity_id, form) for form in row.forms]
    return sorted(records, key=lambda r: (str(r["entity_id"]), str(r["form"]), r["char_start"]))


def _entity_form(derived: Derived, entity_id: str, form: Form) -> Record:
    first = form.place or derived.index.first_place(entity_id, form)
    return {
        "entity_id": entity_id,
        "entity_label": derived.index.label_of(entity_id),
        "form": quote_spans(derived.report, [first]) if first else form.words,
        "kind": form.kind,
        "char_start": first.start if first else None,
        "is_local": derived.index.is_ambiguous(entity_id, form),
    }


def _identifiers(derived: Derived) -> Iterable[Record]:
    records = [_identifier(derived, entry) for entry in derived.written.identifiers]
    return sorted(records, key=lambda r: (str(r["entity_id"]), str(r["identifier"])))


def _identifier(derived: Derived, entry: Mapping[str, Any]) -> Record:
    return {
        "entity_id": entry["entity"],
        "entity_label": derived.index.label_of(entry["entity"]),
        "identifier": entry["identifier"],
        "match_type": entry["match"],
        "label": entry["label"],
        "basis": entry["basis"],
        "evidence": entry["evidence"],
    }


# What a person wrote


def _vocabularies(derived: Derived) -> Iterator[Record]:
    for vocabulary, terms in derived.model.vocabularies.items():
        for term in terms.values():
            yield {
                "vocabulary": vocabulary,
                "code": term.code,
                "label": term.label,
                "definition": term.definition,
                "triggers": " | ".join(term.triggers) or None,
                "inverse_triggers": " | ".join(term.inverse_triggers) or None,
            }


def _notes_in_order(derived: Derived) -> list[Note]:
    return sorted(derived.written.notes, key=lambda n: (n.span.start, n.entry["id"]))


def _editorial_notes(derived: Derived) -> Iterator[Record]:
    for note in _notes_in_order(derived):
        yield {
            "note_id": note.entry["id"],
            "note_type": note.entry["type"],
            **_located(derived, note.span),
            "issue": fold_spaces(note.entry["issue"]),
            "reading": fold_spaces(note.entry["reading"]),
            "other_readings": fold_spaces(note.entry["other_readings"]),
        }


def _note_rows(derived: Derived) -> Iterator[Record]:
    for note in _notes_in_order(derived):
        for table, keys in note.entry.get("rows", {}).items():
            for key in keys:
                yield {"note_id": note.entry["id"], "table_name": table, "row_id": key}


def _codings(derived: Derived) -> list[Record]:
    """Return the codings in the order of the tables, their rows and columns, then of the coders."""
    cells = {(row.table.name, row.key): row for row in all_rows(derived.rows)}
    rows = {place: number for number, place in enumerate(cells)}
    columns = {name: list(table.by_name) for name, table in derived.model.tables.items()}

    def order(coding: Coding) -> tuple[int, int, str, str]:
        # What leads to no cell comes first, and is refused.
        row = rows.get((coding.table, coding.row), -1)
        known = columns.get(coding.table, [])
        column = known.index(coding.column) if coding.column in known else -1
        return row, column, coding.column, coding.coder

    return [_coding(derived, cells, one) for one in sorted(derived.written.codings, key=order)]


def _coding(derived: Derived, cells: Mapping[tuple[str, str], Row], coding: Coding) -> Record:
    row = cells.get((coding.table, coding.row))
    column = row.table.by_name.get(coding.column) if row else None
    codes = derived.model.terms(column) if column and column.vocabulary else ()
    return {
        "table_name": coding.table,
        "row_id": coding.row,
        "column_name": coding.column,
        "coder": coding.coder,
        "code": coding.code_among(codes),
        "settled": plain(row.cells.get(coding.column)) if row else None,
    }


def _located(derived: Derived, span: Span) -> Record:
    return {
        "char_start": span.start,
        "char_end": span.end,
        "quote": derived.report[span.start : span.end],
        "sentence_id": derived.surroundings.sentences.at(span.start).sentence_id,
    }


# The text, and what proves the cells


def _sentences(derived: Derived) -> Iterator[Record]:
    cells = SpanIndex((span, None) for span in merge_spans(list(fact_spans(derived.rows))))
    for sentence in derived.surroundings.sentences.all:
        held = [sentence.span.intersection(span) for span, _ in cells.overlapping(sentence.span)]
        yield {
            "sentence_id": sentence.sentence_id,
            "char_start": sentence.span.start,
            "char_end": sentence.span.end,
            "kind": sentence.kind,
            "section": sentence.section,
            "paragraph": sentence.paragraph,
            "characters": count_visible(derived.report, sentence.span),
            "fact_characters": sum(count_visible(derived.report, span) for span in held),
            "text": sentence.text,
        }


def _evidence(derived: Derived) -> Iterator[Record]:
    for row in all_rows(derived.rows):
        yield from _evidence_of(derived, row, ANCHOR, merge_spans(row.anchor_spans()))
        for column in row.table.citing:
            yield from _evidence_of(derived, row, column.name, row.spans.get(column.name, []))


def _evidence_of(derived: Derived, row: Row, column: str, spans: list[Span]) -> Iterator[Record]:
    for seq, span in enumerate(spans, start=1):
        yield {
            "table_name": row.table.name,
            "row_id": row.key,
            "column_name": column,
            "seq": seq,
            **_located(derived, span),
        }


def _mentions(derived: Derived) -> Iterator[Record]:
    for mention in derived.index.mentions:
        yield {
            "mention_id": mention.key,
            "char_start": mention.span.start,
            "char_end": mention.span.end,
            "text": quote_spans(derived.report, [mention.span]),
            "kind": mention.kind,
            "entity_id": mention.entity_id,
            "entity_label": _label_of(derived, mention.entity_id),
            "disposition": mention.disposition or None,
            "sentence_id": derived.surroundings.sentences.at(mention.span.start).sentence_id,
        }


def _label_of(derived: Derived, entity_id: str | None) -> str | None:
    return None if entity_id is None else derived.index.label_of(entity_id)


def _missing_values(derived: Derived) -> Iterator[Record]:
    for row in all_rows(derived.rows):
        for column in row.table.columns:
            value = row.cells.get(column.name)
            if isinstance(value, Missing):
                yield {
                    "table_name": row.table.name,
                    "row_id": row.key,
                    "column_name": column.name,
                    "reason": value.reason,
                }


_MAKERS: Mapping[str, Callable[[Derived], Iterable[Record]]] = {
    "entities": _entities,
    "entity_forms": _entity_forms,
    "identifiers": _identifiers,
    "vocabularies": _vocabularies,
    "timeline": timeline,
    "editorial_notes": _editorial_notes,
    "note_rows": _note_rows,
    "codings": _codings,
    "sentences": _sentences,
    "evidence": _evidence,
    "mentions": _mentions,
    "missing_values": _missing_values,
}
