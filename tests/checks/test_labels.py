"""What is a label, and what is none."""

from __future__ import annotations

import pytest

from kazakhstan_assembly.checks.labels import label_problems


@pytest.mark.parametrize(
    "label",
    [
        "Armenians",
        "Kofi Annan's visit to Kazakhstan",
        "address of the President, 1992",
        "May Day",
        "10th anniversary of the Assembly",
    ],
)
def test_a_phrase_that_stands_alone_is_a_label(label: str) -> None:
    assert list(label_problems({"it": label})) == []


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("", "is empty"),
        ("two  spaces", "extra white space"),
        ("The South Pier", "begins with “The”"),
        ("its board", "begins with “its”"),
        ("They", "begins with “They”"),
        ("South Pier was built", "is a clause"),
        ("South Pier.", "is a clause"),
    ],
)
def test_what_is_no_such_phrase_is_told(label: str, said: str) -> None:
    ((entity, message),) = label_problems({"it": label})
    assert entity == "it"
    assert said in message


def test_a_label_is_of_one_entity_whatever_its_case() -> None:
    found = dict(label_problems({"one": "South Pier", "two": "Quay", "three": "south pier"}))
    assert found.keys() == {"three"}
    assert "is already the label of one" in found["three"]
