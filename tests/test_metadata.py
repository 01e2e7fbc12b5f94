"""Metadata for other ecosystems: each validator accepts ours and refuses a broken copy."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import mlcroissant
import pytest
from csvw import CSVW, TableGroup

import kazakhstan_assembly as ka
from conftest import ROOT, table

pytestmark = [
    pytest.mark.usefixtures("offline"),
    # What libraries say of one another.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
]

METADATA = ROOT / "metadata"
TABLES = ka.list_tables()
Edit = Callable[[Any], object]


def read(name: str) -> Any:
    return json.loads((ROOT / name).read_text(encoding="utf-8"))


def cells(name: str) -> list[list[object]]:
    """Return the cells of a table as plain Python values."""
    frame = table(name).astype(object)
    rows = frame.where(frame.notna(), None).to_numpy().tolist()
    return [[plain(value) for value in row] for row in rows]


def plain(value: object) -> object:
    if isinstance(value, bytes):
        return value.decode()
    return value.date() if isinstance(value, datetime) else value


# Croissant


def test_croissant_is_valid_without_a_warning() -> None:
    issues = mlcroissant.Dataset(jsonld=str(METADATA / "croissant.json")).metadata.ctx.issues
    assert (issues.errors, issues.warnings) == (set(), set())


def test_croissant_gives_the_cells_of_every_table() -> None:
    dataset = mlcroissant.Dataset(jsonld=str(METADATA / "croissant.json"))
    assert [record_set.id for record_set in dataset.metadata.record_sets] == TABLES
    for name in TABLES:
        records = list(dataset.records(name))
        columns = [f"{name}/{column}" for column in table(name).columns]
        assert all(list(record) == columns for record in records)
        assert [[plain(value) for value in record.values()] for record in records] == cells(name)


BROKEN_CROISSANTS: dict[str, Edit] = {
    "a type": lambda data: data["recordSet"][0]["field"][1].update(dataType="sc:Integer"),
    "no type": lambda data: data["recordSet"][0]["field"][1].pop("dataType"),
    "a column": lambda data: data["recordSet"][0]["field"][1]["source"]["extract"].update(
        column="nome_text"
    ),
    "a file": lambda data: data["recordSet"][0]["field"][1]["source"].update(
        fileObject={"@id": "session.parquet"}
    ),
    "a hash": lambda data: data["distribution"][1].update(sha256="0" * 64),
    "a place": lambda data: data["distribution"][1].update(contentUrl="sessions.parquet"),
}


@pytest.mark.parametrize("fault", BROKEN_CROISSANTS)
def test_a_broken_croissant_is_refused(checkout: Path, fault: str) -> None:
    path = checkout / "metadata/croissant.json"
    data = json.loads(path.read_bytes())
    BROKEN_CROISSANTS[fault](data)
    path.write_text(json.dumps(data))
    with pytest.raises((mlcroissant.ValidationError, mlcroissant.GenerationError)):
        next(iter(mlcroissant.Dataset(jsonld=str(path)).records("sessions")))


# CSV on the Web


def csvw_faults(root: Path) -> list[str]:
    # Not strict: a strict reader forbids nulls in columns that refer to another table.
    try:
        description = CSVW(str(root / "metadata/csvw.json"), validate=True, strict=False)
        return [] if description.is_valid else [str(w.message) for w in description.warnings]
    except ValueError as error:
        return [str(error)]


def test_csvw_describes_every_csv_file() -> None:
    assert csvw_faults(ROOT) == []
    group = TableGroup.from_file(METADATA / "csvw.json")
    found = {Path(description.url.string).stem: description for description in group.tables}
    assert list(found) == TABLES
    for name, description in found.items():
        schema = ka.table_schema(name)
        assert description.tableSchema.primaryKey == schema["primaryKey"]
        keys = description.tableSchema.foreignKeys
        assert len(keys) == len(schema.get("foreignKeys", ()))
        rows = [list(row.values()) for row in description.iterdicts()]
        assert [[plain(value) for value in row] for row in rows] == cells(name)


BROKEN_TABLES = {
    "no integer": ("figures", ",470,", ",many,", "value: invalid lexical value for decimal: many"),
    "no day": (
        "sessions",
        ",1995-03-01,",
        ",1995-03-32,",
        "date_start: day is out of range for month",
    ),
    "no boolean": ("sessions", ",true,", ",yes,", "invalid lexical value for boolean: yes"),
    "no code": (
        "figures",
        ",approximately,",
        ",roughly,",
        "bound: invalid lexical value for string: roughly",
    ),
    "too small": ("units", "unit-01,0,", "unit-01,-1,", "char_start: value must be >= 0"),
    "a key twice": (
        "figures",
        "figure-01788",
        "figure-07657",
        "duplicate primary key: figure-07657",
    ),
    "a dangling key": ("figures", ",unit-11,", ",unit-99,", "not found in table"),
}


@pytest.mark.parametrize("fault", BROKEN_TABLES)
def test_csvw_refuses_a_broken_table(checkout: Path, fault: str) -> None:
    name, old, new, said = BROKEN_TABLES[fault]
    path = checkout / f"data/csv/{name}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert said in " ".join(csvw_faults(checkout))


BROKEN_CSVW: dict[str, Edit] = {
    "a type": lambda data: data["tables"][0]["tableSchema"]["columns"][1].update(
        datatype="integer"
    ),
    "a key": lambda data: data["tables"][0]["tableSchema"].update(primaryKey=["held_by_id"]),
    "a reference": lambda data: data["tables"][0]["tableSchema"]["foreignKeys"][0][
        "reference"
    ].update(resource="../data/csv/units.csv", columnReference=["unit_id"]),
}


@pytest.mark.parametrize("fault", BROKEN_CSVW)
def test_a_broken_csvw_is_refused(checkout: Path, fault: str) -> None:
    path = checkout / "metadata/csvw.json"
    data = json.loads(path.read_bytes())
    BROKEN_CSVW[fault](data)
    path.write_text(json.dumps(data))
    assert csvw_faults(checkout)
