"""From a cell back to the words of the report that prove it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from kazakhstan_assembly.derivation.placement import STATED_IN
from kazakhstan_assembly.derivation.rules import RULES, summary
from kazakhstan_assembly.document.spans import Span, fold_spaces, merge_spans
from kazakhstan_assembly.errors import RequestError
from kazakhstan_assembly.io.arrow import helper_records
from kazakhstan_assembly.io.datapackage import PackageData
from kazakhstan_assembly.model.tables import FACT_ROLES
from kazakhstan_assembly.query.rows import find_row, where_to_look

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console, ConsoleOptions, RenderableType

_ANCHOR = "*"
# A sentence's key, and its text in pieces, each with whether it is one of the words.
Sentence = tuple[str, tuple[tuple[str, bool], ...]]


@dataclass(frozen=True)
class Passage:
    """A span of the report, within one sentence.

    Attributes
    ----------
    char_start, char_end : int
        Where the words are in :func:`read_report`, in code points from 0. The words end before
        `char_end`.
    quote : str
        The words, character for character.
    sentence_id : str
        The sentence, heading or list item that holds them.
    """

    char_start: int
    char_end: int
    quote: str
    sentence_id: str


@dataclass(frozen=True)
class TracedCell:
    """A cell, its words, and how the words make its value.

    Attributes
    ----------
    column, kind, description : str
        As in :func:`describe_table`.
    value : str, int, bool, datetime.date or None
        The cell; None if it is null.
    reason : str or None
        Why it is null, a code of the vocabulary ``missing_reason``.
    rule, rule_text : str or None
        The rule that makes the cell, and what that rule gives, in words.
    inputs : tuple of str
        The columns that the rule reads.
    meaning : str or None
        The definition of the code, or of the reason if the cell is null.
    passages : tuple of Passage
        The cell's own words; for a derived cell, those of its inputs.
    """

    column: str
    kind: str
    description: str
    value: Any
    reason: str | None
    rule: str | None
    rule_text: str | None
    inputs: tuple[str, ...]
    meaning: str | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class TracedNote:
    """An editorial note on a row.

    Attributes
    ----------
    note_id : str
        The key of the note in ``editorial_notes``.
    issue, reading, other_readings : str
        What is odd or ambiguous, the reading that the tables take, and the others.
    """

    note_id: str
    issue: str
    reading: str
    other_readings: str


@dataclass(frozen=True, repr=False)
class Trace:
    """What :func:`trace` returns. It is shown as text at the prompt and as HTML in a notebook.

    Attributes
    ----------
    table, row_id : str
        The row.
    cells : tuple of TracedCell
        All cells of the row. If a column was given: its cell, then the cells that it is made from.
    sentences : tuple of tuple
        Each sentence that has cited words, as its ``sentence_id`` and its text in pieces. A piece
        is a text and whether it is cited.
    notes : tuple of TracedNote
        The editorial notes on the row, whichever of its cells was asked for.
    stated_in : Trace or None
        If a link of another table states this relation: the trace of that link. Its sentences mark
        the words of the link's row, because the relation itself cites no words.
    """

    table: str
    row_id: str
    cells: tuple[TracedCell, ...]
    sentences: tuple[Sentence, ...]
    notes: tuple[TracedNote, ...] = ()
    stated_in: Trace | None = None

    def to_frame(self) -> pd.DataFrame:
        """Return one row per passage of a cell, and of the link that states a relation.

        Columns ``column``, ``value``, ``kind``, ``rule``, ``quote`` and ``sentence_id`` are
        ``str``, ``char_start`` and ``char_end`` ``Int64``.
        """
        from kazakhstan_assembly.io.frames import text_frame

        names = ["column", "value", "kind", "rule"]
        places = ["char_start", "char_end", "quote", "sentence_id"]
        rows: list[tuple[Any, ...]] = []
        stating = self.stated_in.cells if self.stated_in else ()
        for cell in (*self.cells, *stating):
            about = attrgetter(*names)(cell)
            rows += [about + attrgetter(*places)(passage) for passage in cell.passages]
        frame = text_frame(rows, [*names, *places])
        return frame.astype({"char_start": "Int64", "char_end": "Int64"})

    def __rich_console__(self, _: Console, __: ConsoleOptions) -> Iterator[RenderableType]:
        """Yield the text with the cited words in reverse video, for a terminal."""
        from kazakhstan_assembly.query.rendering import trace_for_terminal

        yield from trace_for_terminal(self)

    def to_json(self) -> str:
        """Return the trace as JSON.

        An object with ``table``, ``row_id``, ``cells``, ``sentences``, ``notes`` and ``stated_in``.
        Cells, passages and notes have the same attributes as in Python; dates are in ISO 8601.
        A sentence has ``sentence_id`` and ``pieces``, each with ``text`` and ``is_cited``.
        ``stated_in`` is null or another object of this form.
        """
        return json.dumps(_as_data(self), indent=2, ensure_ascii=False, default=str)

    def __str__(self) -> str:
        from kazakhstan_assembly.query.rendering import trace_text

        return trace_text(self)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        from kazakhstan_assembly.query.rendering import trace_html

        return trace_html(self)


def _as_data(trace: Trace) -> dict[str, Any]:
    sentences = [
        {
            "sentence_id": sentence_id,
            "pieces": [{"text": text, "is_cited": is_cited} for text, is_cited in pieces],
        }
        for sentence_id, pieces in trace.sentences
    ]
    return {
        "table": trace.table,
        "row_id": trace.row_id,
        "cells": [asdict(cell) for cell in trace.cells],
        "sentences": sentences,
        "notes": [asdict(note) for note in trace.notes],
        "stated_in": _as_data(trace.stated_in) if trace.stated_in else None,
    }


def trace(package: PackageData, table: str, row_id: str, column: str | None = None) -> Trace:
    """Return the words of the report behind a cell or a row, and how they make its values."""
    schema = package.schema(table)
    if schema.get("role") not in FACT_ROLES:
        raise RequestError(where_to_look(package, table, row_id))
    row = find_row(package, table, row_id)
    fields = {field["name"]: field for field in schema["fields"]}
    if column is not None and column not in fields:
        raise package.unknown_column(table, column, fields)
    names = list(fields) if column is None else _made_of(column, fields)
    sources = _Sources(package, table, row_id, fields)
    cells = tuple(sources.cell(name, row[name]) for name in names)
    passages = list(chain.from_iterable(cell.passages for cell in cells))
    is_null = not passages and cells[0].value is None
    sentences = tuple(_sentences(package, passages or list(sources.passages(_ANCHOR))))
    if is_null:
        sentences = tuple(map(_unmarked, sentences))
    notes = package.remember(_notes).get((table, row_id), ())
    return Trace(table, row_id, cells, sentences, notes, _stated_in(package, fields, row))


def _stated_in(package: PackageData, fields: dict[str, Any], row: dict[str, Any]) -> Trace | None:
    """Return the trace of the link that states a relation, or None if the row has its own words."""
    by_rule = {field.get("rule"): name for name, field in fields.items()}
    place = [row[by_rule[rule]] for rule in STATED_IN if rule in by_rule]
    if not place or place[0] is None:
        return None
    table, row_id, column = place
    traced = trace(package, table, row_id, column)
    passages = package.remember(_passages).get((table, row_id, _ANCHOR), ())
    return replace(traced, sentences=tuple(_sentences(package, list(passages))))


def _made_of(column: str, fields: dict[str, Any]) -> list[str]:
    """Return a column and, behind it, those that its values are made of."""
    names: list[str] = []
    waiting = [column]
    while waiting:
        name = waiting.pop(0)
        if name not in names:
            names.append(name)
            waiting = [*fields[name].get("inputs", ()), *waiting]
    return names


@dataclass(frozen=True)
class _Sources:
    """Where the cells of a row come from."""

    package: PackageData
    table: str
    row_id: str
    fields: dict[str, Any]

    def cell(self, name: str, value: Any) -> TracedCell:
        field = self.fields[name]
        vocabulary, rule = field.get("vocabulary", ""), field.get("rule")
        reason = self.package.remember(_reasons).get((self.table, self.row_id, name))
        definitions = self.package.remember(_definitions)
        code = ("missing_reason", reason) if value is None else (vocabulary, value)
        passages = chain.from_iterable(map(self.passages, _made_of(name, self.fields)))
        return TracedCell(
            column=name,
            kind=field["kind"],
            description=field["description"],
            value=value,
            reason=reason,
            rule=rule,
            rule_text=summary(rule) if rule in RULES else None,
            inputs=tuple(field.get("inputs", ())),
            meaning=definitions.get(code),
            passages=tuple(passages),
        )

    def passages(self, column: str) -> tuple[Passage, ...]:
        place = self.table, self.row_id, column
        return self.package.remember(_passages).get(place, ())


# What is asked of a package again and again


def _passages(package: PackageData) -> dict[tuple[str, str, str], tuple[Passage, ...]]:
    passages: dict[tuple[str, str, str], tuple[Passage, ...]] = {}
    for record in helper_records(package, "evidence"):
        place = record["table_name"], record["row_id"], record["column_name"]
        words = record["char_start"], record["char_end"], record["quote"], record["sentence_id"]
        passages[place] = (*passages.get(place, ()), Passage(*words))
    return passages


def _reasons(package: PackageData) -> dict[tuple[str, str, str], str]:
    records: list[dict[str, Any]] = helper_records(package, "missing_values")
    return {(r["table_name"], r["row_id"], r["column_name"]): r["reason"] for r in records}


def _notes(package: PackageData) -> dict[tuple[str, str], tuple[TracedNote, ...]]:
    """Return the editorial notes on each row; packages before 1.0.0 do not name the rows."""
    notes: dict[tuple[str, str], tuple[TracedNote, ...]] = {}
    if "note_rows" not in package.table_names:
        return notes
    names = ("note_id", "issue", "reading", "other_readings")
    written: dict[str, TracedNote] = {}
    for record in helper_records(package, "editorial_notes"):
        written[record["note_id"]] = TracedNote(*map(record.__getitem__, names))
    for record in helper_records(package, "note_rows"):
        row = record["table_name"], record["row_id"]
        notes[row] = (*notes.get(row, ()), written[record["note_id"]])
    return notes


def _definitions(package: PackageData) -> dict[tuple[str, Any], str]:
    records: list[dict[str, Any]] = helper_records(package, "vocabularies")
    return {(record["vocabulary"], record["code"]): record["definition"] for record in records}


def _sentence_records(package: PackageData) -> list[dict[str, Any]]:
    sentences: list[dict[str, Any]] = helper_records(package, "sentences")
    return sentences


# Sentences


def _unmarked(sentence: Sentence) -> Sentence:
    """Return a sentence of which no word makes the cell: the report might have said it there."""
    sentence_id, pieces = sentence
    return sentence_id, (("".join(text for text, _ in pieces), False),)


def _sentences(package: PackageData, passages: list[Passage]) -> Iterator[Sentence]:
    report = package.report()
    cited = merge_spans([Span(p.char_start, p.char_end) for p in passages])
    for sentence in package.remember(_sentence_records):
        whole = Span(sentence["char_start"], sentence["char_end"])
        spans = [span for span in cited if span.overlaps(whole)]
        if spans:
            yield sentence["sentence_id"], tuple(_pieces(report, whole, spans))


def _pieces(report: str, sentence: Span, spans: list[Span]) -> Iterator[tuple[str, bool]]:
    position = sentence.start
    for span in spans:
        start, end = max(span.start, sentence.start), min(span.end, sentence.end)
        if start > position:
            yield _folded(report[position:start]), False
        yield _folded(report[start:end]), True
        position = end
    if position < sentence.end:
        yield _folded(report[position : sentence.end]), False


def _folded(text: str) -> str:
    """Return `text` with its white space folded, one space kept at either end."""
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() and text.strip() else ""
    return before + fold_spaces(text) + after
