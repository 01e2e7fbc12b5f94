"""From source/facts to rows: every quote located, every code and link justified."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from curation.model import Column, Model, Table, Term
from curation.problems import CurationError, Problem, Problems, did_you_mean
from curation.quotes import QuoteError, Span, find_all, find_once
from curation.source import Map, Seq, read_yaml
from kazakhstan_assembly.rules import Cell, Missing, fold

_NOT_CELLS = frozenset({"at", "id", "forms", "descriptions"})


@dataclass(frozen=True)
class Form:
    """Words by which the report refers to an entity; local ones do so only at `place`."""

    words: str
    kind: str
    place: Span | None = None


@dataclass
class Row:
    """One row on its way to the table: its cells and the spans that prove them."""

    table: Table
    file: str
    line: int
    number: int
    key: str = ""
    cells: dict[str, Cell] = field(default_factory=dict[str, Cell])
    spans: dict[str, list[Span]] = field(default_factory=dict[str, list[Span]])
    forms: list[Form] = field(default_factory=list[Form])

    def problem(self, message: str, column: str | None = None) -> Problem:
        return Problem(self.file, message, self.line, self.key or str(self.number), column)

    def anchor_spans(self) -> list[Span]:
        """Return all spans of the row in column order, speech aside."""
        return [
            span
            for column in self.table.columns
            if column.anchor
            for span in self.spans.get(column.name, ())
        ]


class FactReader:
    """Reads the facts files against a model and a report."""

    def __init__(self, root: Path, report: str, model: Model, problems: Problems) -> None:
        self._root = root
        self._report = report
        self._whole = Span(0, len(report))
        self._model = model
        self._problems = problems

    def read_all(self) -> dict[str, list[Row]]:
        """Return the rows of every fact table, in the curator's order."""
        rows: dict[str, list[Row]] = {}
        known = {table.name for table in self._model.facts()}
        for path in sorted((self._root / "source" / "facts").glob("*.yaml")):
            if path.stem not in known:
                message = f"unknown table {path.stem}.{did_you_mean(path.stem, known)}"
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

    def _read(self, table: Table) -> list[Row]:
        file = f"source/facts/{table.name}.yaml"
        data = read_yaml(self._root, file, "facts.schema.json")
        rows = [
            self._row(table, file, number, shared, item)
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

    def _row(self, table: Table, file: str, number: int, shared: Map, item: Map) -> Row:
        row = Row(table, file, item.line, number, key=item.get("id", ""))
        contexts = {
            id(part): self._context(row, part.get("at") or shared.get("at"))
            for part in (shared, item)
        }
        for name in sorted((set(shared) | set(item)) - _NOT_CELLS):
            if name not in {column.name for column in table.columns if column.is_curated}:
                self._problems.add(row.problem(_unknown_column(table, name)))
            elif name in shared and name in item:
                self._problems.add(
                    row.problem("stands in the shared block and in the row; keep one", name)
                )
        for column in table.columns:
            if column.is_curated:
                part = item if column.name in item else shared
                self._cell(row, column, part.get(column.name), contexts[id(part)])
        self._forms(row, item)
        if (table.key.rule == "written") != ("id" in item):
            need = (
                "needs an id" if table.key.rule == "written" else "has an id, but its key is made"
            )
            self._problems.add(row.problem(f"the row {need}"))
        return row

    def _context(self, row: Row, at: str | None) -> Span:
        if at is None:
            return self._whole
        try:
            return find_once(self._report, at, self._whole)
        except QuoteError as error:
            self._problems.add(row.problem(str(error), "at"))
            return self._whole

    def _cell(self, row: Row, column: Column, entry: Any, context: Span) -> None:
        try:
            value, spans = self._read_cell(row.table, column, entry, context)
        except (QuoteError, _CellError) as error:
            self._problems.add(row.problem(str(error), column.name))
            return
        row.cells[column.name] = value
        if spans:
            row.spans[column.name] = spans

    def _read_cell(
        self, table: Table, column: Column, entry: Any, context: Span
    ) -> tuple[Cell, list[Span]]:
        if entry is None or (isinstance(entry, Map) and "missing" in entry):
            return self._missing(column, entry), []
        if column.kind == "quoted":
            if isinstance(entry, Map) and "quote" not in entry:
                raise _CellError("a quoted column takes the report's words, not a code or a link")
            spans = self._locate(entry, context)
            return self._words(spans), spans
        if column.kind == "linked":
            return self._link(column, entry, context)
        return self._code(column, entry, context)

    def _missing(self, column: Column, entry: Any) -> Missing:
        reasons = self._model.vocabularies["missing_reason"].terms
        if column.missing is None:
            raise _CellError("is never null; quote the report's words for it")
        if entry is None:
            return Missing(column.missing)
        if entry["missing"] not in reasons:
            known = ", ".join(reasons)
            raise _CellError(f"unknown reason {entry['missing']}; the reasons are {known}")
        return Missing(entry["missing"])

    def _link(self, column: Column, entry: Any, context: Span) -> tuple[Cell, list[Span]]:
        if not isinstance(entry, Map) or "ref" not in entry:
            raise _CellError("a link is written {ref: <entity>, quote: <the report's words>}")
        return entry["ref"], self._locate(entry["quote"], context)

    def _code(self, column: Column, entry: Any, context: Span) -> tuple[Cell, list[Span]]:
        code = entry.get("code") if isinstance(entry, Map) else entry
        if not isinstance(code, str):
            raise _CellError("a code is written {code: <code>, quote: <the report's words>}")
        terms = self._model.vocabularies[str(column.vocabulary)].terms
        if code not in terms:
            raise _CellError(
                f"{code} is not a code of the vocabulary {column.vocabulary}."
                f"{did_you_mean(code, terms)} The codes are {', '.join(terms)}"
            )
        quote = entry.get("quote") if isinstance(entry, Map) else None
        spans = self._locate(quote, context) if quote is not None else []
        if column.kind == "coded":
            self._check_trigger(terms[code], spans)
        return code, spans

    def _check_trigger(self, term: Term, spans: list[Span]) -> None:
        triggers = (*term.triggers, *term.inverse_triggers)
        if not spans:
            raise _CellError(f"the code {term.code} needs the report's words that justify it")
        if not any(triggered(self._report, spans, trigger) for trigger in triggers):
            raise _CellError(
                f"the words “{self._words(spans)}” do not justify the code {term.code}, which "
                f"needs one of: {', '.join(triggers)}"
            )

    def _locate(self, entry: Any, context: Span) -> list[Span]:
        quotes = entry if isinstance(entry, Seq) else [entry]
        return [self._locate_one(quote, context) for quote in quotes]

    def _locate_one(self, entry: Any, context: Span) -> Span:
        if isinstance(entry, Map):
            around = find_once(self._report, entry["in"], context)
            return find_once(self._report, entry["quote"], around)
        return find_once(self._report, entry, context)

    def _words(self, spans: list[Span]) -> str:
        return fold(" ".join(self._report[span.start : span.end] for span in spans))

    def _forms(self, row: Row, item: Map) -> None:
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
            return Form(fold(entry["form"]), kind, place)
        if not find_all(self._report, entry, self._whole, ignore_case_of_first=True):
            raise QuoteError(f"the form “{entry}” is nowhere in the report")
        return Form(fold(entry), kind)


class _CellError(ValueError):
    """A cell that is not written as its column's kind asks."""


def triggered(report: str, spans: list[Span], trigger: str) -> bool:
    """Return whether the trigger words stand within one of the spans."""
    return any(find_all(report, trigger, span, ignore_case_of_first=True) for span in spans)


def _entries(items: Seq) -> Iterator[tuple[Map, Map]]:
    for entry in items:
        if "shared" in entry:
            for item in entry["items"]:
                yield entry["shared"], item
        else:
            yield Map(), entry


def _unknown_column(table: Table, name: str) -> str:
    curated = [column.name for column in table.columns if column.is_curated]
    column = next((column for column in table.columns if column.name == name), None)
    if column is not None:
        return f"{name} is a {column.kind} column; the build makes it, take it out"
    return f"unknown column {name}.{did_you_mean(name, curated)}"
