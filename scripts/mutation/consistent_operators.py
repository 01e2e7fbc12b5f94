"""A curator's wrong choices, with everything that follows from them recomputed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from kazakhstan_assembly.checks.evidence import Evidence
from kazakhstan_assembly.derivation.helper_tables import make_tables
from kazakhstan_assembly.derivation.pipeline import complete_rows
from kazakhstan_assembly.derivation.rows import Row, derive_rows
from kazakhstan_assembly.derivation.values import Missing
from kazakhstan_assembly.document import english
from kazakhstan_assembly.document.matching import find_all
from kazakhstan_assembly.document.spans import Span, quote_spans
from kazakhstan_assembly.model.columns import Column
from kazakhstan_assembly.model.records import Records
from mutation.mutants import Mutant


def consistent_mutants(base: Evidence) -> Iterator[Mutant]:
    """Yield every wrong choice with what follows from it, and every row left out."""
    for name, rows in base.rows.items():
        for index, row in enumerate(rows):
            key = row.key
            make = partial(_remade, base, name, index, None)
            yield Mutant("row left out, the rest remade", name, "*", f"row {key}", make)
            if row.table.is_relation:
                make = partial(_remade, base, name, index, _flip)
                operator = "relation flipped, words and all"
                subject = str(row.table.column_with_role("subject"))
                yield Mutant(operator, name, subject, f"row {key}", make, consistent=True)
            for column in row.table.columns:
                if column.missing_reason and column.name in row.spans:
                    make = partial(_remade, base, name, index, partial(_leave_out, column))
                    operator = "stated value left null, remade"
                    yield Mutant(operator, name, column.name, f"row {key}", make, consistent=True)
                for operator, new, value in _choices(base, row, column):
                    make = partial(_remade, base, name, index, partial(_put, column, new, value))
                    what = f"row {key}: {value or ''} “{quote_spans(base.report, new, ' … ')}”"
                    yield Mutant(operator, name, column.name, what, make, consistent=True)


def _flip(row: Row) -> None:
    """Let subject and object of a relation change places, words and all."""
    subject, object_ = (str(row.table.column_with_role(role)) for role in ("subject", "object"))
    for part in (row.cells, row.spans):
        parts: dict[str, Any] = part
        parts[subject], parts[object_] = parts[object_], parts[subject]


def _leave_out(column: Column, row: Row) -> None:
    del row.spans[column.name]
    row.cells[column.name] = Missing(str(column.missing_reason))


def _put(column: Column, spans: list[Span], value: str | None, row: Row) -> None:
    row.spans[column.name] = list(spans)
    if value is not None:
        row.cells[column.name] = value


def _choices(
    base: Evidence, row: Row, column: Column
) -> Iterator[tuple[str, list[Span], str | None]]:
    """Yield operators, other spans for a cell, and another value for it where there is one."""
    spans = row.spans.get(column.name)
    if not spans and column.no_possessor:
        yield from _possessors(base, row, column)
    if not spans or not column.has_evidence:
        return
    first = spans[0]
    for number, one in enumerate(spans):
        for operator, span in _other_spans(base.report, one):
            yield operator, [*spans[:number], span, *spans[number + 1 :]], None
    if column.kind == "quoted":
        return
    sentence = base.derived.surroundings.sentences.at(first.start).span
    if column.kind == "linked":
        for entity_id, places in base.derived.index.places.items():
            near = next((place for place in places if sentence.contains(place)), None)
            entity = base.derived.index.entities[entity_id]
            is_allowed = entity.table.entity_kind in column.entity_kinds
            if near and is_allowed and entity_id != row.cells[column.name]:
                yield "linked to another entity, words repaired", [near], entity_id
        return
    for term in base.model.terms(column).values():
        for trigger in (*term.triggers, *term.inverse_triggers):
            found = find_all(base.report, trigger, sentence, any_case_first=True)
            if found and term.code != row.cells[column.name]:
                yield "coded otherwise, words repaired", [found[0]], term.code
                break


def _possessors(
    base: Evidence, row: Row, column: Column
) -> Iterator[tuple[str, list[Span], str | None]]:
    """Yield whoever the sentence says something is of, as if that were where it is."""
    sentence = base.derived.surroundings.sentence_of(row)
    for entity_id, places in base.derived.index.places.items():
        kind = base.derived.index.entities[entity_id].table.entity_kind
        for place in places if sentence and kind in column.entity_kinds else ():
            is_possessor = base.report.startswith(english.GENITIVE_ENDINGS, place.end)
            if sentence and sentence.span.contains(place) and is_possessor:
                yield "possessor taken for a place", [place], entity_id


def _other_spans(report: str, span: Span) -> Iterator[tuple[str, Span]]:
    quote = report[span.start : span.end]
    if first := re.match(r"\S+\s+", quote):
        yield "span a word shorter", Span(span.start + first.end(), span.end)
    if last := re.search(r"\s+\S+$", quote):
        yield "span a word shorter", Span(span.start, span.start + last.start())
    if before := re.search(r"[\w’-]+\s+$", report[max(0, span.start - 40) : span.start]):
        yield "span a word longer", Span(span.start - len(before[0]), span.end)
    if behind := re.match(r"\s+[\w’-]+", report[span.end :]):
        yield "span a word longer", Span(span.start, span.end + behind.end())
    for place in find_all(report, quote, Span(0, len(report)))[:3]:
        if place.start != span.start:
            yield "moved to the same words elsewhere, remade", place


def _remade(base: Evidence, name: str, index: int, change: Callable[[Row], None] | None) -> Records:
    """Return all tables recomputed after a change to a row, or without the row."""
    copy = Evidence(base.report, base.model, base.tables, base.written)
    rows = {table: list(of_table) for table, of_table in copy.rows.items()}
    row = rows[name][index]
    if change is None:
        del rows[name][index]
    else:
        change(row)
        for column in row.table.columns:
            if column.kind == "quoted" and row.spans.get(column.name):
                row.cells[column.name] = quote_spans(base.report, row.spans[column.name])
    derived = derive_rows(rows)
    return make_tables(complete_rows(base.report, base.model, derived.rows, base.written))
