"""Where in ``source/`` each published cell was written, so that a finding says what to mend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from annotation.beside import LABELS, MENTIONS, WRITTEN_TABLES, Beside
from annotation.facts import FOLDER, facts_file
from kazakhstan_assembly.checks.evidence import Evidence, row_key
from kazakhstan_assembly.checks.findings import Finding
from kazakhstan_assembly.derivation.rows import Row, Rows, all_rows
from kazakhstan_assembly.errors import nearest
from kazakhstan_assembly.model.tables import SENTENCES, Model

_REPORT = "source/report.txt"
# The helper tables of which each row is about one entry of a file.
_FILES = {
    **WRITTEN_TABLES,
    "mentions": MENTIONS,
    "vocabularies": "source/vocabularies.yaml",
}
# What to do about some findings, by check and table; the check itself knows only the tables.
_ADVICE = {
    ("justification", "entity_forms"): "make one of them local with {in: …, form: …}",
    ("coverage", "mentions"): "quote it in a cell, or settle it in this file",
}


@dataclass(frozen=True)
class Origins:
    """Where rows were written: of facts, by table and key; of entities, by key."""

    rows: Mapping[tuple[str, str], Row]
    entities: Mapping[str, Row]
    lines: Mapping[tuple[str, str], int]
    sentence_lines: Mapping[str, int]


def find_origins(evidence: Evidence, rows: Rows, beside: Beside) -> Origins:
    """Return where each published row was written.

    Parameters
    ----------
    evidence : Evidence
        The report and all published tables.
    rows : mapping of str to sequence of Row
        The rows of facts under their published keys.
    beside : Beside
        What was written beside the facts.
    """
    by_key = {(row.table.name, row.key): row for row in all_rows(rows)}
    entities = {row.key: row for row in all_rows(rows) if row.table.role == "entity"}
    key_column = evidence.model.tables[SENTENCES].key_column
    sentence_lines: dict[str, int] = {}
    for record in evidence.tables[SENTENCES]:
        start = int(str(record["char_start"]))
        sentence_lines[str(record[key_column])] = evidence.report.count("\n", 0, start) + 1
    return Origins(by_key, entities, beside.row_lines, sentence_lines)


def placed(finding: Finding, origins: Origins, evidence: Evidence) -> Finding:
    """Return a finding of a check with the file and the line where to mend it, and how."""
    table, row = str(finding.table), str(finding.row)
    file, line = _place(table, row, finding.column, origins, evidence.model)
    message = finding.message
    if advice := _ADVICE.get((finding.check, table)):
        message = f"{message}; {advice}"
    if finding.check == "keys" and (hint := _nearest_key(finding, evidence)):
        message = f"{message}. {hint}"
    return replace(finding, message=message, file=file, line=line)


def _nearest_key(finding: Finding, evidence: Evidence) -> str | None:
    """Return the key that was probably meant by a reference that leads nowhere."""
    table = evidence.model.tables[str(finding.table)]
    if table.name == "note_rows" and finding.column == "row_id":
        _, noted, row = str(finding.row).split(", ", 2)
        return nearest(row, evidence.keys_of(noted), f"keys of {noted}")
    column = table.by_name.get(str(finding.column))
    if column is None or column.references is None:
        return None
    target = evidence.model.tables[column.references]
    keys = [str(record[target.key_column]) for record in evidence.tables[target.name]]
    for record in evidence.tables[table.name]:
        value = record[column.name]
        if row_key(table, record) == finding.row and value not in keys:
            return nearest(value, keys, f"keys of {target.name}")
    return None


def _place(
    table: str, row: str, column: str | None, origins: Origins, model: Model
) -> tuple[str, int | None]:
    if column == "label" and ("entities", row) in origins.lines:
        return LABELS, origins.lines["entities", row]
    if written := _written_row(table, row, origins):
        return _place_of_cell(written, column)
    if table == SENTENCES:
        return _REPORT, origins.sentence_lines.get(row)
    if table in _FILES:
        return _FILES[table], origins.lines.get((table, row))
    is_fact = table in model.tables and model.tables[table].is_fact
    return facts_file(table) if is_fact else FOLDER, None


def _written_row(table: str, row: str, origins: Origins) -> Row | None:
    """Return the row that a finding is about: a row of facts, or the one behind a helper row."""
    parts = row.split(", ")
    if table in {"entities", "entity_forms"}:
        return origins.entities.get(parts[0])
    if table in {"evidence", "missing_values"} and len(parts) > 1:
        return origins.rows.get((parts[0], parts[1]))
    return origins.rows.get((table, row))


def _place_of_cell(row: Row, column: str | None) -> tuple[str, int | None]:
    """Return where a cell was written; of a derived cell, the first one that it is made of."""
    origin = row.origin
    if origin is None:
        return facts_file(row.table.name), None
    names = [column or ""]
    if column in row.table.by_name:
        names += row.table.by_name[column].inputs
    lines = [origin.lines[name] for name in names if name in origin.lines]
    return origin.file, lines[0] if lines else origin.line
