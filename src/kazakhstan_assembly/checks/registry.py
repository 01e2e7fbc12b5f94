"""All checks by name, and a function that runs those of the tables."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from itertools import islice

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
# All checks in the order in which they are listed, each with what it makes sure of.
CHECKS: Mapping[str, str] = {
    "files": "Every file is there and has the stated size and hash.",
    "declarations": "The schemas declare tables and columns that fit together.",
    "frictionless": "The Frictionless validator finds no error and no warning.",
    "profile": "Descriptor and schemas fit the profiles of Data Package 2.0.",
    "release": "The package is the installed release, if it says so.",
    "pin": "The report is the text that the tables were made from.",
    "partition": "Every visible character is in exactly one sentence.",
    "exactness": "Every quoted cell is the report's words at the cited place.",
    "derivation": "Every derived cell is what its rule makes of the words.",
    "justification": "Every code and every link has words that justify it.",
    "locality": "A row's words are in one sentence, and rows follow the report.",
    "coverage": "Every number, date, name and quotation is in a cell or settled.",
    "whole_spans": "Quoted numbers, dates, names and quotations are complete.",
    "phrases": "Quoted words are whole phrases; claims hold every word.",
    "counts": "Every table has as many rows as its schema states.",
    "nulls": "Every null has a reason, and no value has one.",
    "keys": "Types, codes, keys and references are as the schemas state.",
    "written": "Notes, identifiers, codes and codings match the source files.",
    "same": "CSV file, Parquet file and loaded table hold the same cells.",
}
CHECK_NAMES = tuple(CHECKS)
MOST_FINDINGS = 1000
_LONGEST_MESSAGE = 2000


def run_checks(
    evidence: Evidence,
    only: Collection[str] | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> list[Finding]:
    """Return what the checks of the tables find, in their order.

    Parameters
    ----------
    evidence : Evidence
        The published tables with the report.
    only : collection of str, optional
        Names of :data:`TABLE_CHECKS`; by default all.
    progress : callable, optional
        Called with the name of each check before it runs.

    Returns
    -------
    list of Finding
        Empty if every check passes. Of each check at most :data:`MOST_FINDINGS`, and one that
        says that there are more.
    """
    findings: list[Finding] = []
    for name, check in TABLE_CHECKS.items():
        if only is None or name in only:
            progress(name)
            findings += _first_findings(name, check(evidence))
    return [replace(finding, context=evidence.around(finding)) for finding in findings]


def _first_findings(name: str, found: Iterator[Finding]) -> Iterator[Finding]:
    """Yield the first findings of a check, each of a bounded length, and whether there are more.

    A report that somebody made for that could otherwise give more findings than memory holds.
    """
    for finding in islice(found, MOST_FINDINGS):
        is_long = len(finding.message) > _LONGEST_MESSAGE
        short = f"{finding.message[:_LONGEST_MESSAGE]}…" if is_long else finding.message
        yield replace(finding, message=short)
    if next(found, None):
        message = f"there are more than {MOST_FINDINGS} findings; correct these first"
        yield Finding(name, message)
