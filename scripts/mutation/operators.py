"""All operators that corrupt tables.

Inconsistent mutants break the agreement of value, evidence and anchor, or lose or gain a row.
Consistent ones are a curator's wrong choice, with everything that follows from it recomputed.
"""

from __future__ import annotations

from collections.abc import Iterator

from kazakhstan_assembly.checks.evidence import Evidence
from mutation.cell_operators import cell_mutants
from mutation.consistent_operators import consistent_mutants
from mutation.evidence_operators import (
    evidence_mutants,
    flipped_mutants,
    sentence_mutants,
    taken_mutants,
)
from mutation.mutants import Mutant
from mutation.row_operators import exchanged_table_mutants, row_mutants


def mutants(base: Evidence) -> Iterator[Mutant]:
    """Yield every mutant of every operator, in a fixed order."""
    for table in base.model.tables.values():
        records = base.tables[table.name]
        for index, record in enumerate(records):
            for column in table.columns:
                yield from cell_mutants(base, table, column, index, record)
        yield from row_mutants(base, table)
    yield from exchanged_table_mutants(base)
    yield from taken_mutants(base)
    yield from evidence_mutants(base)
    yield from sentence_mutants(base)
    yield from flipped_mutants(base)
    yield from consistent_mutants(base)
