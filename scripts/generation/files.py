"""Generated files, and how their parts are written."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

Files = dict[str, bytes]


def to_json(data: Any) -> bytes:
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def csv_cell(value: str | int | bool | date | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)
