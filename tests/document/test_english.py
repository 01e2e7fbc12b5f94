"""What the engine knows of English: classes that are full, and none of one report."""

from __future__ import annotations

import calendar
from itertools import combinations

import pytest

from kazakhstan_assembly.document import english

_CLASSES = {
    name: value
    for name, value in vars(english).items()
    if isinstance(value, frozenset) and not name.startswith(("_", "ABBREVIATIONS", "CURRENCY"))
}


@pytest.mark.parametrize("name", sorted(set(_CLASSES) - {"SENTENCE_OPENERS"}))
def test_words_of_a_class_are_in_small_letters(name: str) -> None:
    assert _CLASSES[name]
    assert all(word == word.lower() and word.strip() == word for word in _CLASSES[name])


@pytest.mark.parametrize(
    ("one", "other"),
    list(
        combinations(
            [
                "ARTICLES",
                "COORDINATORS",
                "SUBORDINATORS",
                "PREPOSITIONS",
                "AMBIGUOUS_PREPOSITIONS",
                "AUXILIARIES",
                "PRONOUNS",
                "QUANTIFIERS",
                "LINKING_ADVERBS",
                "FOCUSING_ADVERBS",
            ],
            2,
        )
    ),
)
def test_a_word_is_of_one_class(one: str, other: str) -> None:
    assert not _CLASSES[one] & _CLASSES[other]


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("TEMPORAL_PREPOSITIONS", "PREPOSITIONS"),
        ("WORDS_BEFORE_TIMES", "PREPOSITIONS"),
        ("WORDS_BEFORE_LISTS", "PREPOSITIONS"),
        ("AUXILIARIES_LIKE_NAMES", "AUXILIARIES"),
        ("PARTICIPLES_LIKE_NOUNS", "IRREGULAR_PARTICIPLES"),
        ("RELATIVE_PRONOUNS", "RELATIVES"),
        ("THIRD_PERSON_PRONOUNS", "PRONOUNS"),
    ],
)
def test_a_part_of_a_class_lies_in_it(part: str, whole: str) -> None:
    assert _CLASSES[part] < _CLASSES[whole]


def test_months_and_weekdays_are_those_of_the_calendar() -> None:
    assert list(english.MONTHS) == list(calendar.month_name)[1:]
    assert list(english.MONTHS.values()) == list(range(1, 13))
    assert list(english.WEEKDAYS) == list(calendar.day_name)
    for name, number in english.MONTH_ABBREVIATIONS.items():
        assert calendar.month_name[number].startswith(name)
    assert set(english.MONTH_ABBREVIATIONS.values()) == set(range(1, 13)) - {5}


def test_ordinals_follow_their_numbers() -> None:
    ordinals = {number: word for word, number in english.SIMPLE_ORDINALS.items()}
    assert len(ordinals) == len(english.SIMPLE_ORDINALS)
    assert [ordinals[n] for n in (1, 2, 3, 5, 8, 9, 12, 20, 90, 100)] == [
        *("first", "second", "third", "fifth", "eighth", "ninth", "twelfth", "twentieth"),
        *("ninetieth", "hundredth"),
    ]
    assert set(ordinals) == set(range(1, 21)) | set(english.TENS.values()) | set(
        english.SCALES.values()
    )


def test_nothing_is_halved_by_a_second() -> None:
    assert english.SINGULAR_DENOMINATORS["half"] == english.PLURAL_DENOMINATORS["halves"] == 2
    assert "second" not in english.SINGULAR_DENOMINATORS
    assert "seconds" not in english.PLURAL_DENOMINATORS
    assert english.PLURAL_DENOMINATORS["thirds"] == english.SINGULAR_DENOMINATORS["third"] == 3


def test_a_month_opens_no_sentence_as_an_auxiliary_does() -> None:
    assert "May" not in english.SENTENCE_OPENERS
    assert {"The", "Although", "Hence", "Twelve", "They"} < english.SENTENCE_OPENERS


def test_bounds_do_not_share_words() -> None:
    for bounds in (english.BOUNDS_BEFORE, english.BOUNDS_BEHIND, english.DATE_QUALIFIERS):
        words = [word for group in bounds.values() for word in group]
        assert len(words) == len(set(words))
