"""Corrupt the tables in every way that scripts/mutation knows, and write docs/reliability.md.

python scripts/mutate.py            a stratified sample, seen by every check: the kill matrix
python scripts/mutate.py --all      every mutant, until a check sees it: killed and survived
python scripts/mutate.py --files    some of each operator, written to CSV, to Parquet or to both
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from typing import TypeVar

from generation.marked_blocks import fill_block
from kazakhstan_assembly.checks.registry import CHECK_NAMES, TABLE_CHECKS
from kazakhstan_assembly.io.markdown import markdown_table
from mutation.files import DESCRIPTOR_CHANGES, FORMS, try_descriptor, try_files
from mutation.mutants import Mutant
from mutation.operators import mutants
from mutation.trial import ROOT, base, is_killed, sample, try_mutant

PAGE = ROOT / "docs" / "reliability.md"
_EACH_IN_FILES = 2
_PARTS = 64
_Item = TypeVar("_Item")
Stratum = tuple[str, str, str, bool]


def main() -> int:
    parser = argparse.ArgumentParser(description="Run the mutation test.")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--all", action="store_true", help="try every mutant, which takes an hour")
    mode.add_argument("--files", action="store_true", help="write some mutants to files")
    options = parser.parse_args()
    _ = base().recomputation  # made once, before the workers fork
    if options.all:
        return _run_all()
    return _run_files() if options.files else _run_sample()


def _put(block: str, content: str) -> None:
    """Write a marked block of the page."""
    text = fill_block(PAGE.read_text(encoding="utf-8"), PAGE.name, block, content)
    PAGE.write_text(text, encoding="utf-8")


def _spread(function: Callable[[int], _Item], count: int) -> Iterator[_Item]:
    """Yield a function's results for 0 to `count`, worked out on all processors, in order."""
    with multiprocessing.get_context("fork").Pool(os.cpu_count()) as pool:
        for number, item in enumerate(pool.imap(function, range(count)), start=1):
            if sys.stderr.isatty():
                print(f"\r{number} of {count}", end="", file=sys.stderr)
            yield item


# The sample


def _run_sample() -> int:
    tried = sample(base(), 1)
    found = list(_spread(_try_in_sample, len(tried)))
    checks = list(TABLE_CHECKS)
    pairs = list(zip(tried, found, strict=True))
    _put("kill_matrix", _matrix([(mutant.operator, killers) for mutant, killers in pairs], checks))
    return _end(len(tried), [_wrong(mutant) for mutant, killers in pairs if not killers])


def _try_in_sample(number: int) -> frozenset[str]:
    # Mutants cannot be sent to a worker; it draws the same sample.
    return try_mutant(base(), sample(base(), 1)[number])


