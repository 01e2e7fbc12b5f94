"""One cell, from what a curator wrote to its value and the spans of the words that it quotes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from annotation.quotes import EntryError, Passage
from kazakhstan_assembly.derivation.rows import Form
from kazakhstan_assembly.derivation.values import Cell, Missing
from kazakhstan_assembly.document.spans import Span, fold_spaces, quote_spans
from kazakhstan_assembly.errors import nearest
from kazakhstan_assembly.io.yaml_reader import Map, Seq
from kazakhstan_assembly.model.columns import Column
from kazakhstan_assembly.model.tables import Model

CellWithSpans = tuple[Cell, list[Span]]


def read_cell(column: Column, entry: Any, passage: Passage, model: Model) -> CellWithSpans:
    """Return the value of a cell and where its words stand.

    Parameters
    ----------
    column : Column
        A quoted, coded, judged or linked column.
    entry : str, Map, Seq or None
        What stands under the column's name; None if nothing does.
    passage : Passage
        Where the cell's words are sought.
    model : Model
        The tables and vocabularies.

    Raises
    ------
    EntryError
        If the entry is not written as the column asks, or its words are not found.
    """
    if entry is None or (isinstance(entry, Map) and "missing" in entry):
        return _missing(column, entry, model), []
    if column.kind == "quoted":
        return _quoted(entry, passage)
    if column.kind == "linked":
        return _linked(entry, passage)
    return _coded(column, entry, passage, model)


def read_form(entry: Any, kind: str, whole: Passage) -> Form:
    """Return a form of an entity: words anywhere, or those at one place.

    Raises
    ------
    EntryError
        If the words are not in the report.
    """
    if isinstance(entry, Map):
        place = whole.narrowed_to(entry["in"]).find(entry["form"])
        return Form(fold_spaces(entry["form"]), kind, place)
    if not whole.find_all(entry, any_case_first=True):
        raise EntryError(f"the form “{entry}” is nowhere in the report")
    return Form(fold_spaces(entry), kind)


def _missing(column: Column, entry: Map | None, model: Model) -> Missing:
    if column.missing_reason is None:
        raise EntryError("is never null; quote the report's words for it")
    reason = column.missing_reason if entry is None else entry["missing"]
    if reason not in model.vocabularies["missing_reason"]:
        known = ", ".join(model.vocabularies["missing_reason"])
        raise EntryError(f"unknown reason {reason}; the reasons are {known}")
    if reason != column.missing_reason:
        raise EntryError(
            f"a null of this column means {column.missing_reason}, not {reason}; quote words, "
            "or change “missing_reason” where the column is declared"
        )
    return Missing(reason)


def _quoted(entry: Any, passage: Passage) -> CellWithSpans:
    if isinstance(entry, Map) and "in" not in entry:
        raise EntryError("a quoted column takes the report's words, not a code or a link")
    spans = _locate(entry, passage)
    return quote_spans(passage.report, spans), spans


def _linked(entry: Any, passage: Passage) -> CellWithSpans:
    if not isinstance(entry, Map) or "ref" not in entry:
        raise EntryError("a link is written {ref: <entity>, quote: <the report's words>}")
    return entry["ref"], _locate(entry["quote"], passage)


def _coded(column: Column, entry: Any, passage: Passage, model: Model) -> CellWithSpans:
    code = entry.get("code") if isinstance(entry, Map) else entry
    quote = entry.get("quote") if isinstance(entry, Map) else None
    if not isinstance(code, str):
        raise EntryError("a code is written {code: <code>, quote: <the report's words>}")
    codes = model.terms(column)
    if code not in codes:
        hint = nearest(code, codes, "codes")
        raise EntryError(f"{code} is not a code of the vocabulary {column.vocabulary}. {hint}")
    if column.kind == "judged":
        if quote is not None:
            raise EntryError("a judged code has no words; write the code alone")
        return code, []
    if quote is None:
        raise EntryError(f"the code {code} needs the report's words that justify it")
    return code, _locate(quote, passage)


def _locate(entry: Any, passage: Passage) -> list[Span]:
    """Return where the words of a quote, or of a list of quotes, stand."""
    quotes: Sequence[Any] = entry if isinstance(entry, Seq) else [entry]
    spans = [_locate_one(quote, passage) for quote in quotes]
    for before, after in pairwise(spans):
        if after.start < before.end:
            first, second = (quote_spans(passage.report, [span]) for span in (before, after))
            raise EntryError(
                f"“{second}” does not come after “{first}”; list the words in the report's order"
            )
    return spans


def _locate_one(entry: Any, passage: Passage) -> Span:
    if isinstance(entry, Map):
        return passage.narrowed_to(entry["in"]).find(entry["quote"])
    return passage.find(entry)
