"""From ``source/facts`` to rows: every quote located in the report, every row with its origin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from annotation.cells import read_cell, read_form
from annotation.quotes import EntryError, Passage
from annotation.source_findings import Reading, row_finding, source_finding
from annotation.yaml_source import yaml_reading
from kazakhstan_assembly.checks.findings import Finding
from kazakhstan_assembly.derivation.rows import Form, Origin, Row
from kazakhstan_assembly.derivation.values import Cell
from kazakhstan_assembly.document.spans import Span
from kazakhstan_assembly.errors import nearest
from kazakhstan_assembly.io.json_schemas import json_schema
from kazakhstan_assembly.io.yaml_reader import Map, Seq
from kazakhstan_assembly.model.tables import Model, Table

FOLDER = "source/facts"
# What an item holds beside cells, by the kind of form that its entries are.
_FORMS = {"forms": "name", "descriptions": "description"}
_NOT_CELLS = frozenset({"at", "id", *_FORMS})


@dataclass(frozen=True)
class _Item:
    """What a curator wrote for one row: its own block, and the one that it shares with others."""

    number: int
    own: Map
    shared: Map

    def origin_in(self, file: str) -> Origin:
        return Origin(file, self.own.line, self.number, self.shared.lines | self.own.lines)


def facts_file(table: str) -> str:
    """Return the file of a table's facts."""
    return f"{FOLDER}/{table}.yaml"


def read_facts(root: Path, report: str, model: Model) -> Reading[dict[str, list[Row]]]:
    """Return the rows of every table of facts, in the curator's order.

    Parameters
    ----------
    root : pathlib.Path
        The folder that holds ``source/``.
    report : str
        The text that is quoted.
    model : Model
        The declared tables.
    """
    folder = root / FOLDER
    if not folder.is_dir():
        message = "the folder is missing; write one file for each table, <table>.yaml"
        return Reading({}, [source_finding(FOLDER, message)])
    findings = list(_misnamed_files(folder, model))
    rows: dict[str, list[Row]] = {}
    for table in model.facts():
        reading = _read_table(root, table, Passage.whole(report), model)
        rows[table.name] = reading.value
        findings += reading.findings
    return Reading(rows, findings)


def _misnamed_files(folder: Path, model: Model) -> Iterator[Finding]:
    tables = [table.name for table in model.facts()]
    for path in sorted(folder.iterdir()):
        if path.suffix != ".yaml" or path.stem not in tables:
            hint = nearest(path.stem, tables, "tables")
            message = f"the file must be named after a table, <table>.yaml. {hint}"
            yield source_finding(f"{FOLDER}/{path.name}", message)


def _read_table(root: Path, table: Table, whole: Passage, model: Model) -> Reading[list[Row]]:
    file = facts_file(table.name)
    if not (root / file).exists():
        message = f"the table has no facts; write {file}, with “rows: 0” and “items: []” if none"
        return Reading([], [source_finding(f"source/tables/{table.name}.yaml", message, 1)])
    data = yaml_reading(root, file, json_schema("facts"))
    if data.findings:
        return Reading([], data.findings)
    rows: list[Row] = []
    findings: list[Finding] = []
    for item in _items(data.value["items"]):
        row = _read_row(item, file, table, whole, model)
        rows.append(row.value)
        findings += row.findings
    if len(rows) != int(data.value["rows"]):
        message = (
            f"“rows” is {data.value['rows']}, as counted by reading, but {len(rows)} are here; "
            "count again in the report, then correct “rows” or the items"
        )
        findings.append(source_finding(file, message, data.value.lines["rows"]))
    return Reading(rows, findings)


def _items(entries: Seq) -> Iterator[_Item]:
    number = 0
    for entry in entries:
        shared, items = (entry["shared"], entry["items"]) if "shared" in entry else (Map(), [entry])
        for own in items:
            number += 1
            yield _Item(number, own, shared)


# One row. A problem is what is wrong, with the column or the key of the item where it is.

_Problems = list[tuple[str | None, str]]


class _Cells(NamedTuple):
    """The cells of a row, the words that they cite, and what is wrong with others."""

    values: dict[str, Cell]
    spans: dict[str, list[Span]]
    problems: _Problems


def _read_row(item: _Item, file: str, table: Table, whole: Passage, model: Model) -> Reading[Row]:
    forms, form_problems = _read_forms(item, whole)
    cells = _read_cells(item, table, whole, model)
    key = item.own.get("id", "")
    row = Row(table, key, cells.values, cells.spans, forms, item.origin_in(file))
    problems = [*_misplaced_entries(item, table), *form_problems, *cells.problems]
    return Reading(row, [row_finding(row, message, column) for column, message in problems])


def _misplaced_entries(item: _Item, table: Table) -> Iterator[tuple[str | None, str]]:
    """Yield what is wrong with the keys of an item, whatever stands under them."""
    columns = {column.name for column in table.columns if column.is_curated}
    for name in sorted((set(item.shared) | set(item.own)) - _NOT_CELLS):
        if name not in columns:
            yield None, _unknown_column(name, table)
        elif name in item.shared and name in item.own:
            yield name, "is in the shared block and in the row; keep one"
    if table.role != "entity" and not _FORMS.keys().isdisjoint(item.own):
        yield None, "only entities can have forms"
    if table.key.rule == "written" and "id" not in item.own:
        yield None, "the row needs an id"
    if table.key.rule != "written" and "id" in item.own:
        yield "id", "the row has an id, but the build makes its key; remove the id"
    for name in sorted(item.shared.keys() & {"id", *_FORMS}):
        yield name, "rows can share cells, but not an id or forms; write these in each row"


def _unknown_column(name: str, table: Table) -> str:
    if name in table.by_name:
        return f"{name} is a {table.by_name[name].kind} column; the build makes it, so remove it"
    columns = [column.name for column in table.columns if column.is_curated]
    return f"unknown column {name}. {nearest(name, columns, 'columns')}"


def _read_forms(item: _Item, whole: Passage) -> tuple[list[Form], _Problems]:
    forms: list[Form] = []
    problems: _Problems = []
    for name, kind in _FORMS.items():
        for entry in item.own.get(name, ()):
            try:
                forms.append(read_form(entry, kind, whole))
            except EntryError as error:
                problems.append((name, str(error)))
    return forms, problems


def _read_cells(item: _Item, table: Table, whole: Passage, model: Model) -> _Cells:
    cells = _Cells({}, {}, [])
    try:
        shared = _passage(item.shared, whole)
        own = _passage(item.own, whole) if "at" in item.own else shared
    except EntryError as error:
        # Without its passage, the words of the row would be sought, and found, elsewhere.
        return _Cells({}, {}, [("at", str(error))])
    for column in table.columns:
        if not column.is_curated:
            continue
        block, passage = (item.own, own) if column.name in item.own else (item.shared, shared)
        try:
            value, spans = read_cell(column, block.get(column.name), passage, model)
        except EntryError as error:
            cells.problems.append((column.name, str(error)))
            continue
        cells.values[column.name] = value
        if spans:
            cells.spans[column.name] = spans
    return cells


def _passage(block: Map, whole: Passage) -> Passage:
    """Return where the words of a block are sought: all of the report if it has no “at”."""
    return whole.narrowed_to(block["at"]) if "at" in block else whole
