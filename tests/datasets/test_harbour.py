"""A second data set, made from its source alone: the engine knows no report.

``harbour/source`` holds an invented report of another kind than ours, with other tables, without
claims, voices and relations. Everything that a package can do is asked of it here; nothing that is
generated from it is committed.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import polars as pl
import pyreadstat
import pytest
import yaml
from playwright.sync_api import Page, expect
from rdflib import RDF, SKOS, Graph

import build
from browsing import chromium, violations
from conftest import ROOT, set_cell
from kazakhstan_assembly import DataPackage, open_package
from kazakhstan_assembly.checks.evidence import Evidence
from kazakhstan_assembly.checks.validation import load_evidence
from kazakhstan_assembly.exports.formats import FORMATS
from metadata_faults import (
    UNKNOWN,
    cff_faults,
    crate_faults,
    croissant_faults,
    csvw_faults,
    datacite_faults,
    shape_faults,
)
from mutation.mutants import Mutant
from mutation.trial import is_killed, sample

SOURCE = Path(__file__).parent / "harbour" / "source"
FACTS = [
    *("vessels", "places", "bodies", "officers"),
    *("works", "dues", "accidents", "offences", "counts", "shares", "measures"),
]
HELPERS = [
    *("timeline", "sentences", "mentions", "evidence", "missing_values", "codings"),
    *("editorial_notes", "note_rows", "entities", "entity_forms", "identifiers", "vocabularies"),
]
TABLES = [*FACTS, *HELPERS]
Rows = list[dict[str, Any]]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the source and all that the build makes of it."""
    root = tmp_path_factory.mktemp("harbour")
    shutil.copytree(SOURCE, root / "source")
    assert build.main(["--root", str(root)]) == 0
    return root


@pytest.fixture(scope="session")
def package(folder: Path) -> DataPackage:
    return open_package(folder)


@pytest.fixture
def broken(folder: Path, tmp_path: Path) -> Path:
    """Return a copy of the built package, to be broken."""
    return Path(shutil.copytree(folder, tmp_path / "broken"))


