"""What find reads, what it takes for the same, and what it offers where nothing is found."""

from __future__ import annotations

from typing import Any

import pytest

import kazakhstan_assembly as ka


def places(words: str) -> list[tuple[Any, ...]]:
    found = ka.find(words)
    return list(found[["table", "row_id", "column"]].itertuples(index=False, name=None))


def test_codes_are_found_by_code_and_by_label() -> None:
    found = [place[:2] for place in places("television")]
    # The report writes TV: its words come before the code, the code before the vocabulary.
    assert found[0] == ("numbers", "number-07746")
    assert found.index(("media", "television")) < found.index(
        ("vocabularies", "medium, television")
    )
    assert ("vocabularies", "bound, at_most", "label") in places("at most")
    assert ("relations", "predicate") in {(t, c) for t, _, c in places("assists in establishing")}


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("theatre", "theater"),
        ("organisation", "organization"),
        ("programme", "program"),
        ("TV", "television"),
    ],
)
def test_both_spellings_find_the_same(british: str, american: str) -> None:
    found = places(british)
    assert found
    assert set(found) <= set(places(american))


def test_accents_do_not_matter() -> None:
    assert ka.find("Köfi Ánnan").equals(ka.find("kofi annan"))


def test_labels_of_entities_and_of_identifiers_are_found() -> None:
    found = places("kofi annan")
    assert ("events", "annan-visit", "label") in found
    assert ("identifiers", "kofi-annan, wikidata:Q1254", "label") in found


def test_a_description_is_a_place_without_a_row() -> None:
    found = ka.find("number of languages")
    described = found[found["row_id"].isna()]
    assert "language_count" in set(described["column"].dropna())
    tables = ka.find("communities")
    assert "ethnic_groups" in set(tables.loc[tables["column"].isna(), "table"])


def test_notes_are_found() -> None:
    assert places("van der Stoel")[0][:2] == ("editorial_notes", "van-der-stool-spelling")


def test_a_cell_that_repeats_another_of_its_row_is_found_once() -> None:
    found = [place for place in places("kofi annan") if place[:2] == ("persons", "kofi-annan")]
    assert found == [("persons", "kofi-annan", "name_text")]


def test_where_nothing_is_found_the_nearest_words_are_offered() -> None:
    assert ka.find("kofi anan").attrs == {"nearest": {"anan": ["annan"]}}
    assert ka.find("zebra").attrs == {"nearest": {"zebra": []}}
    assert ka.find("zebra").columns.tolist() == ka.find("kofi").columns.tolist()
    apart = ka.find("kofi theaters")  # each stands somewhere, but no place holds both
    assert apart.empty
    assert apart.attrs == {"nearest": {}}
    assert ka.find("kofi").attrs == {}
