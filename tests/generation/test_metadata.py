"""Metadata for other ecosystems: each validator accepts ours and refuses a broken copy."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import mlcroissant
import pytest
import requests
import yaml
from csvw import CSVW, TableGroup
from datacite import schema45

import kazakhstan_assembly as ka
from conftest import ROOT, table
from kazakhstan_assembly.datapackage import INSTALLED
from metadata_faults import cff_faults, csvw_faults, datacite_faults

pytestmark = [
    pytest.mark.slow,
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


def typed_cells(name: str) -> list[list[tuple[type, object]]]:
    """Return the cells of a table as plain Python values with their types."""
    frame = table(name).astype(object)
    rows = frame.where(frame.notna(), None).to_numpy().tolist()
    return [typed(row) for row in rows]


def typed(row: Iterable[object]) -> list[tuple[type, object]]:
    """Return the values of a row with their types, because 1 equals True."""
    return [(type(value), value) for value in map(plain, row)]


def plain(value: object) -> object:
    if isinstance(value, bytes):
        return value.decode()
    return value.date() if isinstance(value, datetime) else value


# No network


ASKS: dict[str, Callable[[], object]] = {
    "a connection": lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
    "a connection without a name": lambda: socket.socket().connect(("127.0.0.1", 9)),
    "a connection with a code": lambda: socket.socket().connect_ex(("127.0.0.1", 9)),
    "a look-up": lambda: socket.getaddrinfo("localhost", 80),
    "an old look-up": lambda: socket.gethostbyname("localhost"),
    "an old look-up of all addresses": lambda: socket.gethostbyname_ex("localhost"),
    "a page": lambda: requests.get("http://localhost:9/", timeout=1),
    "a page by the standard library": lambda: urlopen("http://localhost:9/", timeout=1),
}


@pytest.mark.parametrize("ask", ASKS)
def test_the_network_is_refused(ask: str) -> None:
    with pytest.raises(OSError, match="a test asked the network for"):
        ASKS[ask]()


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
        assert [typed(record.values()) for record in records] == typed_cells(name)


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


def test_csvw_describes_every_csv_file() -> None:
    assert csvw_faults(ROOT) == []
    group = TableGroup.from_file(METADATA / "csvw.json")
    found = {Path(description.url.string).stem: description for description in group.tables}
    assert list(found) == TABLES
    for name, description in found.items():
        schema = INSTALLED.table_schema(name)
        assert description.tableSchema.primaryKey == schema["primaryKey"]
        keys = description.tableSchema.foreignKeys
        assert len(keys) == len(schema.get("foreignKeys", ()))
        rows = [list(row.values()) for row in description.iterdicts()]
        assert [typed(row) for row in rows] == typed_cells(name)


BROKEN_TABLES = {
    "no integer": ("numbers", ",470,", ",many,", "value: invalid lexical value for decimal: many"),
    "no day": (
        "sessions",
        ",1995-03-01,",
        ",1995-03-32,",
        "date_start: day is out of range for month",
    ),
    "no boolean": ("sessions", ",true,", ",yes,", "invalid lexical value for boolean: yes"),
    "no code": (
        "numbers",
        ",approximately,",
        ",roughly,",
        "bound: invalid lexical value for string: roughly",
    ),
    "too small": (
        "sentences",
        "sentence-01,0,",
        "sentence-01,-1,",
        "char_start: value must be >= 0",
    ),
    "a key twice": (
        "numbers",
        "number-01788",
        "number-07657",
        "duplicate primary key: number-07657",
    ),
    "a dangling key": ("numbers", ",sentence-11,", ",sentence-99,", "not found in table"),
    "a null in a required column": (
        "evidence",
        ",sentence-59,Assembly\n",
        ",sentence-59,\n",
        "quote: required column value is missing",
    ),
    "another header": (
        "numbers",
        "value_text",
        "text",
        "is missing required columns {'value_text'}",
    ),
    "another header of an optional column": (
        "numbers",
        ",scope_text,",
        ",scope,",
        'column "scope"',
    ),
    "a cell too many": (
        "numbers",
        ",sentence-11,",
        ",sentence-11,,",
        "source_text: required column value is missing",
    ),
    "a cell behind the last": (
        "missing_values",
        "session-01,date_qualifier,not_applicable",
        "session-01,date_qualifier,not_applicable,note",
        "missing_values.csv:2: 5 cells for 4 columns",
    ),
    "a header too many": ("missing_values", ",reason\n", ",reason,note\n", "number mismatch"),
    "no key": ("numbers", "number-01788,", ",", "number_id: required column value is missing"),
    "a key of several columns twice": (
        "missing_values",
        "sessions,session-01,date_qualifier,",
        "sessions,session-02,constituent_text,",
        "duplicate primary key: ('sessions', 'session-02', 'constituent_text')",
    ),
    "against a pattern": (
        "identifiers",
        ",glottolog:nucl1235,",
        ",nucl1235,",
        "identifier: invalid lexical value for string: nucl1235",
    ),
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
    ].update(resource="../data/csv/sentences.csv", columnReference=["sentence_id"]),
}


@pytest.mark.parametrize("fault", BROKEN_CSVW)
def test_a_broken_csvw_is_refused(checkout: Path, fault: str) -> None:
    path = checkout / "metadata/csvw.json"
    data = json.loads(path.read_bytes())
    BROKEN_CSVW[fault](data)
    path.write_text(json.dumps(data))
    assert csvw_faults(checkout)


def test_csvw_names_rows_as_the_annotations_do() -> None:
    tables = CSVW(str(METADATA / "csvw.json")).to_json()["tables"]
    media = next(part for part in tables if part["url"].endswith("/media.csv"))
    found = [row["describes"][0]["@id"] for row in media["row"]]
    assert [str(name).rpartition("/")[2] for name in found] == [
        f"media.csv#{key}" for key in table("media")["medium"]
    ]


# The Citation File Format


def without(data: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: part for name, part in data.items() if name != key}


def test_the_citation_file_fits_the_official_schema() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert cff_faults(citation) == ""
    assert "CC0" in cff_faults({**citation, "license": "CC0"})
    assert "2026" in cff_faults({**citation, "date-released": "2026"})
    assert "publisher" in cff_faults({**citation, "publisher": "unknown"})
    for key in ("cff-version", "message", "title", "authors"):
        assert key in cff_faults(without(citation, key))


# DataCite


def test_datacite_has_all_but_a_doi_and_a_publisher() -> None:
    data = read("metadata/datacite.json")
    assert datacite_faults(data) == ""
    assert "doi" not in data
    assert data["publisher"] == {"name": ":unav"}
    # The validator leaves the form of dates unchecked.
    assert all(re.fullmatch(r"\d{4}(-\d{2}-\d{2}|/\d{4})", d["date"]) for d in data["dates"])
    assert "<relatedItem " in schema45.tostring(data)
    for key in ("creators", "titles", "publisher", "publicationYear", "types"):
        assert key in datacite_faults(without(data, key))


BROKEN_DATACITE: dict[str, Edit] = {
    "a kind of date": lambda data: data["dates"][0].update(dateType="Born"),
    "a year": lambda data: data.update(publicationYear=2026),
    "an unknown key": lambda data: data.update(licence="CC0-1.0"),
    "a relation": lambda data: data["relatedItems"][0].update(relationType="MadeFrom"),
    "a description": lambda data: data["descriptions"][0].pop("descriptionType"),
}


@pytest.mark.parametrize("fault", BROKEN_DATACITE)
def test_a_broken_datacite_is_refused(fault: str) -> None:
    data = read("metadata/datacite.json")
    BROKEN_DATACITE[fault](data)
    assert datacite_faults(data)


# The Hugging Face card


def card_faults(text: str) -> list[str]:
    """Return what keeps the hub from loading the tables that a card names."""
    header = yaml.safe_load(text.split("---\n")[1])
    faults = [f"no {key}" for key in ("license", "language", "pretty_name") if key not in header]
    configs = header["configs"]
    if [config["config_name"] for config in configs] != TABLES:
        faults.append("the configurations are not the tables")
    if [config.get("default") for config in configs] != [True] + [None] * (len(TABLES) - 1):
        faults.append("the first table is not the default alone")
    for config in configs:
        for split in config["data_files"]:
            path = ROOT / split["path"]
            if not path.is_file():
                faults.append(f"{split['path']} is missing")
            elif path.stem != config["config_name"]:
                faults.append(f"{split['path']} is not {config['config_name']}")
    rows = sum(len(table(name)) for name in TABLES)
    if header["size_categories"] != ["10K<n<100K"] or not 10_000 <= rows < 100_000:
        faults.append("the size is another")
    return faults


def test_the_card_names_every_table() -> None:
    text = (METADATA / "huggingface.md").read_text(encoding="utf-8")
    assert card_faults(text) == []
    for old, new in (
        ("parquet/media.parquet", "parquet/radio.parquet"),
        ("parquet/media.parquet", "parquet/sentences.parquet"),
        ("config_name: media", "config_name: medium"),
        ("license: cc0-1.0\n", ""),
        ("10K<n<100K", "1K<n<10K"),
    ):
        assert old in text
        assert card_faults(text.replace(old, new))
