from __future__ import annotations

# [snippet]
import json
from pathlib import Path
from typing import Any

import polars as pl

TYPES = {"string": pl.String(), "integer": pl.Int64(), "boolean": pl.Boolean(), "date": pl.Date()}


def polars_type(field: dict[str, Any]) -> pl.DataType:
    return pl.Enum(field["constraints"]["enum"]) if "vocabulary" in field else TYPES[field["type"]]


def load(name: str) -> pl.DataFrame:
    fields = json.loads(Path(f"schemas/{name}.json").read_text(encoding="utf-8"))["fields"]
    types = {field["name"]: polars_type(field) for field in fields}
    return pl.read_csv(f"data/csv/{name}.csv", schema=types)


# [end]


if __name__ == "__main__":
    from neutral import Loaded, write

    def read(name: str) -> Loaded:
        frame = load(name)
        return {column: str(kind) for column, kind in frame.schema.items()}, frame.to_dicts()

    write(read)
