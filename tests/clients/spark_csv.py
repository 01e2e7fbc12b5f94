from __future__ import annotations

# [snippet]
import json
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession

spark = SparkSession.builder.master("local[1]").getOrCreate()
TYPES = {"string": "string", "integer": "bigint", "boolean": "boolean", "date": "date"}


def load(name: str) -> DataFrame:
    fields = json.loads(Path(f"schemas/{name}.json").read_text(encoding="utf-8"))["fields"]
    columns = ", ".join(f"`{field['name']}` {TYPES[field['type']]}" for field in fields)
    file = f"data/csv/{name}.csv"
    return spark.read.csv(file, schema=columns, header=True, escape='"', multiLine=True)


# [end]


if __name__ == "__main__":
    from neutral import Loaded, write

    def read(name: str) -> Loaded:
        frame = load(name)
        return dict(frame.dtypes), [row.asDict() for row in frame.collect()]

    write(read)
