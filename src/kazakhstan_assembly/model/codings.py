"""Codings: which code each of several coders gave a cell."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

# What a coder writes where the words give no code.
NONE = "none"


@dataclass(frozen=True)
class Coding:
    """One decision of one coder, as it is written, with its line."""

    table: str
    row: str
    column: str
    coder: str
    code: str
    line: int

    def code_among(self, codes: Collection[str]) -> str | None:
        """Return the code, or None where the coder found none."""
        return None if self.code == NONE and NONE not in codes else self.code
