"""Checks that recompute tables from what they cite and compare them with what is published."""

from __future__ import annotations

from collections.abc import Iterator

from kazakhstan_assembly.checks.evidence import Evidence, row_key
from kazakhstan_assembly.checks.findings import Finding, display
from kazakhstan_assembly.checks.labels import label_problems
from kazakhstan_assembly.model.records import Record
from kazakhstan_assembly.model.tables import Table


def check_partition(evidence: Evidence) -> Iterator[Finding]:
    """Each visible character is in one sentence, and sentences are divided by the rules."""
    yield from differences("partition", evidence, "sentences")


def check_derivation(evidence: Evidence) -> Iterator[Finding]:
    """Every derived and structural cell is what its rule makes of the cells and words it reads."""
    for row, key in evidence.recomputation.misnamed:
        message = f"the key is {row.key}, but the row's words and cells give {key}"
        yield Finding("derivation", message, row.table.name, row.key, row.table.key_column)
    for failure in evidence.recomputation.failures:
        row = failure.row
        yield Finding("derivation", failure.reason, row.table.name, row.key, failure.column)
    for name, rows in evidence.derived.rows.items():
        keys = (row.key for row in rows)
        made = dict(zip(keys, evidence.recomputation.table(name), strict=True))
        for row, record in zip(evidence.rows[name], evidence.own_records(name), strict=True):
            if record != made[row.key]:
                yield from _underived(row.table, row.key, record, made[row.key])
    yield from _edge_differences(evidence)
    yield from differences("derivation", evidence, "entities")
    yield from differences("derivation", evidence, "entity_forms")
    yield from differences("derivation", evidence, "timeline")


def _underived(table: Table, key: str, record: Record, made: Record) -> Iterator[Finding]:
    for column in table.columns:
        cell, recomputed = record[column.name], made[column.name]
        # The key is compared apart, because rows are recomputed under their published keys.
        if not column.is_curated and cell != recomputed:
            given = f"the rule {column.rule} gives {display(recomputed)}"
            message = f"the cell is {display(cell)}, but {given}"
            yield Finding("derivation", message, table.name, key, column.name)


def check_nulls(evidence: Evidence) -> Iterator[Finding]:
    """Each null of a fact table has its reason, and no reason stands beside a value."""
    yield from differences("nulls", evidence, "missing_values")


def check_written(evidence: Evidence) -> Iterator[Finding]:
    """What a person wrote beside the report is that of the source, and labels are labels."""
    for name in ("identifiers", "vocabularies", "editorial_notes", "note_rows", "codings"):
        yield from differences("written", evidence, name)
    labels = {str(r["entity_id"]): str(r["label"]) for r in evidence.tables["entities"]}
    for entity, message in label_problems(labels):
        yield Finding("written", message, "entities", entity, "label")


def differences(check: str, evidence: Evidence, name: str) -> Iterator[Finding]:
    """Yield where a table differs from what the citations give, row by row and cell by cell."""
    table = evidence.model.tables[name]
    yield from _differences(check, table, evidence.tables[name], evidence.recomputation.table(name))


def _edge_differences(evidence: Evidence) -> Iterator[Finding]:
    """Yield edges that no link states, and edges that lack; they stand behind all other rows."""
    relation = evidence.model.relation
    if relation is None:
        return
    name = relation.name
    recomputed = filter(relation.is_edge, evidence.recomputation.table(name))
    edges = evidence.edge_records(name)
    yield from _differences("derivation", relation, edges, list(recomputed))
    if evidence.tables[name] != [*evidence.own_records(name), *edges]:
        message = "edges, which other tables state, must come after all other rows"
        yield Finding("derivation", message, name)


def _differences(
    check: str, table: Table, published: list[Record], recomputed: list[Record]
) -> Iterator[Finding]:
    name = table.name
    pairs = [pair for pair in zip(published, recomputed, strict=False) if pair[0] != pair[1]]
    is_aligned = all(row_key(table, one) == row_key(table, other) for one, other in pairs)
    if len(published) != len(recomputed) or not is_aligned:
        yield from _different_rows(check, table, published, recomputed)
        by_key = {row_key(table, record): record for record in recomputed}
        pairs = [(record, by_key.get(row_key(table, record), record)) for record in published]
    for record, made in pairs:
        for column, value in made.items():
            if record[column] != value:
                message = f"the cell is {display(record[column])}, but should be {display(value)}"
                yield Finding(check, message, name, row_key(table, record), column)


def _different_rows(
    check: str, table: Table, published: list[Record], recomputed: list[Record]
) -> Iterator[Finding]:
    keys = [row_key(table, record) for record in published]
    made = {row_key(table, record): record for record in recomputed}
    for key in keys:
        if key not in made:
            message = "nothing in the report or the tables gives this row"
            yield Finding(check, message, table.name, key)
    present = set(keys)
    for key, record in made.items():
        if key not in present:
            shown = ", ".join(f"{column} {value}" for column, value in record.items())
            yield Finding(check, f"the row is missing: {shown}", table.name, key)
    if sorted(keys) == sorted(made):
        yield Finding(check, "the rows are not in the right order", table.name)
