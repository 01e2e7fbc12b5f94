"""Corruptions of whole rows and tables."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain, combinations, repeat

from kazakhstan_assembly.checks.evidence import Evidence
from kazakhstan_assembly.io.cells import cell_text
from kazakhstan_assembly.io.csv import typed
from kazakhstan_assembly.model.records import Record, Records
from kazakhstan_assembly.model.tables import Table
from mutation.mutants import Mutant, with_table


def row_mutants(base: Evidence, table: Table) -> Iterator[Mutant]:
    records = base.tables[table.name]

    def changed(operator: str, what: str, new: list[Record]) -> Mutant:
        return Mutant(
            operator, table.name, "*", what, partial(with_table, base.tables, table.name, new)
        )

    for index, record in enumerate(records):
        yield changed("row deleted", f"row {index}", records[:index] + records[index + 1 :])
        yield changed("row duplicated", f"row {index}", [*records, record])
        if index:
            swapped = list(records)
            swapped[index - 1], swapped[index] = swapped[index], swapped[index - 1]
            yield changed("rows swapped", f"rows {index - 1}, {index}", swapped)
    if len(records) > 1:
        yield changed("rows reversed", "all rows", records[::-1])


def exchanged_table_mutants(base: Evidence) -> Iterator[Mutant]:
    for one, other in combinations(base.model.tables.values(), 2):
        make = partial(_exchanged, base.tables, one, other)
        yield Mutant("rows of two tables exchanged", one.name, "*", other.name, make)


def _exchanged(tables: Records, one: Table, other: Table) -> Records:
    """Return the tables with the rows of two exchanged, cell by cell under the other's columns."""
    return {
        **tables,
        one.name: _under(one, tables[other.name]),
        other.name: _under(other, tables[one.name]),
    }


def _under(table: Table, records: list[Record]) -> list[Record]:
    """Return records under the columns of another table, as they would be read from its CSV."""
    return [_read_as(table, record) for record in records]


def _read_as(table: Table, record: Record) -> Record:
    cells = chain(map(cell_text, record.values()), repeat(""))
    pairs = zip(table.columns, cells, strict=False)
    return {column.name: typed(cell, column.type) for column, cell in pairs}
