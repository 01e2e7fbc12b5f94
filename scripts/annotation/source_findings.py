"""Findings of the build: what is wrong in ``source/``, with the file and the line to mend."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from kazakhstan_assembly.checks.findings import Finding
from kazakhstan_assembly.derivation.rows import Row
from kazakhstan_assembly.errors import SourceError

# What only the build can find; everything else is found by the checks that a validation runs.
CHECK = "source"
_Value = TypeVar("_Value")


@dataclass(frozen=True)
class Reading(Generic[_Value]):
    """What was read of ``source/``, and every mistake in it; the value lacks what is wrong."""

    value: _Value
    findings: list[Finding] = field(default_factory=list[Finding])


def value_of(reading: Reading[_Value]) -> _Value:
    """Return what was read, or raise SourceError if there is a mistake in it."""
    if reading.findings:
        raise SourceError(reading.findings)
    return reading.value


def source_finding(
    file: str,
    message: str,
    line: int | None = None,
    *,
    row: str | None = None,
    column: str | None = None,
) -> Finding:
    """Return a mistake in a file, which may be in a row or a column that is declared there."""
    return Finding(CHECK, message, row=row, column=column, file=file, line=line)


def source_error(file: str, message: str, line: int | None = None) -> SourceError:
    """Return the error to raise for a mistake after which a file cannot be read on."""
    return SourceError([source_finding(file, message, line)])


def row_finding(row: Row, message: str, column: str | None = None) -> Finding:
    """Return a mistake in a row that a curator wrote, or in one of its cells."""
    origin = row.origin
    if origin is None:
        return Finding(CHECK, message, row.table.name, row.key, column)
    key, line = row.key or str(origin.number), origin.line_of(column)
    return Finding(CHECK, message, row.table.name, key, column, file=origin.file, line=line)
