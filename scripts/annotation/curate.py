"""Everything that a curator wrote, read, checked and assembled; all mistakes at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotation.facts import CuratedRow, FactReader
from annotation.problems import Problem, Problems, did_you_mean
from annotation.quotes import QuoteError, find_once
from annotation.yaml_source import read_optional_yaml
from kazakhstan_assembly.derivation.entity_index import EntityIndex
from kazakhstan_assembly.derivation.helper_tables import make_tables
from kazakhstan_assembly.derivation.linking import (
    code_problem,
    has_form,
    kind_problem,
    side_problem,
    tightened,
    within_problems,
)
from kazakhstan_assembly.derivation.mentions import Mention, MentionException, ambiguous_forms
from kazakhstan_assembly.derivation.pipeline import Derived, Note, Written, complete_rows, strays
from kazakhstan_assembly.derivation.placement import straddling_rows
from kazakhstan_assembly.derivation.rows import Row, derive_rows, keyed
from kazakhstan_assembly.document.spans import Span, quote_spans
from kazakhstan_assembly.io.json_schemas import json_schema
from kazakhstan_assembly.model.columns import Column
from kazakhstan_assembly.model.records import Records
from kazakhstan_assembly.model.tables import Model, Table


@dataclass(frozen=True)
class Curated:
    """All tables as records, and the warnings of the run."""

    records: Records
    warnings: list[Problem]


def curate(root: Path, report: str, model: Model) -> Curated:
    """Return every table, or raise all of the curator's mistakes at once."""
    return _Curation(root, report, model).run()


