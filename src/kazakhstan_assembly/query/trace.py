"""From a cell back to the words of the report that prove it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

import pandas as pd
from rich.console import Console, ConsoleOptions
from rich.padding import Padding
from rich.text import Text

from kazakhstan_assembly.derivation.rules import RULES, summary
from kazakhstan_assembly.document.spans import Span, fold_spaces, merge_spans
from kazakhstan_assembly.errors import (
    RequestError,
    UnknownColumnError,
    UnknownRowError,
    nearest,
)
from kazakhstan_assembly.io.arrow import load_arrow
from kazakhstan_assembly.io.cells import cell_text
from kazakhstan_assembly.io.datapackage import list_tables, read_report, resource, table_schema

_ANCHOR = "*"


@dataclass(frozen=True)
class Passage:
    """A stretch of the report in its sentence.

    Attributes
    ----------
    char_start, char_end : int
        Where the words stand in :func:`read_report`: code points from 0, half-open.
    quote : str
        The words, character for character.
    unit_id : str
        The sentence, heading or list item that they stand in.
    """

    char_start: int
    char_end: int
    quote: str
    unit_id: str


@dataclass(frozen=True)
class TracedCell:
    """A cell, its words, and how the words make its value.

    Attributes
    ----------
    column, kind, description : str
        As in :func:`describe_table`.
    value : str, int, bool, datetime.date or None
        The cell; None if it is null.
    reason : str or None
        Why it is null, a code of the vocabulary ``missing_reason``.
    rule : str or None
        The rule that makes it, and `rule_text`, what the rule does in a sentence.
    inputs : tuple of str
        The columns that the rule reads.
    meaning : str or None
        The definition of a code.
    passages : tuple of Passage
        The cell's own words; of a derived cell those of its inputs.
    """

    column: str
    kind: str
    description: str
    value: Any
    reason: str | None
    rule: str | None
    rule_text: str | None
    inputs: tuple[str, ...]
    meaning: str | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Trace:
    """What :func:`trace` returns; prints as text and shows itself in a notebook.

    Attributes
    ----------
    table, row_id : str
        The row.
    cells : tuple of TracedCell
        All cells of the row, or the cell asked for and, behind it, those that it is made of.
    sentences : tuple of tuple
        Each sentence in which words stand: its ``unit_id``, and its text in pieces, each with
        whether it is one of the words.
    """

    table: str
    row_id: str
    cells: tuple[TracedCell, ...]
    sentences: tuple[tuple[str, tuple[tuple[str, bool], ...]], ...]

    def to_frame(self) -> pd.DataFrame:
        """Return one row a passage of a cell.

        Columns ``column``, ``value``, ``kind``, ``rule``, ``quote`` and ``unit_id`` are ``str``,
        ``char_start`` and ``char_end`` ``Int64``.
        """
        names = ["column", "value", "kind", "rule"]
        places = ["char_start", "char_end", "quote", "unit_id"]
        rows = [
            [getattr(cell, name) for name in names] + [getattr(p, name) for name in places]
            for cell in self.cells
            for p in cell.passages
        ]
        frame = pd.DataFrame(rows, columns=[*names, *places]).astype("str")
        return frame.astype({"char_start": "Int64", "char_end": "Int64"})

    def __rich_console__(self, _: Console, __: ConsoleOptions) -> Iterator[Text | Padding]:
        """Yield the text with the cited words in reverse, for a terminal."""
        yield Text(f"{self.table} {self.row_id}", style="bold")
        for cell in self.cells:
            yield Text.assemble("\n", (cell.column, "bold cyan"), f" = {_shown(cell)}")
            for how in _how(cell):
                yield Padding(Text(how, style="dim"), (0, 0, 0, 2))
        for unit_id, pieces in self.sentences:
            sentence = Text.assemble("\n", (f"{unit_id}: ", "dim"))
            for part, is_cited in pieces:
                sentence.append(part, style="reverse" if is_cited else "")
            yield Padding(sentence, (0, 0, 0, 2))

    def __str__(self) -> str:
        lines = [f"{self.table} {self.row_id}"]
        for cell in self.cells:
            lines += ["", f"{cell.column} = {_shown(cell)}"]
            lines += [_wrap(how, "  ") for how in _how(cell)]
        for unit_id, pieces in self.sentences:
            text = "".join(f"[{part}]" if is_cited else part for part, is_cited in pieces)
            lines += ["", _wrap(f"{unit_id}: {text}", "  ")]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th style='text-align:left;vertical-align:top'>{escape(cell.column)}</th>"
            f"<td style='text-align:left'>{escape(_shown(cell))}<br>"
            f"<small>{'<br>'.join(map(escape, _how(cell)))}</small></td></tr>"
            for cell in self.cells
        )
        sentences = "".join(
            f"<p><small>{escape(unit_id)}</small> "
            + "".join(f"<mark>{escape(p)}</mark>" if is_cited else escape(p) for p, is_cited in ps)
            + "</p>"
            for unit_id, ps in self.sentences
        )
        title = f"<b>{escape(self.table)}</b> {escape(self.row_id)}"
        return f"<div><p>{title}</p><table>{rows}</table>{sentences}</div>"


def trace(table: str, row_id: str, column: str | None = None) -> Trace:
    """Return the words of the report behind a cell or a row, and how they make its values.

    Parameters
    ----------
    table : str
        A table of facts, a name of :func:`list_tables`.
    row_id : str
        The row's key, the value of the table's first column.
    column : str, optional
        One column; by default the whole row.

    Returns
    -------
    Trace
        Its ``cells`` with value, kind, rule and passages, and the ``sentences`` with the words
        marked. ``print`` shows it as text, a notebook as HTML.

    Raises
    ------
    UnknownTableError, UnknownRowError, UnknownColumnError
        If there is no such table, row or column; the message names the nearest.
    RequestError
        If the table is none of facts, so that its rows cite no words.

    Examples
    --------
    >>> print(trace("figures", "figure-07899", "value"))
    figures figure-07899
    <BLANKLINE>
    value = 80000
      derived by number from value_text: the only numeral in text; a comma groups
      thousands: "more than 80,000" is 80000.
    <BLANKLINE>
    value_text = more than 80,000
      quoted from characters 7899 to 7915
    <BLANKLINE>
      unit-45: Every year, the states commissions up to 30 book titles – totaling
      [more than 80,000] copies - in the languages of the country’s national
      minorities.
    """
    resource(table)
    schema = table_schema(table)
    if schema["role"] not in {"fact", "entity"}:
        facts = [n for n in list_tables() if table_schema(n)["role"] in {"fact", "entity"}]
        raise RequestError(
            f"The table {table} holds no facts that cite words of the report. "
            f"The tables that do are {', '.join(facts)}."
        )
    row = _row(table, schema["primaryKey"][0], row_id)
    fields = {field["name"]: field for field in schema["fields"]}
    if column is not None and column not in fields:
        help_ = nearest(column, fields, "columns")
        raise UnknownColumnError(f"The table {table} has no column “{column}”. {help_}")
    names = list(fields) if column is None else list(dict.fromkeys(_made_of(column, fields)))
    cells = tuple(_cell(table, row_id, fields, name, row[name]) for name in names)
    own = [p for cell in cells for p in cell.passages]
    if not own and cells[0].value is not None:
        own = list(_passages().get((table, row_id, _ANCHOR), ()))
    return Trace(table, row_id, cells, tuple(_sentences(own)))


def _made_of(column: str, fields: dict[str, Any]) -> Iterator[str]:
    yield column
    for name in fields[column].get("inputs", ()):
        yield from _made_of(name, fields)


def _row(table: str, key: str, row_id: str) -> dict[str, Any]:
    rows = {str(record[key]): record for record in load_arrow(table).to_pylist()}
    if row_id not in rows:
        help_ = nearest(row_id, rows, "rows")
        raise UnknownRowError(f"The table {table} has no row “{row_id}”. {help_}")
    return rows[row_id]


def _cell(table: str, row_id: str, fields: dict[str, Any], name: str, value: Any) -> TracedCell:
    field = fields[name]
    rule = field.get("rule")
    passages = tuple(
        passage
        for column in _made_of(name, fields)
        for passage in _passages().get((table, row_id, column), ())
    )
    return TracedCell(
        column=name,
        kind=field["kind"],
        description=field["description"],
        value=value,
        reason=_reasons().get((table, row_id, name)),
        rule=rule,
        rule_text=summary(rule) if rule in RULES else None,
        inputs=tuple(field.get("inputs", ())),
        meaning=_definitions().get((field.get("vocabulary", ""), value)),
        passages=passages,
    )


@cache
def _passages() -> dict[tuple[str, str, str], tuple[Passage, ...]]:
    found: dict[tuple[str, str, str], tuple[Passage, ...]] = {}
    for record in load_arrow("evidence").to_pylist():
        place = record["table_name"], record["row_id"], record["column_name"]
        words = Passage(
            record["char_start"], record["char_end"], record["quote"], record["unit_id"]
        )
        found[place] = (*found.get(place, ()), words)
    return found


@cache
def _reasons() -> dict[tuple[str, str, str], str]:
    return {
        (r["table_name"], r["row_id"], r["column_name"]): r["reason"]
        for r in load_arrow("missing_values").to_pylist()
    }


@cache
def _definitions() -> dict[tuple[str, str], str]:
    records = load_arrow("vocabularies").to_pylist()
    return {(r["vocabulary"], r["code"]): r["definition"] for r in records}


def _sentences(
    passages: list[Passage],
) -> Iterator[tuple[str, tuple[tuple[str, bool], ...]]]:
    report = read_report()
    cited = merge_spans([Span(p.char_start, p.char_end) for p in passages])
    for unit in load_arrow("units").to_pylist():
        whole = Span(unit["char_start"], unit["char_end"])
        spans = [span for span in cited if span.overlaps(whole)]
        if spans:
            yield unit["unit_id"], tuple(_pieces(report, whole, spans))


def _pieces(report: str, unit: Span, spans: list[Span]) -> Iterator[tuple[str, bool]]:
    position = unit.start
    for span in spans:
        start, end = max(span.start, unit.start), min(span.end, unit.end)
        if start > position:
            yield _folded(report[position:start]), False
        yield _folded(report[start:end]), True
        position = end
    if position < unit.end:
        yield _folded(report[position : unit.end]), False


def _folded(text: str) -> str:
    """Return `text` with its white space folded, one space kept at either end."""
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() and text.strip() else ""
    return before + fold_spaces(text) + after


def _shown(cell: TracedCell) -> str:
    if cell.value is None:
        return f"null: {cell.reason}" if cell.reason else "null"
    return cell_text(cell.value)


def _how(cell: TracedCell) -> Iterator[str]:
    """Yield what to say of how a cell was made."""
    if cell.kind == "derived":
        yield f"derived by {cell.rule} from {', '.join(cell.inputs)}: {cell.rule_text}"
        return
    if cell.value is None:
        if cell.reason:
            yield str(_definitions()["missing_reason", cell.reason])
        return
    if cell.kind in {"structural", "written"}:
        yield f"{cell.kind}: {cell.description}"
        return
    said = f": {cell.meaning}" if cell.meaning else ""
    if not cell.passages:
        yield f"{cell.kind}{said or ': ' + cell.description}"
        return
    places = ", ".join(f"{p.char_start} to {p.char_end}" for p in cell.passages)
    words = (
        ""
        if cell.kind == "quoted"
        else f" “{' … '.join(fold_spaces(p.quote) for p in cell.passages)}”"
    )
    yield f"{cell.kind} from{words} characters {places}{said}"


def _wrap(text: str, indent: str) -> str:
    return textwrap.fill(
        text, 78, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
