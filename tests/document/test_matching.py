"""Seeking words in a text: what holds for all texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kazakhstan_assembly.document.matching import find_all
from kazakhstan_assembly.document.spans import Span, fold_spaces

WORDS = st.lists(st.text("abc’-", min_size=1, max_size=3).filter(str.strip), min_size=1)


def test_white_space_and_apostrophes_match_as_a_curator_writes_them() -> None:
    text = "the\u00a0country’s\n\n associations, the countrys"
    assert find_all(text, "the country's associations", Span(0, len(text))) == [Span(0, 28)]
    assert find_all(text, "The", Span(0, len(text)), any_case_first=True) == [
        Span(0, 3),
        Span(30, 33),
    ]


def test_a_part_of_a_word_is_not_found() -> None:
    text = "inter-faith and international"
    whole = Span(0, len(text))
    assert find_all(text, "faith", whole) == []
    assert find_all(text, "national", whole) == []
    assert find_all(text, "inter…faith", whole) == []
    assert find_all(text, "inter-faith", whole) == [Span(0, 11)]


def test_a_stretch_does_not_cut_a_word() -> None:
    assert find_all("some 470 centers", "cent", Span(0, 13)) == []


@given(WORDS, st.integers(0, 5))
def test_what_stands_in_a_text_is_found_where_it_stands(words: list[str], skip: int) -> None:
    text = " ".join(words)
    sought = " ".join(words[min(skip, len(words) - 1) :])
    for span in find_all(text, sought, Span(0, len(text))):
        assert fold_spaces(text[span.start : span.end]).replace("’", "'") == sought.replace(
            "’", "'"
        )
