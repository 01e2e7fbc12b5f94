from __future__ import annotations

# [snippet]
from pyspark.sql import DataFrame, SparkSession

spark = SparkSession.builder.master("local[1]").getOrCreate()


def load(name: str) -> DataFrame:
    return spark.read.parquet(f"data/parquet/{name}.parquet")


# [end]


if __name__ == "__main__":
    from neutral import Loaded, write

    def read(name: str) -> Loaded:
        frame = load(name)
        return dict(frame.dtypes), [row.asDict() for row in frame.collect()]

    write(read)
