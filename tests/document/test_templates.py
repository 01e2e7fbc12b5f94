"""Templates of list items: what they match, and how long that takes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakhstan_assembly.document.templates import parse_template


@pytest.mark.parametrize(
    ("template", "text", "length"),
    [
        ("{number}. ", "12. Ice", 4),
        ("{number}. ", "12.  Ice", 5),
        ("{number}. ", "12.Ice", None),
        ("{number}. ", "x12. Ice", None),
        ("({letter}) ", "(a) Ice", 4),
        ("({letter}) ", "(ab) Ice", None),
        ("{letter}", "ab", None),
        ("{roman}", "Vitae", None),
        ("{letter}. ", "é. Ice", 3),
        ("{letter}. ", "1. Ice", None),
        ("{roman}. ", "XIV. Ice", 5),
        ("{roman}. ", "xiv. Ice", 5),
        ("{roman}. ", "xIv. Ice", None),
        ("{roman}. ", "IIII. Ice", None),
        ("{roman}. ", "Vitae. Ice", None),
        ("{roman}. ", ". Ice", None),
        ("The {word} day (", "The twenty-first day (May)", 22),
        ("The {word} day (", "The\u00a0captain’s day (", 19),
        ("The {word} day (", "The very last day (", None),
        ("§ {number}", "§ 7", 3),
        ("[.*+] ", "[.*+] Ice", 6),
        (".* ", "Ice ", None),
    ],
)
def test_a_template_matches_what_it_says(template: str, text: str, length: int | None) -> None:
    assert parse_template(template).match_end(text) == length


def test_a_template_matches_within_a_text() -> None:
    assert parse_template("{number}. ").match_end("ice 7. snow", 4) == 7


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("", "is empty"),
        ("  ", "is empty"),
        ("{day}. ", "“{day}”, which is not a placeholder; .* {word}, {number}, {roman}, {letter}"),
        ("{ word }. ", "“{ word }”"),
        ("{}. ", "“{}”"),
        ("{number. ", "“{number.”"),
        ("number}. ", "“number}.”"),
        ("{{number}}. ", "“{”"),
        ("{word}{number}. ", "{number} directly behind {word}"),
    ],
)
def test_a_template_that_cannot_be_read_is_refused(template: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_template(template)


_PIECES = st.sampled_from(["{word}", "{number}", "{roman}", "{letter}", " ", ". ", "(", "The", "a"])


@given(
    st.lists(_PIECES, min_size=1, max_size=5).map("".join), st.text("The1a.( XVi-’", max_size=30)
)
def test_a_match_ends_within_the_text(template: str, text: str) -> None:
    try:
        end = parse_template(template).match_end(text)
    except ValueError:
        return
    assert end is None or 0 < end <= len(text)


@given(st.integers(1, 3999), st.booleans())
def test_every_roman_numeral_is_read(number: int, is_small: bool) -> None:
    rest, written = number, ""
    for letters, value in zip(
        ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"],
        [1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1],
        strict=True,
    ):
        written += letters * (rest // value)
        rest %= value
    written = written.lower() if is_small else written
    assert parse_template("{roman}").match_end(written) == len(written)


def test_a_hostile_template_takes_no_time() -> None:
    template = parse_template("{word} " * 5000 + "!")
    text = "a " * 200_000
    begin = time.perf_counter()
    assert template.match_end(text) is None
    assert time.perf_counter() - begin < 1
