"""Trying mutants: which proofs see each of them."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from kazakhstan_assembly.checks.evidence import Evidence
from kazakhstan_assembly.checks.proofs import PROOFS
from kazakhstan_assembly.checks.validation import TOO_BROKEN, load_evidence
from kazakhstan_assembly.model.tables import Column, Table
from mutation.operators import Mutant, mutants

ROOT = Path(__file__).parents[2]
# The proof that looks at a table first, so that the full run seldom asks a second one.
_FIRST = {
    "units": "partition",
    "evidence": "locality",
    "mentions": "coverage",
    "missing_values": "nulls",
    "authorities": "written",
    "vocabularies": "written",
    "editorial_notes": "written",
}


@cache
def base() -> Evidence:
    """Return the committed tables, ready to be mutated."""
    return load_evidence(ROOT)


@cache
def sample(each: int, seed: int = 1) -> list[Mutant]:
    """Return at most `each` mutants of every operator, table and column, drawn by `seed`."""
    strata: dict[tuple[str, str, str], list[Mutant]] = defaultdict(list)
    seen: dict[tuple[str, str, str], int] = defaultdict(int)
    draw = random.Random(seed)
    for mutant in mutants(base()):
        stratum = mutant.operator, mutant.table, mutant.column
        seen[stratum] += 1
        if len(strata[stratum]) < each:
            strata[stratum].append(mutant)
        elif (place := draw.randrange(seen[stratum])) < each:
            strata[stratum][place] = mutant
    return [mutant for found in strata.values() for mutant in found]


def try_mutant(mutant: Mutant, proofs: Iterable[str] = PROOFS) -> frozenset[str]:
    """Return which proofs see a mutant; "files" where the tables are too broken to be proved."""
    return frozenset(_killers(mutant, proofs))


def is_killed(mutant: Mutant) -> bool:
    """Return whether any proof sees a mutant; no more proofs are asked than that takes."""
    first = [_FIRST.get(mutant.table, "derivation"), "exactness", "justification"]
    if not _is_made(mutant):
        first.insert(0, "exactness")
    order = dict.fromkeys((*first, *PROOFS))
    return next(_killers(mutant, order), None) is not None


def _killers(mutant: Mutant, proofs: Iterable[str]) -> Iterator[str]:
    source = base()
    corrupted = Evidence(source.report, source.model, mutant.make(), source.written)
    if corrupted.tables["evidence"] is source.tables["evidence"]:
        corrupted.spans = source.spans
    if _is_made(mutant):
        corrupted.share(source)
    try:
        for name in proofs:
            if next(PROOFS[name](corrupted), None):
                yield name
        if corrupted.problems:
            yield "derivation"
    except TOO_BROKEN:
        yield "files"


def _is_made(mutant: Mutant) -> bool:
    """Return whether a mutant changes only a column that the proofs make and compare."""
    table = base().model.tables[mutant.table]
    column = table.by_name.get(mutant.column)
    return column is not None and not is_read(table, column)


def is_read(table: Table, column: Column) -> bool:
    """Return whether the proofs make tables from a column; all others they only compare."""
    if table.is_fact:
        return column.is_curated or column.name == table.key_column
    return table.name in {"evidence", "entity_forms"} and column.name not in {"quote", "unit_id"}
