"""From source/facts to rows: every quote located in the report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from annotation.problems import CurationError, Problem, Problems, did_you_mean
from annotation.quotes import QuoteError, find_once
from annotation.yaml_source import read_yaml
from kazakhstan_assembly.derivation.rows import Form, Row
from kazakhstan_assembly.derivation.values import Cell, Missing
from kazakhstan_assembly.document.matching import find_all
from kazakhstan_assembly.document.spans import Span, fold_spaces, quote_spans
from kazakhstan_assembly.io.json_schemas import json_schema
from kazakhstan_assembly.io.yaml_reader import Map, Seq
from kazakhstan_assembly.model.columns import Column
from kazakhstan_assembly.model.tables import Model, Table

_NOT_CELLS = frozenset({"at", "id", "forms", "descriptions"})


@dataclass
class CuratedRow(Row):
    """A row that knows where a curator wrote it."""

    file: str = ""
    line: int = 0
    number: int = 0
    lines: dict[str, int] = field(default_factory=dict[str, int])

    def problem(self, message: str, column: str | None = None) -> Problem:
        line = self.lines.get(column or "", self.line)
        return Problem(self.file, message, line, self.key or str(self.number), column)


class CellError(ValueError):
    """A cell that is not written as its column's kind asks."""


class FactReader:
    """Reads the facts files against a model and a report."""

    def __init__(self, root: Path, report: str, model: Model, problems: Problems) -> None:
        self._root = root
        self._report = report
        self._whole = Span(0, len(report))
        self._model = model
        self._problems = problems

    def read_all(self) -> dict[str, list[CuratedRow]]:
        """Return the rows of every fact table, in the curator's order."""
        rows: dict[str, list[CuratedRow]] = {}
        known = {table.name for table in self._model.facts()}
        folder = self._root / "source" / "facts"
        if not folder.is_dir():
            message = "the folder is missing; write one file for each table, <table>.yaml"
            raise CurationError([Problem("source/facts", message)])
        for path in sorted(folder.iterdir()):
            if path.suffix != ".yaml" or path.stem not in known:
                hint = did_you_mean(path.stem, known)
                message = f"the file must be named after a table, <table>.yaml.{hint}"
                self._problems.add(Problem(f"source/facts/{path.name}", message))
        for table in self._model.facts():
            try:
                rows[table.name] = self._read(table)
            except CurationError as error:
                self._problems.found += error.problems
        if len(rows) < len(known):
            # Without the rows of a table, every link to them would look broken.
            self._problems.stop_if_any()
        return rows

    def _read(self, table: Table) -> list[CuratedRow]:
        file = f"source/facts/{table.name}.yaml"
        if not (self._root / file).exists():
            message = (
                f"no facts fill the table; write {file}, with “rows: 0” and “items: []” if none"
            )
            raise CurationError([Problem(f"source/tables/{table.name}.yaml", message, 1)])
        data = read_yaml(self._root, file, json_schema("facts"))
        rows = [
            self._row(CuratedRow(table, file=file, line=item.line, number=number), shared, item)
            for number, (shared, item) in enumerate(_entries(data["items"]), start=1)
        ]
        if len(rows) != int(data["rows"]):
            self._problems.add(
                Problem(
                    file,
                    f"states {data['rows']} rows as counted by reading, but has {len(rows)}; count "
                    "again in the report, then mend “rows” or the items",
                )
            )
        return rows

    def _row(self, row: CuratedRow, shared: Map, item: Map) -> CuratedRow:
        row.key = item.get("id", "")
        row.lines = shared.lines | item.lines
        contexts = {
            id(part): self._context(row, part.get("at") or shared.get("at"))
            for part in (shared, item)
        }
        curated = [column for column in row.table.columns if column.is_curated]
        for name in sorted((set(shared) | set(item)) - _NOT_CELLS):
            if name not in {column.name for column in curated}:
                self._problems.add(row.problem(_unknown_column(row.table, name)))
            elif name in shared and name in item:
                self._problems.add(
                    row.problem("stands in the shared block and in the row; keep one", name)
                )
        for column in curated:
            part = item if column.name in item else shared
            self._cell(row, column, part.get(column.name), contexts[id(part)])
        self._forms(row, item)
        if (row.table.key.rule == "written") != ("id" in item):
            is_due = row.table.key.rule == "written"
            need = "needs an id" if is_due else "has an id, but its key is made"
            self._problems.add(row.problem(f"the row {need}"))
        return row

    def _context(self, row: CuratedRow, at: str | None) -> Span:
        if at is None:
            return self._whole
        try:
            return find_once(self._report, at, self._whole)
        except QuoteError as error:
            self._problems.add(row.problem(str(error), "at"))
            return self._whole

    def _cell(self, row: CuratedRow, column: Column, entry: Any, context: Span) -> None:
        try:
            value, spans = self._read_cell(column, entry, context)
        except (QuoteError, CellError) as error:
            self._problems.add(row.problem(str(error), column.name))
            return
        row.cells[column.name] = value
        if spans:
            row.spans[column.name] = spans

    def _read_cell(self, column: Column, entry: Any, context: Span) -> tuple[Cell, list[Span]]:
        if entry is None or (isinstance(entry, Map) and "missing" in entry):
            return self._missing(column, entry), []
        if column.kind == "quoted":
            if isinstance(entry, Map) and "in" not in entry:
                raise CellError("a quoted column takes the report's words, not a code or a link")
            spans = self._locate(entry, context)
            return quote_spans(self._report, spans), spans
        if column.kind == "linked":
            if not isinstance(entry, Map) or "ref" not in entry:
                raise CellError("a link is written {ref: <entity>, quote: <the report's words>}")
            return entry["ref"], self._locate(entry["quote"], context)
        return self._code(column, entry, context)

    def _missing(self, column: Column, entry: Any) -> Missing:
        if column.missing_reason is None:
            raise CellError("is never null; quote the report's words for it")
        reason = column.missing_reason if entry is None else entry["missing"]
        if reason not in self._model.vocabularies["missing_reason"]:
            known = ", ".join(self._model.vocabularies["missing_reason"])
            raise CellError(f"unknown reason {reason}; the reasons are {known}")
        if reason != column.missing_reason:
            raise CellError(
                f"a null of this column means {column.missing_reason}, not {reason}; quote words, "
                "or change “missing_reason” where the column is declared"
            )
        return Missing(reason)

    def _code(self, column: Column, entry: Any, context: Span) -> tuple[Cell, list[Span]]:
        code = entry.get("code") if isinstance(entry, Map) else entry
        if not isinstance(code, str):
            raise CellError("a code is written {code: <code>, quote: <the report's words>}")
        terms = self._model.terms(column)
        if code not in terms:
            raise CellError(
                f"{code} is not a code of the vocabulary {column.vocabulary}."
                f"{did_you_mean(code, terms)} The codes are {', '.join(terms)}"
            )
        quote = entry.get("quote") if isinstance(entry, Map) else None
        if column.kind == "judged" and quote is not None:
            raise CellError("a judged code has no words; write the code alone")
        return code, self._locate(quote, context) if quote is not None else []

    def _locate(self, entry: Any, context: Span) -> list[Span]:
        quotes = entry if isinstance(entry, Seq) else [entry]
        spans = [self._locate_one(quote, context) for quote in quotes]
        for before, after in pairwise(spans):
            if after.start < before.end:
                raise CellError(
                    f"“{quote_spans(self._report, [after])}” does not stand behind "
                    f"“{quote_spans(self._report, [before])}”; list the words in the report's order"
                )
        return spans

    def _locate_one(self, entry: Any, context: Span) -> Span:
        if isinstance(entry, Map):
            around = find_once(self._report, entry["in"], context)
            return find_once(self._report, entry["quote"], around)
        return find_once(self._report, entry, context)

    def _forms(self, row: CuratedRow, item: Map) -> None:
        if row.table.role != "entity" and ({"forms", "descriptions"} & set(item)):
            self._problems.add(row.problem("only entities have forms"))
        for key, kind in (("forms", "name"), ("descriptions", "description")):
            for entry in item.get(key, ()):
                try:
                    row.forms.append(self._form(entry, kind))
                except QuoteError as error:
                    self._problems.add(row.problem(str(error), key))

    def _form(self, entry: Any, kind: str) -> Form:
        if isinstance(entry, Map):
            around = find_once(self._report, entry["in"], self._whole)
            place = find_once(self._report, entry["form"], around)
            return Form(fold_spaces(entry["form"]), kind, place)
        if not find_all(self._report, entry, self._whole, any_case_first=True):
            raise QuoteError(f"the form “{entry}” is nowhere in the report")
        return Form(fold_spaces(entry), kind)


def _entries(items: Seq) -> Iterator[tuple[Map, Map]]:
    for entry in items:
        if "shared" in entry:
            for item in entry["items"]:
                yield entry["shared"], item
        else:
            yield Map(), entry


def _unknown_column(table: Table, name: str) -> str:
    column = table.by_name.get(name)
    if column is not None:
        return f"{name} is a {column.kind} column; the build makes it, take it out"
    curated = [column.name for column in table.columns if column.is_curated]
    return f"unknown column {name}.{did_you_mean(name, curated)}"