def _matrix(outcomes: list[tuple[str, frozenset[str]]], checks: list[str]) -> str:
    """Return a table of operators and checks, with how many each check alone sees."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for operator, killers in outcomes:
        seen[operator].update(
            {"tried": 1, "survived": int(not killers), **dict.fromkeys(killers, 1)}
        )
    alone = Counter(next(iter(killers)) for _, killers in outcomes if len(killers) == 1)
    columns = ["tried", "survived", *checks]
    rows: list[list[object]] = []
    for name, counts in sorted(seen.items()):
        rows.append([name, *(counts[column] for column in columns)])
    rows.append(["**alone**", "", "", *(alone[check] for check in checks)])
    return markdown_table(["operator", *(f"{name}:" for name in columns)], rows)


def _wrong(mutant: Mutant) -> str:
    """Return what to say of a mutant that should not have survived; nothing of a consistent one."""
    if mutant.consistent:
        return ""
    return f"survived: {mutant.operator}, {mutant.table}.{mutant.column}, {mutant.what}"


def _end(count: int, survivors: list[str]) -> int:
    wrong = [line for line in survivors if line]
    print(*wrong, f"{count} mutants tried, {len(wrong)} inconsistent ones survived.", sep="\n")
    return 1 if wrong else 0


# All


def _run_all() -> int:
    tried, killed = Counter[Stratum](), Counter[Stratum]()
    survivors: list[str] = []
    for number, part in enumerate(_spread(_try_part, _PARTS), start=1):
        tried += part[0]
        killed += part[1]
        survivors += part[2]
        done = f"{number} of {_PARTS} parts; a part is every {_PARTS}th mutant."
        title = done if number < _PARTS else "All mutants."
        _put("all_mutants", f"{title}\n\n{_totals(tried, killed)}")
    return _end(tried.total(), survivors)


def _try_part(number: int) -> tuple[Counter[Stratum], Counter[Stratum], list[str]]:
    tried, killed = Counter[Stratum](), Counter[Stratum]()
    survivors: list[str] = []
    for mutant in islice(mutants(base()), number, None, _PARTS):
        stratum = mutant.operator, mutant.table, mutant.column, mutant.consistent
        tried[stratum] += 1
        if is_killed(base(), mutant):
            killed[stratum] += 1
        else:
            survivors.append(_wrong(mutant))
    return tried, killed, survivors


def _totals(tried: Counter[Stratum], killed: Counter[Stratum]) -> str:
    classes: list[list[object]] = []
    for name, consistent in (("inconsistent", False), ("consistent", True)):
        group = [stratum for stratum in tried if stratum[3] == consistent]
        all_tried = sum(tried[stratum] for stratum in group)
        all_killed = sum(killed[stratum] for stratum in group)
        classes.append([name, all_tried, all_killed, all_tried - all_killed])
    survivors: list[list[object]] = []
    for stratum, count in sorted(tried.items()):
        operator, table, column, consistent = stratum
        if consistent and count > killed[stratum]:
            survivors.append([operator, f"{table}.{column}", count, count - killed[stratum]])
    parts = [
        markdown_table(["class", "tried:", "killed:", "survived:"], classes),
        markdown_table(["operator", "tried:", "survived:"], _by_operator(tried, killed)),
        "Consistent mutants that survive, by operator and column:\n",
        markdown_table(["operator", "column", "tried:", "survived:"], survivors),
    ]
    return "\n".join(parts)


def _by_operator(tried: Counter[Stratum], killed: Counter[Stratum]) -> list[list[object]]:
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for stratum, count in tried.items():
        sums[stratum[0]][0] += count
        sums[stratum[0]][1] += count - killed[stratum]
    return [[operator, *counts] for operator, counts in sorted(sums.items())]


# Files


def _run_files() -> int:
    trials = _file_trials()
    found = list(_spread(_try_in_files, len(trials)))
    written = [(*trial, k) for trial, k in zip(trials, found, strict=True) if k is not None]
    outcomes = [(f"{mutant.operator}, {form}", killers) for mutant, form, killers in written]
    outcomes += [(f"{change}, descriptor", try_descriptor(change)) for change in DESCRIPTOR_CHANGES]
    _put(
        "mutants_in_files",
        _matrix(outcomes, [name for name in CHECK_NAMES if name not in _NOT_BY_DATA]),
    )
    survivors = [_wrong(mutant) for mutant, _, killers in written if not killers]
    survivors += [f"survived: {name}" for name, killers in outcomes[len(written) :] if not killers]
    return _end(len(outcomes), survivors)


@cache
def _file_trials() -> list[tuple[Mutant, str]]:
    groups: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in sample(base(), 1):
        groups[mutant.operator].append(mutant)
    return [
        (mutant, form)
        for group in groups.values()
        for mutant in group[:: max(1, len(group) // _EACH_IN_FILES)][:_EACH_IN_FILES]
        for form in FORMS
    ]


def _try_in_files(number: int) -> frozenset[str] | None:
    return try_files(*_file_trials()[number])


_NOT_BY_DATA = frozenset({"pin", "declarations"})


if __name__ == "__main__":
    sys.exit(main())
