"""Finding a curator's quotes in the report.

White space in a quote matches any white space, ``'`` matches ``’``, and ``…`` stands for all
between its two ends. A quote begins and ends on word boundaries (a hyphen is part of a word)
and must be found once where it is sought.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from kazakhstan_assembly.rules import fold


@dataclass(frozen=True, order=True)
class Span:
    """A half-open stretch of the report, in code points."""

    start: int
    end: int

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


class QuoteError(ValueError):
    """A quote is not found, or found more than once."""


@cache
def pattern(quote: str, ignore_case_of_first: bool = False) -> re.Pattern[str]:
    """Return the regular expression that a quote stands for."""
    ends = [fold(end) for end in quote.split("…")]
    if not all(ends):
        raise QuoteError(f"“{quote}” has nothing on one side of …; write the words at both ends")
    parts = [_literal(end) for end in ends]
    if ignore_case_of_first and parts[0][0].isalpha():
        first = parts[0][0]
        parts[0] = f"[{first.lower()}{first.upper()}]{parts[0][1:]}"
    before = r"(?<![\w-])" if ends[0][0].isalnum() else ""
    after = r"(?![\w-])" if ends[-1][-1].isalnum() else ""
    return re.compile(before + r".*?".join(parts) + after, re.DOTALL)


def _literal(words: str) -> str:
    return re.escape(words).replace(r"\ ", r"\s+").replace("'", "['’]")


def find_all(
    report: str, quote: str, within: Span, ignore_case_of_first: bool = False
) -> list[Span]:
    """Return every place of `quote` in a stretch of the report, overlapping ones included."""
    regex = pattern(quote, ignore_case_of_first)
    found: list[Span] = []
    position = within.start
    while match := regex.search(report, position, within.end):
        found.append(Span(match.start(), match.end()))
        position = match.start() + 1
    return [span for span in found if _on_boundaries(report, span)]


def _on_boundaries(report: str, span: Span) -> bool:
    # A search that stops at the end of its stretch cannot see the letter behind it.
    return not (
        span.end < len(report)
        and report[span.end - 1].isalnum()
        and re.match(r"[\w-]", report[span.end])
    )


def find_once(report: str, quote: str, within: Span) -> Span:
    """Return the only place of `quote`, or raise a sentence that helps the curator."""
    found = find_all(report, quote, within)
    if len(found) == 1:
        return found[0]
    if not found:
        raise QuoteError(_not_found(report, quote, within))
    places = "; ".join(f"at {span.start}: {_context(report, span)}" for span in found[:3])
    raise QuoteError(
        f"the words “{quote}” stand {len(found)} times where they are sought ({places}); quote "
        "more words, or write {in: <words around it>, quote: <the words>}"
    )


def _context(report: str, span: Span, width: int = 24) -> str:
    around = report[max(0, span.start - width) : span.end + width]
    return f"“…{fold(around)}…”"


def _not_found(report: str, quote: str, within: Span) -> str:
    whole = Span(0, len(report))
    if within != whole and (elsewhere := find_all(report, quote, whole)):
        return (
            f"the words “{quote}” are not within this row's “at”, but stand at "
            f"{elsewhere[0].start}: {_context(report, elsewhere[0])}; widen “at” or mend the quote"
        )
    missing = next(
        (end for end in quote.split("…") if not find_all(report, end.strip(), within)), quote
    )
    stretch = report[within.start : within.end]
    near = fuzz.partial_ratio_alignment(fold(missing), stretch)
    if near is None or near.score < 50:
        return f"the words “{missing.strip()}” are not in the report where they are sought"
    text = fold(stretch[near.dest_start : near.dest_end])
    return (
        f"the words “{missing.strip()}” are not in the report where they are sought; the nearest "
        f"text is “{text}” at {within.start + near.dest_start}"
    )


def merge(spans: list[Span]) -> list[Span]:
    """Return the union of the spans, overlapping and touching ones joined."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
