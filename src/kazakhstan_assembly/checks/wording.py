"""Proofs of how words are chosen: whole numbers, dates, names, quotations and phrases."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from kazakhstan_assembly.checks.evidence import Evidence, Finding
from kazakhstan_assembly.document import english
from kazakhstan_assembly.document.matching import any_of
from kazakhstan_assembly.document.phrases import Words, find_crossings
from kazakhstan_assembly.document.spans import Span, SpanIndex, fold_spaces, quote_spans
from kazakhstan_assembly.model.tables import Column, Table

_NEAR = 24
_TOKENS = frozenset({"number", "date", "ordinal"})
_TOKEN_RULES = frozenset({"number", "date_edtf", "ordinal"})
_BOUNDS = [*chain(*english.BOUNDS_BEFORE.values()), *english.ADDITIVES]
_DATE_QUALIFIERS = [*chain(*english.DATE_QUALIFIERS.values())]
_QUALIFYING_WORDS = any_of(
    {*_BOUNDS, *_DATE_QUALIFIERS, *english.DEGREES, *chain(*english.BOUNDS_BEHIND.values())}
)
# Words before a number or a date that say more of it: they may not be left out.
_BOUND_BEFORE = re.compile(rf"(?:\b{any_of(_BOUNDS)}|\d|,)\s*$", re.IGNORECASE)
_QUALIFIER_BEFORE = re.compile(rf"(?:\b{any_of(_DATE_QUALIFIERS)}|\d|,)\s*$", re.IGNORECASE)
_QUALIFIERS = re.compile(rf"(?:{_QUALIFYING_WORDS}\s*)*\.?", re.IGNORECASE)
_TIME_BEFORE = re.compile(
    rf"\b{any_of(english.WORDS_BEFORE_TIMES)}\s+(?:the\s+)?(?:{any_of(english.PARTS_OF_TIMES)}\s+)?$",
    re.IGNORECASE,
)
_MONTHS = [*english.MONTHS, *english.MONTH_ABBREVIATIONS]
_MONTH_BEFORE = re.compile(rf"{any_of(_MONTHS)}\.?\s+(?:of\s+)?$|\b\d{{1,2}}\s+$")
_PART_BEHIND = re.compile(r"[,.]?\d|[’']s\b")


def _names(evidence: Evidence) -> list[Span]:
    return [
        mention.span
        for mention in evidence.assembly.mentions
        if mention.kind in {"name", "description"} and mention.entity_id
    ]


def whole_spans(evidence: Evidence) -> Iterator[Finding]:
    """Numbers and dates take their qualifiers, names all of themselves, quotations their marks."""
    report = evidence.report
    names = SpanIndex[str]((name, "name") for name in _names(evidence))
    tokens = SpanIndex((m.span, m.kind) for m in evidence.assembly.mentions if m.kind in _TOKENS)
    quotations = {m.span for m in evidence.assembly.mentions if m.kind == "quotation"}
    for table in evidence.model.facts():
        rules = _rules_by_input(table)
        for key, row in evidence.rows[table.name]:
            for column in table.columns:
                spans, read_by = row.spans.get(column.name, []), rules.get(column.name, set())
                severed = [tokens] if column.kind != "linked" or column.nested else [tokens, names]
                messages = [
                    *(message for found in severed for message in _halves(report, spans, found)),
                    *_cut(report, spans, read_by & _TOKEN_RULES, tokens),
                    *(_undated(report, spans, tokens) if column.modifier else ()),
                ]
                if "unquoted" in read_by and not set(spans) <= quotations:
                    messages.append("the words do not run from an opening to a closing mark")
                for message in messages:
                    yield Finding("whole_spans", message, table.name, key, column.name)


def _halves(report: str, spans: list[Span], whole: SpanIndex[str]) -> Iterator[str]:
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


def phrases(evidence: Evidence) -> Iterator[Finding]:
    """Quoted words are whole phrases, phrases nest, and claims tell every word of a sentence."""
    text = Words(evidence.report, [unit.span.start for unit in evidence.assembly.units.all])
    cells = list(_cited(evidence, text))
    names = [phrase for span in _names(evidence) if (phrase := text.range_of(span))]
    yield from _cut_phrases(text, cells, names)
    yield from _crossings(evidence, text, cells, names)
    yield from _untold(evidence, text, cells)


class _Cited(NamedTuple):
    """A cell with the numbers of its words in the report; of a token a number or date is made."""

    table: str
    row: str
    column: Column
    words: list[range]
    is_token: bool
    is_name: bool

    @property
    def is_claim(self) -> bool:
        return (self.table, self.column.name) == ("claims", "text")

    def finding(self, message: str) -> Finding:
        return Finding("phrases", message, self.table, self.row, self.column.name)


def _cited(evidence: Evidence, text: Words) -> Iterator[_Cited]:
    for table in evidence.model.facts():
        rules = _rules_by_input(table)
        for key, row in evidence.rows[table.name]:
            for column in table.columns:
                phrases = [text.range_of(span) for span in row.spans.get(column.name, ())]
                if found := [phrase for phrase in phrases if phrase]:
                    is_token = bool(rules.get(column.name, set()) & _TOKEN_RULES)
                    is_name = table.role == "entity" and column.name == table.name_column
                    yield _Cited(table.name, key, column, found, is_token, is_name)


def _untold(evidence: Evidence, text: Words, cells: list[_Cited]) -> Iterator[Finding]:
    claimed = text.mark(phrase for cell in cells if cell.is_claim for phrase in cell.words)
    told = text.mark(phrase for cell in cells for phrase in cell.words)
    for unit in evidence.assembly.units.all:
        if unit.kind != "heading":
            by_cells = claimed if unit.kind == "sentence" else told
            for word in text.find_unmarked(text.range_of(unit.span), by_cells):
                message = f"no claim tells the word “{word}” of “{unit.text}”"
                yield Finding("phrases", message, "units", unit.unit_id)


def _cut_phrases(text: Words, cells: list[_Cited], names: list[range]) -> Iterator[Finding]:
    starts = Counter(cell.words[0].start for cell in cells)
    longest = dict(sorted((name.start, name.stop) for name in names))
    stops = Counter(cell.words[-1].stop for cell in cells)
    named = {name.start for name in names}, {name.stop for name in names}
    for cell in cells:
        if cell.column.kind != "quoted" or cell.column.pattern:
            continue
        phrase = range(cell.words[0].start, cell.words[-1].stop)
        if word := text.find_dangling_word(phrase, leading=cell.column.modifier):
            yield cell.finding(f"“{word}” leads on to words that are left out")
        if cell.column.modifier:
            continue
        if cell.is_name and (word := text.find_leading_preposition(phrase)):
            yield cell.finding(f"“{word}” is no part of a name")
        meets = starts[phrase.start] > 1 or phrase.start in stops or phrase.start in named[1]
        is_met = stops[phrase.stop] > 1 or phrase.stop in starts or phrase.stop in named[0]
        leads = longest.get(phrase.start, phrase.stop) <= phrase.stop  # else it leads a longer name
        if leads and not cell.is_token and (word := text.find_missing_opener(phrase)):
            yield cell.finding(f"“{word}” before the words belongs to them, but is left out")
        if word := text.find_missing_neighbour(
            phrase, has_phrase_before=meets, has_phrase_behind=is_met
        ):
            yield cell.finding(f"“{word}” beside the words belongs to them, but is left out")


def _crossings(
    evidence: Evidence, text: Words, cells: list[_Cited], names: list[range]
) -> Iterator[Finding]:
    owners = {(found.start, found.stop): cell for cell in cells for found in cell.words}
    quoted = [found for cell in cells if cell.column.kind == "quoted" for found in cell.words]
    for one, other in find_crossings([*names, *quoted]):
        shown = quote_spans(evidence.report, [text.span(one)])
        message = f"the words are part in and part out of “{shown}”"
        owner = owners.get((other.start, other.stop)) or owners.get((one.start, one.stop))
        yield owner.finding(message) if owner else Finding("phrases", message)


def _rules_by_input(table: Table) -> dict[str, set[str]]:
    rules: dict[str, set[str]] = defaultdict(set)
    for column in table.columns:
        for name in column.inputs if column.kind == "derived" else ():
            rules[name].add(str(column.rule))
    return rules


def _cut(report: str, spans: list[Span], rules: set[str], tokens: SpanIndex[str]) -> Iterator[str]:
    if not spans or not rules:
        return
    start, end = spans[0].start, spans[-1].end
    before, behind = report[max(0, start - _NEAR) : start], report[end : end + _NEAR]
    qualifier_before = _QUALIFIER_BEFORE if "date_edtf" in rules else _BOUND_BEFORE
    if match := qualifier_before.search(before):
        yield f"“{fold_spaces(match[0])}” before the words qualifies them, but is left out"
    if "date_edtf" in rules and (match := _MONTH_BEFORE.search(before)):
        yield f"“{fold_spaces(match[0])}” before the words is part of the date, but is left out"
    if match := _PART_BEHIND.match(behind):
        yield f"“{match[0]}” behind the words is part of them, but is left out"
    for span in spans:
        for token, _ in tokens.overlapping(span):
            for stretch in (Span(span.start, token.start), Span(token.end, span.end)):
                rest = fold_spaces(report[stretch.start : stretch.end])
                if not _QUALIFIERS.fullmatch(rest):
                    yield f"“{rest}” is no part of the number or date"
