"""Generated files, and how their parts are written."""

from __future__ import annotations

import hashlib
import json
from typing import Any

Files = dict[str, bytes]


def to_json(data: Any) -> bytes:
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()


def known(properties: dict[str, Any]) -> dict[str, Any]:
    """Return properties without those that have no value: None, or an empty list."""
    return {name: value for name, value in properties.items() if value not in (None, [])}


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
