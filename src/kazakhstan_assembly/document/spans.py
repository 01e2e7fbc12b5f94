"""Spans of the report: half-open stretches in Unicode code points from 0, and indices of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A half-open stretch of the report, in code points."""

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def intersection(self, other: Span) -> Span:
        """Return what both of two spans that overlap hold."""
        return Span(max(self.start, other.start), min(self.end, other.end))


def fold_spaces(text: str) -> str:
    """Return `text` with every run of white space, no-break spaces included, as one space."""
    return " ".join(text.split())


def count_visible(report: str, span: Span) -> int:
    """Return how many characters of a stretch are not white space."""
    return sum(map(len, report[span.start : span.end].split()))


def quote_spans(report: str, spans: Iterable[Span], joint: str = " ") -> str:
    """Return the words of the spans, white space folded."""
    return joint.join(fold_spaces(report[span.start : span.end]) for span in spans)


def merge_spans(spans: Sequence[Span]) -> list[Span]:
    """Return the union of the spans, overlapping and touching ones joined."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def join_across_spaces(report: str, spans: Iterable[Span]) -> list[Span]:
    """Return merged spans, joined where nothing but white space lies between them."""
    joined: list[Span] = []
    for span in spans:
        if joined and not report[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


class SpanCover:
    """Spans, any one of which may hold another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._ends = list(accumulate((span.end for span in ordered), max))

    def contains(self, span: Span) -> bool:
        """Return whether one of the spans holds `span` whole."""
        before = bisect_right(self._starts, span.start)
        return before > 0 and self._ends[before - 1] >= span.end


class SpanIndex(Generic[_Value]):
    """Spans with what stands there, to be looked up by what they overlap."""

    def __init__(self, items: Iterable[tuple[Span, _Value]]) -> None:
        self._items = sorted(items, key=lambda item: item[0])
        self._starts = [span.start for span, _ in self._items]
        self._ends = list(accumulate((span.end for span, _ in self._items), max))

    def overlapping(self, span: Span) -> Iterator[tuple[Span, _Value]]:
        """Yield the spans that overlap `span`, the last one first."""
        index = bisect_left(self._starts, span.end)
        while index > 0 and self._ends[index - 1] > span.start:
            index -= 1
            if self._items[index][0].overlaps(span):
                yield self._items[index]


class DisjointSpans:
    """Spans of a report of which none overlaps another."""

    def __init__(self, report: str) -> None:
        self._taken = bytearray(len(report))

    def add_if_free(self, span: Span) -> bool:
        """Add a span if it overlaps none, and return whether it was added."""
        if self._taken.find(1, span.start, span.end) >= 0:
            return False
        self._taken[span.start : span.end] = b"\1" * (span.end - span.start)
        return True