class _Curation:
    def __init__(self, root: Path, report: str, model: Model) -> None:
        self.root = root
        self.report = report
        self.whole = Span(0, len(report))
        self.model = model
        self.problems = Problems()
        self.rows: dict[str, list[CuratedRow]] = {}

    def run(self) -> Curated:
        self.rows = FactReader(self.root, self.report, self.model, self.problems).read_all()
        written = Written(self._read_exceptions(), self._read_authorities(), self._read_notes())
        self._tighten()
        made = derive_rows(self.rows)
        for failure in made.failures:
            self._report(failure.row, failure.reason, failure.column)
        self._rekey(made.rows)
        derived = complete_rows(self.report, self.model, made.rows, written)
        self._check_keys(derived.index)
        self._check_forms(derived.index)
        for row in self._all_rows():
            self._check_row(row, derived)
        for entry in written.authorities:
            self._check_authority(entry, derived)
        self.problems.stop_if_any()
        self._check_mentions(derived)
        records = make_tables(derived)
        self._check_references(records)
        self.problems.stop_if_any()
        return Curated(records, list(self._straddling(derived)))

    def _report(self, row: Row, message: str, column: str | None = None) -> None:
        """Add a problem at the place where a row was written."""
        written = next(r for r in self.rows[row.table.name] if r.spans is row.spans)
        self.problems.add(written.problem(message, column))

    def _rekey(self, rows: dict[str, list[Row]]) -> None:
        """Give the rows as they were written the keys that were derived."""
        for name, of_table in rows.items():
            for row, made in zip(self.rows[name], of_table, strict=True):
                row.key, row.cells = made.key, made.cells

    def _read_authorities(self) -> list[Any]:
        file = "source/authorities.yaml"
        return list(read_optional_yaml(self.root, file, json_schema("authorities")) or [])

    def _all_rows(self) -> Iterator[CuratedRow]:
        for rows in self.rows.values():
            yield from rows

    def _tighten(self) -> None:
        """Cut what is quoted for codes and links to the words that justify them, if they do."""
        entities = [row for row in self._all_rows() if row.table.role == "entity"]
        forms = {keyed(row).key: row.forms for row in entities}
        for row in self._all_rows():
            for column in row.table.columns:
                message = code_problem(self.report, row, column, self.model.vocabularies)
                if message:
                    self.problems.add(row.problem(message, column.name))
                if column.name in row.spans:
                    row.spans[column.name] = tightened(self.report, row, column, self.model, forms)

    def _straddling(self, derived: Derived) -> Iterator[Problem]:
        for row, voice in straddling_rows(derived.surroundings):
            written = next(r for r in self.rows[row.table.name] if r.key == row.key)
            yield written.problem(f"some words are within the speech of {voice}, some are not")

    # What stands beside the facts

    def _read_exceptions(self) -> list[MentionException]:
        file = "source/mentions.yaml"
        exceptions: list[MentionException] = []
        found = read_optional_yaml(self.root, file, json_schema("mentions"))
        entries: list[Any] = found["exceptions"] if found else []
        for entry in entries:
            self._check_code(file, entry, "disposition", "disposition")
            try:
                around = find_once(self.report, entry["in"], self.whole)
                span = find_once(self.report, entry["quote"], around)
            except QuoteError as error:
                self.problems.add(Problem(file, str(error), entry.line))
                continue
            if span in {exception.span for exception in exceptions}:
                message = f"“{entry['quote']}” in “{entry['in']}” is settled already; keep one"
                self.problems.add(Problem(file, message, entry.line))
            exceptions.append(MentionException(span, entry["disposition"]))
        return exceptions

    def _read_notes(self) -> list[Note]:
        file = "source/editorial_notes.yaml"
        notes: list[Note] = []
        entries: list[Any] = (
            read_optional_yaml(self.root, file, json_schema("editorial_notes")) or []
        )
        counts = Counter(entry["id"] for entry in entries)
        for entry in entries:
            if counts[entry["id"]] > 1:
                message = f"the note {entry['id']} stands twice"
                self.problems.add(Problem(file, message, entry.line))
            self._check_code(file, entry, "type", "note_type")
            for table in entry["tables"]:
                if table not in self.model.tables:
                    hint = did_you_mean(table, self.model.tables)
                    self.problems.add(Problem(file, f"unknown table {table}.{hint}", entry.line))
            try:
                span = find_once(self.report, entry["at"], self.whole)
                span = find_once(self.report, entry["quote"], span) if "quote" in entry else span
            except QuoteError as error:
                self.problems.add(Problem(file, str(error), entry.line, entry["id"]))
                continue
            notes.append(Note(entry, span))
        return notes

    def _check_code(self, file: str, entry: Any, name: str, vocabulary: str) -> None:
        terms = self.model.vocabularies[vocabulary]
        if name in entry and entry[name] not in terms:
            hint = did_you_mean(entry[name], terms)
            message = f"unknown {name} {entry[name]}.{hint} Known are {', '.join(terms)}"
            self.problems.add(Problem(file, message, entry.line))

    def _check_authority(self, entry: Any, derived: Derived) -> None:
        file = "source/authorities.yaml"
        twin = next(
            other
            for other in derived.written.authorities
            if (other["entity"], other["identifier"]) == (entry["entity"], entry["identifier"])
        )
        if twin is not entry:
            message = f"{entry['identifier']} is given to {entry['entity']} twice; keep one"
            self.problems.add(Problem(file, message, entry.line))
        if entry["entity"] not in derived.index.entities:
            hint = did_you_mean(entry["entity"], derived.index.entities)
            message = f"unknown entity {entry['entity']}.{hint}"
            self.problems.add(Problem(file, message, entry.line))

    # Keys, forms, codes and links

    def _check_keys(self, index: EntityIndex) -> None:
        for name, rows in self.rows.items():
            counts = Counter(row.key for row in rows)
            for row in rows:
                if counts[row.key] > 1 and row.key:
                    self.problems.add(row.problem(f"the key {row.key} stands twice in {name}"))
        for row in self._all_rows():
            other = index.entities.get(row.key)
            if row.table.role == "entity" and other and other.table is not row.table:
                message = f"the entity {row.key} is written already in {other.table.name}"
                self.problems.add(row.problem(message))

    def _check_forms(self, index: EntityIndex) -> None:
        for one, another, span in ambiguous_forms(index.named):
            message = (
                f"the form “{quote_spans(self.report, [span])}” at {span.start} is also a form of "
                f"{one}; make one of them local with {{in: …, form: …}}"
            )
            self._report(index.entities[another], message, "forms")
        for row in self._all_rows():
            for form in row.forms:
                if form.place and not index.is_ambiguous(row.key, form):
                    message = f"“{form.words}” refers to nothing else; write it without “in”"
                    self.problems.add(row.problem(message, "forms"))

    def _check_row(self, row: CuratedRow, derived: Derived) -> None:
        for column in row.table.columns:
            value = row.cells.get(column.name)
            if column.kind == "linked" and isinstance(value, str):
                for message in self._link_problems(row, column, value, derived.index):
                    self.problems.add(row.problem(message, column.name))
        for name, message in (*within_problems(row), *strays(row, derived.surroundings)):
            self.problems.add(row.problem(message, name))
        side = side_problem(self.report, row, self.model.vocabularies)
        if side is not None:
            self.problems.add(row.problem(side, row.table.column_with_role("subject")))

    def _link_problems(
        self, row: CuratedRow, column: Column, entity_id: str, index: EntityIndex
    ) -> Iterator[str]:
        entity = index.entities.get(entity_id)
        if entity is None:
            yield f"unknown entity {entity_id}.{did_you_mean(entity_id, index.entities)}"
            return
        kind = str(entity.table.entity_kind)
        if problem := kind_problem(row, column, kind, self.model.vocabularies):
            yield f"{entity_id} cannot stand here: {problem}"
        spans = row.spans.get(column.name, [])
        if not index.is_named(entity_id, spans, column):
            shown = quote_spans(self.report, spans, " … ")
            forms = ", ".join(f"“{form.words}”" for form in entity.forms) or "none"
            yield (
                f"the words “{shown}” hold no form of {entity_id}; its forms are {forms}. Quote "
                "one, if need be beside the pronoun, or add the form to the entity"
                if not has_form(self.report, spans, entity.forms)
                else f"in “{shown}” a form of {entity_id} is only part of a longer name or of "
                "words that do not refer to it; quote words that name the entity itself"
            )

    def _check_mentions(self, derived: Derived) -> None:
        found = {mention.span for mention in derived.index.mentions}
        for exception in derived.written.exceptions:
            if exception.span not in found:
                shown = quote_spans(self.report, [exception.span])
                message = f"“{shown}” at {exception.span.start} is no mention; take the entry out"
                self.problems.add(Problem("source/mentions.yaml", message))
        for mention in derived.index.mentions:
            if not mention.disposition:
                self.problems.add(self._unaccounted(mention))

    def _unaccounted(self, mention: Mention) -> Problem:
        around = Span(max(0, mention.span.start - 40), mention.span.end + 40)
        return Problem(
            "source/mentions.yaml",
            f"the {mention.kind} “{quote_spans(self.report, [mention.span])}” at "
            f"{mention.span.start} (“…{quote_spans(self.report, [around])}…”) is in no cell of a "
            "fact table; quote it in one, or give it a disposition here",
        )

    # Keys and references of the finished tables

    def _check_references(self, records: Records) -> None:
        for table in self.model.tables.values():
            keys = [tuple(record[c] for c in table.key.columns) for record in records[table.name]]
            for key, count in Counter(keys).items():
                if count > 1:
                    message = f"the key {', '.join(map(str, key))} stands twice"
                    self.problems.add(Problem(f"data/csv/{table.name}.csv", message))
            for column in table.columns:
                self._check_column(table, column, records)

    def _check_column(self, table: Table, column: Column, records: Records) -> None:
        allowed: set[object] | None = None
        what = ""
        if column.references:
            target = self.model.tables[column.references]
            allowed = {record[target.key_column] for record in records[target.name]}
            what = f"is not a key of {target.name}"
        elif column.vocabulary:
            allowed = set(self.model.terms(column))
            what = f"is not a code of {column.vocabulary}"
        for record in records[table.name]:
            value = record[column.name]
            message: str | None = None
            if value is None:
                message = None if column.nullable else "is null without a reason"
            elif allowed is not None and value not in allowed:
                message = f"{value} {what}"
            elif column.minimum is not None and int(str(value)) < column.minimum:
                message = f"{value} is less than the column's minimum {column.minimum}"
            elif column.pattern is not None and not re.fullmatch(column.pattern, str(value)):
                message = f"{value} does not have the form {column.pattern}"
            if message:
                row = str(record[table.key_column])
                file = f"data/csv/{table.name}.csv"
                self.problems.add(Problem(file, message, None, row, column.name))
