"""A curator's mistakes, collected so that one run lists them all."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """One mistake: where it is, what is wrong, what to do."""

    file: str
    message: str
    line: int | None = None
    row: str | None = None
    column: str | None = None

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        if self.row is not None:
            place += f", row {self.row}"
        if self.column is not None:
            place += f", column {self.column}"
        return f"{place}: {self.message}"


class CurationError(Exception):
    """The source cannot be built; `problems` holds every mistake that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass
class Problems:
    """Collects problems and warnings of one run."""

    found: list[Problem] = field(default_factory=list[Problem])
    warnings: list[Problem] = field(default_factory=list[Problem])

    def add(self, problem: Problem) -> None:
        self.found.append(problem)

    def stop_if_any(self) -> None:
        if self.found:
            raise CurationError(self.found)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return " Did you mean …?" for the nearest of the `known` words, or nothing."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f" Did you mean {near[0]}?" if near else ""
