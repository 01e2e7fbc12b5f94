"""Spans and their indices: what holds for all spans."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kazakhstan_assembly.document.spans import (
    DisjointSpans,
    Span,
    SpanCover,
    SpanIndex,
    count_visible,
    join_across_spaces,
    merge_spans,
)

SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 10)).map(lambda p: Span(p[0], p[0] + p[1]))
)


@given(SPANS)
def test_a_merged_union_holds_the_same_characters_apart_from_each_other(spans: list[Span]) -> None:
    merged = merge_spans(spans)
    before = {n for span in spans for n in range(span.start, span.end)}
    assert {n for span in merged for n in range(span.start, span.end)} == before
    assert all(a.end < b.start for a, b in pairwise(merged))


def test_spans_are_joined_where_only_white_space_lies_between_them() -> None:
    report = "tall green\n trees, and grass"
    spans = [Span(0, 4), Span(5, 10), Span(12, 17), Span(23, 28)]
    assert join_across_spaces(report, spans) == [Span(0, 17), Span(23, 28)]


@given(SPANS, st.integers(0, 40), st.integers(1, 10))
def test_a_cover_holds_what_one_of_its_spans_holds(
    spans: list[Span], start: int, length: int
) -> None:
    sought = Span(start, start + length)
    assert SpanCover(spans).contains(sought) == any(span.contains(sought) for span in spans)


@given(SPANS)
def test_of_overlapping_spans_the_first_is_taken(spans: list[Span]) -> None:
    found, taken = DisjointSpans(" " * 60), list[Span]()
    for span in spans:
        is_free = not any(span.overlaps(other) for other in taken)
        assert found.add_if_free(span) == is_free
        if is_free:
            taken.append(span)


@given(SPANS, st.text("ab \n\u00a0", min_size=60, max_size=60))
def test_characters_are_counted_in_what_two_spans_share(spans: list[Span], text: str) -> None:
    whole = Span(10, 30)
    cells = SpanIndex((span, None) for span in merge_spans(spans))
    held = {n for span in spans for n in range(span.start, span.end)} & set(range(10, 30))
    counted = sum(
        count_visible(text, whole.intersection(span)) for span, _ in cells.overlapping(whole)
    )
    assert counted == sum(not text[n].isspace() for n in held)
