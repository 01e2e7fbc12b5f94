"""Phrases: where a quoted stretch of words may begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakhstan_assembly.document.phrases import Words, find_crossings
from kazakhstan_assembly.document.spans import Span

TEXT = "The Council of the Assembly has held ten sessions, addressing religious groups of the land"


def phrase(quote: str, text: str = TEXT) -> range:
    start = text.index(quote)
    return Words(text, [0]).range_of(Span(start, start + len(quote)))


@pytest.mark.parametrize(
    ("quote", "word"),
    [
        ("The Council of the", "the"),
        ("Council of", "of"),
        ("Assembly has", "has"),
        ("of the Assembly", "of"),
        ("Council of the Assembly", None),
        ("the Assembly", None),
    ],
)
def test_a_phrase_does_not_lead_on(quote: str, word: str | None) -> None:
    assert Words(TEXT, [0]).find_dangling_word(phrase(quote)) == word


@pytest.mark.parametrize(
    ("quote", "word"),
    [
        ("Council of the Assembly", "The"),
        ("joined by the Assembly", None),
        ("by the Assembly", "joined"),
        ("help the groups", "to"),
        ("to help the groups", None),
        ("matter to them", "which"),
        ("it goes on", None),  # behind "thanks to which"
        ("May", None),
        ("since May", None),  # begins a time, though it follows a participle
    ],
)
def test_a_phrase_is_not_severed_from_what_leads_in(quote: str, word: str | None) -> None:
    text = (
        "The Council of the Assembly, joined by the Assembly, is there to help the groups which "
        "matter to them, thanks to which it goes on, published since May"
    )
    assert Words(text, [0]).find_missing_opener(phrase(quote, text)) == word


@pytest.mark.parametrize(
    ("text", "quote", "word"),
    [
        ("it fell upon the coast", "it fell upon", "upon"),
        ("a house whose door", "a house whose", "whose"),
        ("he could not see", "he could", "could"),
        ("ice whereas snow", "ice whereas", "whereas"),
        ("the ice broke up there", "the ice broke up", None),  # an adverb of its verb
        ("the events of the past years", "the events of the past", None),
        ("the members of the WHO met", "the members of the WHO", None),
        ("they left in May 1911", "they left in May", None),
        ("THOSE WHO MET", "THOSE WHO", "WHO"),  # everything is in capitals
    ],
)
def test_words_of_closed_classes_lead_on(text: str, quote: str, word: str | None) -> None:
    assert Words(text, [0]).find_dangling_word(phrase(quote, text)) == word


@pytest.mark.parametrize(
    ("text", "quote", "word"),
    [
        ("ships driven onto the rocks", "onto the rocks", "driven"),
        ("ships driven during the storm", "during the storm", None),
        ("the reasons were thought of badly", "of badly", "thought"),
        ("the thought of the rocks", "of the rocks", None),  # a noun behind an article
        ("several cuts and a cut in prices", "in prices", None),
        ("a hundred of them", "of them", None),  # "hundred" is no participle
    ],
)
def test_a_participle_takes_its_preposition_unless_it_is_a_noun(
    text: str, quote: str, word: str | None
) -> None:
    assert Words(text, [0]).find_missing_opener(phrase(quote, text)) == word


def test_the_first_word_of_a_text_has_none_before_it() -> None:
    assert Words("who came is of", [0]).find_missing_opener(range(1, 2)) == "who"


def test_modifiers_may_lead_to_a_list_and_names_do_not_begin_with_a_preposition() -> None:
    text = "groups such as Poles and of May, in the land"
    words = Words(text, [0])
    assert words.find_dangling_word(phrase("such as", text)) == "as"
    assert words.find_dangling_word(phrase("such as", text), leading=True) is None
    assert words.find_dangling_word(phrase("in", text), leading=True) == "in"
    assert words.find_dangling_word(phrase("in", text), leading=True, to_list=True) is None
    assert words.find_dangling_word(phrase("in the", text), leading=True, to_list=True) == "the"
    assert words.find_dangling_word(phrase("in the", text), leading=True) == "the"
    assert words.find_dangling_word(phrase("and of May", text), leading=True) == "and"
    assert words.find_dangling_word(phrase("of May", text), leading=True) is None
    assert words.find_leading_preposition(phrase("in the land", text)) == "in"
    assert words.find_leading_preposition(phrase("the land", text)) is None


@pytest.mark.parametrize(
    ("quote", "word"),
    [
        ("religious", "groups"),
        ("groups of the land", "religious"),
        ("ten", "sessions"),
        ("sessions", "ten"),
        ("ten sessions", None),  # behind a participle, before a mark
        ("addressing religious groups", None),
        ("religious groups", None),
        ("land", None),
    ],
)
def test_a_phrase_is_not_cut_in_two(quote: str, word: str | None) -> None:
    assert (
        Words(TEXT, [0]).find_missing_neighbour(
            phrase(quote), has_phrase_before=False, has_phrase_behind=False
        )
        == word
    )


def test_a_phrase_may_end_where_another_begins() -> None:
    assert (
        Words(TEXT, [0]).find_missing_neighbour(
            phrase("religious"), has_phrase_before=False, has_phrase_behind=True
        )
        is None
    )
    assert (
        Words(TEXT, [0]).find_missing_neighbour(
            phrase("groups"), has_phrase_before=True, has_phrase_behind=False
        )
        is None
    )


def test_a_unit_ends_a_phrase_without_a_mark() -> None:
    text = "International ties The Assembly"
    ties = phrase("International ties", text)
    assert (
        Words(text, [0]).find_missing_neighbour(
            range(0, 1), has_phrase_before=False, has_phrase_behind=False
        )
        == "ties"
    )
    assert Words("Many ties Several guests", [0, 10]).is_apart(2)
    assert (
        Words(text, [0]).find_missing_neighbour(
            ties, has_phrase_before=False, has_phrase_behind=False
        )
        is None
    )


def test_all_words_but_conjunctions_must_be_told() -> None:
    words = Words("Arts and crafts but no music", [0])
    assert list(words.find_unmarked(range(6), words.mark([range(1), range(4, 5)]))) == [
        "crafts",
        "music",
    ]


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 6)), max_size=8))
def test_crossings_are_found_if_there_are_any(drawn: list[tuple[int, int]]) -> None:
    phrases = [range(start, start + length) for start, length in drawn]
    apart = all(
        not set(one) & set(other) or set(one) <= set(other) or set(other) <= set(one)
        for one in phrases
        for other in phrases
    )
    found = list(find_crossings(phrases))
    assert (not found) == apart
    for one, other in found:
        assert set(one) & set(other)
        assert not set(one) <= set(other)
        assert not set(other) <= set(one)
