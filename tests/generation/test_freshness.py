"""The first difference of a file from what the source gives, in words that help to find it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generation.data_files import table_files
from generation.files import Files, to_json
from generation.freshness import stale_files

SCHEMA: dict[str, Any] = {
    "name": "ships",
    "title": "Ships",
    "description": "Ships.",
    "primaryKey": ["id"],
    "fields": [
        {"name": "id", "type": "string", "title": "ID", "description": "Key.", "kind": "quoted"},
        {"name": "masts", "type": "integer", "title": "M", "description": "M.", "kind": "derived"},
    ],
}
ROWS: Any = [{"id": "a", "masts": 1}, {"id": "b", "masts": None}, {"id": "c", "masts": 3}]
LABELS = {"version": "1", "license": "CC0-1.0", "citation": "C.", "source_sha256": "0"}


def files_of(rows: Any) -> Files:
    return {"schemas/ships.json": to_json(SCHEMA), **table_files(SCHEMA, rows, LABELS)}


def put(root: Path, files: Files) -> None:
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)


def test_files_that_are_what_the_source_gives_are_not_stale(tmp_path: Path) -> None:
    put(tmp_path, files_of(ROWS))
    assert stale_files(tmp_path, files_of(ROWS)) == {}


@pytest.mark.parametrize(
    ("rows", "difference"),
    [
        (
            [ROWS[0], {"id": "b", "masts": 2}, ROWS[2]],
            "row b, column masts is “2”, the source gives “”",
        ),
        (ROWS[:2], "the row c is missing"),
        ([*ROWS, {"id": "d", "masts": 1}], "the source does not give the row d"),
        ([ROWS[1], ROWS[0], ROWS[2]], "its rows are in another order than the source gives"),
    ],
)
def test_rows_are_compared_by_key(tmp_path: Path, rows: Any, difference: str) -> None:
    put(tmp_path, files_of(rows))
    stale = stale_files(tmp_path, files_of(ROWS))
    assert stale == dict.fromkeys(("data/csv/ships.csv", "data/parquet/ships.parquet"), difference)


@pytest.mark.parametrize(
    ("data", "difference"),
    [
        (b"id,mast\na,1\n", "line 1 is 'id,mast\\n', the source gives 'id,masts\\n'"),
        (b"id,masts\na,1,\nb,\nc,3\n", "line 2 is 'a,1,\\n', the source gives 'a,1\\n'"),
        (b'id,masts\n"a",1\nb,\nc,3\n', "line 2 is '\"a\",1\\n', the source gives 'a,1\\n'"),
        (b"id,masts\na,1\nb,\nc,3", "line 4 is 'c,3', the source gives 'c,3\\n'"),
        (b"", "line 1 is 'nothing', the source gives 'id,masts\\n'"),
    ],
)
def test_a_csv_file_with_other_lines_but_the_same_rows_is_named_by_line(
    tmp_path: Path, data: bytes, difference: str
) -> None:
    put(tmp_path, {**files_of(ROWS), "data/csv/ships.csv": data})
    assert stale_files(tmp_path, files_of(ROWS)) == {"data/csv/ships.csv": difference}


def test_files_that_are_missing_or_no_files_are_named(tmp_path: Path) -> None:
    put(tmp_path, files_of(ROWS))
    (tmp_path / "schemas/ships.json").unlink()
    (tmp_path / "data/csv/ships.csv").unlink()
    (tmp_path / "data/csv/ships.csv").mkdir()
    (tmp_path / "data/parquet/ships.parquet").write_bytes(b"no Parquet")
    stale = stale_files(tmp_path, files_of(ROWS))
    assert stale["schemas/ships.json"] == "the file is missing"
    assert stale["data/csv/ships.csv"] == "the file cannot be read: Is a directory"
    assert "the file cannot be read as Parquet (" in stale["data/parquet/ships.parquet"]


def test_a_parquet_file_of_other_columns_is_named(tmp_path: Path) -> None:
    fields = [{**SCHEMA["fields"][0], "description": "Name."}, SCHEMA["fields"][1]]
    other = table_files({**SCHEMA, "fields": fields}, ROWS, LABELS)
    put(tmp_path, {**other, "schemas/ships.json": to_json(SCHEMA)})
    assert stale_files(tmp_path, files_of(ROWS)) == {
        "data/parquet/ships.parquet": "its columns, types or descriptions are not what the source "
        "gives"
    }
