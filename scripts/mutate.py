"""Corrupt the tables in every way that scripts/mutation knows, and write docs/reliability.md.

python scripts/mutate.py             a stratified sample: one mutant an operator, table and column
python scripts/mutate.py --each 5    five of each; --each 0 tries them all, which takes a day
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
from collections import Counter, defaultdict

from kazakhstan_assembly.proofs import PROOFS
from mutation.operators import Mutant
from mutation.trial import ROOT, Outcome, base, sample, try_mutant

PAGE = ROOT / "docs" / "reliability.md"
_BEGIN, _END = "<!-- mutation test -->\n", "<!-- end of mutation test -->"


def main() -> int:
    parser = argparse.ArgumentParser(description="Run the mutation test.")
    parser.add_argument("--each", type=int, default=1, help="mutants a stratum; 0 for all")
    options = parser.parse_args()
    tried = sample(options.each or sys.maxsize)
    outcomes = run(tried)
    text = PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition(_BEGIN)
    _, _, tail = rest.partition(_END)
    page = "\n".join(report(outcomes, options.each))
    PAGE.write_text(f"{head}{_BEGIN}\n{page}\n\n{_END}{tail}", encoding="utf-8")
    survivors = [o for o in outcomes if not o.killers and not o.mutant.consistent]
    for outcome in survivors:
        mutant = outcome.mutant
        print(f"survived: {mutant.operator}, {mutant.table}.{mutant.column}, {mutant.what}")
    print(f"{len(outcomes)} mutants tried, {len(survivors)} inconsistent ones survived.")
    return 1 if survivors else 0


def run(tried: list[Mutant]) -> list[Outcome]:
    """Try the mutants on all processors; each takes a part of the same list."""
    _ = base().expected
    count = os.cpu_count() or 1
    _tried[:] = tried
    with multiprocessing.get_context("fork").Pool(count) as pool:
        found: list[Outcome] = []
        for number, killers in enumerate(pool.imap(_killers, range(len(tried)), chunksize=8)):
            found.append(Outcome(tried[number], killers))
            if sys.stderr.isatty() and number % 100 == 0:
                print(f"\r{number} of {len(tried)}", end="", file=sys.stderr)
    return found


_tried: list[Mutant] = []


def _killers(number: int) -> frozenset[str]:
    return try_mutant(_tried[number]).killers


def report(outcomes: list[Outcome], each: int) -> list[str]:
    """Return the lines of the page: totals, kill matrix, survivors by column."""
    drawn = f"at most {each} of each operator, table and column" if each else "all"
    lines = [f"Tried were {len(outcomes)} mutants, {drawn}. “alone” counts those that only this"]
    lines += ["proof sees: with it switched off, they would survive.", ""]
    lines += ["| class | tried | killed | survived |", "| --- | ---: | ---: | ---: |"]
    for name, consistent in (("inconsistent", False), ("consistent", True)):
        group = [o for o in outcomes if o.mutant.consistent == consistent]
        killed = sum(bool(o.killers) for o in group)
        lines.append(f"| {name} | {len(group)} | {killed} | {len(group) - killed} |")
    return [*lines, "", *_matrix(outcomes), "", *_survivors(outcomes)]


def _matrix(outcomes: list[Outcome]) -> list[str]:
    proofs = [name for name in PROOFS if name != "isolation"]
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in outcomes:
        row = seen[outcome.mutant.operator]
        row["tried"] += 1
        row["survived"] += not outcome.killers
        row.update(outcome.killers)
    lines = ["| operator | tried | survived | " + " | ".join(proofs) + " |"]
    lines += ["| --- |" + " ---: |" * (len(proofs) + 2)]
    for operator, row in sorted(seen.items()):
        cells = [row["tried"], row["survived"], *(row[proof] for proof in proofs)]
        lines.append(f"| {operator} | " + " | ".join(map(str, cells)) + " |")
    alone = Counter(next(iter(o.killers)) for o in outcomes if len(o.killers) == 1)
    lines.append("| **alone** | | | " + " | ".join(str(alone[proof]) for proof in proofs) + " |")
    return lines


def _survivors(outcomes: list[Outcome]) -> list[str]:
    groups: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for outcome in outcomes:
        mutant = outcome.mutant
        if mutant.consistent:
            row = groups[mutant.operator, f"{mutant.table}.{mutant.column}"]
            row["tried"] += 1
            row["survived"] += not outcome.killers
    lines = ["Consistent mutants that survive, by operator and column:", ""]
    lines += ["| operator | column | tried | survived |", "| --- | --- | ---: | ---: |"]
    lines += [
        f"| {operator} | {column} | {row['tried']} | {row['survived']} |"
        for (operator, column), row in sorted(groups.items())
        if row["survived"]
    ]
    return lines


if __name__ == "__main__":
    sys.exit(main())
