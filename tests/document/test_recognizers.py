"""Recognizers: on hard cases, and on whatever is built from what they should know."""

from __future__ import annotations

import ast
import calendar
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakhstan_assembly.document import english, recognizers

_ONES = "one two three four five six seven eight nine".split()  # noqa: SIM905
_FIRSTS = "first second third fourth fifth sixth seventh eighth ninth".split()  # noqa: SIM905
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
_CLOSINGS = {"“": "”", '"': '"', "«": "»", "„": "“", "‘": "’"}
_SMALL = st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=8).filter(
    lambda word: not list(recognizers.recognize(word)) and word != "and"
)


def found(text: str) -> set[tuple[str, str]]:
    return {(r.kind, text[r.span.start : r.span.end]) for r in recognizers.recognize(text)}


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("He saw 80,000 copies.", "numeral", "80,000"),
        ("He saw twelve copies.", "number word", "twelve"),
        ("On the 10th day.", "ordinal", "10th"),
        ("On 18 February 2005 he", "date", "18 February 2005"),
        ("In June of 1999 he", "date", "June of 1999"),
        ("He said “so be it” then.", "quotation", "“so be it”"),
        ('A "straight one” here.', "quotation", '"straight one”'),
        ("He saw twenty-one copies.", "number word", "twenty-one"),
        ("He saw hundreds.", "number word", "hundreds"),
        ("On the thirteenth.", "ordinal", "thirteenth"),
        ("On the twenty-first.", "ordinal", "twenty-first"),
        ("He said «so be it» then.", "quotation", "«so be it»"),
        ("He said „so be it“ then.", "quotation", "„so be it“"),
        ("He said ‘so be it’ then.", "quotation", "‘so be it’"),
        ("He met Kofi there.", "name", "Kofi"),
        ("He met Kofi Annan there.", "name", "Annan"),
        ("He met Poles and Uzbeks.", "name", "Uzbeks"),
        ("Uighurs and others came.", "name", "Uighurs"),
        ("Astana is far. He saw Astana.", "name", "Astana"),
        ("Nearly two thirds came.", "fraction", "two thirds"),
        ("He ate half of it.", "fraction", "half"),
        ("He ate ½ of it.", "fraction", "½"),
        ("In 1066 he", "date", "1066"),
        ("On 9th of May 1911 he", "date", "9th of May 1911"),
        ("On May 9, 1911 he", "date", "May 9, 1911"),
        ("On 9 Dec. 1911 he", "date", "9 Dec. 1911"),
        ("He saw zero.", "number word", "zero"),
        ("He saw thousands.", "number word", "thousands"),
        ("The fortieth.", "ordinal", "fortieth"),
    ],
)
def test_recognizers_find(text: str, kind: str, words: str) -> None:
    assert (kind, words) in found(text)


def test_recognizers_pass_over_sentence_beginnings_and_apostrophes() -> None:
    text = "The city’s people. Some went. It isn’t so."
    assert list(recognizers.recognize(text)) == []


@pytest.mark.parametrize("opener", ["Unless", "Whereas", "Themselves", "Towards", "Moreover"])
def test_no_word_of_a_closed_class_is_a_name_where_a_sentence_begins(opener: str) -> None:
    assert found(f"It was so. {opener} we go.") == set()


def test_a_month_is_a_name_where_a_sentence_begins() -> None:
    assert ("name", "May") in found("It was so. May was cold.")


def test_a_report_may_declare_words_that_are_no_names() -> None:
    text = "It was so. Fishermen went out."
    assert [r.kind for r in recognizers.recognize(text, not_names=())] == ["name"]
    assert list(recognizers.recognize(text, not_names=("Fishermen",))) == []
    listed = "So. Fishermen, sailors and boys came."
    (members,) = recognizers.enumerations(listed, not_names=())
    assert len(members) == 3
    (members,) = recognizers.enumerations(listed, not_names={"Fishermen"})
    assert len(members) == 2


def test_enumerations_are_counted() -> None:
    text = (
        "Ties among Armenian, Azeri, Karachay Balkar and Korean communities. Thus, a, b and c went."
    )
    counts = [len(members) for members in recognizers.enumerations(text)]
    assert counts == [4, 3]
    with_comma = [
        [text[m.start : m.end] for m in found]
        for text in ["Poles, Tatars, and Greeks."]
        for found in recognizers.enumerations(text)
    ]
    assert with_comma == [["Poles", "Tatars", "Greeks"]]


def test_recognizers_share_no_code_with_the_curation() -> None:
    tree = ast.parse(Path(recognizers.__file__).read_text(encoding="utf-8"))
    imported = {
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and "kazakhstan" in str(node.module)
        for name in [f"{node.module}.{alias.name}" for alias in node.names]
    }
    assert imported == {
        "kazakhstan_assembly.document.english",
        "kazakhstan_assembly.document.spans.Span",
    }
    shared = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "english"
    }
    assert shared
    assert not [name for name in shared if callable(getattr(english, name))]


@given(_SMALL, st.integers(0, 10**12), _SMALL)
def test_a_numeral_is_found_with_all_its_digits(before: str, number: int, behind: str) -> None:
    for written in (f"{number}", f"{number:,}"):
        assert ("numeral", written) in found(f"{before} {written} {behind}.")


@given(_SMALL, st.sampled_from(_TENS), st.integers(0, 8))
def test_numbers_and_ranks_in_words_are_found_whole(before: str, ten: str, one: int) -> None:
    text = f"{before} {ten}-{_ONES[one]} and {ten}-{_FIRSTS[one]}, {_ONES[one]}, {_FIRSTS[one]}"
    assert found(text) == {
        ("number word", f"{ten}-{_ONES[one]}"),
        ("ordinal", f"{ten}-{_FIRSTS[one]}"),
        ("number word", _ONES[one]),
        ("ordinal", _FIRSTS[one]),
    }


@given(_SMALL, st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_date_is_found_as_precisely_as_it_is_written(before: str, day: date) -> None:
    month = calendar.month_name[day.month]
    for written in (
        f"{day.day} {month} {day.year}",
        f"{month} of {day.year}",
        f"{month} {day.year}",
        f"{day.year}",
    ):
        assert ("date", written) in found(f"{before} {written}.")


@given(st.sampled_from(sorted(_CLOSINGS)), st.lists(_SMALL, min_size=1), _SMALL)
def test_a_quotation_is_found_with_its_marks(opening: str, words: list[str], around: str) -> None:
    quotation = f"{opening}{' '.join(words)}{_CLOSINGS[opening]}"
    assert found(f"{around} {quotation}, {around}") == {("quotation", quotation)}


@given(_SMALL, _SMALL, _SMALL)
def test_a_capitalised_word_within_a_sentence_is_a_name(
    before: str, name: str, behind: str
) -> None:
    text = f"{before} {name.capitalize()} {behind}"
    assert ("name", name.capitalize()) in found(text)


@given(st.lists(_SMALL.map(str.capitalize), min_size=3, max_size=9), st.sampled_from(["", ","]))
def test_an_enumeration_has_all_its_members(members: list[str], comma: str) -> None:
    text = f"with {', '.join(members[:-1])}{comma} and {members[-1]}."
    (listed,) = recognizers.enumerations(text)
    told = [text[member.start : member.end] for member in listed]
    assert [name.removeprefix("with ") for name in told] == members


@given(st.text(st.sampled_from('Aab1,.-’“”"«»„ \n'), max_size=60) | st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    for one in recognizers.recognize(text):
        assert 0 <= one.span.start < one.span.end <= len(text)
    for members in recognizers.enumerations(text):
        assert all(a.end <= b.start for a, b in pairwise(members))
