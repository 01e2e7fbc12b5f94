"""What a validation returns."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from kazakhstan_assembly.checks.findings import Finding

if TYPE_CHECKING:
    import pandas as pd

RAN = frozenset({"passed", "failed"})
_COLUMNS = ("check", "severity", "file", "table", "row", "column", "message", "context")


@dataclass(frozen=True)
class ValidationResult:
    """What a validation found.

    Attributes
    ----------
    findings : list of Finding
        The findings of all checks, in the order of the checks. Of each check of the tables at most
        1,000, and one that says that there are more.
    checks : dict of str to str
        Each check with "passed", "failed", or "not run" and why.
    """

    findings: list[Finding]
    checks: dict[str, str]

    @property
    def valid(self) -> bool:
        """Whether at least one check ran and no finding is an error."""
        has_error = any(finding.severity == "error" for finding in self.findings)
        return bool(self.ran) and not has_error

    @property
    def ran(self) -> list[str]:
        """The checks that have run."""
        return [name for name, state in self.checks.items() if state in RAN]

    def to_frame(self) -> pd.DataFrame:
        """Return the findings as a DataFrame, one row per finding, text columns."""
        from kazakhstan_assembly.io.frames import text_frame

        rows = [[getattr(finding, name) for name in _COLUMNS] for finding in self.findings]
        return text_frame(rows, _COLUMNS)

    def to_json(self) -> str:
        """Return the result as JSON: valid, checks and findings."""
        data = {
            "valid": self.valid,
            "checks": self.checks,
            "findings": [asdict(finding) for finding in self.findings],
        }
        return json.dumps(data, indent=2, ensure_ascii=False)
