"""Structural columns: what the place of a row in the report gives.

Each rule fills one column for all rows of a table at once. ``STRUCTURAL_RULES`` names them, with
the properties that a column must declare to use one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kazakhstan_assembly.derivation.entity_index import EntityIndex
from kazakhstan_assembly.derivation.rows import Row, Rows
from kazakhstan_assembly.derivation.values import Cell, Missing
from kazakhstan_assembly.document.segmentation import Sentence, Sentences
from kazakhstan_assembly.document.spans import (
    Span,
    SpanIndex,
    join_across_spaces,
    merge_spans,
    quote_spans,
)
from kazakhstan_assembly.model.columns import Column
from kazakhstan_assembly.model.tables import STATED_IN_TABLE, Model

# The rules of columns that say of an edge which cell states it.
STATED_IN = (STATED_IN_TABLE, "stated_in_row", "stated_in_column")
_BEHIND_ALL = Span(1 << 30, 1 << 30)


@dataclass(frozen=True)
class Surroundings:
    """What the structural columns of a row depend on."""

    report: str
    model: Model
    rows: Rows
    sentences: Sentences
    index: EntityIndex

    @cached_property
    def speeches(self) -> SpanIndex[tuple[int, Row]]:
        """The speech of every voice, with the number of the voice in its table."""
        spoken: list[tuple[Span, tuple[int, Row]]] = []
        for table in self.model.with_role("voice"):
            for number, voice in enumerate(self.rows[table.name]):
                spoken += [(span, (number, voice)) for span in speech_of(voice)]
        return SpanIndex(spoken)

    def sentence_of(self, row: Row) -> Sentence | None:
        """Return the sentence of the first words that a row cites, or None if it cites none."""
        spans = row.anchor_spans()
        return self.sentences.at(spans[0].start) if spans else None


def speech_of(voice: Row) -> list[Span]:
    """Return what a voice says."""
    return voice.spans.get(voice.table.column_with_role("speech") or "", [])


def in_reading_order(rows: Sequence[Row]) -> list[Row]:
    """Return rows in the order of the words that they cite, column by column."""
    return sorted(rows, key=lambda row: tuple(row.anchor_spans()) or (_BEHIND_ALL,))


def place_rows(surroundings: Surroundings) -> dict[str, list[Row]]:
    """Return the rows of every table with their structural cells."""
    return {name: _placed(rows, surroundings) for name, rows in surroundings.rows.items()}


def _placed(rows: Sequence[Row], surroundings: Surroundings) -> list[Row]:
    if not rows:
        return []
    cells = [dict(row.cells) for row in rows]
    for column in rows[0].table.columns:
        rule = STRUCTURAL_RULES.get(str(column.rule))
        if column.kind in {"structural", "label"} and rule is not None and rule.fill is not None:
            values = rule.fill(rows, column, surroundings)
            for of_row, value in zip(cells, values, strict=True):
                of_row[column.name] = value
    return [replace(row, cells=of_row) for row, of_row in zip(rows, cells, strict=True)]


# The rules


def _sentences(rows: Sequence[Row], _: Column, surroundings: Surroundings) -> Iterator[Cell]:
    for row in rows:
        sentence = surroundings.sentence_of(row)
        yield sentence.sentence_id if sentence else Missing("not_stated")


def _words(rows: Sequence[Row], _: Column, surroundings: Surroundings) -> Iterator[Cell]:
    for row in rows:
        cited = join_across_spaces(surroundings.report, merge_spans(row.anchor_spans()))
        yield quote_spans(surroundings.report, cited, " … ")


def _labels(rows: Sequence[Row], column: Column, surroundings: Surroundings) -> Iterator[Cell]:
    for row in rows:
        link = row.cells.get(column.inputs[0], Missing("not_stated"))
        yield surroundings.index.label_of_link(link)


def _own(rows: Sequence[Row], _: Column, __: Surroundings) -> Iterator[Cell]:
    """Yield that no other table states the rows; edges are made apart."""
    for _row in rows:
        yield Missing("not_applicable")


def _groups(rows: Sequence[Row], column: Column, _: Surroundings) -> Iterator[Cell]:
    for row in rows:
        spans = row.spans.get(column.inputs[0])
        yield f"{column.prefix}-{spans[0].start:05}" if spans else Missing("not_stated")


def _positions(rows: Sequence[Row], column: Column, _: Surroundings) -> Iterator[Cell]:
    """Yield the place of each row among those before it that share the words of a column."""
    counts: Counter[tuple[Span, ...]] = Counter()
    for row in rows:
        group = tuple(row.spans.get(column.inputs[0], ()))
        counts[group] += 1
        yield counts[group]


def _rows_of_paragraph(
    rows: Sequence[Row], column: Column, surroundings: Surroundings
) -> Iterator[Cell]:
    """Yield the key of the first row of another table that stands in the row's paragraph."""
    keys: dict[int, str] = {}
    for other in surroundings.rows.get(str(column.references), ()):
        if sentence := surroundings.sentence_of(other):
            keys.setdefault(sentence.paragraph, other.key)
    for row in rows:
        sentence = surroundings.sentence_of(row)
        key = keys.get(sentence.paragraph) if sentence else None
        yield key if key is not None else Missing("not_applicable")


