from __future__ import annotations

# [snippet]
import polars as pl


def load(name: str) -> pl.DataFrame:
    return pl.read_parquet(f"data/parquet/{name}.parquet")


# [end]


if __name__ == "__main__":
    from neutral import Loaded, write

    def read(name: str) -> Loaded:
        frame = load(name)
        return {column: str(kind) for column, kind in frame.schema.items()}, frame.to_dicts()

    write(read)
