"""What is wrong with an edge that a link declares."""

from __future__ import annotations

from typing import Any

import pytest

from kazakhstan_assembly.checks.edges import edge_problems
from kazakhstan_assembly.model.vocabularies import Term

PARENT: dict[str, Any] = {
    "name": "parent_id",
    "kind": "linked",
    "entity_kinds": ["body"],
    "edge": {"predicate": "part_of", "side": "object"},
}
SOURCE = [{"name": rule, "kind": "structural", "rule": rule} for rule in ("sentence", "words")]
STATED = [
    {"name": rule, "kind": "structural", "rule": rule}
    for rule in ("stated_in_table", "stated_in_row", "stated_in_column")
]
VOCABULARIES = {
    "predicate": {
        "part_of": Term(
            "part_of", "is part of", "Is part of.", subjects=("body",), objects=("body",)
        ),
        "near": Term("near", "is near", "Is near.", subjects=("place",), objects=("place",)),
    }
}


def tables(parent: dict[str, Any], stated: list[dict[str, Any]] = STATED) -> dict[str, Any]:
    predicate = {
        "name": "predicate",
        "kind": "coded",
        "role": "predicate",
        "vocabulary": "predicate",
    }
    twin = {"name": "twin_id", "kind": "linked", "entity_kinds": ["body"]}
    return {
        "bodies": {"entity_kind": "body", "columns": [parent, twin, *SOURCE]},
        "relations": {"columns": [predicate, *SOURCE, *stated]},
    }


def messages(declared: dict[str, Any]) -> list[str]:
    return [problem.message for problem in edge_problems(declared, VOCABULARIES)]


def test_an_edge_that_holds_together_is_no_problem() -> None:
    assert messages(tables(PARENT)) == []


@pytest.mark.parametrize(
    ("edge", "said"),
    [
        (
            {"predicate": "part_off", "side": "object"},
            "edge: unknown predicate part_off. Did you mean “part_of”?",
        ),
        (
            {"predicate": "part_of", "side": "object", "other": "twins_id"},
            "edge: unknown link column twins_id. Did you mean “twin_id”?",
        ),
        (
            {"predicate": "part_of", "side": "object", "other": "parent_id"},
            "edge: unknown link column parent_id. ",
        ),
        (
            {"predicate": "near", "side": "object"},
            "edge: its object can be body, but the object of near can only be place",
        ),
    ],
)
def test_an_edge_that_cannot_be_is_told(edge: dict[str, str], said: str) -> None:
    assert messages(tables({**PARENT, "edge": edge}))[0].startswith(said)


def test_only_links_state_edges() -> None:
    quoted = {**PARENT, "kind": "quoted"}
    assert messages(tables(quoted)) == [
        "only a linked column outside the table of relations can state an edge"
    ]


def test_rows_that_are_no_entities_need_another_end() -> None:
    declared = tables(PARENT)
    del declared["bodies"]["entity_kind"]
    assert messages(declared) == [
        "the rows are not entities; give the column with the other end of the edge as “other”"
    ]


def test_an_edge_needs_one_table_of_relations() -> None:
    declared = tables(PARENT)
    del declared["relations"]
    assert messages(declared) == ["an edge needs exactly one table of relations; there are 0"]


def test_relations_need_columns_that_say_what_states_an_edge() -> None:
    assert messages(tables(PARENT, STATED[:2])) == [
        "links of other tables state edges; add a column with the rule stated_in_column"
    ]


def test_an_edge_has_its_sentence_and_words_from_the_row() -> None:
    declared = tables(PARENT)
    declared["bodies"]["columns"].pop()
    assert messages(declared) == [
        "an edge takes its words from its row; add a column with the rule words"
    ]
