"""The published tables with the report, and the tables that their citations give."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import cast

from kazakhstan_assembly.checks.findings import Finding
from kazakhstan_assembly.derivation.helper_tables import ANCHOR, make_table
from kazakhstan_assembly.derivation.pipeline import Derived, Written, complete_rows
from kazakhstan_assembly.derivation.rows import Failure, Form, Row, derive_rows
from kazakhstan_assembly.derivation.values import Missing
from kazakhstan_assembly.document.spans import Span, quote_spans
from kazakhstan_assembly.model.records import Record, Records
from kazakhstan_assembly.model.tables import Model, Table

# How many characters of the report a finding shows on either side, and how many of what it cites.
_AROUND, _LONG = 30, 120

# The spans of each row, by table and key, then by column.
CitedSpans = Mapping[tuple[str, str], Mapping[str, list[Span]]]


def row_key(table: Table, record: Record) -> str:
    """Return the key of a row in words."""
    return ", ".join(str(record[column]) for column in table.key.columns)


@dataclass(frozen=True, eq=False)
class Recomputation:
    """What the citations of published tables give.

    Attributes
    ----------
    derived : Derived
        All rows, under the published keys.
    failures : list of Failure
        Derived cells that their rules cannot make.
    misnamed : list of (Row, str)
        Rows whose published key is not the one that their words give, with that key.
    """

    derived: Derived
    failures: list[Failure]
    misnamed: list[tuple[Row, str]]

    def table(self, name: str) -> list[Record]:
        """Return a table as the citations give it."""
        return make_table(self.derived, name)


@dataclass(frozen=True, eq=False)
class Evidence:
    """The published tables with the report, for checks to look at.

    Attributes
    ----------
    report, model, tables, written
        The text, the declared tables, their published rows, and what a person wrote.
    known_spans, known_recomputation
        What other tables cite or give, where these cite the same; else None.
    """

    report: str
    model: Model
    tables: Records
    written: Written
    known_spans: CitedSpans | None = None
    known_recomputation: Recomputation | None = None

    @cached_property
    def spans(self) -> CitedSpans:
        """The spans of each row by table and key, then by column, in the order of their numbers."""
        if self.known_spans is not None:
            return self.known_spans
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

    def keys_of(self, name: str) -> set[str]:
        """Return the published keys of the rows of a table."""
        table = self.model.tables[name]
        return {row_key(table, record) for record in self.tables[name]}

    def cited(self) -> Iterator[tuple[str, str, Span]]:
        """Yield all spans of cells, each with its table and column; whole-row spans are skipped."""
        for (table, _), cells in self.spans.items():
            for column, spans in cells.items():
                if column != ANCHOR:
                    yield from ((table, column, span) for span in spans)

    @cached_property
    def rows(self) -> Mapping[str, list[Row]]:
        """The own rows of each fact table under their published keys, in the published order."""
        forms = self._forms()
        rows: dict[str, list[Row]] = {}
        for table in self.model.facts():
            rows[table.name] = []
            for record in self.own_records(table.name):
                key = str(record[table.key_column])
                rows[table.name].append(self._row(table, key, record, forms.get(key, [])))
        return rows

    def own_records(self, name: str) -> list[Record]:
        """Return the published rows that a table states itself, which edges are not."""
        table = self.model.tables[name]
        return [record for record in self.tables[name] if not table.is_edge(record)]

    def edge_records(self, name: str) -> list[Record]:
        """Return the published edges, which links of other tables state."""
        return list(filter(self.model.tables[name].is_edge, self.tables[name]))

    def _row(self, table: Table, key: str, record: Record, forms: list[Form]) -> Row:
        row = Row(table, key, forms=forms if table.role == "entity" else [])
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
        return row

    def _forms(self) -> dict[str, list[Form]]:
        forms: dict[str, list[Form]] = defaultdict(list)
        for record in self.tables["entity_forms"]:
            words, start = str(record["form"]), record["char_start"]
            place = None
            if record["is_local"] is True and isinstance(start, int):
                place = self._place_of(start, words)
            forms[str(record["entity_id"])].append(Form(words, str(record["kind"]), place))
        return forms

    def _place_of(self, start: int, words: str) -> Span:
        pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
        match = pattern.match(self.report, start)
        return Span(start, match.end() if match else start + len(words))

    @cached_property
    def recomputation(self) -> Recomputation:
        """All tables recomputed from the citations of the published ones."""
        if self.known_recomputation is not None:
            return self.known_recomputation
        derived = derive_rows(self.rows)
        misnamed: list[tuple[Row, str]] = []
        rows: dict[str, list[Row]] = {}
        for name, published in self.rows.items():
            rows[name] = []
            for row, made in zip(published, derived.rows[name], strict=True):
                if made.key != row.key:
                    misnamed.append((row, made.key))
                rows[name].append(made.with_key(row.key))
        complete = complete_rows(self.report, self.model, rows, self.written)
        return Recomputation(complete, derived.failures, misnamed)

    @property
    def derived(self) -> Derived:
        """The recomputed rows, with where each entity is named."""
        return self.recomputation.derived

    # The report's words around a finding

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
            return self._places_of_rows.get((name, key), [])
        own, cited = table.by_name.get(str(column)), self.spans.get((name, key), {})
        for place in (column, *(own.inputs if own else ()), ANCHOR):
            if spans := cited.get(str(place)):
                return spans
        return []

    @cached_property
    def _places_of_rows(self) -> dict[tuple[str, str], list[Span]]:
        """The words that rows of the helper tables are about, by table and key."""
        helpers = [table for table in self.model.tables.values() if not table.is_fact]
        places: dict[tuple[str, str], list[Span]] = {}
        for table in helpers:
            for record in self.tables[table.name]:
                places[table.name, row_key(table, record)] = self._place_of_row(record)
        return places

    def _place_of_row(self, record: Record) -> list[Span]:
        start, end = record.get("char_start"), record.get("char_end")
        if isinstance(start, int) and isinstance(end, int) and start < end:
            return [Span(start, end)]
        row = str(record.get("table_name")), str(record.get("row_id"))
        return list(self.spans.get(row, {}).get(ANCHOR, []))
