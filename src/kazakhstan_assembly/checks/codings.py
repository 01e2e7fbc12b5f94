"""Check that each coding is of a cell that a person decides, with a code it can have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kazakhstan_assembly.checks.evidence import Evidence, row_key
from kazakhstan_assembly.checks.findings import Finding
from kazakhstan_assembly.errors import nearest
from kazakhstan_assembly.model.columns import Column
from kazakhstan_assembly.model.records import Record
from kazakhstan_assembly.model.tables import Table

_NAME = "codings"
_DECIDED_KINDS = frozenset({"coded", "judged", "linked"})


def coding_findings(evidence: Evidence) -> Iterator[Finding]:
    """Yield codings of cells that are not there or that nobody decides, and unknown codes."""
    table = evidence.model.tables[_NAME]
    decided = {facts.name: _decided(evidence, facts) for facts in evidence.model.facts()}
    for record in evidence.tables[_NAME]:
        for column, message in _problems(decided, record):
            yield Finding("keys", message, _NAME, row_key(table, record), column)


@dataclass(frozen=True)
class _Decided:
    """What codings of a table can name: its rows, and the columns that somebody decides."""

    keys: set[str]
    columns: Mapping[str, Column]
    codes: Mapping[str, list[str]]


def _decided(evidence: Evidence, table: Table) -> _Decided:
    columns = {column.name: column for column in table.columns if column.kind in _DECIDED_KINDS}
    return _Decided(
        keys={str(record[table.key_column]) for record in evidence.own_records(table.name)},
        columns=columns,
        codes={name: _codes(evidence, column) for name, column in columns.items()},
    )


def _problems(tables: Mapping[str, _Decided], record: Record) -> Iterator[tuple[str, str]]:
    """Yield the column of a coding that is wrong, and why."""
    name, row, code = str(record["table_name"]), str(record["row_id"]), record["code"]
    if name not in tables:
        yield "table_name", f"there is no table of facts {name}. {nearest(name, tables, 'tables')}"
        return
    table = tables[name]
    if row not in table.keys:
        yield "row_id", f"{row} is not a key of {name}. {nearest(row, table.keys, 'keys')}"
        return
    column = table.columns.get(str(record["column_name"]))
    if column is None:
        hint = nearest(record["column_name"], table.columns, "columns that a person decides")
        yield "column_name", f"{record['column_name']} of {name} is not decided by a person. {hint}"
        return
    codes = table.codes[column.name]
    if code is None and not column.nullable:
        yield "code", f"{column.name} of {name} is never null; give a code"
    if code is not None and code not in codes:
        yield "code", f"{code} is not a code of {column.name}. {nearest(code, codes, 'codes')}"


def _codes(evidence: Evidence, column: Column) -> list[str]:
    """Return what a cell can be: the codes of its vocabulary, or the entities of its kinds."""
    if column.vocabulary:
        return list(evidence.model.terms(column))
    entities = evidence.tables["entities"]
    return [
        str(entity["entity_id"]) for entity in entities if entity["kind"] in column.entity_kinds
    ]
