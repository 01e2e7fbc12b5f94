"""Packages like the real one, but with many times its report and its rows.

The report is repeated. In each copy a word of its own stands before every name and description, so
that the copy speaks of people and places of its own in sentences of the same build. What can stand
only once is left out of the copies: the title, sessions, media, schools and the numbered results.
The checks find some sixty faults in each copy, where that word parts what belongs together.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from hashlib import sha256
from itertools import chain
from pathlib import Path

from kazakhstan_assembly.checks.evidence import Evidence
from kazakhstan_assembly.derivation.helper_tables import make_tables
from kazakhstan_assembly.derivation.linking import places_of
from kazakhstan_assembly.derivation.mentions import MentionException
from kazakhstan_assembly.derivation.pipeline import Written, complete_rows
from kazakhstan_assembly.derivation.rows import Form, Row, all_rows, derive_rows
from kazakhstan_assembly.document.spans import Span, SpanCover, fold_spaces
from kazakhstan_assembly.io.arrow import labels
from kazakhstan_assembly.io.csv import csv_bytes
from kazakhstan_assembly.io.parquet import parquet_bytes
from kazakhstan_assembly.io.storage import DESCRIPTOR
from kazakhstan_assembly.model.columns import Column
from kazakhstan_assembly.model.records import Records
from kazakhstan_assembly.model.tables import Table
from mutation.files import copy_package, refresh
from mutation.trial import base

_ONCE = frozenset({"sessions", "media", "schools", "policy_results"})
_BARE = frozenset({"number", "ordinal", "date_edtf"})
_LETTERS = "bcdfghjklmnp"
_MARKER = re.compile(r"^\d+\. ", re.MULTILINE)


class Repeated:
    """What of the report and its rows can be repeated."""

    def __init__(self, source: Evidence) -> None:
        self.source = source
        self.kept = _kept(source.report)
        self._cover = SpanCover(self.kept)
        rows = list(all_rows(source.rows))
        self.entities = {
            row.key for row in rows if row.table.role == "entity" and self._is_whole(row)
        }
        self.forms = {
            row.key: [form for form in row.forms if self.named(row.key, form)]
            for row in rows
            if row.key in self.entities
        }
        places = {
            place.start
            for forms in self.forms.values()
            for form in forms
            for place in places_of(source.report, form)
        }
        self.insertions = sorted(places)
        self.rows = [row for row in rows if self._is_whole(row) and not self._breaks(row)]

    def _is_whole(self, row: Row) -> bool:
        spans = [span for found in row.spans.values() for span in found]
        return row.table.name not in _ONCE and all(map(self._cover.contains, spans))

    def named(self, entity_id: str, form: Form) -> list[Span]:
        """Return the places that can be repeated where a form stands for its entity."""
        own = self.source.derived.index.places.get(entity_id, ())
        places = places_of(self.source.report, form)
        return [place for place in places if place in own and self._cover.contains(place)]

    def _breaks(self, row: Row) -> bool:
        """Return whether a word comes to stand within the words that justify a code."""
        return any(
            bisect_right(self.insertions, span.start) < bisect_left(self.insertions, span.end)
            for column in row.table.columns
            if column.kind == "coded"
            for span in row.spans.get(column.name, ())
        )


def _is_bare(table: Table, column: Column) -> bool:
    """Return whether the words of a column hold a trigger, a number or a date."""
    return column.kind == "coded" or any(
        column.name in other.inputs and other.rule in _BARE for other in table.columns
    )


class Copy:
    """The report once more, about entities of its own."""

    def __init__(self, repeated: Repeated, word: str, offset: int) -> None:
        self._repeated, self._word = repeated, word
        self._starts: list[int] = []
        self._moved: list[int] = []
        pieces: list[str] = []
        report, insertions = repeated.source.report, frozenset(repeated.insertions)
        self._inserted = insertions
        for span in repeated.kept:
            cuts = sorted({span.start, *(n for n in insertions if span.start < n < span.end)})
            for start, end in zip(cuts, [*cuts[1:], span.end], strict=True):
                self._starts.append(start)
                self._moved.append(offset)
                piece = f"{word} {report[start:end]}" if start in insertions else report[start:end]
                pieces.append(piece)
                offset += len(piece)
        self.text = "".join(pieces)

    def span(self, span: Span, *, bare: bool = False) -> Span:
        """Return where a stretch of the report stands in the copy, if `bare` without the word."""
        start = self._place(span.start, within=bare)
        return Span(start, self._place(span.end - 1, within=True) + 1)

    def _place(self, place: int, *, within: bool = False) -> int:
        index = bisect_right(self._starts, place) - 1
        start, moved = self._starts[index], self._moved[index]
        if start in self._inserted and (within or place > start):
            moved += len(self._word) + 1
        return moved + place - start

    def rows(self, report: str) -> dict[str, list[Row]]:
        """Return the rows as they stand in the copy, by table."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self._repeated.rows:
            found[row.table.name].append(self._row(row, report))
        return found

    def _row(self, row: Row, report: str) -> Row:
        made = Row(row.table, row.key, dict(row.cells))
        made.spans = {
            column.name: [self.span(span, bare=_is_bare(row.table, column)) for span in spans]
            for column in row.table.columns
            if (spans := row.spans.get(column.name))
        }
        for column in row.table.columns:
            if column.kind == "linked" and row.cells[column.name] in self._repeated.entities:
                made.cells[column.name] = f"{row.cells[column.name]}-{self._word}"
            elif column.kind == "quoted" and column.name in made.spans:
                made.cells[column.name] = " ".join(
                    fold_spaces(report[span.start : span.end]) for span in made.spans[column.name]
                )
        if row.table.key.rule == "written":
            made.key = f"{row.key}-{self._word}"
            made.cells[row.table.key_column] = made.key
        made.forms = [
            variant
            for form in self._repeated.forms.get(row.key, ())
            for variant in self._forms(row.key, form, report)
        ]
        return made

    def _forms(self, entity_id: str, form: Form, report: str) -> list[Form]:
        """Return a form as it stands in the copy, with a small and with a capital letter."""
        places = list(map(self.span, self._repeated.named(entity_id, form)))
        if form.place:
            return [Form(fold_spaces(report[p.start : p.end]), form.kind, p) for p in places]
        found = dict.fromkeys(fold_spaces(report[p.start : p.end]) for p in places)
        return [Form(words, form.kind) for words in found]

    def exceptions(self) -> list[MentionException]:
        """Return the exceptions as they stand in the copy."""
        cover = SpanCover(self._repeated.kept)
        return [
            MentionException(self.span(exception.span), exception.disposition)
            for exception in self._repeated.source.written.exceptions
            if cover.contains(exception.span)
        ]


