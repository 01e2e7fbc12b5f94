"""Check that tables have as many rows as were counted, and keep their declared invariants."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from kazakhstan_assembly.checks.evidence import Evidence
from kazakhstan_assembly.checks.findings import Finding
from kazakhstan_assembly.derivation.rows import Row
from kazakhstan_assembly.model.invariants import (
    Ascending,
    Consecutive,
    CountedBy,
    Invariant,
    SameWords,
)
from kazakhstan_assembly.model.tables import Table


def check_counts(evidence: Evidence) -> Iterator[Finding]:
    """Tables have the rows that were counted, and what is declared of all their rows holds."""
    for table in evidence.model.tables.values():
        rows = len(evidence.tables[table.name])
        if rows != table.stated_rows:
            message = f"the table has {rows} rows, but its schema states {table.stated_rows}"
            yield Finding("counts", message, table.name)
        edges = len(evidence.edge_records(table.name))
        if edges != (table.stated_edges or 0):
            message = f"the table has {edges} edges, but the schema has {table.stated_edges or 0}"
            yield Finding("counts", message, table.name)
        for invariant in table.invariants:
            yield from _invariant_findings(table, invariant, evidence)


def _invariant_findings(
    table: Table, invariant: Invariant, evidence: Evidence
) -> Iterator[Finding]:
    match invariant:
        case Consecutive(column):
            yield from _consecutive(table, column, evidence)
        case Ascending(column):
            yield from _ascending(table, column, evidence)
        case CountedBy():
            yield from _counted(table, invariant, evidence)
        case SameWords():
            yield from _same_words(table, invariant, evidence)


def _consecutive(table: Table, column: str, evidence: Evidence) -> Iterator[Finding]:
    numbers = [record[column] for record in evidence.tables[table.name]]
    if numbers != list(range(1, len(numbers) + 1)):
        message = f"{column} must count the rows from 1, but is {numbers}"
        yield Finding("counts", message, table.name, None, column)


def _ascending(table: Table, column: str, evidence: Evidence) -> Iterator[Finding]:
    cells = [record[column] for record in evidence.tables[table.name]]
    values = [cell for cell in cells if cell is not None]
    if values != sorted(values, key=_sort_key):
        message = f"{column} must not fall from one row to a later one"
        yield Finding("counts", message, table.name, None, column)


def _sort_key(value: object) -> tuple[float, str]:
    """Order numbers by size and all else as text, in which dates are in ISO 8601."""
    return (value, "") if isinstance(value, int | float) else (0, str(value))


def _counted(table: Table, counted: CountedBy, evidence: Evidence) -> Iterator[Finding]:
    rows = len(evidence.tables[table.name])
    stated = [
        record[counted.column]
        for record in evidence.tables[counted.table]
        if all(record[column] == code for column, code in counted.where)
    ]
    if stated != [rows]:
        message = f"the report states {stated} rows in {counted.table}, but there are {rows}"
        yield Finding("counts", message, table.name)


def _same_words(table: Table, same: SameWords, evidence: Evidence) -> Iterator[Finding]:
    """Yield groups that are too small, and rows that do not cite the words of their group."""
    groups: dict[str, list[Row]] = defaultdict(list)
    pairs = zip(evidence.own_records(table.name), evidence.rows[table.name], strict=True)
    for record, row in pairs:
        groups[str(record[same.within])].append(row)
    for group, rows in groups.items():
        if len(rows) < same.at_least:
            message = f"{group} has {len(rows)} rows, but must have {same.at_least} or more"
            yield Finding("counts", message, table.name, rows[0].key, same.within)
        for column in same.columns:
            cited = Counter(tuple(row.spans.get(column, ())) for row in rows)
            usual = cited.most_common(1)[0][0]
            for row in rows:
                if tuple(row.spans.get(column, ())) != usual:
                    message = f"the other rows of {group} cite other words; all must cite the same"
                    yield Finding("counts", message, table.name, row.key, column)
