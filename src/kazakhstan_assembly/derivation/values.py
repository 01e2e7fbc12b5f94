"""What a cell of a derived row holds: a value, or a null with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Value = str | int | float | bool | date


@dataclass(frozen=True)
class Missing:
    """A null and its reason, a code of the vocabulary ``missing_reason``."""

    reason: str


Cell = Value | Missing