def simulate(folder: Path, factor: int) -> int:
    """Write a package with `factor` times the report; return how many rows it has."""
    source = base()
    repeated = Repeated(source)
    report = source.report.rstrip()
    copies: list[Copy] = []
    for number in range(1, factor):
        copies.append(Copy(repeated, _word(number), len(report) + 1))
        report = f"{report}\n{copies[-1].text.rstrip()}"
    rows = {name: list(of_table) for name, of_table in source.rows.items()}
    for copy in copies:
        for name, found in copy.rows(report).items():
            rows[name] += found
    written = source.written
    exceptions = [*written.exceptions, *chain.from_iterable(c.exceptions() for c in copies)]
    written = Written(exceptions, written.identifiers, written.notes)
    derived = complete_rows(report, source.model, derive_rows(rows).rows, written)
    records = make_tables(derived)
    _write(folder, report, records)
    return sum(map(len, records.values()))


def _kept(report: str) -> list[Span]:
    begin = report.index("The Assembly of the Peoples of Kazakhstan celebrates")
    sessions, ties = report.index("Sessions of the Assembly\n"), report.index("International ties")
    kept: list[Span] = []
    for part in (Span(begin, sessions), Span(ties, len(report))):
        start = part.start
        for marker in _MARKER.finditer(report, part.start, part.end):
            kept.append(Span(start, marker.start()))
            start = marker.end()
        kept.append(Span(start, part.end))
    return kept


def _write(folder: Path, report: str, records: Records) -> None:
    copy_package(folder)
    (folder / "source/report.txt").write_text(report, encoding="utf-8", newline="")
    refresh(folder)
    descriptor = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    for name, found in records.items():
        path = folder / f"schemas/{name}.json"
        schema = json.loads(path.read_text(encoding="utf-8"))
        schema["stated_rows"] = len(found)
        if name == "sentences":
            schema["document"]["sha256"] = sha256(report.encode()).hexdigest()
        path.write_text(json.dumps(schema), encoding="utf-8")
        (folder / f"data/csv/{name}.csv").write_bytes(csv_bytes(schema, found))
        parquet = parquet_bytes(schema, found, labels(descriptor))
        (folder / f"data/parquet/{name}.parquet").write_bytes(parquet)
    refresh(folder, {name: len(found) for name, found in records.items()})


def _word(number: int) -> str:
    letters = ""
    while number:
        number, digit = divmod(number, len(_LETTERS))
        letters = _LETTERS[digit] + letters
    return f"Q{letters}"
