"""Every cell and row of the helper tables that facts lead to is checked: each mutant is killed."""

from __future__ import annotations

import pytest

from mutation.mutants import Mutant
from mutation.trial import base, is_killed, sample


def mutants_of(table: str) -> list[Mutant]:
    found = [mutant for mutant in sample(base(), 1) if mutant.table == table]
    return [mutant for mutant in found if not mutant.consistent]


@pytest.mark.slow  # many mutants
@pytest.mark.parametrize("table", ["timeline", "note_rows", "relations"])
def test_no_mutant_of_a_helper_table_survives(table: str) -> None:
    mutants = mutants_of(table)
    columns = {column.name for column in base().model.tables[table].columns}
    assert {mutant.column for mutant in mutants} == {*columns, "*"}
    assert [m.what for m in mutants if not is_killed(base(), m)] == []
