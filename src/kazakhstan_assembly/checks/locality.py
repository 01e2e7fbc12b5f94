"""Check that anchors are the unions of spans, and that rows follow the report's order."""

from __future__ import annotations

from collections.abc import Iterator

from kazakhstan_assembly.checks.evidence import Evidence
from kazakhstan_assembly.checks.findings import Finding
from kazakhstan_assembly.checks.recomputed import differences
from kazakhstan_assembly.derivation.linking import within_problems
from kazakhstan_assembly.derivation.pipeline import strays


def check_locality(evidence: Evidence) -> Iterator[Finding]:
    """Anchors are the unions of spans, and rows stand in the report's order."""
    yield from differences("locality", evidence, "evidence")
    for name, rows in evidence.rows.items():
        for row in rows:
            surroundings = evidence.derived.surroundings
            for column, message in (*within_problems(row), *strays(row, surroundings)):
                yield Finding("locality", message, name, row.key, column)
        ordered = [row.key for row in evidence.derived.rows[name]]
        # Edges stand behind all other rows, in an order that the check of derivation holds.
        for row, expected in zip(rows, ordered, strict=False):
            if row.key != expected:
                message = f"the row is not in the report's order; {expected} should be here"
                yield Finding("locality", message, name, row.key)
                break
