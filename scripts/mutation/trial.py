"""Trying mutants: which checks see each of them."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from kazakhstan_assembly.checks.evidence import Evidence, Recomputation
from kazakhstan_assembly.checks.registry import TABLE_CHECKS
from kazakhstan_assembly.checks.validation import load_evidence
from kazakhstan_assembly.derivation.helper_tables import make_table
from kazakhstan_assembly.model.columns import Column
from kazakhstan_assembly.model.records import Record
from kazakhstan_assembly.model.tables import STATED_IN_TABLE, Table
from mutation.mutants import Mutant
from mutation.operators import mutants

ROOT = Path(__file__).parents[2]
# The check that looks at a table first, so that the full run seldom asks a second one.
_FIRST = {
    "sentences": "partition",
    "evidence": "locality",
    "mentions": "coverage",
    "missing_values": "nulls",
    "identifiers": "written",
    "vocabularies": "written",
    "editorial_notes": "written",
    "note_rows": "written",
    "codings": "written",
}


@cache
def base() -> Evidence:
    """Return the committed tables, ready to be mutated."""
    return load_evidence(ROOT)


@cache
def sample(source: Evidence, each: int, seed: int = 1) -> list[Mutant]:
    """Return at most `each` mutants of every operator, table and column, drawn by `seed`."""
    strata: dict[tuple[str, str, str], list[Mutant]] = defaultdict(list)
    seen: dict[tuple[str, str, str], int] = defaultdict(int)
    draw = random.Random(seed)
    for mutant in mutants(source):
        stratum = mutant.operator, mutant.table, mutant.column
        seen[stratum] += 1
        if len(strata[stratum]) < each:
            strata[stratum].append(mutant)
        elif (place := draw.randrange(seen[stratum])) < each:
            strata[stratum][place] = mutant
    return [mutant for found in strata.values() for mutant in found]


def try_mutant(
    source: Evidence, mutant: Mutant, checks: Iterable[str] = TABLE_CHECKS
) -> frozenset[str]:
    """Return which checks see a mutant of some tables."""
    return frozenset(_killers(source, mutant, checks))


def is_killed(source: Evidence, mutant: Mutant) -> bool:
    """Return whether any check sees a mutant; no more are asked than that takes."""
    first = [_FIRST.get(mutant.table, "derivation"), "exactness", "justification"]
    if not _is_made(source, mutant):
        first.insert(0, "exactness")
    order = dict.fromkeys((*first, *TABLE_CHECKS))
    return next(_killers(source, mutant, order), None) is not None


def _killers(source: Evidence, mutant: Mutant, checks: Iterable[str]) -> Iterator[str]:
    corrupted = _corrupted(source, mutant)
    for name in checks:
        if next(TABLE_CHECKS[name](corrupted), None):
            yield name


def _corrupted(source: Evidence, mutant: Mutant) -> Evidence:
    """Return the corrupted tables, with what they cite and give where that is as it was."""
    tables = mutant.make()
    is_cited_same = tables["evidence"] is source.tables["evidence"]
    return Evidence(
        source.report,
        source.model,
        tables,
        source.written,
        known_spans=source.spans if is_cited_same else None,
        known_recomputation=_remembered(source) if _is_made(source, mutant) else None,
    )


class _Remembered(Recomputation):
    """What the sound tables give, for mutants that leave it as it is; each table made once."""

    def table(self, name: str) -> list[Record]:
        return _table_of(self.derived, name)


_table_of = cache(make_table)


@cache
def _remembered(source: Evidence) -> Recomputation:
    made = source.recomputation
    return _Remembered(made.derived, made.failures, made.misnamed)


def _is_made(source: Evidence, mutant: Mutant) -> bool:
    """Return whether a mutant changes only a column that the checks recompute and compare."""
    table = source.model.tables[mutant.table]
    column = table.by_name.get(mutant.column)
    return column is not None and not is_read(table, column)


def is_read(table: Table, column: Column) -> bool:
    """Return whether the checks make tables from a column; all others they only compare."""
    if table.is_fact:
        is_key = column.name == table.key_column
        return column.is_curated or is_key or column.rule == STATED_IN_TABLE
    return table.name in {"evidence", "entity_forms"} and column.name not in {
        "quote",
        "sentence_id",
    }
