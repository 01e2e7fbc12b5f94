"""Rows of fact tables: cells, and the spans of the report that prove them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kazakhstan_assembly.derivation.rules import derive
from kazakhstan_assembly.derivation.values import Cell, Missing
from kazakhstan_assembly.document import english
from kazakhstan_assembly.document.matching import any_of, find_all, has_words
from kazakhstan_assembly.document.spans import Span, SpanCover, quote_spans
from kazakhstan_assembly.errors import RuleError
from kazakhstan_assembly.model.tables import Column, Model, Table, Term, Vocabularies


@dataclass(frozen=True)
class Form:
    """Words by which the report refers to an entity; local ones do so only at `place`."""

    words: str
    kind: str
    place: Span | None = None


@dataclass
class Row:
    """One row of a fact table."""

    table: Table
    key: str = ""
    cells: dict[str, Cell] = field(default_factory=dict[str, Cell])
    spans: dict[str, list[Span]] = field(default_factory=dict[str, list[Span]])
    forms: list[Form] = field(default_factory=list[Form])

    def anchor_spans(self) -> list[Span]:
        """Return all spans of the row in column order, speech aside."""
        return [span for name in self.table.anchors for span in self.spans.get(name, ())]


def derive_cells(row: Row) -> Iterator[tuple[str, str]]:
    """Set the derived cells of a row; yield the column and the reason where a rule fails."""
    for column in row.table.columns:
        if column.kind != "derived" or not all(name in row.cells for name in column.inputs):
            continue
        try:
            inputs = [row.cells[name] for name in column.inputs]
            row.cells[column.name] = derive(str(column.rule), inputs)
        except RuleError as error:
            yield column.inputs[0], str(error)


def make_key(row: Row) -> None:
    """Set the key of a row as its table says; leave it where its cells are not there."""
    key = row.table.key
    try:
        if key.rule == "formatted":
            row.key = key.format.format(**row.cells)
        elif key.rule == "code":
            row.key = str(row.cells[row.table.key_column])
        elif key.rule == "offset":
            starts = [row.spans[name][0].start for name in key.of if name in row.spans]
            row.key = "-".join([key.prefix, *(f"{start:05}" for start in starts)])
    except (KeyError, ValueError):
        return
    row.cells[row.table.key_column] = row.key


def code_problems(
    report: str, row: Row, column: Column, vocabularies: Vocabularies
) -> Iterator[str]:
    """Yield why the words of a coded cell do not justify its code.

    Of all terms of the vocabulary, the one with the longest trigger in the words is the code.
    """
    code = row.cells.get(column.name)
    if column.kind != "coded" or code is None or isinstance(code, Missing):
        return
    spans = row.spans.get(column.name, [])
    terms = vocabularies[str(column.vocabulary)]
    if not spans:
        yield f"the code {code} needs the report's words that justify it"
        return
    lengths = {term.code: _longest_trigger(report, spans, term) for term in terms.values()}
    own = lengths.get(str(code), 0)
    shown = quote_spans(report, spans)
    if own == 0:
        triggers = ", ".join((*terms[str(code)].triggers, *terms[str(code)].inverse_triggers))
        yield f"the words “{shown}” do not justify the code {code}, which needs one of: {triggers}"
    elif own < max(lengths.values()):
        better = max(lengths, key=lambda name: lengths[name])
        yield f"the words “{shown}” justify the code {better} rather than {code}"


def _longest_trigger(report: str, spans: list[Span], term: Term) -> int:
    triggers = (*term.triggers, *term.inverse_triggers)
    return max((len(t) for t in triggers if has_words(report, spans, t)), default=0)


def side_problems(report: str, row: Row, vocabularies: Vocabularies) -> Iterator[str]:
    """Yield why the subject of a relation stands on the wrong side of its predicate."""
    subject = next((c.name for c in row.table.columns if c.side == "subject"), None)
    predicate = row.cells.get("predicate")
    if subject is None or not isinstance(predicate, str):
        return
    mine, verb = row.spans.get(subject), row.spans.get("predicate")
    term = vocabularies["predicate"].get(predicate)
    if not mine or not verb or term is None:
        return
    inverse = any(has_words(report, verb, words) for words in term.inverse_triggers)
    direct = any(has_words(report, verb, words) for words in term.triggers)
    order = mine[0].start - verb[0].start
    if inverse != direct and (order < 0 if inverse else order > 0):
        side = "behind" if inverse else "before"
        yield f"the subject of {predicate} stands {side} the words that justify the predicate"


def kind_problem(row: Row, column: Column, kind: str, vocabularies: Vocabularies) -> str | None:
    """Return why an entity of a kind cannot stand in a linked column, or None if it can."""
    if kind not in column.entity_kinds:
        allowed = ", ".join(column.entity_kinds)
        return f"it is of the kind {kind}; the column takes only: {allowed}"
    term = vocabularies["predicate"].get(str(row.cells.get("predicate"))) if column.side else None
    if term is not None and kind not in term.kinds(str(column.side)):
        allowed = ", ".join(term.kinds(str(column.side)))
        return f"it is of the kind {kind}; the {column.side} of {term.code} can only be: {allowed}"
    return None


_PRONOUNS = english.THIRD_PERSON_PRONOUNS | english.RELATIVE_PRONOUNS
_PRONOUN = re.compile(rf"\b{any_of({*_PRONOUNS, *map(str.capitalize, _PRONOUNS)})}\b")


def tighten(
    report: str, row: Row, column: Column, model: Model, forms: Mapping[str, list[Form]]
) -> list[Span]:
    """Return the spans of a coded or linked cell, each cut to the trigger, form or pronoun in it.

    A span that holds none of them, or more than one pronoun, stays as it is.
    """
    spans = row.spans.get(column.name, [])
    value = row.cells.get(column.name)
    if column.kind == "linked":
        own = forms.get(str(value), ())
        return [_tightest(report, span, own) for span in spans]
    if column.kind == "coded" and len(spans) == 1 and value in model.terms(column):
        term = model.terms(column)[str(value)]
        triggers = sorted((*term.triggers, *term.inverse_triggers), key=len)
        places = [p for t in triggers for p in find_all(report, t, spans[0], any_case_first=True)]
        return [max(places, key=lambda place: place.end - place.start, default=spans[0])]
    return spans


def _tightest(report: str, span: Span, forms: Iterable[Form]) -> Span:
    """Return the longest form within a span, else its one pronoun, else the span."""
    within = [place for form in forms for place in places_of(report, form, span)]
    if within:
        return max(within, key=lambda place: (place.end - place.start, -place.start))
    pronouns = list(_PRONOUN.finditer(report, span.start, span.end))
    return Span(*pronouns[0].span()) if len(pronouns) == 1 else span


def names_within(report: str, spans: list[Span], forms: list[Form]) -> bool:
    """Return whether a span holds a form, be it within a longer name."""
    return any(has_words(report, spans, form.words) for form in forms)


def form_places(report: str, form: Form, within: Span | None = None) -> list[Span]:
    """Return every place of a form's words, whatever they refer to there."""
    return find_all(report, form.words, within or Span(0, len(report)), any_case_first=True)


def places_of(report: str, form: Form, within: Span | None = None) -> list[Span]:
    """Return the places where a form refers to its entity: of a local form, the one."""
    if form.place is None:
        return form_places(report, form, within)
    return [form.place] if within is None or within.contains(form.place) else []


def within_problems(row: Row) -> Iterator[tuple[str, str]]:
    """Yield the column and the reason where words do not stand within those of another column."""
    for column in row.table.columns:
        outer = SpanCover(row.spans.get(column.within or "", ()))
        spans = row.spans.get(column.name, ())
        if column.within and not all(outer.contains(span) for span in spans):
            yield column.name, f"the words do not stand within those of {column.within}"
