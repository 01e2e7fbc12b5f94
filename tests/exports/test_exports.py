"""Every export, read by a program that did not write it, is load_table() to the cell."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import openpyxl
import pandas as pd
import polars as pl
import pyarrow as pa
import pyreadstat
import pytest
from frictionless import Package
from pyarrow import csv as arrow_csv
from python_calamine import CalamineWorkbook

import kazakhstan_assembly as ka
from conftest import ROOT, missing, outcome, table
from kazakhstan_assembly.datapackage import INSTALLED
from kazakhstan_assembly.errors import ExportError, UnknownFormatError
from kazakhstan_assembly.exports.formats import FORMATS
from kazakhstan_assembly.exports.target import _replace_folder

pytestmark = pytest.mark.slow
export, connect = INSTALLED.export, INSTALLED.connect
TABLES = ka.list_tables()
FOLDERS = [name for name, form in FORMATS.items() if form.is_folder]
Rows = list[dict[str, Any]]
_ARROW = {"string": pa.string(), "integer": pa.int64(), "boolean": pa.bool_(), "date": pa.date32()}
_POLARS = {"string": pl.String, "integer": pl.Int64, "boolean": pl.Boolean, "date": pl.Date}
# Of the manuals: Stata's [U] 11.3 and SPSS's “Variable names”.
STATA_WORDS = {
    *("_all", "_b", "byte", "_coef", "_cons", "double", "float", "if", "in", "int", "long"),
    *("_n", "_N", "_pi", "_pred", "_rc", "_skip", "strL", "using", "with"),
}
PROGRAMS = {
    "duckdb": "pip install duckdb-cli",
    "pspp": "apt-get install pspp",
    "sqlite3": "apt-get install sqlite3",
    "unzip": "apt-get install unzip",
}
SPSS_WORDS = {"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"}


def fields(name: str) -> list[dict[str, Any]]:
    return list(INSTALLED.table_schema(name)["fields"])


def kinds(name: str) -> dict[str, str]:
    return {field["name"]: field["type"] for field in fields(name)}


@cache
def expected(name: str) -> Rows:
    """Return the rows of load_table() as plain values, nulls as None."""
    return rows_of(table(name))


def rows_of(frame: pd.DataFrame) -> Rows:
    columns = {str(label): [_plain(cell) for cell in cells] for label, cells in frame.items()}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _plain(cell: Any) -> Any:
    if pd.isna(cell):
        return None
    if isinstance(cell, np.generic):
        return cell.item()
    return cell.date() if isinstance(cell, datetime) else cell


def typed(rows: Rows) -> list[tuple[str, str, Any]]:
    """Return all cells with their types, so that 1 is not true."""
    return [(column, type(cell).__name__, cell) for row in rows for column, cell in row.items()]


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return a function that exports all tables in a format, once."""
    folder = tmp_path_factory.mktemp("exports")

    @cache
    def made(form: str) -> Path:
        return export(folder / f"all.{form}", form)

    return made


def program(name: str) -> str:
    """Return where a program is that the test needs."""
    found = shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent))
    return found or missing(name, PROGRAMS[name])


def run(*command: str, **environment: str) -> str:
    found = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )
    assert found.returncode == 0, found.stderr
    return found.stdout


# Readers: each gives the rows of a table, by another program than the one that wrote them


def read_csv(path: Path, name: str) -> Rows:
    options = arrow_csv.ConvertOptions(
        column_types={column: _ARROW[kind] for column, kind in kinds(name).items()},
        strings_can_be_null=True,
        true_values=["true"],
        false_values=["false"],
    )
    parsing = arrow_csv.ParseOptions(newlines_in_values=True)
    file = path / f"{name}.csv"
    return arrow_csv.read_csv(file, parse_options=parsing, convert_options=options).to_pylist()


def read_parquet(path: Path, name: str) -> Rows:
    return pl.read_parquet(path / f"{name}.parquet").to_dicts()


def read_jsonl(path: Path, name: str) -> Rows:
    schema = {column: _POLARS[kind] for column, kind in kinds(name).items()}
    texts = {column: pl.String if kind is pl.Date else kind for column, kind in schema.items()}
    frame = pl.read_ndjson(path / f"{name}.jsonl", schema=texts)
    days = [column for column, kind in schema.items() if kind is pl.Date]
    return frame.with_columns(pl.col(days).str.to_date("%Y-%m-%d", strict=True)).to_dicts()


def read_xlsx(path: Path, name: str) -> Rows:
    header, *rows = _workbook(path)[name].iter_rows(values_only=True)
    return [{str(c): _plain(cell) for c, cell in zip(header, row, strict=True)} for row in rows]


