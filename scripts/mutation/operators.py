"""Operators that corrupt tables. Each yields mutants: what was done where, and the tables after it.

Inconsistent mutants break the agreement of value, evidence and anchor, or lose or gain a row.
Consistent ones are a curator's wrong choice, with everything that follows from it made anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import chain, combinations, pairwise, repeat
from typing import Any

from kazakhstan_assembly.checks.evidence import Evidence
from kazakhstan_assembly.derivation.pipeline import Assembly
from kazakhstan_assembly.derivation.rows import Row
from kazakhstan_assembly.derivation.values import Missing
from kazakhstan_assembly.document.matching import find_all
from kazakhstan_assembly.document.spans import Span, quote_spans
from kazakhstan_assembly.model.records import Record, Records
from kazakhstan_assembly.model.tables import Column, Table

HOMOGLYPHS = str.maketrans("aeocp", "аеоср")


@dataclass(frozen=True)
class Mutant:
    """One corruption; `make` gives the corrupted tables."""

    operator: str
    table: str
    column: str
    what: str
    make: Callable[[], Records]
    consistent: bool = False


def mutants(base: Evidence) -> Iterator[Mutant]:
    """Yield every mutant of every operator, in a fixed order."""
    for table in base.model.tables.values():
        records = base.tables[table.name]
        for index, record in enumerate(records):
            for column in table.columns:
                yield from _cell_mutants(base, table, column, index, record)
        yield from _row_mutants(base, table)
    yield from _exchanged_mutants(base)
    yield from _taken_mutants(base)
    yield from _evidence_mutants(base)
    yield from _unit_mutants(base)
    yield from _relation_mutants(base)
    yield from consistent_mutants(base)


# Cells


def _cell_mutants(
    base: Evidence, table: Table, column: Column, index: int, record: Record
) -> Iterator[Mutant]:
    value = record[column.name]
    for operator, changed in _cell_changes(base, table, column, value, index):
        judged = column.kind == "judged" and isinstance(changed, str) and operator in _CODE_SWAPS
        yield Mutant(
            "judged code swapped" if judged else operator,
            table.name,
            column.name,
            f"row {index}: {value!r} to {changed!r}",
            partial(_with_cell, base.tables, table.name, index, column.name, changed),
            judged,
        )


_CODE_SWAPS = frozenset({"code swapped", "value from another row"})


def _cell_changes(
    base: Evidence, table: Table, column: Column, value: Any, index: int
) -> Iterator[tuple[str, Any]]:
    others = [r[column.name] for r in base.tables[table.name]]
    other = next((v for v in others[index + 1 :] + others if v is not None and v != value), None)
    if value is None:
        fillers = (
            base.model.terms(column) if column.vocabulary else [other or _FILLERS[column.type]]
        )
        yield from (("null filled", filler) for filler in fillers)
        return
    yield "blanked", None
    if other is not None:
        yield "value from another row", other
    if isinstance(value, bool):
        yield "boolean flipped", not value
    elif isinstance(value, int):
        yield "number moved by one", value + 1
        yield "sign changed", -value - 1
    elif isinstance(value, date):
        yield "date moved by a day", value + timedelta(days=1)
        yield "date moved by a month", value + timedelta(days=31)
        yield "date moved by a year", value + timedelta(days=365)
    elif column.vocabulary:
        for code in base.model.terms(column):
            if code != value:
                yield "code swapped", code
    elif column.references:
        target = base.model.tables[column.references]
        for key in (r[target.key_column] for r in base.tables[target.name]):
            if key != value:
                yield "foreign key swapped", key
    else:
        yield from _text_changes(str(value))


_FILLERS: dict[str, Any] = {
    "string": "words",
    "integer": 7,
    "boolean": True,
    "date": date(2001, 2, 3),
}


def _text_changes(text: str) -> Iterator[tuple[str, str]]:
    changes = {
        "digit changed": re.sub(r"\d", lambda m: str((int(m[0]) + 1) % 10), text, count=1),
        "case changed": text[0].swapcase() + text[1:],
        "space doubled": text.replace(" ", "  ", 1),
        "space left out": text.replace(" ", "", 1),
        "space that does not break": text.replace(" ", "\u00a0", 1),
        "apostrophe changed": text.translate({ord("’"): "'", ord("'"): "’"}),
        "dash changed": text.translate({ord("–"): "-", ord("-"): "–"}),
        "homoglyph": text[:1] + text[1:].translate(HOMOGLYPHS),
        "last character cut": text[:-1] or "x",
        "qualifier dropped": text.replace("/..", "").replace("../", ""),
    }
    yield from ((name, new) for name, new in changes.items() if new != text)


def _with_cell(tables: Records, name: str, index: int, column: str, value: Any) -> Records:
    return _spliced(tables, name, index, [{**tables[name][index], column: value}])


def _spliced(tables: Records, name: str, index: int, new: list[Record]) -> Records:
    records = tables[name]
    return _with(tables, name, [*records[:index], *new, *records[index + 1 :]])


def _with(tables: Records, name: str, records: list[Record]) -> Records:
    return {**tables, name: records}


# Rows


def _row_mutants(base: Evidence, table: Table) -> Iterator[Mutant]:
    records = base.tables[table.name]

    def changed(operator: str, what: str, new: list[Record]) -> Mutant:
        return Mutant(operator, table.name, "*", what, partial(_with, base.tables, table.name, new))

    for index, record in enumerate(records):
        yield changed("row deleted", f"row {index}", records[:index] + records[index + 1 :])
        yield changed("row duplicated", f"row {index}", [*records, record])
        if index:
            swapped = list(records)
            swapped[index - 1], swapped[index] = swapped[index], swapped[index - 1]
            yield changed("rows swapped", f"rows {index - 1}, {index}", swapped)
    if len(records) > 1:
        yield changed("rows reversed", "all rows", records[::-1])


def _exchanged_mutants(base: Evidence) -> Iterator[Mutant]:
    for one, other in combinations(base.model.tables.values(), 2):
        make = partial(_exchanged, base.tables, one, other)
        yield Mutant("rows of two tables exchanged", one.name, "*", other.name, make)


def _exchanged(tables: Records, one: Table, other: Table) -> Records:
    """Return the tables with the rows of two exchanged, cell by cell under the other's columns."""
    return {
        **tables,
        one.name: _under(one, tables[other.name]),
        other.name: _under(other, tables[one.name]),
    }


