"""A place where something is, and no possessor: Kazakhstan's independence is not in it."""

from __future__ import annotations

from mutation.consistent_operators import consistent_mutants
from mutation.trial import base, try_mutant

COLUMN = "place_id"


def test_a_possessor_is_no_place() -> None:
    found = [
        mutant
        for mutant in consistent_mutants(base())
        if mutant.operator == "possessor taken for a place"
    ]
    assert ("events", "place_id") in {(mutant.table, mutant.column) for mutant in found}
    for mutant in found:
        assert "justification" in try_mutant(base(), mutant, ["justification"])


def test_the_committed_places_are_no_possessors() -> None:
    flagged = [
        column.name
        for table in base().model.facts()
        for column in table.columns
        if column.no_possessor
    ]
    assert set(flagged) == {COLUMN}
    assert len(flagged) == 3
