from __future__ import annotations

# [snippet]
import sqlite3

database = sqlite3.connect("assembly.sqlite")
database.row_factory = sqlite3.Row


def load(name: str) -> list[sqlite3.Row]:
    return database.execute(f"SELECT * FROM {name}").fetchall()


# [end]


if __name__ == "__main__":
    from neutral import Loaded, write

    def read(name: str) -> Loaded:
        columns = database.execute("SELECT name, type FROM pragma_table_info(?)", [name])
        return dict(map(tuple, columns)), [dict(row) for row in load(name)]

    write(read)
