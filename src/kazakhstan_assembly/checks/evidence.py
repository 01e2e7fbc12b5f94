"""The published tables with the report, and the assembly that their citations give."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import Any, cast

from kazakhstan_assembly.derivation.mentions import MentionException
from kazakhstan_assembly.derivation.pipeline import Assembly, Note
from kazakhstan_assembly.derivation.rows import Form, Row
from kazakhstan_assembly.derivation.values import Missing
from kazakhstan_assembly.document.spans import Span, quote_spans
from kazakhstan_assembly.model.records import Record, Records
from kazakhstan_assembly.model.tables import Model, Table

_AROUND, _LONG = 30, 120


def told(cell: object) -> str:
    """Return a cell as a message tells it: null, a date in ISO 8601, text in quotes."""
    if cell is None or isinstance(cell, bool):
        return {None: "null", True: "true", False: "false"}[cell]
    return cell.isoformat() if isinstance(cell, date) else repr(cell)


def row_key(table: Table, record: Record) -> str:
    """Return the key of a row in words."""
    return ", ".join(str(record[column]) for column in table.key.columns)


@dataclass(frozen=True)
class Finding:
    """One thing that a proof found: where, a sentence that says what, and the report's words."""

    proof: str
    message: str
    table: str | None = None
    row: str | None = None
    column: str | None = None
    severity: str = "error"
    file: str | None = None
    context: str | None = None

    def sentence(self) -> str:
        """Return the place, the message, and the report's words with the cited ones in brackets."""
        row, column = self.row and f"row {self.row}", self.column and f"column {self.column}"
        place = ", ".join(part for part in (self.file or self.table, row, column) if part)
        said = f"{place}: {self.message}" if place else self.message
        return f"{said}. The report: {self.context}" if self.context else said


@dataclass(frozen=True)
class Written:
    """What a person wrote beside the report, as the package's source files hold it."""

    exceptions: list[MentionException]
    authorities: Sequence[Mapping[str, Any]]
    notes: Sequence[Note]