def _rows_of_words(
    rows: Sequence[Row], column: Column, surroundings: Surroundings
) -> Iterator[Cell]:
    """Yield the key of the row of another table whose key is made of a column's very words."""
    keys: dict[tuple[Span, ...], str] = {}
    for other in surroundings.rows.get(str(column.references), ()):
        cited = [span for name in other.table.key.of for span in other.spans.get(name, ())]
        keys[tuple(cited)] = other.key
    for row in rows:
        spans = tuple(row.spans.get(column.inputs[0], ()))
        is_found = bool(spans) and spans in keys
        yield keys[spans] if is_found else Missing(str(column.missing_reason))


def _voices(rows: Sequence[Row], _: Column, surroundings: Surroundings) -> Iterator[Cell]:
    """Yield the innermost voice whose speech holds all words of a row, links not counted."""
    for row in rows:
        whole = [voice for voice, is_whole in _voices_over(row, surroundings) if is_whole]
        innermost = min(whole, key=lambda voice: (_length(voice), voice.key), default=None)
        yield innermost.key if innermost else str(surroundings.model.document.voice)


def _length(voice: Row) -> int:
    return sum(part.end - part.start for part in speech_of(voice))


def _voices_over(row: Row, surroundings: Surroundings) -> Iterator[tuple[Row, bool]]:
    """Yield the voices whose speech holds words of a row, each with whether it holds all."""
    own: list[Span] = []
    for column in row.table.columns:
        # The antecedent of a pronoun may stand outside the speech.
        own += row.spans.get(column.name, ()) if column.kind != "linked" else ()
    near: dict[int, Row] = {}
    for span in own:
        near |= {number: voice for _, (number, voice) in surroundings.speeches.overlapping(span)}
    for voice in near.values():
        speech = speech_of(voice)
        held = [any(part.contains(span) for part in speech) for span in own]
        if any(held):
            yield voice, all(held)


def straddling_rows(surroundings: Surroundings) -> Iterator[tuple[Row, str]]:
    """Yield rows of which some words, but not all, are within the speech of a voice."""
    for rows in surroundings.rows.values():
        for row in rows:
            has_voice = any(column.rule == "voice" for column in row.table.columns)
            if has_voice and not row.table.attributes_speech:
                for voice, is_whole in _voices_over(row, surroundings):
                    if not is_whole:
                        yield row, voice.key


Fill = Callable[[Sequence[Row], Column, Surroundings], Iterator[Cell]]


@dataclass(frozen=True)
class StructuralRule:
    """How a structural column is filled, and what a column that uses the rule must declare.

    ``fill`` is None for keys, which are made with the derived cells.
    """

    fill: Fill | None
    needs: tuple[str, ...] = ()


STRUCTURAL_RULES: Mapping[str, StructuralRule] = {
    "key": StructuralRule(None),
    "voice": StructuralRule(_voices, needs=("references",)),
    "sentence": StructuralRule(_sentences, needs=("references",)),
    "words": StructuralRule(_words),
    "label": StructuralRule(_labels, needs=("inputs",)),
    "group": StructuralRule(_groups, needs=("inputs", "prefix")),
    "position": StructuralRule(_positions, needs=("inputs",)),
    **dict.fromkeys(STATED_IN, StructuralRule(_own, needs=("missing_reason",))),
    "same_paragraph": StructuralRule(_rows_of_paragraph, needs=("references", "missing_reason")),
    "same_words": StructuralRule(_rows_of_words, needs=("references", "inputs", "missing_reason")),
}
