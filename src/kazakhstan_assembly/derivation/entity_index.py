"""Where the report names each entity, and what else it mentions."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kazakhstan_assembly.derivation.linking import form_places, has_form
from kazakhstan_assembly.derivation.mentions import (
    Mention,
    MentionException,
    dispose,
    find_mentions,
    form_mentions,
)
from kazakhstan_assembly.derivation.rows import Form, Row, Rows, all_rows
from kazakhstan_assembly.derivation.rules import name
from kazakhstan_assembly.derivation.values import Cell, Missing
from kazakhstan_assembly.document.spans import Span, SpanIndex
from kazakhstan_assembly.model.columns import Column


@dataclass(frozen=True)
class EntityIndex:
    """The entities of a package by key, and every place where the report mentions something."""

    report: str
    rows: Rows
    exceptions: Sequence[MentionException]
    labels: Mapping[str, str]

    @cached_property
    def entities(self) -> Mapping[str, Row]:
        """The row of each entity by its key."""
        return {row.key: row for row in all_rows(self.rows) if row.table.role == "entity"}

    @cached_property
    def named(self) -> list[Mention]:
        """Every place where a form of an entity stands, even inside a longer one."""
        return list(form_mentions(self.report, self.entities.values()))

    @cached_property
    def mentions(self) -> list[Mention]:
        """All mentions; an empty disposition is one that is missing."""
        found = find_mentions(self.report, self.named, self.exceptions)
        cells = [*fact_spans(self.rows), *_claim_spans(self.rows)]
        return list(dispose(self.report, found, cells))

    @cached_property
    def places(self) -> Mapping[str, list[Span]]:
        """Where each entity is named or described, by the longest match."""
        places: dict[str, list[Span]] = defaultdict(list)
        for mention in self.mentions:
            if mention.entity_id is not None:
                places[mention.entity_id].append(mention.span)
        return places

    @cached_property
    def names(self) -> SpanIndex[None]:
        """All places of names and descriptions, to be looked up by what they overlap."""
        kinds = {"name", "description"}
        return SpanIndex((m.span, None) for m in self.mentions if m.kind in kinds)

    def is_named(self, entity_id: str, spans: list[Span], column: Column) -> bool:
        """Return whether a span names an entity, in a longer name only if `column` is nested."""
        if column.nested:
            return has_form(self.report, spans, self.entities[entity_id].forms)
        return any(self._first_place_in(entity_id, span) for span in spans)

    def _first_place_in(self, entity_id: str, span: Span) -> Span | None:
        places = self.places.get(entity_id, [])
        number = bisect_left(places, span.start, key=lambda place: place.start)
        following = places[number : number + 1]
        return next((place for place in following if span.contains(place)), None)

    def first_place(self, entity_id: str, form: Form) -> Span | None:
        """Return where a form first stands for its entity, or None if it never does."""
        named = self.places.get(entity_id, ())
        return next((p for p in named if p in form_places(self.report, form, p)), None)

    def is_ambiguous(self, entity_id: str, form: Form) -> bool:
        """Return whether a local form's words stand elsewhere too and mean something else there."""
        if form.place is None:
            return False
        own = self.places.get(entity_id, ())
        others = [place for place in form_places(self.report, form) if place not in own]
        return any(self._stands_alone(place, others) for place in others)

    def _stands_alone(self, place: Span, others: list[Span]) -> bool:
        """Return whether no name that is not among `others` overlaps a place."""
        return all(span in others for span, _ in self.names.overlapping(place))

    def label_of(self, entity_id: str) -> str:
        """Return the label that an editor wrote, else the entity's name without its article."""
        if entity_id in self.labels:
            return self.labels[entity_id]
        row = self.entities.get(entity_id)
        return name(str(row.cells.get(row.table.name_column))) if row else entity_id

    def label_of_link(self, link: Cell) -> Cell:
        """Return the label of a linked entity; where there is no link, why there is none."""
        return link if isinstance(link, Missing) else self.label_of(str(link))


def fact_spans(rows: Rows) -> Iterator[Span]:
    """Yield the spans of all cells except those of claims and the speech of voices."""
    for row in all_rows(rows):
        if row.table.role != "claim":
            yield from row.anchor_spans()


def _claim_spans(rows: Rows) -> Iterator[Span]:
    """Yield the spans of all cells of claims except their statements."""
    for row in all_rows(rows):
        if row.table.role == "claim":
            statement = row.table.column_with_role("statement")
            for name, spans in row.spans.items():
                if name != statement:
                    yield from spans