@cache
def _workbook(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def read_xlsx_with_calamine(path: Path, name: str) -> Rows:
    header, *rows = CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python()
    types = kinds(name)
    return [
        {str(c): _of_sheet(cell, types[str(c)]) for c, cell in zip(header, row, strict=True)}
        for row in rows
    ]


def _of_sheet(cell: Any, kind: str) -> Any:
    """Return a cell as calamine gives it, to which all numbers are floats and nulls are empty."""
    return None if cell == "" else int(cell) if kind == "integer" else cell


def read_dta(path: Path, name: str) -> Rows:
    frame, meta = pyreadstat.read_dta(str(path / f"{name}.dta"))
    labels, types = meta.variable_value_labels, kinds(name)
    columns = {
        str(column): [
            _of_number(cell, types[str(column)], labels.get(str(column))) for cell in cells
        ]
        for column, cells in frame.items()
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _of_number(cell: Any, kind: str, labels: dict[float, str] | None) -> Any:
    """Return what a number, an empty text or a label of a statistics program stands for."""
    if cell == "" or pd.isna(cell):
        return None
    if labels:
        text = labels[cell]
        return {"true": True, "false": False}[text] if kind == "boolean" else text
    return int(cell) if kind == "integer" else _plain(cell)


def read_sav(path: Path, name: str) -> Rows:
    with (_through_pspp(path) / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [_of_texts(row, kinds(name), "%m/%d/%Y") for row in csv.DictReader(file)]


@cache
def _through_pspp(path: Path) -> Path:
    """Return a folder where PSPP wrote every file's cells, labels in the place of codes."""
    syntax = "".join(
        f"GET FILE='{path}/{name}.sav'.\n"
        f"SAVE TRANSLATE /OUTFILE='{path.parent}/pspp/{name}.csv' /TYPE=CSV /FIELDNAMES"
        " /CELLS=LABELS.\nDISPLAY LABELS.\nDISPLAY FILE LABEL.\nDISPLAY DOCUMENTS.\n"
        for name in TABLES
    )
    folder = path.parent / "pspp"
    folder.mkdir()
    (folder / "all.sps").write_text(syntax, encoding="utf-8")
    command = (program("pspp"), "-o", str(folder / "out.txt"), "-O", "format=csv")
    run(*command, str(folder / "all.sps"), LC_ALL="C.UTF-8")
    return folder


def _of_texts(row: dict[str, str], types: dict[str, str], days: str) -> dict[str, Any]:
    return {column: _of_text(cell, types[column], days) for column, cell in row.items()}


def _of_text(cell: str, kind: str, days: str) -> Any:
    if cell in {"", " "}:
        return None
    if kind == "date":
        return datetime.strptime(cell, days).date()
    if kind == "boolean":
        return {"true": True, "false": False}[cell]
    return int(cell) if kind == "integer" else cell


def read_sqlite(path: Path, name: str) -> Rows:
    answer = run(program("sqlite3"), "-readonly", "-json", str(path), f'SELECT * FROM "{name}"')
    rows = json.loads(answer or "[]")  # of a table without rows it prints nothing
    assert all(not isinstance(cell, bool) for row in rows for cell in row.values())
    return [_of_json(row, kinds(name), bool) for row in rows]


def read_duckdb(path: Path, name: str) -> Rows:
    answer = run(program("duckdb"), "-readonly", "-json", str(path), f'FROM "{name}"')
    return [_of_json(row, kinds(name), lambda cell: cell) for row in json.loads(answer)]


def _of_json(
    row: dict[str, Any], types: dict[str, str], truth: Callable[[Any], Any]
) -> dict[str, Any]:
    makers: dict[str, Callable[[Any], Any]] = {"date": date.fromisoformat, "boolean": truth}
    return {
        column: makers[types[column]](cell)
        if cell is not None and types[column] in makers
        else cell
        for column, cell in row.items()
    }


def read_zip(path: Path, name: str) -> Rows:
    run(program("unzip"), "-tqq", str(path))
    text = run(program("unzip"), "-p", str(path), f"{name}.csv")
    lines = text.splitlines(keepends=True)
    return [_of_texts(row, kinds(name), "%Y-%m-%d") for row in csv.DictReader(lines)]


READERS = {
    "csv": [read_csv],
    "parquet": [read_parquet],
    "jsonl": [read_jsonl],
    "xlsx": [read_xlsx, read_xlsx_with_calamine],
    "dta": [read_dta],
    "sav": [read_sav],
    "sqlite": [read_sqlite],
    "duckdb": [read_duckdb],
    "zip": [read_zip],
}


def test_every_format_has_a_reader() -> None:
    assert set(READERS) == set(FORMATS)


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(
    ("form", "read"), [(form, read) for form, readers in READERS.items() for read in readers]
)
def test_cells_come_back(
    exported: Callable[[str], Path], form: str, read: Callable[[Path, str], Rows], name: str
) -> None:
    assert typed(read(exported(form), name)) == typed(expected(name))


@pytest.mark.parametrize("name", TABLES)
def test_duckdb_takes_an_arrow_table(name: ka.TableName) -> None:
    arrow = ka.load_arrow(name)
    assert duckdb.from_arrow(arrow).to_arrow_table().to_pylist() == arrow.to_pylist()


# What stands beside the cells: descriptions, types, keys, and what the package is


def descriptions(name: str) -> dict[str, str]:
    return {field["name"]: field["description"] for field in fields(name)}


def coded(name: str) -> dict[str, list[str]]:
    return {f["name"]: f["constraints"]["enum"] for f in fields(name) if "vocabulary" in f}


def test_names_are_what_every_format_allows() -> None:
    columns = {column for name in TABLES for column in kinds(name)}
    assert all(len(column) <= 32 for column in columns)
    assert columns.isdisjoint(STATA_WORDS)
    assert columns.isdisjoint(SPSS_WORDS)
    assert all(len(name) <= 31 for name in TABLES)


@pytest.mark.parametrize("form", FOLDERS)
def test_a_folder_has_a_file_a_table_and_the_codebook(
    exported: Callable[[str], Path], form: str
) -> None:
    path = exported(form)
    described = {"datapackage.json"} if form in {"csv", "jsonl"} else set[str]()
    files = {f"{name}.{form}" for name in TABLES} | {"codebook.csv", "package.csv"} | described
    assert {file.name for file in path.iterdir()} == files
    check_codebook(pd.read_csv(path / "codebook.csv").to_dict("records"))
    assert ",true," in (path / "codebook.csv").read_text(encoding="utf-8")
    facts = pd.read_csv(path / "package.csv").set_index("property")["value"]
    assert facts["citation"] == INSTALLED.descriptor["citation"]
    assert facts["license"] == "CC0-1.0"


def check_codebook(rows: list[dict[Any, Any]]) -> None:
    """Check that a codebook has every column of every table with its whole description."""
    found = [(row["table_name"], row["column_name"], row["description"]) for row in rows]
    assert found == [(name, *item) for name in TABLES for item in descriptions(name).items()]
    bound = next(row for row in rows if (row["column_name"], row["rule"]) == ("bound", "bound"))
    assert (bound["required"], bound["inputs"]) == (True, "value_text")
    assert bound["codes"] == " ".join(ka.describe_vocabulary("bound").index)
    assert bound["codes"].split()[:3] == ["unqualified", "exactly", "approximately"]


@pytest.mark.parametrize("form", FOLDERS)
def test_one_table_is_one_file_where_the_name_is_that_of_a_file(
    exported: Callable[[str], Path], form: str, tmp_path: Path
) -> None:
    target = export(tmp_path / f"mine.{form}", tables=["sessions"])
    if form == "jsonl":
        assert export(tmp_path / "mine.ndjson", tables=["sessions"]).is_file()
    assert target.read_bytes() == (exported(form) / f"sessions.{form}").read_bytes()
    with pytest.raises(ExportError, match="exists"):
        export(target, tables=["sessions"])
    folder = export(tmp_path / "folder", form, tables=["sessions"])
    assert (folder / f"sessions.{form}").is_file()
    assert export(tmp_path / f"two.{form}", form, tables=["sessions", "sentences"]).is_dir()


def test_the_first_sheet_of_one_table_is_that_table(tmp_path: Path) -> None:
    found = pd.read_excel(export(tmp_path / "media.xlsx", tables=["media"]), engine="calamine")
    assert list(found["medium"]) == list(ka.load_table("media")["medium"])


def test_a_name_that_ends_as_another_format_does_is_refused(tmp_path: Path) -> None:
    told = r"mine\.xlsx has the suffix of xlsx, not of sqlite\. Choose another name"
    with pytest.raises(UnknownFormatError, match=told):
        export(tmp_path / "mine.xlsx", "sqlite")
    assert list(tmp_path.iterdir()) == []


def test_published_files_are_exported_byte_for_byte(exported: Callable[[str], Path]) -> None:
    for name in TABLES:
        for form in ("csv", "parquet"):
            copy = exported(form) / f"{name}.{form}"
            assert copy.read_bytes() == (ROOT / "data" / form / copy.name).read_bytes()


def test_json_lines_state_every_null(exported: Callable[[str], Path]) -> None:
    lines = (exported("jsonl") / "sessions.jsonl").read_text(encoding="utf-8").splitlines()
    first = json.loads(lines[0])
    assert list(first) == list(kinds("sessions"))
    assert (first["date_qualifier"], first["date_start"]) == (None, "1995-03-01")
    assert "“For Peace and Accord" in lines[0]


@pytest.mark.parametrize("form", ["csv", "jsonl", "zip"])
@pytest.mark.parametrize("tables", [None, ["claims", "voices"]])
def test_frictionless_accepts_a_data_package(
    tmp_path: Path, form: str, tables: list[str] | None
) -> None:
    path = export(tmp_path / f"made.{form}", form, tables=tables)
    if form == "zip":
        with zipfile.ZipFile(path) as archive:
            archive.extractall(tmp_path / "unpacked")
        path = tmp_path / "unpacked"
        assert (path / "source" / "report.txt").read_bytes().decode() == ka.read_report()
    report = Package(str(path / "datapackage.json")).validate()
    assert report.valid, report.to_summary()
    assert report.stats["warnings"] == 0
    assert len(report.tasks) == len(tables or TABLES) + (form == "zip")
    kept = json.loads((path / "datapackage.json").read_text(encoding="utf-8"))
    assert kept["citation"] == INSTALLED.descriptor["citation"]
    assert kept["resources"][0]["schema"]["fields"] == fields(kept["resources"][0]["name"])


def test_frictionless_sees_a_change_in_an_export(tmp_path: Path) -> None:
    path = export(tmp_path / "made", "csv")
    file = path / "numbers.csv"
    text = file.read_text(encoding="utf-8").replace(",sentence-11,", ",sentence-99,")
    file.write_text(text, encoding="utf-8")
    report = Package(str(path / "datapackage.json")).validate()
    found = {error.type for task in report.tasks for error in task.errors}
    assert {"foreign-key", "hash-count"} <= found


def test_a_workbook_explains_itself(exported: Callable[[str], Path]) -> None:
    book = openpyxl.load_workbook(exported("xlsx"))
    assert book.sheetnames == ["package", "codebook", *TABLES]
    header, *rows = book["codebook"].iter_rows(values_only=True)
    check_codebook([dict(zip(header, row, strict=True)) for row in rows])
    package = {row[0]: row[1] for row in book["package"].iter_rows(values_only=True)}
    assert package["citation"] == INSTALLED.descriptor["citation"]
    assert INSTALLED.descriptor["citation"] in book.properties.description
    assert "CC0-1.0" in book.properties.description
    assert book.properties.title == INSTALLED.descriptor["title"]
    for name in TABLES:
        sheet = book[name]
        comments = {cell.value: cell.comment.text for cell in sheet[1] if cell.comment}
        assert comments == descriptions(name)
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        widths = {
            number: column.width
            for column in sheet.column_dimensions.values()
            for number in range(column.min or 0, (column.max or 0) + 1)
        }
        assert sorted(widths) == list(range(1, sheet.max_column + 1))
        assert all(8 <= width <= 61 for width in widths.values())
    assert book["claims"]["B2"].alignment.wrap_text
    dated = [cell.value for cell in book["sessions"][1]].index("date_start")
    assert book["sessions"][2][dated].number_format == "yyyy-mm-dd"


@pytest.mark.parametrize("name", TABLES)
def test_stata_has_labels(exported: Callable[[str], Path], name: str) -> None:
    file = exported("dta") / f"{name}.dta"
    meta: Any = pyreadstat.read_dta(str(file))[1]
    check_labels(meta.column_names_to_labels, name, 80)
    for column, terms in coded(name).items():
        assert meta.variable_value_labels[column] == dict(enumerate(terms, start=1))
    types = meta.readstat_variable_types
    truths = [column for column, kind in kinds(name).items() if kind == "boolean"]
    assert all(types[column] == "int8" for column in truths)
    assert all(meta.variable_value_labels[column] == {0: "false", 1: "true"} for column in truths)
    days = [column for column, kind in kinds(name).items() if kind == "date"]
    assert all(meta.original_variable_types[column] == "%td" for column in days)
    assert meta.file_label.endswith(f"(kazakhstan-assembly {ka.__version__}, CC0-1.0)")


def check_labels(labels: dict[str, str], name: str, limit: int) -> None:
    """Check that labels are the descriptions, or such a beginning of them as the format takes."""
    assert list(labels) == list(kinds(name))
    for column, whole in descriptions(name).items():
        label = labels[column]
        assert len(label.encode()) <= limit
        assert label == whole or (label.endswith("…") and whole.startswith(label[:-1]))
        assert len(label) > limit - 10 or label == whole


def test_stata_has_long_texts_as_strl(exported: Callable[[str], Path]) -> None:
    _, meta = pyreadstat.read_dta(str(exported("dta") / "quotations.dta"))
    widths = meta.variable_storage_width
    assert widths["quotation"] == 0  # as strL, in a place of its own
    assert widths["speaker_id"] == 21


def test_spss_has_labels_and_notes(exported: Callable[[str], Path]) -> None:
    lines = (_through_pspp(exported("sav")) / "out.txt").read_text(encoding="utf-8")
    shown = list(csv.reader(lines.splitlines(keepends=True)))
    labels = [row for row in shown if len(row) == 3 and row[1].isdigit()]
    for name in TABLES:
        own, labels = labels[: len(kinds(name))], labels[len(kinds(name)) :]
        check_labels({row[0]: row[2] for row in own}, name, 255)
    titles = [row[1] for row in shown if len(row) == 2 and row[0] == "Label"]
    about = f"(kazakhstan-assembly {ka.__version__}, CC0-1.0)"
    assert len([title for title in titles if title.endswith(about)]) == len(TABLES)
    assert " ".join(lines.split()).count(f"(Version {ka.__version__}) [Data set].") == len(TABLES)


def test_spss_knows_scales_from_names(exported: Callable[[str], Path]) -> None:
    _, meta = pyreadstat.read_sav(str(exported("sav") / "numbers.sav"))
    assert meta.variable_measure["value"] == "scale"
    assert meta.variable_measure["bound"] == "nominal"
    bounds = ka.describe_vocabulary("bound").index
    assert meta.variable_value_labels["bound"] == dict(enumerate(bounds, start=1))


@pytest.fixture
def sqlite(exported: Callable[[str], Path], tmp_path: Path) -> sqlite3.Connection:
    copy = shutil.copy(exported("sqlite"), tmp_path / "copy.sqlite")
    connection = sqlite3.connect(copy)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def test_sqlite_has_keys_and_descriptions(sqlite: sqlite3.Connection) -> None:
    assert sqlite.execute("PRAGMA foreign_key_check").fetchall() == []
    assert sqlite.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for name in TABLES:
        schema = INSTALLED.table_schema(name)
        info = sqlite.execute('SELECT name, pk, "notnull" FROM pragma_table_info(?)', [name])
        columns = {column: (key, required) for column, key, required in info}
        key = sorted((place, column) for column, (place, _) in columns.items() if place)
        assert [column for _, column in key] == schema["primaryKey"]
        required = {f["name"] for f in fields(name) if f.get("constraints", {}).get("required")}
        assert {column for column, (_, not_null) in columns.items() if not_null} == required
        keys = sqlite.execute(
            'SELECT "from", "table", "to" FROM pragma_foreign_key_list(?)', [name]
        ).fetchall()
        assert sorted(keys) == sorted(stated_keys(name))
        (sql,) = sqlite.execute("SELECT sql FROM sqlite_schema WHERE name = ?", [name]).fetchone()
        # SQLite before 3.37 cannot open a database with STRICT tables.
        assert sql.endswith(")")
        assert all(f"-- {column}: {what}\n" in sql for column, what in descriptions(name).items())
    sqlite.row_factory = sqlite3.Row
    check_codebook([dict(row) for row in sqlite.execute("SELECT * FROM codebook")])
    facts = dict(sqlite.execute("SELECT * FROM package").fetchall())
    assert facts["citation"] == INSTALLED.descriptor["citation"]


def stated_keys(name: str) -> list[tuple[str, str, str]]:
    return [
        (key["fields"][0], key["reference"]["resource"], key["reference"]["fields"][0])
        for key in INSTALLED.table_schema(name).get("foreignKeys", ())
    ]


WRONG = [
    "UPDATE numbers SET bound = 'about'",
    "UPDATE numbers SET value = 0",
    "UPDATE numbers SET value_text = NULL",
    "UPDATE numbers SET value = 'many'",
    "UPDATE numbers SET sentence_id = 'sentence-99'",
    "UPDATE numbers SET number_id = 'number-1'",
    "UPDATE sessions SET date_start = '1995-02-30'",
]


@pytest.mark.parametrize(
    "statement",
    [
        *WRONG,
        "UPDATE numbers SET is_additional = 2",
        "UPDATE numbers SET value = 1.5",
        "UPDATE sessions SET motto = x'00'",
    ],
)
def test_sqlite_refuses_what_the_schemas_forbid(sqlite: sqlite3.Connection, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        sqlite.execute(statement)


@pytest.mark.parametrize("statement", WRONG)
def test_duckdb_refuses_what_the_schemas_forbid(statement: str) -> None:
    with (
        connect() as connection,
        pytest.raises((duckdb.ConstraintException, duckdb.ConversionException)),
    ):
        connection.execute(statement)


def test_connect_gives_the_tables_with_types_keys_and_comments() -> None:
    with connect() as connection:
        assert {name for (name,) in connection.execute("SHOW TABLES").fetchall()} == set(TABLES)
        for name in TABLES:
            frame = connection.table(name).df()
            assert typed(rows_of(frame)) == typed(expected(name))
            for column, terms in coded(name).items():
                assert frame[column].cat.categories.tolist() == terms
        check_declarations(connection)


def test_a_duckdb_file_has_types_keys_and_comments(exported: Callable[[str], Path]) -> None:
    with duckdb.connect(str(exported("duckdb")), read_only=True) as connection:
        check_declarations(connection)
        check_codebook(connection.table("codebook").df().to_dict("records"))
        facts = dict(connection.table("package").fetchall())
    assert facts["citation"] == INSTALLED.descriptor["citation"]
    # Its blocks are small, so that 33 tables of 15,000 rows do not take 30 MB.
    assert exported("duckdb").stat().st_size < 7_000_000


def check_declarations(connection: duckdb.DuckDBPyConnection) -> None:
    """Check types, nulls, keys and comments of all tables against the schemas."""
    sql = {"string": "VARCHAR", "integer": "BIGINT", "boolean": "BOOLEAN", "date": "DATE"}
    for name in TABLES:
        columns = connection.execute(
            "SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns()"
            " WHERE table_name = ? ORDER BY column_index",
            [name],
        ).fetchall()
        for field, (column, kind, nullable, comment) in zip(fields(name), columns, strict=True):
            codes = ", ".join(f"'{code}'" for code in coded(name).get(column, ()))
            assert (column, comment) == (field["name"], field["description"])
            assert kind == (f"ENUM({codes})" if codes else sql[field["type"]])
            assert nullable != field.get("constraints", {}).get("required", False)
        constraints = connection.execute(
            "SELECT constraint_type, constraint_column_names, referenced_table,"
            " referenced_column_names FROM duckdb_constraints() WHERE table_name = ?",
            [name],
        ).fetchall()
        keys = [own for kind, own, _, _ in constraints if kind == "PRIMARY KEY"]
        assert keys == [INSTALLED.table_schema(name)["primaryKey"]]
        foreign = [
            (own[0], other, theirs[0])
            for kind, own, other, theirs in constraints
            if kind == "FOREIGN KEY" and other
        ]
        assert sorted(foreign) == sorted(stated_keys(name))
        comment = connection.execute(
            "SELECT comment FROM duckdb_tables() WHERE table_name = ?", [name]
        ).fetchall()
        title, about = INSTALLED.table_schema(name)["title"], ka.table_schema(name)["description"]
        assert comment == [(f"{title}. {about}",)]


def test_connections_are_apart_and_offline() -> None:
    with connect() as one, connect() as other:
        one.execute("DELETE FROM relations")  # no other table refers to them
        count = len(ka.load_table("relations"))
        assert other.execute("SELECT count(*) FROM relations").fetchall() == [(count,)]
        settings = "SELECT value FROM duckdb_settings() WHERE name LIKE 'auto%known_extensions'"
        assert other.execute(settings).fetchall() == [("false",), ("false",)]
        with pytest.raises(duckdb.Error, match="spatial"):
            other.execute("SELECT ST_Point(1, 2)")


# Targets


def test_the_suffix_gives_the_format(tmp_path: Path) -> None:
    path = export(tmp_path / "data.SQLITE", tables=["sentences"])
    assert path == tmp_path / "data.SQLITE"
    assert path.read_bytes().startswith(b"SQLite format 3")
    assert export(str(tmp_path / "data.csv"), tables=["sessions"]).is_file()


def test_the_name_of_a_file_is_refused_where_a_folder_is_made(tmp_path: Path) -> None:
    for tables in (None, ["media", "sessions"]):
        with pytest.raises(ka.ExportError, match=r"one file per table\. .* tables=\[\"media\"\]"):
            export(tmp_path / "media.dta", tables=tables)
    with pytest.raises(ka.ExportError, match="Name a folder, such as data, or choose one table"):
        export(tmp_path / "data.csv")
    assert list(tmp_path.iterdir()) == []


def test_chosen_tables_stand_alone_in_the_order_of_the_package(tmp_path: Path) -> None:
    path = export(tmp_path / "some.sqlite", tables=["voices", "sessions", "voices"])
    with sqlite3.connect(path) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
        keys = connection.execute(
            "SELECT \"table\" FROM pragma_foreign_key_list('sessions')"
        ).fetchall()
        points_to = connection.execute(
            "SELECT reference FROM codebook WHERE column_name = 'held_by_id'"
        ).fetchone()
    assert set(names) == {"voices", "sessions", "codebook", "package"}
    assert keys == [("voices",)]
    assert points_to == ("entities.entity_id",)
    book = openpyxl.load_workbook(export(tmp_path / "some.xlsx", tables=["voices", "sessions"]))
    assert book.sheetnames == ["package", "codebook", "sessions", "voices"]


@pytest.mark.parametrize(
    ("path", "form", "tables", "error", "message"),
    [
        ("out", "pdf", None, UnknownFormatError, "There is no format “pdf”. The formats are"),
        ("out", "xslx", None, UnknownFormatError, "Did you mean “xlsx”"),
        ("out.doc", None, None, UnknownFormatError, "does not have the suffix of a format"),
        ("out", None, None, UnknownFormatError, "Name the format: csv"),
        ("out.csv", None, ["sesions"], ka.UnknownTableError, "Did you mean “sessions”"),
        ("absent/out.csv", None, None, ExportError, "does not exist. Make it first"),
    ],
)
def test_mistakes_are_answered_with_help(
    tmp_path: Path,
    path: str,
    form: str | None,
    tables: list[str] | None,
    error: type[Exception],
    message: str,
) -> None:
    with pytest.raises(error, match=re.escape(message)):
        export(tmp_path / path, form, tables=tables)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_an_existing_target_is_replaced_only_on_request(tmp_path: Path, form: str) -> None:
    path = export(tmp_path / "out", form, tables=["sentences", "voices"])
    before = snapshot(tmp_path)
    with pytest.raises(
        ExportError, match=r"out exists\. Choose another path, or replace it with overwrite"
    ):
        export(path, form, tables=["sentences"])
    assert snapshot(tmp_path) == before
    held = path if path.is_file() else path / "voices.csv"
    with held.open("rb") as reader:
        export(path, form, tables=["sentences"], overwrite=True)
        name = held.relative_to(tmp_path).as_posix()
        assert reader.read() == before[name]  # replaced, not written over
    after = snapshot(tmp_path)
    assert after != before
    assert "out/voices.csv" not in after
    assert {name.split("/")[0] for name in after} == {"out"}


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_what_is_no_export_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("dear")
    (tmp_path / "file").write_text("dear")
    before = snapshot(tmp_path)
    for path, form, message in (
        ("mine", "csv", "holds “notes.txt”, which no export of this format wrote"),
        ("mine", "xlsx", "is a folder, but the format is a file"),
        ("file", "csv", "is a file, but the format is a folder"),
    ):
        with pytest.raises(ExportError, match=message):
            export(tmp_path / path, form, overwrite=True)
    assert snapshot(tmp_path) == before


def test_a_folder_that_cannot_be_replaced_is_put_back(tmp_path: Path) -> None:
    (tmp_path / "target").mkdir()
    (tmp_path / "target" / "sentences.csv").write_text("dear")
    with pytest.raises(FileNotFoundError):
        _replace_folder(tmp_path / "absent", tmp_path / "target", tmp_path / "old")
    assert snapshot(tmp_path) == {"target/sentences.csv": b"dear"}


def test_a_folder_that_is_not_writable_is_told(tmp_path: Path) -> None:
    path = Path("/proc/assembly.xlsx")  # not even root can write there
    with pytest.raises(ExportError, match=r"/proc/assembly\.xlsx cannot be written: .+\. Nothing"):
        export(path)


def run_python(code: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize("form", list(FORMATS))
def test_a_full_disk_leaves_the_old_export_whole(tmp_path: Path, form: str) -> None:
    path = export(tmp_path / "out", form, tables=["sentences"])
    before = snapshot(tmp_path)
    code = (
        "import resource, sys\n"
        "from kazakhstan_assembly import export, ExportError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try:\n"
        "    export(sys.argv[1], sys.argv[2], overwrite=True)\n"
        "except ExportError as error:\n"
        "    print(error)\n"
    )
    (tmp_path / "tmp").mkdir()
    found = run_python(code, str(path), form, TMPDIR=str(tmp_path / "tmp"))
    assert found.returncode == 0, found.stderr
    assert "cannot be" in found.stdout
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("file", ["data/csv/sentences.csv", "schemas/sentences.json"])
def test_an_altered_table_leaves_the_old_export_whole(
    checkout: Path, tmp_path: Path, file: str
) -> None:
    shutil.copytree(ROOT / "src", checkout / "src")
    with (checkout / file).open("ab") as altered:
        altered.write(b"more")
    folder = tmp_path / "exports"
    folder.mkdir()
    path = export(folder / "out", "csv")
    before = snapshot(folder)
    code = (
        "import sys\n"
        "from kazakhstan_assembly import export\n"
        "export(sys.argv[1], 'csv', overwrite=True)\n"
    )
    found = run_python(code, str(path), PYTHONPATH=str(checkout / "src"))
    assert f"PackageError: {file} was altered" in found.stderr
    assert snapshot(folder) == before


@pytest.mark.parametrize(
    ("module", "call", "extra"),
    [
        ("xlsxwriter", "export('out.xlsx')", "excel"),
        ("pyreadstat", "export('out', 'sav')", "spss"),
        ("duckdb", "export('out.duckdb')", "duckdb"),
        ("duckdb", "connect()", "duckdb"),
    ],
)
def test_a_missing_extra_says_what_to_install(
    tmp_path: Path, module: str, call: str, extra: str
) -> None:
    code = (
        f"import os, sys; sys.modules['{module}'] = None; os.chdir(sys.argv[1])\n"
        "from kazakhstan_assembly import export\n"
        "from kazakhstan_assembly import connect\n"
        f"{call}\n"
    )
    found = run_python(code, str(tmp_path))
    assert f"ExportError: This needs {module}, which is not installed." in found.stderr
    assert f"pip install {module} (the extra “{extra}” of this package" in found.stderr
    assert list(tmp_path.iterdir()) == []


def test_formats_without_a_library_of_their_own_need_no_extra(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "for name in ('duckdb', 'xlsxwriter', 'pyreadstat'): sys.modules[name] = None\n"
        "from kazakhstan_assembly import export\n"
        "for form in sys.argv[2:]: export(f'{sys.argv[1]}/{form}', form)\n"
    )
    forms = ("csv", "parquet", "jsonl", "dta", "sqlite", "zip")
    found = run_python(code, str(tmp_path), *forms)
    assert found.returncode == 0, found.stderr
    assert {path.name for path in tmp_path.iterdir()} == set(forms)


EVERYTHING = (
    "import sys\n"
    "def refuse(event, arguments):\n"
    "    if event.startswith('socket.'): raise SystemExit(f'network: {event}')\n"
    "sys.addaudithook(refuse)\n"
    "from kazakhstan_assembly import export\n"
    "from kazakhstan_assembly import connect\n"
    "connect()\n"
    "for form in sys.argv[2:]: export(f'{sys.argv[1]}/{form}', form)\n"
)


def test_exports_are_the_same_bytes_elsewhere_and_offline(
    tmp_path: Path, exported: Callable[[str], Path]
) -> None:
    home, out = tmp_path / "home", tmp_path / "out"
    home.mkdir()
    out.mkdir()
    elsewhere = {"HOME": str(home), "TZ": "Asia/Almaty", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    found = run_python(EVERYTHING, str(out), *FORMATS, **elsewhere)
    assert found.returncode == 0, found.stderr
    assert list(home.iterdir()) == []
    for form in FORMATS:
        if form != "duckdb":  # its blocks stand in an order of their own
            one, other = exported(form), out / form
            same = (
                snapshot(one) == snapshot(other)
                if one.is_dir()
                else one.read_bytes() == other.read_bytes()
            )
            assert same, form


def test_files_bear_the_time_of_the_release(exported: Callable[[str], Path]) -> None:
    day = date.fromisoformat(INSTALLED.descriptor["created"][:10])
    with zipfile.ZipFile(exported("zip")) as archive:
        assert {info.date_time for info in archive.infolist()} == {(*day.timetuple()[:3], 0, 0, 0)}
    made = openpyxl.load_workbook(exported("xlsx")).properties
    midnight = datetime(day.year, day.month, day.day)
    assert (made.created, made.modified) == (midnight, midnight)
    _, stata = pyreadstat.read_dta(str(exported("dta") / "sentences.dta"))
    _, spss = pyreadstat.read_sav(str(exported("sav") / "sentences.sav"))
    assert (stata.creation_time, spss.creation_time) == (midnight, midnight)


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_missing_program_is_told_with_what_installs_it_and_fails_under_ci(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Path(program(name)).is_file()
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    told = f"{name} is not installed; install it with: {PROGRAMS[name]}"
    assert outcome("true", lambda: program(name), monkeypatch) == f"Failed: {told}"
    assert outcome("false", lambda: program(name), monkeypatch) == f"Skipped: {told}"
