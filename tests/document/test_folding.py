"""Folding: words that a reader takes for the same are the same."""

from __future__ import annotations

import pytest

from kazakhstan_assembly.document.folding import fold, fold_spelling


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Kofi  Annan\n", "kofi annan"),
        ("Çağlar Élan Straße", "caglar elan strasse"),
        ("the country’s 80,000 copies", "the country's 80000 copies"),
        ("1995,1996", "1995,1996"),
    ],
)
def test_case_accents_and_commas_in_numbers_do_not_matter(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organisation", "organization"),
        ("organising", "organizing"),
        ("analyse", "analyze"),
        ("theatres", "theaters"),
        ("centre", "center"),
        ("programmes", "programs"),
        ("colour", "color"),
        ("neighbouring", "neighboring"),
        ("dialogue", "dialog"),
        ("defence", "defense"),
        ("travelled", "traveled"),
        ("judgement", "judgment"),
        ("mediaeval", "medieval"),
        ("towards", "toward"),
        ("multi-ethnic", "multiethnic"),
    ],
)
def test_british_and_american_spellings_are_the_same(british: str, american: str) -> None:
    assert fold_spelling(british) == fold_spelling(american)


@pytest.mark.parametrize(
    ("one", "other"),
    [("four", "for"), ("fire", "fier"), ("hence", "hense"), ("prize", "prise"), ("does", "des")],
)
def test_short_words_stay_apart(one: str, other: str) -> None:
    assert fold_spelling(one) != fold_spelling(other)