def _under(table: Table, records: list[Record]) -> list[Record]:
    names = [column.name for column in table.columns]
    return [dict(zip(names, chain(r.values(), repeat(None)), strict=False)) for r in records]


# Evidence, units, relations


def _evidence_mutants(base: Evidence) -> Iterator[Mutant]:
    records = base.tables["evidence"]
    for index, record in enumerate(records):
        for operator, new in _evidence_changes(base, index, record):
            column = f"{record['table_name']}.{record['column_name']}"
            make = partial(_spliced, base.tables, "evidence", index, new)
            yield Mutant(operator, "evidence", column, f"row {index}", make)


def _evidence_changes(
    base: Evidence, index: int, record: Record
) -> Iterator[tuple[str, list[Record]]]:
    report, start, end = base.report, int(str(record["char_start"])), int(str(record["char_end"]))
    for name, first, last in (
        ("start moved", start + 1, end),
        ("start moved", max(0, start - 1), end),
        ("end moved", start, end - 1),
        ("end moved", start, end + 1),
    ):
        if first >= last or last > len(report) or (first, last) == (start, end):
            continue
        moved = {**record, "char_start": first, "char_end": last}
        yield f"{name} by one", [moved]
        yield f"{name} by one, quote repaired", [{**moved, "quote": report[first:last]}]
    places = find_all(report, str(record["quote"]), Span(0, len(report)))
    for place in [p for p in places if p.start != start][:2]:
        moved = {**record, "char_start": place.start, "char_end": place.end}
        unit = base.assembly.units.at(place.start).unit_id
        yield (
            "moved to the same words elsewhere",
            [{**moved, "quote": report[place.start : place.end], "unit_id": unit}],
        )
    table = base.tables[str(record["table_name"])]
    keys = [str(next(iter(row.values()))) for row in table]
    if len(keys) > 1:
        following = keys[(keys.index(str(record["row_id"])) + 1) % len(keys)]
        yield "moved to another row", [{**record, "row_id": following}]
    if record["column_name"] == "*":
        before = re.search(r"\w+\W+$", report[:start])
        behind = re.compile(r"\W+\w+").match(report, end)
        for first, last in (
            (before.start() if before else start, end),
            (start, behind.end() if behind else end),
        ):
            if (first, last) != (start, end):
                wider: Record = {"char_start": first, "char_end": last, "quote": report[first:last]}
                yield "anchor widened to its neighbour", [{**record, **wider}]


def _taken_mutants(base: Evidence) -> Iterator[Mutant]:
    """Take a value and its quote together from another row; the anchor stays."""
    for name, rows in base.rows.items():
        for index, (key, row) in enumerate(rows):
            for column in row.table.columns:
                other = next(
                    (
                        n
                        for n in (*range(index + 1, len(rows)), *range(index))
                        if column.name in rows[n][1].spans
                        and rows[n][1].spans[column.name] != row.spans.get(column.name)
                    ),
                    None,
                )
                if column.has_evidence and column.name in row.spans and other is not None:
                    make = partial(_taken, base, name, column.name, index, other)
                    operator = "value and quote from another row"
                    yield Mutant(operator, name, column.name, f"row {key}", make)


