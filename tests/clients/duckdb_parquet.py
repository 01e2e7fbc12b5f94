from __future__ import annotations

# [snippet]
import duckdb


def load(name: str) -> duckdb.DuckDBPyRelation:
    return duckdb.read_parquet(f"data/parquet/{name}.parquet")


# [end]


if __name__ == "__main__":
    from neutral import Loaded, write

    def read(name: str) -> Loaded:
        relation = load(name)
        names = relation.columns
        rows = [dict(zip(names, row, strict=True)) for row in relation.fetchall()]
        return dict(zip(names, map(str, relation.types), strict=True)), rows

    write(read)
