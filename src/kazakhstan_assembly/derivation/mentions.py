"""Every name, description, number, ordinal, date and quotation, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kazakhstan_assembly.derivation.linking import places_of
from kazakhstan_assembly.derivation.rows import Row
from kazakhstan_assembly.derivation.rules import MONTHS, ORDINALS
from kazakhstan_assembly.document.spans import DisjointSpans, Span, SpanCover, fold_spaces

_NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MONTH = "|".join(MONTHS)
# Tried in this order at each place; the longest reading of a stretch stands.
_PATTERNS = {
    "quotation": re.compile(r"[“\"][^”\"]+[”\"]"),
    "date": re.compile(
        rf"\b(?:\d{{1,2}} )?(?:(?:{_MONTH}) (?:of )?)(?:19|20)\d\d\b"
        r"|\b(?:19|20)\d\d(?:[’']s)?\b|\b\d+(?:st|nd|rd|th) [Cc]entury\b"
    ),
    "ordinal": re.compile(rf"(?i)\b(?:\d+(?:st|nd|rd|th)|{'|'.join(ORDINALS)})\b"),
    "number": re.compile(rf"(?i)\b\d+(?:,\d{{3}})*\b|\b(?:{'|'.join(_NUMBER_WORDS)})\b"),
}


@dataclass(frozen=True)
class Mention:
    """A stretch of the report that names, describes, counts, ranks, dates or quotes."""

    span: Span
    kind: str
    entity_id: str | None = None
    disposition: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.span.start:05}"


@dataclass(frozen=True)
class MentionException:
    """A place that the rules would settle wrongly, with what a person settled."""

    span: Span
    disposition: str


def find_mentions(
    report: str, named: Sequence[Mention], exceptions: Sequence[MentionException]
) -> list[Mention]:
    """Return all mentions, `named` among them, those of exceptions settled, in order."""
    settled = {exception.span: exception.disposition for exception in exceptions}
    found = [*_longest(report, named, list(settled)), *_pattern_mentions(report)]
    found = [replace(m, disposition=settled.get(m.span, "")) for m in found]
    found += [
        replace(mention, entity_id=None, disposition=settled[mention.span])
        for mention in named
        if mention.span in settled
    ]
    return sorted(found, key=lambda mention: (mention.span.start, -mention.span.end, mention.kind))


def form_mentions(report: str, rows: Iterable[Row]) -> Iterator[Mention]:
    """Yield every place where a form of an entity stands, row by row."""
    for row in rows:
        for form in row.forms:
            for span in places_of(report, form):
                yield Mention(span, form.kind, row.key)


def _longest(report: str, candidates: Iterable[Mention], blocked: list[Span]) -> list[Mention]:
    """Keep the longest of the mentions that overlap; an exception blocks what lies within it."""
    exceptions, taken = SpanCover(blocked), DisjointSpans(report)
    return [
        mention
        for mention in sorted(candidates, key=lambda m: (m.span.start - m.span.end, m.span.start))
        if not exceptions.contains(mention.span) and taken.add_if_free(mention.span)
    ]


def ambiguous_forms(named: Iterable[Mention]) -> Iterator[tuple[str, str, Span]]:
    """Yield two entities that claim the same words at the same place, and the place."""
    owners: dict[Span, str] = {}
    for mention in named:
        owner = owners.setdefault(mention.span, str(mention.entity_id))
        if owner != mention.entity_id:
            yield owner, str(mention.entity_id), mention.span


def _pattern_mentions(report: str) -> Iterator[Mention]:
    taken = DisjointSpans(report)
    for kind, regex in _PATTERNS.items():
        for match in regex.finditer(report):
            span = Span(match.start(), match.end())
            if kind == "quotation" or taken.add_if_free(span):
                yield Mention(span, kind)


def dispose(report: str, mentions: list[Mention], cells: list[Span]) -> Iterator[Mention]:
    """Yield each mention with its disposition; it is empty where the mention has none."""
    quotations = {mention.span for mention in mentions if mention.kind == "quotation"}
    exact = set(cells)
    inner, quoted = SpanCover(exact - quotations), SpanCover(quotations)
    held = [mention.span in exact or inner.contains(mention.span) for mention in mentions]
    pairs = list(zip(mentions, held, strict=True))
    known = {_sense(report, mention) for mention, is_held in pairs if is_held}
    for mention, is_held in pairs:
        if mention.disposition:
            yield mention
        elif is_held:
            yield replace(mention, disposition="cell")
        elif quoted.contains(mention.span):
            yield replace(mention, disposition="inside_quotation")
        elif _sense(report, mention) in known:
            yield replace(mention, disposition="repeat")
        else:
            yield mention


def _sense(report: str, mention: Mention) -> str:
    words = fold_spaces(report[mention.span.start : mention.span.end]).casefold()
    return mention.entity_id or words
