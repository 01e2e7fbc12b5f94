"""Corruptions of evidence, of the cut into sentences, and of the sides of relations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from kazakhstan_assembly.checks.evidence import Evidence
from kazakhstan_assembly.derivation.helper_tables import ANCHOR
from kazakhstan_assembly.derivation.rows import Row
from kazakhstan_assembly.document.matching import find_all
from kazakhstan_assembly.document.spans import Span
from kazakhstan_assembly.model.records import Record, Records
from kazakhstan_assembly.model.tables import Table
from mutation.mutants import Mutant, with_cell, with_row, with_table


def evidence_mutants(base: Evidence) -> Iterator[Mutant]:
    records = base.tables["evidence"]
    for index, record in enumerate(records):
        for operator, new in _evidence_changes(base, index, record):
            column = f"{record['table_name']}.{record['column_name']}"
            make = partial(with_row, base.tables, "evidence", index, new)
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
        sentence = base.derived.surroundings.sentences.at(place.start).sentence_id
        yield (
            "moved to the same words elsewhere",
            [{**moved, "quote": report[place.start : place.end], "sentence_id": sentence}],
        )
    table = base.tables[str(record["table_name"])]
    keys = [str(next(iter(row.values()))) for row in table]
    if len(keys) > 1:
        following = keys[(keys.index(str(record["row_id"])) + 1) % len(keys)]
        yield "moved to another row", [{**record, "row_id": following}]
    if record["column_name"] == ANCHOR:
        before = re.search(r"\w+\W+$", report[:start])
        behind = re.compile(r"\W+\w+").match(report, end)
        for first, last in (
            (before.start() if before else start, end),
            (start, behind.end() if behind else end),
        ):
            if (first, last) != (start, end):
                wider: Record = {"char_start": first, "char_end": last, "quote": report[first:last]}
                yield "anchor widened to its neighbour", [{**record, **wider}]


def taken_mutants(base: Evidence) -> Iterator[Mutant]:
    """Take a value and its quote together from another row; the anchor stays."""
    for name, rows in base.rows.items():
        for index, row in enumerate(rows):
            for column in row.table.columns:
                other = _other_row(rows, index, column.name)
                if column.has_evidence and column.name in row.spans and other is not None:
                    make = partial(_taken, base, name, column.name, index, other)
                    operator = "value and quote from another row"
                    yield Mutant(operator, name, column.name, f"row {row.key}", make)


def _other_row(rows: list[Row], index: int, column: str) -> int | None:
    """Return the number of the next row that cites other words in a column."""
    own = rows[index].spans.get(column)
    following: list[int] = [*range(index + 1, len(rows)), *range(index)]
    for number in following:
        words = rows[number].spans.get(column)
        if words and words != own:
            return number
    return None


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
    changed = with_cell(base.tables, name, index, column, records[other][column])
    return {**changed, "evidence": evidence}


def sentence_mutants(base: Evidence) -> Iterator[Mutant]:
    records = base.tables["sentences"]
    for index, (record, following) in enumerate(pairwise(records)):
        both = f"{record['text']} {following['text']}"
        merged = {**record, "char_end": following["char_end"], "text": both}
        new = [*records[:index], merged, *records[index + 2 :]]
        make = partial(with_table, base.tables, "sentences", new)
        yield Mutant("sentences merged", "sentences", "*", f"row {index}", make)
        text, start = str(record["text"]), int(str(record["char_start"]))
        cut = text.find(" ")
        halves: list[Record] = [
            {**record, "char_end": start + cut, "text": text[:cut]},
            {
                **record,
                "sentence_id": "sentence-99",
                "char_start": start + cut + 1,
                "text": text[cut + 1 :],
            },
        ]
        make = partial(with_row, base.tables, "sentences", index, halves)
        yield Mutant("sentence split", "sentences", "*", f"row {index}", make)


def flipped_mutants(base: Evidence) -> Iterator[Mutant]:
    """Let subject and object of each relation change places, without their words."""
    for table in base.model.tables.values():
        if not table.is_relation:
            continue
        for index, record in enumerate(base.tables[table.name]):
            flipped = _flipped(table, record)
            if flipped != record:  # else it is a relation of each with each
                make = partial(with_row, base.tables, table.name, index, [flipped])
                subject = str(table.column_with_role("subject"))
                yield Mutant("relation flipped", table.name, subject, f"row {index}", make)


def _flipped(table: Table, record: Record) -> Record:
    subject, object_ = (str(table.column_with_role(role)) for role in ("subject", "object"))
    flipped = {**record, subject: record[object_], object_: record[subject]}
    names = {column.inputs: column.name for column in table.columns if column.inputs}
    of_subject, of_object = names[subject,], names[object_,]
    return {**flipped, of_subject: record[of_object], of_object: record[of_subject]}
