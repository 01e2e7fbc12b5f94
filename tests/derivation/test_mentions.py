"""Mentions of numbers, ranks and dates in running text: whole, and all that recognizers find."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakhstan_assembly.derivation.mentions import find_mentions
from kazakhstan_assembly.document.recognizers import recognize
from kazakhstan_assembly.document.spans import SpanCover

_DATES = [
    *("9 May 1911", "May 9, 1911", "9th of May, 1911", "9 Dec. 1911", "9 May", "May 9"),
    *("May 1911", "May of 1911", "1911", "1066", "1880s", "1990’s", "19th century"),
    *("nineteenth century", "spring 1911", "autumn of 1911", "Winter, 1911"),
    *("9–12 May 1911", "9 to 12 May 1911", "May 9–12, 1911", "30 April to 2 May 1911"),
    *("April 30–May 2, 1911", "28 December 1910 to 2 January 1911", "April to June 1911"),
    *("spring to autumn 1911", "1911–1913", "1911-13", "1911 to 1913", "1880s–1890s"),
]
_NUMBERS = [
    *("12", "80,000", "3.5", "3½", "3/4", "twelve", "twenty-three", "two hundred and five"),
    *("one million two hundred thousand and one", "a hundred", "half a dozen", "three score"),
    *("3.5 million", "£4,200", "US$5m", "KZT 500", "500 KZT", "17 per cent", "17%", "0.75"),
    *("two thirds", "two-thirds", "one third", "a quarter", "half", "three quarters", "½"),
    *("between 12 and 15", "between two hundred and five hundred", "12–15", "12-15"),
    *("12 to 15", "from 12 to 15", "two or three", "£12–£15", "12% to 15%", "2–3 million"),
    *("hundreds", "tens of thousands", "hundred"),
]
_ORDINALS = ["first", "10th", "twenty-first", "ninety-ninth", "hundredth", "Third"]


def found(text: str) -> list[tuple[str, str]]:
    mentions = find_mentions(text, [], [])
    return [(mention.kind, text[mention.span.start : mention.span.end]) for mention in mentions]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        *(("date", words) for words in _DATES),
        *(("number", words) for words in _NUMBERS),
        *(("ordinal", words) for words in _ORDINALS),
    ],
)
def test_words_of_a_number_or_date_are_one_mention(kind: str, words: str) -> None:
    assert found(f"they saw {words}, it was so") == [(kind, words)]
    spaced = words.replace(" ", "\u00a0 ")
    assert found(f"they saw {spaced}. It was so") == [(kind, spaced)]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("a third session", [("ordinal", "third")]),
        ("a third of them", [("number", "a third")]),
        ("they rose from 12 to 1911", [("number", "12"), ("date", "1911")]),
        ("between 1911 and 1913", [("date", "1911"), ("date", "1913")]),
        ("in 1911 12 men", [("date", "1911"), ("number", "12")]),
        ("11 and 12", [("number", "11"), ("number", "12")]),
        ("1,911 and 9999", [("number", "1,911"), ("number", "9999")]),
        ("one and two", [("number", "one"), ("number", "two")]),
        ("the someone of often tends", []),
        ("they may be ten", [("number", "ten")]),
        ("5km", [("number", "5")]),
        ("1911\n– 12 men", [("date", "1911"), ("number", "12")]),
        ("in May\n\n1911 came", [("date", "1911")]),
    ],
)
def test_what_stands_beside_a_mention_is_none_of_it(
    text: str, mentions: list[tuple[str, str]]
) -> None:
    assert found(text) == mentions


_PIECES = st.tuples(
    st.sampled_from(["", "the ", "between ", "from ", "in ", "some ", "a ", "well-", "(", "£"]),
    st.sampled_from([*_DATES, *_NUMBERS, *_ORDINALS]),
    st.sampled_from(["", " men", " of them", " and", "-year-old", "%", ")"]),
).map("".join)


@given(st.lists(_PIECES, max_size=8).map("; ".join))
def test_what_the_recognizers_find_is_a_mention(text: str) -> None:
    cover = SpanCover(mention.span for mention in find_mentions(text, [], []))
    for one in recognize(text, not_names=()):
        if one.kind != "name":
            assert cover.contains(one.span), text[one.span.start : one.span.end]


@pytest.mark.parametrize(
    "word", ["one hundred and ", "12 to ", "9 May to ", "half a ", "a ", "tens of "]
)
def test_mentions_are_found_in_a_long_text_at_once(word: str) -> None:
    begin = time.perf_counter()
    find_mentions(word * 5000, [], [])
    assert time.perf_counter() - begin < 5
