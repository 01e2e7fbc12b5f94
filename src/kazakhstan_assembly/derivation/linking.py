"""What words justify: the code of a coded cell, the entity of a linked one, a subject's side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kazakhstan_assembly.derivation.rows import Form, Row
from kazakhstan_assembly.derivation.values import Missing
from kazakhstan_assembly.document import english
from kazakhstan_assembly.document.matching import any_of, find_all, has_words
from kazakhstan_assembly.document.spans import Span, SpanCover, quote_spans
from kazakhstan_assembly.model.columns import Column
from kazakhstan_assembly.model.tables import Model
from kazakhstan_assembly.model.vocabularies import Term, Vocabularies

_PRONOUNS = english.THIRD_PERSON_PRONOUNS | english.RELATIVE_PRONOUNS
_PRONOUN = re.compile(rf"\b{any_of({*_PRONOUNS, *map(str.capitalize, _PRONOUNS)})}\b")


# Codes


def code_problem(report: str, row: Row, column: Column, vocabularies: Vocabularies) -> str | None:
    """Return why the words of a coded cell do not justify its code, or None if they do.

    Of all terms of the vocabulary, the one with the longest trigger in the words is the code.
    """
    code = row.cells.get(column.name)
    terms = vocabularies[str(column.vocabulary)] if column.kind == "coded" else {}
    # A code that the vocabulary lacks is reported by the check of keys.
    if isinstance(code, Missing) or code not in terms:
        return None
    spans = row.spans.get(column.name, [])
    if not spans:
        return f"the code {code} needs the report's words that justify it"
    lengths = {name: _longest_trigger(report, spans, term) for name, term in terms.items()}
    best = max(lengths, key=lambda name: lengths[name])
    shown = quote_spans(report, spans)
    if lengths[str(code)] == 0:
        triggers = ", ".join((*terms[str(code)].triggers, *terms[str(code)].inverse_triggers))
        return f"the words “{shown}” do not justify the code {code}, which needs one of: {triggers}"
    if lengths[str(code)] < lengths[best]:
        return f"the words “{shown}” justify the code {best} rather than {code}"
    return None


def _longest_trigger(report: str, spans: list[Span], term: Term) -> int:
    triggers = (*term.triggers, *term.inverse_triggers)
    return max((len(t) for t in triggers if has_words(report, spans, t)), default=0)


# Relations


def _predicate(row: Row, vocabularies: Vocabularies) -> Term | None:
    """Return the term of a relation's predicate, or None if the row has none."""
    name = row.table.column_with_role("predicate")
    if name is None:
        return None
    vocabulary = vocabularies[str(row.table.by_name[name].vocabulary)]
    return vocabulary.get(str(row.cells.get(name)))


def side_problem(report: str, row: Row, vocabularies: Vocabularies) -> str | None:
    """Return why the subject of a relation stands on the wrong side of its predicate, or None."""
    term = _predicate(row, vocabularies)
    verb = row.spans.get(row.table.column_with_role("predicate") or "")
    subject = row.spans.get(row.table.column_with_role("subject") or "")
    if not term or not verb or not subject:
        return None
    inverse = any(has_words(report, verb, trigger) for trigger in term.inverse_triggers)
    direct = any(has_words(report, verb, trigger) for trigger in term.triggers)
    if inverse == direct:
        return None  # no trigger, or one of either side: the words do not tell
    first, last = (verb, subject) if inverse else (subject, verb)
    if first[0].start <= last[0].start:
        return None
    side = "after" if inverse else "before"
    return f"the subject of {term.code} must stand {side} the words that justify the predicate"


def kind_problem(row: Row, column: Column, kind: str, vocabularies: Vocabularies) -> str | None:
    """Return why an entity of a kind cannot stand in a linked column, or None if it can."""
    if kind not in column.entity_kinds:
        allowed = ", ".join(column.entity_kinds)
        return f"it is of the kind {kind}; the column takes only: {allowed}"
    term = _predicate(row, vocabularies) if column.role in {"subject", "object"} else None
    if term is not None and kind not in term.kinds(str(column.role)):
        allowed = ", ".join(term.kinds(str(column.role)))
        return f"it is of the kind {kind}; the {column.role} of {term.code} can only be: {allowed}"
    return None


# The fewest words


def tightened(
    report: str, row: Row, column: Column, model: Model, forms: Mapping[str, Sequence[Form]]
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
        return [_trigger_place(report, spans[0], model.terms(column)[str(value)])]
    return spans


def _trigger_place(report: str, span: Span, term: Term) -> Span:
    """Return the longest trigger of a term within a span, else the span."""
    places: list[Span] = []
    for trigger in sorted((*term.triggers, *term.inverse_triggers), key=len):
        places += find_all(report, trigger, span, any_case_first=True)
    return max(places, key=lambda place: place.end - place.start, default=span)


def _tightest(report: str, span: Span, forms: Iterable[Form]) -> Span:
    """Return the longest form within a span, else its one pronoun, else the span."""
    within = [place for form in forms for place in places_of(report, form, span)]
    if within:
        return max(within, key=lambda place: (place.end - place.start, -place.start))
    pronouns = list(_PRONOUN.finditer(report, span.start, span.end))
    return Span(*pronouns[0].span()) if len(pronouns) == 1 else span


def within_problems(row: Row) -> Iterator[tuple[str, str]]:
    """Yield the column and the reason where words do not stand within those of another column."""
    for column in row.table.columns:
        outer = SpanCover(row.spans.get(column.within or "", ()))
        spans = row.spans.get(column.name, ())
        if column.within and not all(outer.contains(span) for span in spans):
            yield column.name, f"the words are not within the words of {column.within}"


# Forms of entities


def has_form(report: str, spans: list[Span], forms: Iterable[Form]) -> bool:
    """Return whether a span holds a form, even inside a longer name."""
    return any(has_words(report, spans, form.words) for form in forms)


def form_places(report: str, form: Form, within: Span | None = None) -> list[Span]:
    """Return every place of a form's words, whatever they refer to there."""
    return find_all(report, form.words, within or Span(0, len(report)), any_case_first=True)


def places_of(report: str, form: Form, within: Span | None = None) -> list[Span]:
    """Return the places where a form refers to its entity: of a local form, the one."""
    if form.place is None:
        return form_places(report, form, within)
    return [form.place] if within is None or within.contains(form.place) else []
