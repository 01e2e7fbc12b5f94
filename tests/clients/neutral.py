"""What the clients in Python share: writing what they loaded as the tests read it.

A line of JSON a table: its name, the client's own name of each column's type (null where it shows
none), and the rows, a date in ISO 8601.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

Loaded = tuple[Mapping[str, str | None], Sequence[Mapping[str, Any]]]


def write(read: Callable[[str], Loaded]) -> None:
    """Write every table to the file that the command line names."""
    with Path(sys.argv[1]).open("w", encoding="utf-8") as file:
        for path in sorted(Path("schemas").glob("*.json")):
            types, rows = read(path.stem)
            line = {"table": path.stem, "types": types, "rows": rows}
            print(json.dumps(line, default=date.isoformat), file=file)
