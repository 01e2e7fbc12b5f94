"""From quotes, codes and links to all tables: the one way in which every other cell is made.

The build puts in what a curator wrote; a validation puts in what the published tables cite, and
compares what comes out with what they say.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kazakhstan_assembly.derivation.mentions import (
    Mention,
    MentionException,
    dispose,
    find_mentions,
    form_mentions,
)
from kazakhstan_assembly.derivation.rows import (
    Form,
    Row,
    derive_cells,
    form_places,
    make_key,
    names_within,
)
from kazakhstan_assembly.derivation.values import Cell, Missing, Value
from kazakhstan_assembly.document.segmentation import Unit, Units, cut
from kazakhstan_assembly.document.spans import (
    Span,
    SpanIndex,
    count_visible,
    fold_spaces,
    merge_spans,
    quote_spans,
)
from kazakhstan_assembly.model.records import Record, Records
from kazakhstan_assembly.model.tables import Column, Model

REPORT_VOICE = "report"
_ORDER_LAST = Span(1 << 30, 1 << 30)


@dataclass(frozen=True)
class Note:
    """An editorial note and the words that it is about."""

    entry: Mapping[str, Any]
    span: Span


@dataclass
class Assembly:
    """The rows of all fact tables with what was written beside the report."""

    report: str
    model: Model
    rows: dict[str, list[Row]]
    exceptions: list[MentionException]
    authorities: Sequence[Mapping[str, Any]]
    notes: Sequence[Note]
    failures: list[tuple[Row, str, str]] = field(default_factory=list[tuple[Row, str, str]])
    straddling: list[tuple[Row, str]] = field(default_factory=list[tuple[Row, str]])
    _placed: Counter[object] = field(default_factory=Counter[object])

    @cached_property
    def units(self) -> Units:
        return cut(self.report)

    @cached_property
    def entities(self) -> dict[str, Row]:
        return {row.key: row for row in self._all_rows() if row.table.role == "entity"}

    @cached_property
    def named(self) -> list[Mention]:
        """Every place where a form of an entity stands, be it within a longer one."""
        return list(form_mentions(self.report, self.entities.values()))

    @cached_property
    def mentions(self) -> list[Mention]:
        """All mentions; an empty disposition is one that is missing."""
        found = find_mentions(self.report, self.named, self.exceptions)
        return list(dispose(self.report, found, [*self._fact_spans(), *self._claim_spans()]))

    @cached_property
    def entity_places(self) -> dict[str, list[Span]]:
        """Where each entity is named or described, by the longest match."""
        places: dict[str, list[Span]] = defaultdict(list)
        for mention in self.mentions:
            if mention.entity_id is not None:
                places[mention.entity_id].append(mention.span)
        return places

    def is_named(self, entity_id: str, spans: list[Span], column: Column) -> bool:
        """Return whether a span names an entity, in a longer name only if `column` is nested."""
        if column.nested:
            return names_within(self.report, spans, self.entities[entity_id].forms)
        places = self.entity_places.get(entity_id, [])
        first = (bisect_left(places, span.start, key=lambda place: place.start) for span in spans)
        found = zip(spans, first, strict=True)
        return any(span.contains(place) for span, n in found for place in places[n : n + 1])

    def derive(self) -> None:
        """Set derived cells and keys; `failures` gets row, column and reason of what fails."""
        for row in self._all_rows():
            self.failures += [(row, column, reason) for column, reason in derive_cells(row)]
            make_key(row)
        for rows in self.rows.values():
            _tell_apart(rows)

    def place(self) -> None:
        """Order the rows as the report does and set unit, voice, words, names and positions."""
        for rows in self.rows.values():
            rows.sort(key=_reading_order)
        self._placed.clear()
        makers: dict[str, Callable[[Row, Column], Cell]] = {
            "voice": self._voice,
            "unit": self._unit,
            "words": self._words,
            "entity_name": self._entity_name,
            "group": self._group,
            "position": self._position,
            "policy_result": self._policy_result,
        }
        for row in self._all_rows():
            for column in row.table.columns:
                if column.kind == "structural" and column.rule in makers:
                    row.cells[column.name] = makers[column.rule](row, column)

    def records(self) -> Records:
        """Return every table, row by row."""
        return {name: self.table(name) for name in self.model.tables}

    def table(self, name: str) -> list[Record]:
        """Return one table, row by row."""
        if name in self.rows:
            return [_record(row) for row in self.rows[name]]
        makers: dict[str, Callable[[], Iterable[Record]]] = {
            "entities": self._entity_records,
            "entity_forms": self._form_records,
            "authorities": self._authority_records,
            "vocabularies": self._vocabulary_records,
            "editorial_notes": self._note_records,
            "units": self._unit_records,
            "evidence": self._evidence_records,
            "mentions": self._mention_records,
            "missing_values": self._missing_records,
        }
        return list(makers[name]())

    def _all_rows(self) -> Iterator[Row]:
        for rows in self.rows.values():
            yield from rows

    def _fact_spans(self) -> Iterator[Span]:
        """Yield the spans of all cells but those of claims and the speech of voices."""
        for row in self._all_rows():
            if row.table.name != "claims":
                yield from row.anchor_spans()

    def _claim_spans(self) -> Iterator[Span]:
        """Yield the spans of all cells of claims but their text."""
        for row in self.rows["claims"]:
            for name, spans in row.spans.items():
                if name != "text":
                    yield from spans

    # Cells that the place of a row gives

    def _voice(self, row: Row, _: Column) -> str:
        own = [
            span
            for column in row.table.columns
            if column.kind != "linked"
            for span in row.spans.get(column.name, ())
        ]
        innermost: tuple[int, str] | None = None
        near = {key: voice for span in own for _, (key, voice) in self._speeches.overlapping(span)}
        for voice in near.values():
            speech = voice.spans.get("speech_text", [])
            held = [any(part.contains(span) for part in speech) for span in own]
            if held and all(held) and speech:
                size = sum(part.end - part.start for part in speech)
                innermost = min(innermost or (size, voice.key), (size, voice.key))
            elif any(held) and row.table.name != "quotations":
                self.straddling.append((row, voice.key))
        return innermost[1] if innermost else REPORT_VOICE

    @cached_property
    def _speeches(self) -> SpanIndex[tuple[int, Row]]:
        return SpanIndex(
            (span, (number, voice))
            for number, voice in enumerate(self.rows["voices"])
            for span in voice.spans.get("speech_text", ())
        )

    def _unit(self, row: Row, _: Column) -> Cell:
        unit = self._unit_of(row)
        return unit.unit_id if unit else Missing("not_stated")

    def _unit_of(self, row: Row) -> Unit | None:
        spans = row.anchor_spans()
        return self.units.at(spans[0].start) if spans else None

    def strays(self, row: Row) -> Iterator[tuple[str, str]]:
        """Yield the column and the reason where words do not stand in the sentence of the row."""
        own = self._unit_of(row)
        for column in row.table.columns:
            spans = row.spans.get(column.name, []) if not column.elsewhere else []
            if any(self.units.at(span.start) is not own for span in spans):
                shown = quote_spans(self.report, spans, " … ")
                yield column.name, f"the words “{shown}” stand in another sentence than the row"

    def _words(self, row: Row, _: Column) -> str:
        return quote_spans(self.report, merge_spans(row.anchor_spans()), " … ")

    def _entity_name(self, row: Row, column: Column) -> Cell:
        linked = row.cells.get(column.inputs[0], Missing("not_stated"))
        return linked if isinstance(linked, Missing) else self._name_of(str(linked))

    def _name_of(self, entity_id: str) -> str:
        row = self.entities.get(entity_id)
        if row is None:
            return entity_id
        return str(row.cells.get("name") or row.cells.get(row.table.name_column))

    def _group(self, row: Row, column: Column) -> Cell:
        spans = row.spans.get(column.inputs[0])
        return f"list-{spans[0].start:05}" if spans else Missing("not_stated")

    def _position(self, row: Row, column: Column) -> int:
        """Return the place of a row among those before it that share the words of a column."""
        group = row.table.name, column.name, tuple(row.spans.get(column.inputs[0], ()))
        self._placed[group] += 1
        return self._placed[group]

    def _policy_result(self, row: Row, _: Column) -> Cell:
        unit = self._unit_of(row)
        for result in self.rows["policy_results"]:
            other = self._unit_of(result)
            if unit and other and unit.paragraph == other.paragraph:
                return result.key
        return Missing("not_applicable")

    # Tables made of the rows

    def _entity_records(self) -> Iterator[Record]:
        for entity_id, row in sorted(self.entities.items()):
            yield {
                "entity_id": entity_id,
                "kind": row.table.entity_kind,
                "table_name": row.table.name,
                "name": self._name_of(entity_id),
                "name_text": _plain(row.cells[row.table.name_column]),
            }

    def _form_records(self) -> Iterator[Record]:
        records: list[Record] = []
        for entity_id, row in self.entities.items():
            for form in row.forms:
                first = form.place or self._first_place(entity_id, form)
                records.append(
                    {
                        "entity_id": entity_id,
                        "form": quote_spans(self.report, [first]) if first else form.words,
                        "kind": form.kind,
                        "char_start": first.start if first else None,
                        "is_local": self.is_ambiguous(entity_id, form),
                    }
                )
        yield from sorted(
            records, key=lambda r: (str(r["entity_id"]), str(r["form"]), r["char_start"])
        )

    def _first_place(self, entity_id: str, form: Form) -> Span | None:
        named = self.entity_places.get(entity_id, ())
        places = (place for place in named if place in form_places(self.report, form, place))
        return next(places, None)

    def is_ambiguous(self, entity_id: str, form: Form) -> bool:
        """Return whether a local form's words stand elsewhere too and mean something else there."""
        if form.place is None:
            return False
        own = self.entity_places.get(entity_id, ())
        others = [place for place in form_places(self.report, form) if place not in own]
        return any(
            all(span in others for span, _ in self._names.overlapping(place)) for place in others
        )

    @cached_property
    def _names(self) -> SpanIndex[None]:
        return SpanIndex((m.span, None) for m in self.mentions if m.kind in {"name", "description"})

    def _authority_records(self) -> list[Record]:
        records: list[Record] = [
            {
                "entity_id": entry["entity"],
                "identifier": entry["identifier"],
                "match_type": entry["match"],
                "label": entry["label"],
                "evidence": entry["evidence"],
            }
            for entry in self.authorities
        ]
        return sorted(records, key=lambda r: (str(r["entity_id"]), str(r["identifier"])))

    def _vocabulary_records(self) -> Iterator[Record]:
        for vocabulary, terms in self.model.vocabularies.items():
            for term in terms.values():
                yield {
                    "vocabulary": vocabulary,
                    "code": term.code,
                    "label": term.label,
                    "definition": term.definition,
                    "triggers": " | ".join(term.triggers) or None,
                    "inverse_triggers": " | ".join(term.inverse_triggers) or None,
                }

    def _note_records(self) -> list[Record]:
        records: list[Record] = [
            {
                "note_id": note.entry["id"],
                "note_type": note.entry["type"],
                **self._located(note.span),
                "tables": " ".join(note.entry["tables"]),
                "issue": fold_spaces(note.entry["issue"]),
                "reading": fold_spaces(note.entry["reading"]),
                "other_readings": fold_spaces(note.entry["other_readings"]),
            }
            for note in self.notes
        ]
        return sorted(records, key=lambda r: (r["char_start"], str(r["note_id"])))

    def _located(self, span: Span) -> Record:
        return {
            "char_start": span.start,
            "char_end": span.end,
            "quote": self.report[span.start : span.end],
            "unit_id": self.units.at(span.start).unit_id,
        }

    def _unit_records(self) -> Iterator[Record]:
        cells = SpanIndex((span, None) for span in merge_spans(list(self._fact_spans())))
        for unit in self.units.all:
            held = [unit.span.intersection(span) for span, _ in cells.overlapping(unit.span)]
            yield {
                "unit_id": unit.unit_id,
                "char_start": unit.span.start,
                "char_end": unit.span.end,
                "kind": unit.kind,
                "section": unit.section,
                "paragraph": unit.paragraph,
                "characters": count_visible(self.report, unit.span),
                "fact_characters": sum(count_visible(self.report, span) for span in held),
                "text": unit.text,
            }

    def _evidence_records(self) -> Iterator[Record]:
        for row in self._all_rows():
            cells = [(column.name, row.spans.get(column.name, [])) for column in row.table.columns]
            for column_name, spans in [("*", merge_spans(row.anchor_spans())), *cells]:
                for seq, span in enumerate(spans, start=1):
                    yield {
                        "table_name": row.table.name,
                        "row_id": row.key,
                        "column_name": column_name,
                        "seq": seq,
                        **self._located(span),
                    }

    def _mention_records(self) -> Iterator[Record]:
        for mention in self.mentions:
            yield {
                "mention_id": mention.key,
                "char_start": mention.span.start,
                "char_end": mention.span.end,
                "text": quote_spans(self.report, [mention.span]),
                "kind": mention.kind,
                "entity_id": mention.entity_id,
                "disposition": mention.disposition or None,
                "unit_id": self.units.at(mention.span.start).unit_id,
            }

    def _missing_records(self) -> Iterator[Record]:
        for row in self._all_rows():
            for column in row.table.columns:
                value = row.cells.get(column.name)
                if isinstance(value, Missing):
                    yield {
                        "table_name": row.table.name,
                        "row_id": row.key,
                        "column_name": column.name,
                        "reason": value.reason,
                    }


def _plain(cell: Cell | None) -> Value | None:
    return None if isinstance(cell, Missing) else cell


def _record(row: Row) -> Record:
    return {column.name: _plain(row.cells.get(column.name)) for column in row.table.columns}


def _reading_order(row: Row) -> tuple[Span, ...]:
    return tuple(row.anchor_spans()) or (_ORDER_LAST,)


def _tell_apart(rows: list[Row]) -> None:
    """Add the offset of the last character to keys of rows whose words start at one place."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        key = row.table.key
        if key.rule == "offset" and len(key.of) == 1 and row.spans.get(key.of[0]):
            groups[row.key].append(row)
    for group in groups.values():
        for row in group if len(group) > 1 else ():
            row.key = f"{row.key}-{row.spans[row.table.key.of[0]][-1].end:05}"
            row.cells[row.table.key_column] = row.key
