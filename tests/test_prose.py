"""The lint of prose finds what it is there for, and the prose has none of it."""

from __future__ import annotations

import pytest

import prose


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It makes one row a finding.", "one row per"),
        ("All tables are made anew.", "rebuilt"),
        ("All tables, claims aside, are read.", "except claims"),
        ("The words, the speech itself aside, are read.", "except"),
        ("The date is of a happening.", "of an event"),
        ("It stands alone, be it within a name.", "even"),
        (" ".join(["word"] * 36) + ".", "a sentence of 36 words"),
    ],
)
def test_what_is_no_plain_english_is_told(text: str, said: str) -> None:
    assert said in "".join(prose.problems(text))


@pytest.mark.parametrize(
    "text",
    [
        "It makes one row per finding.",
        "One row is a fact.",
        " ".join(["word"] * 30) + "; " + " ".join(["word"] * 30) + ".",
    ],
)
def test_plain_english_passes(text: str) -> None:
    assert list(prose.problems(text)) == []


def test_pages_declarations_and_docstrings_are_read() -> None:
    places = [place for place, _ in prose.passages()]
    for beginning in ("README.md:", "docs/start.md:", "source/tables/", "kazakhstan_assembly."):
        assert any(place.startswith(beginning) for place in places)


def test_the_prose_is_plain() -> None:
    assert prose.main() == 0
