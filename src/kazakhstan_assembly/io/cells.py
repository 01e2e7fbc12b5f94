"""Cells as text."""

from __future__ import annotations

from datetime import date
from typing import Any


def cell_text(value: Any) -> str:
    """Return a cell as in CSV: empty if null, true or false, a date in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)
