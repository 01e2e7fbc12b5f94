"""From rows to tables: links checked, values derived, keys made, provenance written out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from curation.facts import FactReader, Row, triggered
from curation.mentions import (
    Mention,
    MentionException,
    ambiguous_forms,
    dispose,
    find_mentions,
    read_exceptions,
)
from curation.model import Column, Model, Table
from curation.problems import Problem, Problems, did_you_mean
from curation.quotes import QuoteError, Span, find_all, find_once, merge
from curation.source import read_yaml
from curation.units import cut
from kazakhstan_assembly.rules import Cell, Missing, RuleError, derive, fold

Record = dict[str, str | int | bool | date | None]
Records = dict[str, list[Record]]

REPORT_VOICE = "report"


@dataclass(frozen=True)
class Assembled:
    """All tables as records, and the warnings of the run."""

    records: Records
    stated_rows: dict[str, int]
    warnings: list[Problem]


def assemble(root: Path, report: str, model: Model) -> Assembled:
    """Return every table, or raise all of the curator's mistakes at once."""
    return _Assembly(root, report, model).run()


class _Assembly:
    def __init__(self, root: Path, report: str, model: Model) -> None:
        self.root = root
        self.report = report
        self.model = model
        self.problems = Problems()
        self.units = cut(report)
        self.rows: dict[str, list[Row]] = {}
        self.entities: dict[str, Row] = {}
        self.mentions: list[Mention] = []

    def run(self) -> Assembled:
        self.rows = FactReader(self.root, self.report, self.model, self.problems).read_all()
        for row in self._rows():
            self._derive(row)
            self._make_key(row)
        self._check_keys()
        self._collect_entities()
        exceptions = read_exceptions(self.root, self.report, self.problems)
        self.mentions = find_mentions(self.report, self.entities.values(), exceptions)
        for row in self._rows():
            self._check_links(row)
        authorities, notes = self._read_authorities(), self._read_notes()
        self.problems.stop_if_any()
        for rows in self.rows.values():
            rows.sort(key=_reading_order)
        for row in self._rows():
            self._place(row)
        records: Records = {
            name: [self._record(row) for row in rows] for name, rows in self.rows.items()
        }
        records["entities"] = list(self._entity_records())
        records["entity_forms"] = list(self._form_records())
        records["authorities"] = authorities
        records["vocabularies"] = list(self._vocabulary_records())
        records["editorial_notes"] = notes
        records["units"] = list(self._unit_records())
        records["evidence"] = list(self._evidence_records())
        records["mentions"] = list(self._mention_records(exceptions))
        records["missing_values"] = list(self._missing_records())
        self._check_references(records)
        self.problems.stop_if_any()
        stated = {name: len(rows) for name, rows in self.rows.items()}
        return Assembled(
            {name: records[name] for name in self.model.tables}, stated, self.problems.warnings
        )

    def _rows(self) -> Iterator[Row]:
        for rows in self.rows.values():
            yield from rows

    # Values and keys

    def _derive(self, row: Row) -> None:
        for column in row.table.columns:
            if column.kind != "derived" or not all(name in row.cells for name in column.inputs):
                continue
            try:
                row.cells[column.name] = derive(
                    str(column.rule), [row.cells[name] for name in column.inputs]
                )
            except RuleError as error:
                self.problems.add(row.problem(str(error), column.inputs[0]))

    def _make_key(self, row: Row) -> None:
        key = row.table.key
        try:
            if key.rule == "formatted":
                row.key = key.format.format(**row.cells)
            elif key.rule == "code":
                row.key = str(row.cells[key.columns[0]])
            elif key.rule == "offset":
                starts = [row.spans[name][0].start for name in key.offsets if name in row.spans]
                row.key = "-".join([key.prefix, *(f"{start:05}" for start in starts)])
        except (KeyError, ValueError):
            return  # the cells that the key is made of have a problem of their own
        if key.rule != "code":
            row.cells[key.columns[0]] = row.key

    def _check_keys(self) -> None:
        for table in self.model.facts():
            rows = self.rows[table.name]
            if table.key.rule == "offset":
                _tell_apart(rows)
            counts = Counter(row.key for row in rows)
            for row in rows:
                if counts[row.key] > 1 and row.key:
                    self.problems.add(
                        row.problem(f"the key {row.key} stands twice in {table.name}")
                    )

    def _collect_entities(self) -> None:
        for table in self.model.facts():
            if table.role != "entity":
                continue
            for row in self.rows[table.name]:
                other = self.entities.setdefault(row.key, row)
                if other is not row:
                    self.problems.add(
                        row.problem(f"the entity {row.key} is written already in {other.file}")
                    )
        for one, another, span in ambiguous_forms(self.report, self.entities.values()):
            words = fold(self.report[span.start : span.end])
            self.problems.add(
                self.entities[another].problem(
                    f"the form “{words}” at {span.start} is also a form of {one}; make one of them "
                    "local with {in: …, form: …}",
                    "forms",
                )
            )

    # Links

    def _check_links(self, row: Row) -> None:
        for column in row.table.columns:
            value = row.cells.get(column.name)
            if column.kind != "linked" or value is None or isinstance(value, Missing):
                continue
            for message in self._link_problems(row, column, str(value)):
                self.problems.add(row.problem(message, column.name))

    def _link_problems(self, row: Row, column: Column, entity_id: str) -> Iterator[str]:
        entity = self.entities.get(entity_id)
        if entity is None:
            yield f"unknown entity {entity_id}.{did_you_mean(entity_id, self.entities)}"
            return
        kind = str(entity.table.entity_kind)
        if kind not in column.entities:
            allowed = ", ".join(column.entities)
            yield f"links to {entity_id}, a {kind}; the column takes only: {allowed}"
        spans = row.spans.get(column.name, [])
        if not self._names(column, entity, spans):
            words = " … ".join(fold(self.report[span.start : span.end]) for span in spans)
            forms = ", ".join(f"“{form.words}”" for form in entity.forms) or "none"
            yield (
                f"the words “{words}” hold no form of {entity_id}; its forms are {forms}. Quote "
                "one, if need be beside the pronoun, or add the form to the entity"
            )
        if column.side == "subject" and spans:
            yield from self._side_problem(row, spans)

    def _names(self, column: Column, entity: Row, spans: list[Span]) -> bool:
        """Return whether a span names the entity, within a longer name only if nested."""
        if column.nested:
            return any(
                find_all(self.report, form.words, span, ignore_case_of_first=True)
                for span in spans
                for form in entity.forms
            )
        return any(
            mention.entity_id == entity.key and span.holds(mention.span)
            for span in spans
            for mention in self.mentions
        )

    def _side_problem(self, row: Row, subject: list[Span]) -> Iterator[str]:
        predicate = row.spans.get("predicate")
        if not predicate:
            return
        term = self.model.vocabularies["predicate"].terms[str(row.cells["predicate"])]
        inverse = any(triggered(self.report, predicate, words) for words in term.inverse_triggers)
        direct = any(triggered(self.report, predicate, words) for words in term.triggers)
        order = subject[0].start - predicate[0].start
        if inverse != direct and (order < 0 if inverse else order > 0):
            side = "behind" if inverse else "before"
            yield f"the subject of {term.code} stands {side} the words that justify the predicate"

    # Voice, unit, words

    def _place(self, row: Row) -> None:
        for column in row.table.columns:
            if column.rule == "voice":
                row.cells[column.name] = self._voice(row)
            elif column.rule == "unit":
                row.cells[column.name] = self.units.at(_first_evidence(row).start).unit_id
            elif column.rule == "words":
                spans = merge(row.anchor_spans())
                row.cells[column.name] = " … ".join(
                    fold(self.report[span.start : span.end]) for span in spans
                )
            elif column.rule == "entity_name":
                linked = row.cells[column.inputs[0]]
                row.cells[column.name] = (
                    linked if isinstance(linked, Missing) else self._entity_name(str(linked))
                )
            elif column.rule == "group":
                row.cells[column.name] = self._group(row, column)
            elif column.rule == "position":
                row.cells[column.name] = self._position(row, column)
            elif column.rule == "policy_result":
                row.cells[column.name] = self._policy_result(row)

    def _voice(self, row: Row) -> str:
        own = [
            span
            for column in row.table.columns
            if column.kind != "linked"
            for span in row.spans.get(column.name, ())
        ]
        innermost: tuple[int, str] | None = None
        for voice in self.rows["voices"]:
            speech = voice.spans.get("speech_text", [])
            held = [any(part.holds(span) for part in speech) for span in own]
            if all(held) and speech:
                size = sum(part.end - part.start for part in speech)
                innermost = min(innermost or (size, voice.key), (size, voice.key))
            elif any(held) and row.table.name not in {"quotations", "voices"}:
                self.problems.warnings.append(
                    row.problem(f"some words are within the speech of {voice.key}, some are not")
                )
        return innermost[1] if innermost else REPORT_VOICE

    def _group(self, row: Row, column: Column) -> str:
        return f"list-{row.spans[column.inputs[0]][0].start:05}"

    def _position(self, row: Row, column: Column) -> int:
        shared = column.inputs[0]
        group = [r for r in self.rows[row.table.name] if r.spans[shared] == row.spans[shared]]
        return group.index(row) + 1

    def _policy_result(self, row: Row) -> Cell:
        paragraph = self.units.at(_first_evidence(row).start).paragraph
        for result in self.rows["policy_results"]:
            if self.units.at(_first_evidence(result).start).paragraph == paragraph:
                return result.key
        return Missing("not_applicable")

    # Records

    def _entity_name(self, entity_id: str) -> str:
        row = self.entities[entity_id]
        return str(row.cells.get("name") or row.cells[_name_column(row.table)])

    def _record(self, row: Row) -> Record:
        return {column.name: _plain(row.cells[column.name]) for column in row.table.columns}

    def _entity_records(self) -> Iterator[Record]:
        for entity_id, row in sorted(self.entities.items()):
            yield {
                "entity_id": entity_id,
                "kind": str(row.table.entity_kind),
                "table_name": row.table.name,
                "name": self._entity_name(entity_id),
                "name_text": str(row.cells[_name_column(row.table)]),
            }

    def _form_records(self) -> Iterator[Record]:
        whole = Span(0, len(self.report))
        records: list[Record] = []
        for entity_id, row in self.entities.items():
            for form in row.forms:
                places = find_all(self.report, form.words, whole, ignore_case_of_first=True)
                start = form.place.start if form.place else places[0].start
                records.append(
                    {
                        "entity_id": entity_id,
                        "form": form.words,
                        "kind": form.kind,
                        "char_start": start,
                        "is_local": form.place is not None,
                    }
                )
        yield from sorted(
            records, key=lambda r: (str(r["entity_id"]), str(r["form"]), r["char_start"])
        )

    def _vocabulary_records(self) -> Iterator[Record]:
        for vocabulary in self.model.vocabularies.values():
            for term in vocabulary.terms.values():
                yield {
                    "vocabulary": vocabulary.name,
                    "code": term.code,
                    "label": term.label,
                    "definition": term.definition,
                    "triggers": " | ".join(term.triggers) or None,
                    "inverse_triggers": " | ".join(term.inverse_triggers) or None,
                }

    def _unit_records(self) -> Iterator[Record]:
        held = {offset for span in self._fact_spans() for offset in range(span.start, span.end)}
        for unit in self.units.all:
            solid = {
                offset
                for offset in range(unit.span.start, unit.span.end)
                if not self.report[offset].isspace()
            }
            yield {
                "unit_id": unit.unit_id,
                "char_start": unit.span.start,
                "char_end": unit.span.end,
                "kind": unit.kind,
                "section": unit.section,
                "paragraph": unit.paragraph,
                "characters": len(solid),
                "fact_characters": len(solid & held),
                "text": unit.text,
            }

    def _fact_spans(self) -> list[Span]:
        """Return the spans of all cells but the text of claims and the speech of voices."""
        return [
            span
            for row in self._rows()
            for name, spans in row.spans.items()
            if row.table.name != "claims" and row.table.column(name).anchor
            for span in spans
        ]

    def _evidence_records(self) -> Iterator[Record]:
        for row in self._rows():
            cells = [(name.name, row.spans.get(name.name, [])) for name in row.table.columns]
            for column, spans in [("*", merge(row.anchor_spans())), *cells]:
                for seq, span in enumerate(spans, start=1):
                    yield {
                        "table_name": row.table.name,
                        "row_id": row.key,
                        "column_name": column,
                        "seq": seq,
                        **self._located(span),
                    }

    def _located(self, span: Span) -> Record:
        return {
            "char_start": span.start,
            "char_end": span.end,
            "quote": self.report[span.start : span.end],
            "unit_id": self.units.at(span.start).unit_id,
        }

    def _mention_records(self, exceptions: list[MentionException]) -> Iterator[Record]:
        claims = self.rows["claims"]
        cells = [
            *self._fact_spans(),
            *(
                s
                for row in claims
                for name, spans in row.spans.items()
                if name != "text"
                for s in spans
            ),
        ]
        settled: list[Mention] = []
        for outcome in dispose(self.report, self.mentions, exceptions, cells):
            if isinstance(outcome, Problem):
                self.problems.add(outcome)
            else:
                settled.append(outcome)
        for mention in sorted(settled, key=lambda m: (m.span.start, -m.span.end, m.kind)):
            located = self._located(mention.span)
            yield {
                "mention_id": mention.key,
                "char_start": mention.span.start,
                "char_end": mention.span.end,
                "text": fold(str(located["quote"])),
                "kind": mention.kind,
                "entity_id": mention.entity_id,
                "disposition": mention.disposition,
                "unit_id": located["unit_id"],
            }

    def _missing_records(self) -> Iterator[Record]:
        for row in self._rows():
            for column in row.table.columns:
                value = row.cells[column.name]
                if isinstance(value, Missing):
                    yield {
                        "table_name": row.table.name,
                        "row_id": row.key,
                        "column_name": column.name,
                        "reason": value.reason,
                    }

    # What a person wrote beside the report

    def _read_authorities(self) -> list[Record]:
        file = "source/authorities.yaml"
        entries: list[Any] = read_yaml(self.root, file, "authorities.schema.json")
        for entry in entries:
            if entry["entity"] not in self.entities:
                hint = did_you_mean(entry["entity"], self.entities)
                message = f"unknown entity {entry['entity']}.{hint}"
                self.problems.add(Problem(file, message, entry.line))
        records: list[Record] = [
            {
                "entity_id": entry["entity"],
                "identifier": entry["identifier"],
                "match_type": entry["match"],
                "label": entry["label"],
                "evidence": entry["evidence"],
            }
            for entry in entries
        ]
        return sorted(records, key=lambda r: (str(r["entity_id"]), str(r["identifier"])))

    def _read_notes(self) -> list[Record]:
        file = "source/editorial_notes.yaml"
        entries: list[Any] = read_yaml(self.root, file, "editorial_notes.schema.json")
        whole = Span(0, len(self.report))
        records: list[Record] = []
        for entry in entries:
            for table in entry["tables"]:
                if table not in self.model.tables:
                    hint = did_you_mean(table, self.model.tables)
                    self.problems.add(Problem(file, f"unknown table {table}.{hint}", entry.line))
            try:
                span = find_once(self.report, entry["at"], whole)
                span = find_once(self.report, entry["quote"], span) if "quote" in entry else span
            except QuoteError as error:
                self.problems.add(Problem(file, str(error), entry.line, entry["id"]))
                continue
            records.append(
                {
                    "note_id": entry["id"],
                    "note_type": entry["type"],
                    **self._located(span),
                    "tables": " ".join(entry["tables"]),
                    "issue": fold(entry["issue"]),
                    "reading": fold(entry["reading"]),
                    "other_readings": fold(entry["other_readings"]),
                }
            )
        return sorted(records, key=lambda r: (r["char_start"], str(r["note_id"])))

    # Keys and references of the finished tables

    def _check_references(self, records: Records) -> None:
        for table in self.model.tables.values():
            seen: set[tuple[object, ...]] = set()
            for record in records[table.name]:
                key = tuple(record[name] for name in table.key.columns)
                if key in seen:
                    words = ", ".join(map(str, key))
                    self.problems.add(
                        Problem(f"data/csv/{table.name}.csv", f"the key {words} stands twice")
                    )
                seen.add(key)
            for column in table.columns:
                self._check_column(table, column, records)

    def _check_column(self, table: Table, column: Column, records: Records) -> None:
        allowed: set[object] | None = None
        what = ""
        if column.references:
            target = self.model.tables[column.references]
            allowed = {record[target.key.columns[0]] for record in records[target.name]}
            what = f"is not a key of {target.name}"
        elif column.vocabulary:
            allowed = set(self.model.vocabularies[column.vocabulary].terms)
            what = f"is not a code of {column.vocabulary}"
        for record in records[table.name]:
            value = record[column.name]
            row = str(record[table.key.columns[0]])
            file = f"data/csv/{table.name}.csv"
            if value is None:
                if not table.nullable(column):
                    self.problems.add(
                        Problem(file, "is null without a reason", None, row, column.name)
                    )
            elif allowed is not None and value not in allowed:
                self.problems.add(Problem(file, f"{value} {what}", None, row, column.name))


def _plain(cell: Cell) -> str | int | bool | date | None:
    return None if isinstance(cell, Missing) else cell


def _name_column(table: Table) -> str:
    return next(c.name for c in table.columns if c.name in {"name_text", "product_text"})


def _first_evidence(row: Row) -> Span:
    return row.anchor_spans()[0]


def _reading_order(row: Row) -> tuple[Span, ...]:
    return tuple(row.anchor_spans())


def _tell_apart(rows: list[Row]) -> None:
    """Add the offset of the last character to keys of rows that start at the same place."""
    counts = Counter(row.key for row in rows)
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if counts[row.key] > 1 and len(row.table.key.offsets) == 1:
            groups[row.key].append(row)
    for group in groups.values():
        for row in group:
            last = row.spans[row.table.key.offsets[0]][-1]
            row.key = f"{row.key}-{last.end:05}"
            row.cells[row.table.key.columns[0]] = row.key
