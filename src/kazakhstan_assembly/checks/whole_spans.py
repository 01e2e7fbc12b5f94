"""Check that quoted numbers, dates, names and quotations are complete."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from kazakhstan_assembly.checks.evidence import Evidence
from kazakhstan_assembly.checks.findings import Finding
from kazakhstan_assembly.derivation.rules import TOKEN_RULES
from kazakhstan_assembly.document import english
from kazakhstan_assembly.document.matching import any_of
from kazakhstan_assembly.document.spans import Span, SpanIndex, fold_spaces, quote_spans
from kazakhstan_assembly.model.columns import Column
from kazakhstan_assembly.model.tables import Table

# How far from the words their qualifier can stand.
_NEAR = 24
_TOKENS = frozenset({"number", "date", "ordinal"})
_BOUNDS = [*chain(*english.BOUNDS_BEFORE.values()), *english.ADDITIVES]
_DATE_QUALIFIERS = [*chain(*english.DATE_QUALIFIERS.values())]
_QUALIFYING_WORDS = any_of(
    {*_BOUNDS, *_DATE_QUALIFIERS, *english.DEGREES, *chain(*english.BOUNDS_BEHIND.values())}
)
# Words before a number or a date that say more of it, and the digits before the comma of its
# thousands: they may not be left out. A comma and a space part it from what stands before.
_BOUND_BEFORE = re.compile(rf"(?:\b{any_of(_BOUNDS)}\s*|\d,?)$", re.IGNORECASE)
_QUALIFIER_BEFORE = re.compile(rf"(?:\b{any_of(_DATE_QUALIFIERS)}\s*|\d,?)$", re.IGNORECASE)
_QUALIFIERS = re.compile(rf"(?:{_QUALIFYING_WORDS}\s*)*\.?", re.IGNORECASE)
_TIME_BEFORE = re.compile(
    rf"\b{any_of(english.WORDS_BEFORE_TIMES)}\s+(?:the\s+)?(?:{any_of(english.PARTS_OF_TIMES)}\s+)?$",
    re.IGNORECASE,
)
_MONTHS = [*english.MONTHS, *english.MONTH_ABBREVIATIONS]
_MONTH_BEFORE = re.compile(rf"{any_of(_MONTHS)}\.?\s+(?:of\s+)?$|\b\d{{1,2}}\s+$")
_PART_BEHIND = re.compile(r"[,.]?\d|[’']s\b")


class _Stretches(NamedTuple):
    """What words must not be cut out of: names, and numbers, ranks and dates."""

    names: SpanIndex[str]
    tokens: SpanIndex[str]
    quotations: frozenset[Span]


def check_whole_spans(evidence: Evidence) -> Iterator[Finding]:
    """Quoted numbers, dates, names and quotations are complete, with qualifiers and marks."""
    mentions = evidence.derived.index.mentions
    stretches = _Stretches(
        SpanIndex[str]((name, "name") for name in name_spans(evidence)),
        SpanIndex((m.span, m.kind) for m in mentions if m.kind in _TOKENS),
        frozenset(m.span for m in mentions if m.kind == "quotation"),
    )
    for table in evidence.model.facts():
        rules = rules_by_input(table)
        for row in evidence.rows[table.name]:
            for column in table.columns:
                spans, readers = row.spans.get(column.name, []), rules.get(column.name, set())
                for message in _problems(evidence.report, column, spans, readers, stretches):
                    yield Finding("whole_spans", message, table.name, row.key, column.name)


def name_spans(evidence: Evidence) -> list[Span]:
    """Return where entities are named or described."""
    return [
        mention.span
        for mention in evidence.derived.index.mentions
        if mention.kind in {"name", "description"} and mention.entity_id
    ]


def rules_by_input(table: Table) -> dict[str, set[str]]:
    """Return the rules that read each column."""
    rules: dict[str, set[str]] = defaultdict(set)
    for column in table.columns:
        for name in column.inputs if column.kind == "derived" else ():
            rules[name].add(str(column.rule))
    return rules


def _problems(
    report: str, column: Column, spans: list[Span], readers: set[str], stretches: _Stretches
) -> Iterator[str]:
    yield from _cut_stretches(report, spans, stretches.tokens)
    if column.kind == "linked" and not column.nested:
        yield from _cut_stretches(report, spans, stretches.names)
    if spans and readers & TOKEN_RULES:
        yield from _unqualified(report, spans, is_date="date_edtf" in readers)
        yield from _surplus(report, spans, stretches.tokens)
    if column.modifier:
        yield from _undated(report, spans, stretches.tokens)
    if "unquoted" in readers and not set(spans) <= stretches.quotations:
        yield "the words do not run from an opening to a closing quotation mark"


def _cut_stretches(report: str, spans: list[Span], whole: SpanIndex[str]) -> Iterator[str]:
    for span in spans:
        for found, _ in whole.overlapping(span):
            if not span.contains(found):
                yield f"the words cut “{quote_spans(report, [found])}” in two"


def _undated(report: str, spans: list[Span], tokens: SpanIndex[str]) -> Iterator[str]:
    """Yield the preposition before a time that is left out of the words that say when."""
    for span in spans[:1]:
        is_date = any(kind == "date" for _, kind in tokens.overlapping(span))
        before = report[max(0, span.start - _NEAR) : span.start]
        if is_date and (match := _TIME_BEFORE.search(before)):
            yield f"“{fold_spaces(match[0])}” before the words says when, but is left out"


def _unqualified(report: str, spans: list[Span], *, is_date: bool) -> Iterator[str]:
    """Yield words that belong to a number or date, but are left out."""
    start, end = spans[0].start, spans[-1].end
    before, behind = report[max(0, start - _NEAR) : start], report[end : end + _NEAR]
    qualifier_before = _QUALIFIER_BEFORE if is_date else _BOUND_BEFORE
    if match := qualifier_before.search(before):
        yield f"“{fold_spaces(match[0])}” before the words qualifies them, but is left out"
    if is_date and (match := _MONTH_BEFORE.search(before)):
        yield f"“{fold_spaces(match[0])}” before the words is part of the date, but is left out"
    if match := _PART_BEHIND.match(behind):
        yield f"“{match[0]}” after the words is part of them, but is left out"


def _surplus(report: str, spans: list[Span], tokens: SpanIndex[str]) -> Iterator[str]:
    """Yield words beside a number or date that are no part of it."""
    for span in spans:
        for token, _ in tokens.overlapping(span):
            for rest in (Span(span.start, token.start), Span(token.end, span.end)):
                words = fold_spaces(report[rest.start : rest.end])
                if not _QUALIFIERS.fullmatch(words):
                    yield f"“{words}” is not part of the number or date"