def alter(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


# The build


def test_the_repository_holds_the_source_alone() -> None:
    assert [path.name for path in SOURCE.parent.iterdir()] == ["source"]


def test_no_other_file_of_the_repository_knows_the_data_set() -> None:
    for name in ("src", "scripts", "source", "benchmarks"):
        files = [path for path in (ROOT / name).rglob("*.*") if path.is_file()]
        assert [path for path in files if b"skerrow" in path.read_bytes().lower()] == []


def test_what_was_built_is_fresh(folder: Path) -> None:
    assert build.main(["--root", str(folder), "--check"]) == 0


def test_a_change_of_the_source_is_seen(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    alter(broken / "source/tables/dues.yaml", "The rate in pence.", "How many pence are due.")
    assert build.main(["--root", str(broken), "--check"]) == 1
    assert "schemas/dues.json: line" in capsys.readouterr().err


# Validation


def test_every_check_passes(package: DataPackage) -> None:
    result = package.validate()
    assert result.findings == []
    assert {check for check, state in result.checks.items() if state != "passed"} == {"release"}


ALTERED = {
    "a number": ("counts", "count-00610", "upper", "16"),
    "a decimal": ("measures", "measure-01791", "value", "7.26"),
    "a part of a whole": ("shares", "share-00454", "numerator", "1"),
    "a range of days": ("accidents", "accident-02405", "date_end", "1911-05-13"),
    "a season": ("works", "work-01547", "date_edtf", "1911-22"),
}


@pytest.mark.parametrize("change", ALTERED)
def test_an_altered_cell_is_seen(broken: Path, change: str) -> None:
    name, key, column, text = ALTERED[change]
    set_cell(broken / f"data/csv/{name}.csv", key, column, text)
    found = open_package(broken).validate(only=["derivation", "same"])
    assert name in {finding.table for finding in found.findings}


def test_a_row_of_an_empty_table_is_seen(broken: Path) -> None:
    path = broken / "data/csv/offences.csv"
    header = path.read_text(encoding="utf-8")
    path.write_text(f"{header}offence-1{',' * header.count(',')}\n", encoding="utf-8")
    found = open_package(broken).validate(only=["derivation", "same"])
    assert "offences" in {finding.table for finding in found.findings}


def test_a_former_name_that_leads_nowhere_is_found(broken: Path) -> None:
    names = '"former_names": {"tables": {"berths": "work"}},'
    alter(broken / "datapackage.json", '"resources": [', f'{names} "resources": [')
    found = open_package(broken).validate(only=["declarations"])
    assert "former_names: berths leads to work, not to a table." in str(found.findings[0])


def test_codings_stand_beside_what_was_settled_in_the_order_of_the_rows(
    package: DataPackage,
) -> None:
    codings = package.load_table("codings")
    rows = codings.astype(object).where(codings.notna(), None).itertuples(index=False, name=None)
    assert list(rows) == [
        ("vessels", "provider", "built_at_id", "first", "calder-bay", "calder-bay"),
        ("vessels", "provider", "built_at_id", "second", "marrick", "calder-bay"),
        ("works", "work-01350", "stage", "first", "done", "done"),
        ("works", "work-01350", "stage", "second", "done", "done"),
        ("works", "work-01892", "work_type", "first", None, None),
        ("works", "work-01892", "work_type", "second", "setting_up", None),
        ("works", "work-01892", "stage", "first", "proposed", "proposed"),
        ("works", "work-01892", "stage", "second", "proposed", "proposed"),
    ]


def test_a_file_of_codes_that_is_no_csv_is_found(broken: Path) -> None:
    path = broken / "source/coding/codes.csv"
    alter(path, "stage,first,done", "stage,first")
    found = open_package(broken).validate(only=["files", "written"])
    assert "line 2 must have 5 cells, all filled" in str(found.findings[0])


@pytest.fixture(scope="session")
def evidence(folder: Path) -> Evidence:
    """Return the tables of the package, to be mutated."""
    return load_evidence(folder)


@cache
def drawn(evidence: Evidence, most: int) -> list[Mutant]:
    """Return at most so many inconsistent mutants of every operator, from different columns."""
    groups: dict[str, list[Mutant]] = {}
    for mutant in sample(evidence, 1):
        if not mutant.consistent:
            groups.setdefault(mutant.operator, []).append(mutant)
    chosen: list[Mutant] = []
    for group in groups.values():
        chosen += group[:: -(-len(group) // most)]
    return chosen


def survivors(evidence: Evidence, mutants: Iterable[Mutant]) -> list[str]:
    return [
        f"{mutant.operator}, {mutant.table}.{mutant.column}, {mutant.what}"
        for mutant in mutants
        if not is_killed(evidence, mutant)
    ]


def test_no_inconsistent_mutant_survives(evidence: Evidence) -> None:
    mutants = drawn(evidence, 4)
    assert len({mutant.operator for mutant in mutants}) > 30
    assert survivors(evidence, mutants) == []


@pytest.mark.parametrize("table", ["codings", "note_rows", "timeline"])
def test_no_mutant_of_a_helper_table_survives(evidence: Evidence, table: str) -> None:
    mutants = [mutant for mutant in sample(evidence, 2) if mutant.table == table]
    columns = {column.name for column in evidence.model.tables[table].columns}
    assert {mutant.column for mutant in mutants} == {*columns, "*"}
    assert survivors(evidence, mutants) == []


@pytest.mark.slow
def test_no_inconsistent_mutant_of_any_column_survives(evidence: Evidence) -> None:
    assert survivors(evidence, drawn(evidence, 10_000)) == []


def test_the_uncorrupted_tables_have_no_killer(evidence: Evidence) -> None:
    same = Mutant("none", "dues", "*", "nothing", lambda: evidence.tables)
    assert not is_killed(evidence, same)


# Loading


DTYPES = {
    "string": "string",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "datetime64",
    "code": "category",
}


def kinds(package: DataPackage, name: str) -> dict[str, str]:
    """Return the type of each column of a table, with "code" for those of a vocabulary."""
    fields = package.table_schema(name)["fields"]
    return {field["name"]: "code" if "vocabulary" in field else field["type"] for field in fields}


def test_tables_come_in_the_declared_order_and_helpers_last(package: DataPackage) -> None:
    assert package.list_tables() == TABLES


@pytest.mark.parametrize("name", TABLES)
def test_every_column_has_the_type_that_its_schema_declares(
    package: DataPackage, name: str
) -> None:
    frame = package.load_table(name)
    types = kinds(package, name)
    assert list(frame.columns) == list(types)
    for column, dtype in frame.dtypes.items():
        assert str(dtype).startswith(DTYPES[types[str(column)]].removesuffix("ing"))
    assert len(frame) == package.table_schema(name)["stated_rows"]


def test_an_empty_table_has_its_columns_and_types(package: DataPackage) -> None:
    offences = package.load_table("offences")
    assert len(offences) == 0
    assert str(offences["fine"].dtype) == "Float64"
    assert str(offences["date_start"].dtype).startswith("datetime64")
    assert package.load_arrow("offences").num_rows == 0
    assert package.describe_table("offences").loc["fine", "rule"] == "decimal"


def test_every_null_of_a_fact_table_has_its_reason(package: DataPackage) -> None:
    reasons = package.load_table("missing_values").groupby("table_name", observed=True).size()
    nulls = {name: int(package.load_table(name).isna().sum().sum()) for name in FACTS}
    assert {name: count for name, count in nulls.items() if count} == reasons.to_dict()


# The forms of numbers and dates that a report can have


def cells(package: DataPackage, name: str, text: str, *columns: str) -> list[object]:
    """Return cells of the first row of a table that has some words in a quoted column."""
    frame = package.load_table(name)
    quoted = [column for column in frame.columns if column.endswith("_text")]
    row = frame[(frame[quoted] == text).any(axis=1)].iloc[0]
    return [row[column] for column in columns]


COUNTS = {
    "412": (412, 412, "unqualified"),
    "Five": (5, 5, "unqualified"),
    "3.5 million": (3_500_000, 3_500_000, "unqualified"),
    "between 12 and 15": (12, 15, "range"),
    "Fewer than 40": (40, 40, "less_than"),
    "at least 60": (60, 60, "at_least"),
    "more than 5,000": (5000, 5000, "more_than"),
    "about 1,300": (1300, 1300, "approximately"),
    "up to 300": (300, 300, "at_most"),
    "£2,380": (2380, 2380, "unqualified"),
}


@pytest.mark.parametrize("text", COUNTS)
def test_a_count_is_read(package: DataPackage, text: str) -> None:
    assert cells(package, "counts", text, "lower", "upper", "bound") == [*COUNTS[text]]


def test_shares_and_money_and_decimals_and_ranks_are_read(package: DataPackage) -> None:
    assert cells(package, "shares", "nearly two thirds", "numerator", "denominator") == [2, 3]
    assert cells(package, "shares", "17 per cent", "percent", "percent_unit") == [17, "percent"]
    cost = cells(package, "works", "between £600 and £750", "cost_from", "cost_to", "currency")
    assert cost == [600, 750, "£"]
    assert package.load_table("measures")["value"].tolist() == [3.5, 2.75, 7.25, 9.0]
    assert package.load_table("dues")["rate"].tolist()[:4] == [4.0, 6.0, 2.5, 1.25]
    assert cells(package, "accidents", "twenty-first", "launch", "has_launch") == [21, True]


DATES = {
    "30 September 1911": ("1911-09-30", "day"),
    "April 1889": ("1889-04", "month"),
    "spring 1911": ("1911-21", "season"),
    "1898": ("1898", "year"),
    "1880s": ("188X", "decade"),
    "9–12 May 1911": ("1911-05-09/1911-05-12", "day"),
    "since March 1904": ("1904-03/..", "month"),
    "early 1912": ("1912", "year"),
}


@pytest.mark.parametrize("text", DATES)
def test_a_date_is_read(package: DataPackage, text: str) -> None:
    dated = [name for name in FACTS if "date_text" in package.load_table(name).columns]
    name = next(n for n in dated if (package.load_table(n)["date_text"] == text).any())
    assert cells(package, name, text, "date_edtf", "date_precision") == [*DATES[text]]


UNREADABLE = {
    "a range where one number is due": (
        "tables/counts.yaml",
        "rule: lower",
        "rule: number",
        "“between 12 and 15” is a range; the rules lower and upper read its ends",
    ),
    "a share where a whole number is due": (
        "tables/shares.yaml",
        "rule: numerator",
        "rule: number",
        "“Nearly two thirds” states a fraction, which the rules numerator and denominator read",
    ),
    "a decimal where a whole number is due": (
        "tables/measures.yaml",
        "type: number, rule: decimal",
        "type: integer, rule: number",
        "“7.25” does not state a whole number; the rule decimal reads one number with decimals",
    ),
    "words that are no date": (
        "facts/accidents.yaml",
        "date_text: 10 May 1911",
        "date_text: the schooner",
        "“the schooner” is not a date",
    ),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_words_that_a_rule_cannot_read_are_an_error_with_help(
    broken: Path, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    name, old, new, message = UNREADABLE[case]
    alter(broken / "source" / name, old, new)
    assert build.main(["--root", str(broken)]) == 1
    assert message in capsys.readouterr().err


# Questions


def test_a_cell_is_traced_to_its_words(package: DataPackage) -> None:
    trace = str(package.trace("dues", "due-3", "rate"))
    assert "derived by decimal from rate_text" in trace
    assert "Coal pays [2.5] pence a ton." in " ".join(trace.split())


def test_words_are_found(package: DataPackage) -> None:
    found = package.find("Gannet")
    places = set(zip(found["table"], found["row_id"], strict=True))
    assert ("vessels", "gannet") in places
    assert package.find("Kazakhstan").empty


def test_words_are_found_in_the_sentence_that_has_them(package: DataPackage) -> None:
    sentences = package.load_table("sentences").set_index("sentence_id")["text"]
    found = package.find("six").set_index("column")["sentence_id"]
    assert sentences[found["saved_text"]].startswith("The lifeboat took off her crew of six men;")


def test_the_package_is_cited_by_its_own_name(package: DataPackage) -> None:
    citation = package.cite()
    assert "The harbour of Skerrow in 1911" in citation
    assert "1.0.0" in citation
    assert "Kazakhstan" not in citation


def test_the_package_does_not_differ_from_itself(package: DataPackage, folder: Path) -> None:
    assert package.diff(folder).changes == ()


def test_a_package_with_another_cell_differs(package: DataPackage, broken: Path) -> None:
    set_cell(broken / "data/csv/dues.csv", "due-3", "rate", "3.5")
    assert "due-3" in str(package.diff(broken))


# Exports, read by programs that did not write them


@pytest.fixture(scope="session")
def exported(
    package: DataPackage, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Path]:
    """Return a function that exports all tables in a format, once."""
    target = tmp_path_factory.mktemp("exports")

    @cache
    def export(name: str) -> Path:
        return package.export(target / f"harbour.{name}", name)

    return export


def read_csv(path: Path, name: str, types: dict[str, str]) -> Rows:
    return of_csv((path / f"{name}.csv").read_text(encoding="utf-8"), types)


def read_zip(path: Path, name: str, types: dict[str, str]) -> Rows:
    with zipfile.ZipFile(path) as archive:
        return of_csv(archive.read(f"{name}.csv").decode(), types)


def of_csv(text: str, types: dict[str, str]) -> Rows:
    return [of_texts(row, types) for row in csv.DictReader(io.StringIO(text, newline=""))]


def of_texts(row: dict[str, str], types: dict[str, str]) -> dict[str, Any]:
    readers: dict[str, Callable[[str], Any]] = {
        "integer": int,
        "number": float,
        "boolean": {"true": True, "false": False}.__getitem__,
        "date": date.fromisoformat,
    }
    return {
        column: readers.get(types[column], str)(cell) if cell else None
        for column, cell in row.items()
    }


def read_parquet(path: Path, name: str, types: dict[str, str]) -> Rows:
    return pl.read_parquet(path / f"{name}.parquet").to_dicts()


def read_jsonl(path: Path, name: str, types: dict[str, str]) -> Rows:
    lines = (path / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [with_dates(json.loads(line), types) for line in lines]


def with_dates(row: dict[str, Any], types: dict[str, str]) -> dict[str, Any]:
    return {
        column: date.fromisoformat(cell) if cell and types[column] == "date" else cell
        for column, cell in row.items()
    }


def read_xlsx(path: Path, name: str, types: dict[str, str]) -> Rows:
    header, *rows = openpyxl.load_workbook(path)[name].iter_rows(values_only=True)
    names = [str(cell) for cell in header]
    return [of_cells(dict(zip(names, row, strict=True)), types) for row in rows]


def of_cells(row: dict[str, Any], types: dict[str, str]) -> dict[str, Any]:
    return {column: of_sheet(without_time(cell), types[column]) for column, cell in row.items()}


def of_sheet(cell: Any, kind: str) -> Any:
    """Return a cell of a sheet: 4.0 is 4 there, and a date before Excel's calendar is text."""
    if kind == "date" and isinstance(cell, str):
        return date.fromisoformat(cell)
    return float(cell) if kind == "number" and cell is not None else cell


def without_time(cell: Any) -> Any:
    return cell.date() if isinstance(cell, datetime) else cell


def read_dta(path: Path, name: str, types: dict[str, str]) -> Rows:
    return of_statistics(*pyreadstat.read_dta(str(path / f"{name}.dta")), types)


def read_sav(path: Path, name: str, types: dict[str, str]) -> Rows:
    return of_statistics(*pyreadstat.read_sav(str(path / f"{name}.sav")), types)


def of_statistics(frame: pd.DataFrame, meta: Any, types: dict[str, str]) -> Rows:
    """Return what numbers, empty texts and labels of a statistics program stand for."""
    labels: dict[str, dict[float, str]] = meta.variable_value_labels

    def plain(column: str, cell: Any) -> Any:
        if cell == "" or pd.isna(cell):
            return None
        if column in labels:
            text = labels[column][cell]
            return text == "true" if types[column] == "boolean" else text
        if types[column] == "integer":
            return int(cell)
        return without_time(cell)

    lists: dict[str, list[Any]] = {}
    for column, cells in frame.items():
        lists[str(column)] = [plain(str(column), cell) for cell in cells]
    return [dict(zip(lists, row, strict=True)) for row in zip(*lists.values(), strict=True)]


def read_sqlite(path: Path, name: str, types: dict[str, str]) -> Rows:
    connection = sqlite3.connect(path)
    found = connection.execute(f'SELECT * FROM "{name}"')
    names = [column[0] for column in found.description]
    rows = [with_dates(dict(zip(names, row, strict=True)), types) for row in found]
    connection.close()
    return [with_truths(row, types) for row in rows]


def with_truths(row: dict[str, Any], types: dict[str, str]) -> dict[str, Any]:
    """Return a row with the numbers that stand for true and false as these."""
    return {
        column: cell == 1 if cell is not None and types[column] == "boolean" else cell
        for column, cell in row.items()
    }


def read_duckdb(path: Path, name: str, types: dict[str, str]) -> Rows:
    with duckdb.connect(str(path), read_only=True) as connection:
        rows: Rows = connection.sql(f'FROM "{name}"').to_arrow_table().to_pylist()
    return rows


READERS = {
    "csv": read_csv,
    "parquet": read_parquet,
    "jsonl": read_jsonl,
    "xlsx": read_xlsx,
    "dta": read_dta,
    "sav": read_sav,
    "sqlite": read_sqlite,
    "duckdb": read_duckdb,
    "zip": read_zip,
}


def test_every_format_is_read() -> None:
    assert set(READERS) == set(FORMATS)


def typed(rows: Rows) -> list[tuple[str, str, Any]]:
    """Return all cells with their types, so that 1 is neither true nor 1.0."""
    cells = chain.from_iterable(row.items() for row in rows)
    return [(column, type(cell).__name__, cell) for column, cell in cells]


@pytest.mark.parametrize("form", READERS)
def test_cells_come_back(package: DataPackage, exported: Callable[[str], Path], form: str) -> None:
    for name in TABLES:
        found = READERS[form](exported(form), name, kinds(package, name))
        expected = package.load_arrow(name).to_pylist()
        assert typed(found) == typed(expected), name


def test_sql_runs_on_the_package(package: DataPackage) -> None:
    question = "SELECT count(*) FROM works JOIN places USING (place_id) WHERE place_type = 'pier'"
    with package.connect() as connection:
        assert connection.execute(question).fetchall() == [(3,)]


# Metadata, as the validators of their standards see them


@pytest.fixture
def described(folder: Path, offline: None) -> Path:
    """Return the built package, where no test asks a network for anything."""
    return folder


quiet = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def described_as(root: Path, name: str) -> Any:
    return json.loads((root / "metadata" / name).read_text(encoding="utf-8"))


@pytest.mark.slow
@quiet
@pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")
def test_croissant_is_valid_and_gives_every_table(described: Path) -> None:
    assert croissant_faults(described) == []
    record_sets = described_as(described, "croissant.json")["recordSet"]
    assert [record_set["@id"] for record_set in record_sets if record_set.get("field")] == TABLES


@pytest.mark.slow
def test_csvw_describes_every_table(described: Path) -> None:
    assert csvw_faults(described) == []
    tables = described_as(described, "csvw.json")["tables"]
    assert [Path(table["url"]).stem for table in tables] == TABLES


@pytest.mark.slow
def test_csvw_refuses_a_number_that_is_none(broken: Path, offline: None) -> None:
    set_cell(broken / "data/csv/measures.csv", "measure-01791", "value", "high")
    assert "invalid lexical value for" in " ".join(csvw_faults(broken))


@pytest.mark.slow
def test_the_citation_file_and_datacite_are_valid(described: Path) -> None:
    text = (described / "CITATION.cff").read_text(encoding="utf-8")
    assert cff_faults(yaml.safe_load(text)) == ""
    assert datacite_faults(described_as(described, "datacite.json")) == ""


@pytest.mark.slow
@quiet
@pytest.mark.parametrize(
    ("standard", "name"), [("schema-org", "schema-org.jsonld"), ("dcat", "dcat.jsonld")]
)
def test_descriptions_have_what_their_standards_ask_for(
    described: Path, standard: str, name: str
) -> None:
    assert shape_faults(standard, described_as(described, name)) == ""


@pytest.mark.slow
@quiet
def test_the_crate_lacks_only_what_is_unknown(
    described: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert crate_faults(described, monkeypatch) <= UNKNOWN


@pytest.mark.slow
def test_entities_and_annotations_are_those_of_the_tables(
    described: Path, package: DataPackage
) -> None:
    graph = Graph().parse(described / "metadata/entities.ttl")
    labels = {str(label) for label in graph.objects(predicate=SKOS.prefLabel)}
    assert set(package.load_table("entities")["label"]) <= labels
    assert len(set(graph.subjects(RDF.type))) >= len(package.load_table("entities"))
    evidence = package.load_table("evidence").query("column_name != '*'")
    cited = evidence[["table_name", "row_id", "column_name"]].drop_duplicates()
    collection = described_as(described, "annotations.jsonld")
    assert collection["total"] == len(cited)


# The page on which people read the report


@pytest.fixture
def page(folder: Path) -> Iterator[Page]:
    """Return the reader in Chromium; no error and no request may come of any test."""
    said: list[str] = []
    asked: list[str] = []
    with chromium() as browser:
        context = browser.new_context(viewport={"width": 1400, "height": 900})
        context.on("request", lambda request: asked.append(request.url))
        opened = context.new_page()
        opened.on("console", lambda message: said.append(message.text))
        opened.on("pageerror", lambda error: said.append(str(error)))
        opened.goto((folder / "docs/reader.html").as_uri())
        yield opened
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []


@pytest.mark.slow
def test_the_reader_shows_the_report_and_every_table(page: Page, package: DataPackage) -> None:
    report = page.locator("#text").inner_text()
    assert "Captain Andrew Moir has been harbour master since March 1904." in report
    for name in FACTS:
        page.goto(f"{page.url.partition('#')[0]}#{name}")
        expect(page.locator("#table-choice")).to_have_value(name)
        expect(page.locator("#grid tbody tr")).to_have_count(len(package.load_table(name)))
    assert violations(page) == []


@pytest.mark.slow
def test_a_cell_of_the_reader_leads_to_its_words(page: Page) -> None:
    page.goto(f"{page.url.partition('#')[0]}#dues/due-3/rate")
    detail = page.locator("#detail")
    expect(detail).to_contain_text("derived by decimal from rate_text “2.5”")
    assert "".join(page.locator("#text .lit").all_inner_texts()) == "2.5"
