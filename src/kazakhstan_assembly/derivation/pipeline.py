"""From quotes, codes and links to all tables: the one way in which every other cell is made.

The build puts in what a curator wrote; a validation puts in what the published tables cite, and
compares what comes out with what they say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kazakhstan_assembly.derivation.edges import with_edges
from kazakhstan_assembly.derivation.entity_index import EntityIndex
from kazakhstan_assembly.derivation.mentions import MentionException
from kazakhstan_assembly.derivation.placement import Surroundings, in_reading_order, place_rows
from kazakhstan_assembly.derivation.rows import Row, Rows
from kazakhstan_assembly.document.segmentation import cut
from kazakhstan_assembly.document.spans import Span, quote_spans
from kazakhstan_assembly.model.codings import Coding
from kazakhstan_assembly.model.tables import Model


@dataclass(frozen=True)
class Note:
    """An editorial note and the words that it is about."""

    entry: Mapping[str, Any]
    span: Span


@dataclass(frozen=True)
class Written:
    """What people wrote beside the facts: settled mentions, identifiers, notes, labels, codings."""

    exceptions: Sequence[MentionException]
    identifiers: Sequence[Mapping[str, Any]]
    notes: Sequence[Note]
    labels: Mapping[str, str] = field(default_factory=dict[str, str])
    codings: Sequence[Coding] = ()


@dataclass(frozen=True, eq=False)
class Derived:
    """The complete rows of all fact tables, with what the helper tables are made of."""

    written: Written
    surroundings: Surroundings
    rows: Rows

    @property
    def report(self) -> str:
        return self.surroundings.report

    @property
    def model(self) -> Model:
        return self.surroundings.model

    @property
    def index(self) -> EntityIndex:
        return self.surroundings.index


def complete_rows(report: str, model: Model, rows: Rows, written: Written) -> Derived:
    """Return rows with their derived cells in the report's order, with their structural cells."""
    ordered = {name: in_reading_order(of_table) for name, of_table in rows.items()}
    index = EntityIndex(report, ordered, written.exceptions, written.labels)
    sentences = cut(report, model.document.structure)
    surroundings = Surroundings(report, model, ordered, sentences, index)
    return Derived(written, surroundings, with_edges(place_rows(surroundings), model, index))


def strays(row: Row, surroundings: Surroundings) -> Iterator[tuple[str, str]]:
    """Yield the column and the reason where words do not stand in the sentence of the row."""
    own = surroundings.sentence_of(row)
    for column in row.table.columns:
        spans = row.spans.get(column.name, []) if not column.elsewhere else []
        if any(surroundings.sentences.at(span.start) is not own for span in spans):
            shown = quote_spans(surroundings.report, spans, " … ")
            yield column.name, f"the words “{shown}” are not in the sentence of the row"