def _taken(base: Evidence, name: str, column: str, index: int, other: int) -> Records:
    table = base.model.tables[name]
    records = base.tables[name]
    key, source = (str(records[n][table.key_column]) for n in (index, other))
    evidence: list[Record] = []
    for record in base.tables["evidence"]:
        place = record["table_name"], record["column_name"], record["row_id"]
        if place == (name, column, source):
            evidence.append({**record, "row_id": key})
        if place != (name, column, key):
            evidence.append(record)
    changed = _with_cell(base.tables, name, index, column, records[other][column])
    return {**changed, "evidence": evidence}


def _unit_mutants(base: Evidence) -> Iterator[Mutant]:
    records = base.tables["units"]
    for index, (record, following) in enumerate(pairwise(records)):
        both = f"{record['text']} {following['text']}"
        merged = {**record, "char_end": following["char_end"], "text": both}
        new = [*records[:index], merged, *records[index + 2 :]]
        make = partial(_with, base.tables, "units", new)
        yield Mutant("units merged", "units", "*", f"row {index}", make)
        text, start = str(record["text"]), int(str(record["char_start"]))
        cut = text.find(" ")
        halves: list[Record] = [
            {**record, "char_end": start + cut, "text": text[:cut]},
            {
                **record,
                "unit_id": "unit-99",
                "char_start": start + cut + 1,
                "text": text[cut + 1 :],
            },
        ]
        make = partial(_spliced, base.tables, "units", index, halves)
        yield Mutant("unit split", "units", "*", f"row {index}", make)


def _relation_mutants(base: Evidence) -> Iterator[Mutant]:
    for index, record in enumerate(base.tables["relations"]):
        flipped = {
            **record,
            "subject_id": record["object_id"],
            "object_id": record["subject_id"],
            "subject_name": record["object_name"],
            "object_name": record["subject_name"],
        }
        if flipped == record:
            continue  # each with each
        make = partial(_spliced, base.tables, "relations", index, [flipped])
        yield Mutant("relation flipped", "relations", "subject_id", f"row {index}", make)


# A curator's wrong choice, with everything that follows from it made anew


def consistent_mutants(base: Evidence) -> Iterator[Mutant]:
    """Yield every wrong choice with what follows from it, and every row left out."""
    for name, rows in base.rows.items():
        for index, (key, row) in enumerate(rows):
            make = partial(_remade, base, name, index, None)
            yield Mutant("row left out, the rest remade", name, "*", f"row {key}", make)
            if name == "relations":
                make = partial(_remade, base, name, index, _flip)
                operator = "relation flipped, words and all"
                yield Mutant(operator, name, "subject_id", f"row {key}", make, consistent=True)
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
    for part in (row.cells, row.spans):
        found: dict[str, Any] = part
        found["subject_id"], found["object_id"] = found["object_id"], found["subject_id"]


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
    if not spans or not column.has_evidence:
        return
    first = spans[0]
    for number, one in enumerate(spans):
        for operator, span in _other_spans(base.report, one):
            yield operator, [*spans[:number], span, *spans[number + 1 :]], None
    if column.kind == "quoted":
        return
    unit = base.assembly.units.at(first.start).span
    if column.kind == "linked":
        for entity_id, places in base.assembly.entity_places.items():
            near = next((place for place in places if unit.contains(place)), None)
            entity = base.assembly.entities[entity_id]
            is_allowed = entity.table.entity_kind in column.entity_kinds
            if near and is_allowed and entity_id != row.cells[column.name]:
                yield "linked to another entity, words repaired", [near], entity_id
        return
    for term in base.model.terms(column).values():
        for trigger in (*term.triggers, *term.inverse_triggers):
            found = find_all(base.report, trigger, unit, any_case_first=True)
            if found and term.code != row.cells[column.name]:
                yield "coded otherwise, words repaired", [found[0]], term.code
                break


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
    """Return all tables made anew after a change to a row, or without the row."""
    copy = Evidence(base.report, base.model, base.tables, base.written)
    rows = {table: [row for _, row in found] for table, found in copy.rows.items()}
    row = rows[name][index]
    if change is None:
        del rows[name][index]
    else:
        change(row)
        for column in row.table.columns:
            if column.kind == "quoted" and row.spans.get(column.name):
                row.cells[column.name] = quote_spans(base.report, row.spans[column.name])
    written = base.written
    assembly = Assembly(
        base.report, base.model, rows, written.exceptions, written.authorities, written.notes
    )
    assembly.derive()
    assembly.place()
    return assembly.records()
