"""Rows of fact tables: cells, the spans that prove them, and where they were written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kazakhstan_assembly.derivation.rules import derive
from kazakhstan_assembly.derivation.values import Cell, Missing, Value
from kazakhstan_assembly.document.spans import Span
from kazakhstan_assembly.errors import RuleError
from kazakhstan_assembly.model.records import Record
from kazakhstan_assembly.model.tables import Table


@dataclass(frozen=True)
class Form:
    """Words by which the report refers to an entity; local ones do so only at `place`."""

    words: str
    kind: str
    place: Span | None = None


@dataclass(frozen=True)
class Origin:
    """Where a curator wrote a row: the file, its line, and the lines of its cells."""

    file: str
    line: int
    number: int
    lines: Mapping[str, int]

    def line_of(self, column: str | None) -> int:
        """Return the line of a cell, or of the row."""
        return self.lines.get(column or "", self.line)


@dataclass
class Row:
    """One row of a fact table."""

    table: Table
    key: str = ""
    cells: dict[str, Cell] = field(default_factory=dict[str, Cell])
    spans: dict[str, list[Span]] = field(default_factory=dict[str, list[Span]])
    forms: list[Form] = field(default_factory=list[Form])
    origin: Origin | None = None

    def anchor_spans(self) -> list[Span]:
        """Return the spans of the columns that make up the row's anchor, in column order."""
        return [span for name in self.table.anchors for span in self.spans.get(name, ())]

    def with_key(self, key: str) -> Row:
        """Return the row under a key, which also stands in its key column."""
        return replace(self, key=key, cells={**self.cells, self.table.key_column: key})


Rows = Mapping[str, Sequence[Row]]


@dataclass(frozen=True)
class Failure:
    """A derived cell that its rule cannot make: the row, the column that it reads, and why."""

    row: Row
    column: str
    reason: str


@dataclass(frozen=True)
class DerivedRows:
    """Rows with their derived cells and keys, and what could not be derived."""

    rows: dict[str, list[Row]]
    failures: list[Failure]


def all_rows(rows: Rows) -> Iterator[Row]:
    """Yield the rows of every table."""
    for of_table in rows.values():
        yield from of_table


def derive_rows(rows: Rows) -> DerivedRows:
    """Return rows with the cells and the key that their rules make of what was quoted."""
    derived: dict[str, list[Row]] = {}
    failures: list[Failure] = []
    for name, of_table in rows.items():
        complete: list[Row] = []
        for row in of_table:
            cells, failed = _derived_cells(row)
            failures += failed
            complete.append(keyed(replace(row, cells=cells)))
        derived[name] = list(_told_apart(complete))
    return DerivedRows(derived, failures)


def _derived_cells(row: Row) -> tuple[dict[str, Cell], list[Failure]]:
    cells, failures = dict(row.cells), list[Failure]()
    for column in row.table.columns:
        if column.kind != "derived" or not all(name in cells for name in column.inputs):
            continue
        try:
            inputs = [cells[name] for name in column.inputs]
            cells[column.name] = derive(str(column.rule), inputs)
        except RuleError as error:
            failures.append(Failure(row, column.inputs[0], str(error)))
    return cells, failures


def keyed(row: Row) -> Row:
    """Return the row with the key that its table declares; as it is if cells for it are missing."""
    key = row.table.key
    if key.rule == "formatted" and (made := _formatted_key(row)) is not None:
        return row.with_key(made)
    if key.rule == "code" and row.table.key_column in row.cells:
        return row.with_key(str(row.cells[row.table.key_column]))
    if key.rule == "offset":
        starts = [row.spans[name][0].start for name in key.of if name in row.spans]
        return row.with_key("-".join([key.prefix, *(f"{start:05}" for start in starts)]))
    return row.with_key(row.key) if key.rule == "written" else row


def _formatted_key(row: Row) -> str | None:
    """Return the key, or None if a cell of it is missing, which is reported where it is read."""
    values = [plain(row.cells.get(name)) for name, _ in row.table.key.fields]
    return row.table.key.filled(values) if None not in values else None


def _told_apart(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows; keys of those whose words start at one place get the offset of their end too."""
    groups: dict[str, list[Row]] = defaultdict(list)
    found = list(rows)
    for row in found:
        if _has_key_of_one_offset(row):
            groups[row.key].append(row)
    for row in found:
        if len(groups.get(row.key, ())) > 1:
            end = row.spans[row.table.key.of[0]][-1].end
            yield row.with_key(f"{row.key}-{end:05}")
        else:
            yield row


def _has_key_of_one_offset(row: Row) -> bool:
    key = row.table.key
    return key.rule == "offset" and len(key.of) == 1 and bool(row.spans.get(key.of[0]))


def record_of(row: Row) -> Record:
    """Return the row as it is published; a missing cell is None."""
    return {column.name: plain(row.cells.get(column.name)) for column in row.table.columns}


def plain(cell: Cell | None) -> Value | None:
    """Return a cell as it is published: a missing one is None."""
    return None if isinstance(cell, Missing) else cell
