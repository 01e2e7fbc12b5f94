"""Trying mutants: which proofs see each of them."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kazakhstan_assembly.proofs import Evidence, prove
from kazakhstan_assembly.validation import load_evidence
from mutation.operators import Mutant, mutants

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Outcome:
    """What became of a mutant: the proofs that saw it, none if it survived."""

    mutant: Mutant
    killers: frozenset[str]


@cache
def base() -> Evidence:
    """Return the committed tables, ready to be mutated."""
    return load_evidence(ROOT)


@cache
def sample(each: int, seed: int = 1) -> list[Mutant]:
    """Return at most `each` mutants of every operator, table and column, drawn by `seed`."""
    strata: dict[tuple[str, str, str], list[Mutant]] = defaultdict(list)
    for mutant in mutants(base()):
        strata[mutant.operator, mutant.table, mutant.column].append(mutant)
    draw = random.Random(seed)
    return [
        mutant
        for found in strata.values()
        for mutant in (found if len(found) <= each else draw.sample(found, each))
    ]


def try_mutant(mutant: Mutant, proofs: Iterable[str] | None = None) -> Outcome:
    """Return which proofs see a mutant."""
    source = base()
    corrupted = Evidence(source.report, source.model, mutant.make(), source.written)
    return Outcome(mutant, frozenset(finding.proof for finding in prove(corrupted, proofs)))
