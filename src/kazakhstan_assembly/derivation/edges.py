"""Edges: the relations that links of other tables state, as rows of the table of relations.

A link column may declare an edge: the linked entity is the subject or the object of a predicate.
The other end is the row's own entity, or the entity in another link column of the row. So one
table holds the whole graph, and nobody has to know where a relation hides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kazakhstan_assembly.derivation.entity_index import EntityIndex
from kazakhstan_assembly.derivation.placement import STATED_IN
from kazakhstan_assembly.derivation.rows import Row
from kazakhstan_assembly.derivation.rules import derive
from kazakhstan_assembly.derivation.values import Cell, Missing
from kazakhstan_assembly.model.columns import Column, Edge
from kazakhstan_assembly.model.tables import Model, Table

# The words of an edge stand in the row that states it.
_ELSEWHERE = Missing("stated_elsewhere")
_NOT_APPLICABLE = Missing("not_applicable")
# What an edge has from the row that states it: the voice, the sentence and the words.
SOURCE_RULES = ("voice", "sentence", "words")

Triple = tuple[Cell | None, ...]


@dataclass(frozen=True)
class _Statement:
    """A cell of a link column that states an edge, with the ends of the edge."""

    row: Row
    column: Column
    edge: Edge
    subject: Cell
    object: Cell

    @property
    def key(self) -> str:
        column = self.column.name.removesuffix("_id")
        return f"edge-{self.row.table.name}-{self.row.key}-{column}"

    @property
    def triple(self) -> Triple:
        return self.subject, self.edge.predicate, self.object


def with_edges(
    rows: Mapping[str, list[Row]], model: Model, index: EntityIndex
) -> dict[str, list[Row]]:
    """Return the complete rows of all tables, with the edges behind the relations' own rows.

    There is no edge where a row of its own has the same subject, predicate and object.
    """
    complete = dict(rows)
    relation = model.relation
    if relation is None:
        return complete
    own = {_triple(row) for row in rows[relation.name]}
    stated = (statement for statement in _statements(rows) if statement.triple not in own)
    edges = [_row_of(statement, relation, index) for statement in stated]
    complete[relation.name] = [*rows[relation.name], *edges]
    return complete


def _triple(row: Row) -> Triple:
    names = (row.table.column_with_role(role) for role in ("subject", "predicate", "object"))
    return tuple(row.cells.get(str(name)) for name in names)


def _statements(rows: Mapping[str, Sequence[Row]]) -> Iterator[_Statement]:
    for of_table in rows.values():
        for row in of_table:
            for column in row.table.columns:
                if column.edge is not None:
                    yield from _stated(row, column, column.edge)


def _stated(row: Row, column: Column, edge: Edge) -> Iterator[_Statement]:
    """Yield what a cell states, which is nothing where an end is null."""
    linked: Cell = row.cells.get(column.name, _NOT_APPLICABLE)
    other: Cell = row.cells.get(edge.other, _NOT_APPLICABLE) if edge.other else row.key
    if isinstance(linked, Missing) or isinstance(other, Missing):
        return
    subject, object_ = (linked, other) if edge.side == "subject" else (other, linked)
    yield _Statement(row, column, edge, subject, object_)


def _row_of(statement: _Statement, relation: Table, index: EntityIndex) -> Row:
    cells: dict[str, Cell] = {}
    for column in relation.columns:
        if column.kind not in {"derived", "label"}:
            cells[column.name] = _cell(statement, column)
    for column in relation.columns:
        inputs = [cells[name] for name in column.inputs if name in cells]
        if column.kind == "derived":
            cells[column.name] = derive(str(column.rule), inputs)
        elif column.kind == "label":
            cells[column.name] = index.label_of_link(inputs[0])
    edge = Row(relation, cells=cells, origin=statement.row.origin)
    return edge.with_key(statement.key)


def _cell(statement: _Statement, column: Column) -> Cell:
    ends: dict[str | None, Cell] = {
        "subject": statement.subject,
        "predicate": statement.edge.predicate,
        "object": statement.object,
    }
    if column.role in ends:
        return ends[column.role]
    if column.is_curated:
        return _ELSEWHERE
    place = (statement.row.table.name, statement.row.key, statement.column.name)
    stating: dict[str | None, Cell] = dict(zip(STATED_IN, place, strict=True))
    if column.rule in SOURCE_RULES:
        name = statement.row.table.column_with_rule(column.rule)
        return statement.row.cells.get(str(name), _NOT_APPLICABLE)
    return stating.get(column.rule, _NOT_APPLICABLE)