@dataclass
class Evidence:
    """The published tables with the report, and the assembly that their citations give."""

    report: str
    model: Model
    tables: Records
    written: Written
    problems: list[Finding] = field(default_factory=list[Finding])
    _made: Records | None = None

    @cached_property
    def spans(self) -> dict[tuple[str, str], dict[str, list[Span]]]:
        """The spans of each row by table and key, then by column, in the order of their numbers."""
        spans: dict[tuple[str, str], dict[str, list[Span]]] = defaultdict(dict)
        sound = filter(self._is_sound, self.tables["evidence"])
        for record in sorted(sound, key=itemgetter("seq")):
            cells = spans[str(record["table_name"]), str(record["row_id"])]
            span = Span(cast("int", record["char_start"]), cast("int", record["char_end"]))
            cells.setdefault(str(record["column_name"]), []).append(span)
        return spans

    def _is_sound(self, record: Record) -> bool:
        """Return whether a row of evidence has a number, and cites a stretch of the report."""
        start, end, seq = record["char_start"], record["char_end"], record["seq"]
        return (
            isinstance(start, int)
            and isinstance(end, int)
            and isinstance(seq, int)
            and 0 <= start < end <= len(self.report)
        )

    def cited(self) -> Iterator[tuple[str, str, Span]]:
        """Yield all spans, each with its table and column, those of whole rows aside."""
        for (table, _), cells in self.spans.items():
            for column, spans in cells.items():
                if column != "*":
                    yield from ((table, column, span) for span in spans)

    @cached_property
    def rows(self) -> dict[str, list[tuple[str, Row]]]:
        """The rows of each fact table with their published keys, in the published order."""
        forms = self._forms()
        return {
            table.name: [
                (key, self._row(table, key, record, forms.get(key, [])))
                for record in self.tables[table.name]
                for key in [str(record[table.key_column])]
            ]
            for table in self.model.facts()
        }

    def _row(self, table: Table, key: str, record: Record, forms: list[Form]) -> Row:
        row = Row(table, key)
        if table.role == "entity":
            row.forms = forms
        cited = self.spans.get((table.name, key), {})
        for column in table.columns:
            spans = cited.get(column.name, [])
            if spans:
                row.spans[column.name] = spans
            if not column.is_curated:
                continue
            value = record[column.name]
            if column.kind == "quoted" and spans:
                row.cells[column.name] = quote_spans(self.report, spans)
            elif value is None:
                row.cells[column.name] = Missing(column.missing_reason or "not_stated")
            else:
                row.cells[column.name] = value
        if table.key.rule == "written":
            row.cells[table.key_column] = key
        return row

    def _forms(self) -> dict[str, list[Form]]:
        forms: dict[str, list[Form]] = defaultdict(list)
        for record in self.tables["entity_forms"]:
            form, start = str(record["form"]), record["char_start"]
            place = None
            if record["is_local"] and isinstance(start, int):
                place = self._stretch(start, form)
            forms[str(record["entity_id"])].append(Form(form, str(record["kind"]), place))
        return forms

    def _stretch(self, start: int, form: str) -> Span:
        match = re.compile(r"\s+".join(map(re.escape, form.split()))).match(self.report, start)
        return Span(start, match.end() if match else start + len(form))

    @cached_property
    def assembly(self) -> Assembly:
        """All tables made anew from the citations of the published ones."""
        assembly = Assembly(
            self.report,
            self.model,
            {name: [row for _, row in rows] for name, rows in self.rows.items()},
            self.written.exceptions,
            self.written.authorities,
            self.written.notes,
        )
        assembly.derive()
        for name, rows in self.rows.items():
            column = self.model.tables[name].key_column
            for key, row in rows:
                if row.key != key:
                    message = f"the key is {key}, but the row's words and cells give {row.key}"
                    self.problems.append(Finding("derivation", message, name, key, column))
                    row.key = key
                    row.cells[column] = key
        assembly.place()
        return assembly

    def share(self, other: Evidence) -> None:
        """Take over what `other` makes, where both cite the same words, codes and links."""
        self.spans, self.rows, self.assembly = other.spans, other.rows, other.assembly
        if other._made is None:
            other._made = {}
        self._made = other._made

    def around(self, finding: Finding) -> str | None:
        """Return the report's words around what a finding is about, those cited in brackets."""
        spans = self._cited_by(str(finding.table), str(finding.row), finding.column)
        if not spans:
            return None
        start, end = spans[0].start, spans[-1].end
        before = self.report[max(0, start - _AROUND) : start]
        behind = self.report[end : end + _AROUND]
        shown = quote_spans(self.report, spans, " … ")
        if len(shown) > _LONG:
            shown = f"{shown[:_AROUND]} … {shown[-_AROUND:]}"
        return re.sub(r"\s+", " ", f"…{before.lstrip()}[{shown}]{behind.rstrip()}…")

    def _cited_by(self, name: str, key: str, column: str | None) -> list[Span]:
        table = self.model.tables.get(name)
        if table is None:
            return []
        if not table.is_fact:
            return self._stretches.get((name, key), [])
        own, cited = table.by_name.get(str(column)), self.spans.get((name, key), {})
        for place in (column, *(own.inputs if own else ()), "*"):
            if spans := cited.get(str(place)):
                return spans
        return []

    @cached_property
    def _stretches(self) -> dict[tuple[str, str], list[Span]]:
        """The stretches that rows of other tables are about, by table and key."""
        found: dict[tuple[str, str], list[Span]] = {}
        for table in self.model.tables.values():
            for record in () if table.is_fact else self.tables[table.name]:
                start, end = record.get("char_start"), record.get("char_end")
                if isinstance(start, int) and isinstance(end, int) and start < end:
                    spans = [Span(start, end)]
                else:
                    row = str(record.get("table_name")), str(record.get("row_id"))
                    spans = self.spans.get(row, {}).get("*", [])
                found[table.name, row_key(table, record)] = spans
        return found

    def expected(self, name: str) -> list[Record]:
        """Return a table as the citations give it; it is kept if it is shared with another."""
        if self._made is None:
            return self.assembly.table(name)
        if name not in self._made:
            self._made[name] = self.assembly.table(name)
        return self._made[name]
