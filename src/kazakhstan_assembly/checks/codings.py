"""Whether codings are of cells that somebody decides, with codes that such a cell can have."""

from __future__ import annotations

from collections.abc import Iterator

from kazakhstan_assembly.checks.evidence import Evidence, row_key
from kazakhstan_assembly.checks.findings import Finding
from kazakhstan_assembly.errors import nearest
from kazakhstan_assembly.model.columns import Column
from kazakhstan_assembly.model.records import Record
from kazakhstan_assembly.model.tables import Table

_NAME = "codings"
_DECIDED = frozenset({"coded", "judged", "linked"})


def coding_findings(evidence: Evidence) -> Iterator[Finding]:
    """Yield codings of cells that are not there or that nobody decides, and unknown codes."""
    table = evidence.model.tables[_NAME]
    keys = {facts.name: _own_keys(evidence, facts) for facts in evidence.model.facts()}
    for record in evidence.tables[_NAME]:
        for column, message in _problems(evidence, keys, record):
            yield Finding("keys", message, _NAME, row_key(table, record), column)


def _own_keys(evidence: Evidence, table: Table) -> set[str]:
    return {str(record[table.key_column]) for record in evidence.own_records(table.name)}


def _problems(
    evidence: Evidence, keys: dict[str, set[str]], record: Record
) -> Iterator[tuple[str, str]]:
    """Yield the column of a coding that is wrong, and why."""
    name, row, code = str(record["table_name"]), str(record["row_id"]), record["code"]
    if name not in keys:
        yield "table_name", f"there is no table {name} of facts. {nearest(name, keys, 'tables')}"
        return
    if row not in keys[name]:
        yield "row_id", f"{row} is not a key of {name}. {nearest(row, keys[name], 'keys')}"
        return
    columns = {c.name: c for c in evidence.model.tables[name].columns if c.kind in _DECIDED}
    column = columns.get(str(record["column_name"]))
    if column is None:
        hint = nearest(record["column_name"], columns, "columns that somebody decides")
        yield "column_name", f"nobody decides {record['column_name']} of {name}. {hint}"
        return
    codes = _codes(evidence, column)
    if code is None and not column.nullable:
        yield "code", f"{column.name} of {name} is never null; give a code"
    if code is not None and code not in codes:
        yield "code", f"{code} is no code of {column.name}. {nearest(code, codes, 'codes')}"


def _codes(evidence: Evidence, column: Column) -> list[str]:
    """Return what a cell can be: the codes of its vocabulary, or the entities of its kinds."""
    if column.vocabulary:
        return list(evidence.model.terms(column))
    entities = evidence.tables["entities"]
    return [
        str(entity["entity_id"]) for entity in entities if entity["kind"] in column.entity_kinds
    ]
