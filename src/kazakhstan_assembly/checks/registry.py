"""All checks of the tables, by name, and running them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace

from kazakhstan_assembly.checks.counts import check_counts
from kazakhstan_assembly.checks.coverage import check_coverage
from kazakhstan_assembly.checks.evidence import Evidence
from kazakhstan_assembly.checks.exactness import check_exactness
from kazakhstan_assembly.checks.findings import Finding
from kazakhstan_assembly.checks.justification import check_justification
from kazakhstan_assembly.checks.keys import check_keys
from kazakhstan_assembly.checks.locality import check_locality
from kazakhstan_assembly.checks.phrases import check_phrases
from kazakhstan_assembly.checks.recomputed import (
    check_derivation,
    check_nulls,
    check_partition,
    check_written,
)
from kazakhstan_assembly.checks.whole_spans import check_whole_spans

Check = Callable[[Evidence], Iterator[Finding]]

# What is proved of the tables by themselves.
TABLE_CHECKS: Mapping[str, Check] = {
    "partition": check_partition,
    "exactness": check_exactness,
    "derivation": check_derivation,
    "justification": check_justification,
    "locality": check_locality,
    "coverage": check_coverage,
    "whole_spans": check_whole_spans,
    "phrases": check_phrases,
    "counts": check_counts,
    "nulls": check_nulls,
    "keys": check_keys,
    "written": check_written,
}
# All checks in the order in which they run and are listed.
CHECK_NAMES = ("files", "declarations", "frictionless", "profile", "pin", *TABLE_CHECKS, "same")


def run_checks(evidence: Evidence, only: Collection[str] | None = None) -> list[Finding]:
    """Return what the checks of the tables find, in their order.

    Parameters
    ----------
    evidence : Evidence
        The published tables with the report.
    only : collection of str, optional
        Names of :data:`TABLE_CHECKS`; by default all.

    Returns
    -------
    list of Finding
        Empty if every check passes.
    """
    findings: list[Finding] = []
    for name, check in TABLE_CHECKS.items():
        if only is None or name in only:
            findings += check(evidence)
    return [replace(finding, context=evidence.around(finding)) for finding in findings]
