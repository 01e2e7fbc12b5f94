"""Metadata of a package of which little is known: each file is valid and leaves out the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import mlcroissant
import pytest
import yaml
from csvw import TableGroup
from rdflib import Graph

import kazakhstan_assembly as ka
from annotation.yaml_source import read_yaml
from conftest import ROOT
from generation.data_files import table_files
from generation.descriptor import package_properties
from generation.engine import Engine
from generation.files import Files
from generation.metadata import Dataset, metadata_files
from generation.metadata.huggingface import size_category
from generation.pages import citation_cff
from generation.schemas import Schema
from kazakhstan_assembly.datapackage import INSTALLED
from kazakhstan_assembly.errors import SourceError
from kazakhstan_assembly.io.arrow import labels
from kazakhstan_assembly.io.json_schemas import json_schema
from metadata_faults import (
    UNKNOWN,
    cff_faults,
    crate_faults,
    croissant_faults,
    csvw_faults,
    datacite_faults,
    shape_faults,
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("offline"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
]
OPTIONAL = ("theme", "years_of", "registries", "code_license")


def described(edit: Callable[[Any], object] = lambda package: None) -> Dataset:
    """Return a package of empty tables that states only what every package must state."""
    package = read_yaml(ROOT, "source/package.yaml", json_schema("package"))
    for name in OPTIONAL:
        del package[name]
    del package["report"]["place"]
    edit(package)
    report = ka.read_report()
    stated = labels(package_properties(package, report))
    schemas: dict[str, Schema] = {name: INSTALLED.table_schema(name) for name in ka.list_tables()}
    files: Files = {}
    for schema in schemas.values():
        files |= table_files(schema, [], stated)
    records: Any = {name: [] for name in schemas}
    return Dataset(package, schemas, records, files, report, Engine("engine", "9.8.7"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(described(), tmp_path)


def written(dataset: Dataset, folder: Path) -> Path:
    """Return a folder after writing the metadata and the tables of a package to it."""
    made = {
        **dataset.files,
        **metadata_files(dataset),
        "CITATION.cff": citation_cff(dataset.package),
        "source/report.txt": dataset.report.encode(),
    }
    for name, data in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_validators_accept_a_package_without_rows_place_years_and_identifiers(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert croissant_faults(folder) == []
    assert csvw_faults(folder) == []
    assert crate_faults(folder, monkeypatch) == UNKNOWN
    assert datacite_faults(read(folder / "metadata/datacite.json")) == ""
    assert cff_faults(yaml.safe_load((folder / "CITATION.cff").read_text("utf-8"))) == ""


@pytest.mark.parametrize(
    ("name", "unknown"),
    [
        ("schema-org", {"temporalCoverage", "spatialCoverage"}),
        ("dcat", {"theme", "temporal", "spatial"}),
    ],
)
def test_descriptions_lack_only_what_is_not_known(
    folder: Path, name: str, unknown: set[str]
) -> None:
    found = shape_faults(name, read(folder / f"metadata/{name}.jsonld"))
    paths = {line for line in found.splitlines() if "Result Path" in line}
    assert {path.rpartition(":")[2] for path in paths} == unknown


def test_what_is_not_known_is_in_no_file(folder: Path) -> None:
    for name in ("croissant.json", "csvw.json", "schema-org.jsonld", "dcat.jsonld"):
        properties = read(folder / "metadata" / name)
        assert not re.search("temporal|spatial|Coverage", " ".join(properties))
        assert None not in properties.values()
    card = (folder / "metadata/huggingface.md").read_text(encoding="utf-8")
    assert "## Coverage" not in card
    assert "The code:" not in card
    assert read(folder / "metadata/datacite.json").keys().isdisjoint({"geoLocations"})
    collection = read(folder / "metadata/annotations.jsonld")
    assert collection["total"] == 0
    assert collection.keys().isdisjoint({"dcterms:temporal", "dcterms:spatial"})
    graph = Graph().parse(folder / "metadata/entities.ttl")
    assert "spatial" not in " ".join(map(str, graph.predicates()))


def test_the_program_is_named_and_not_the_data(folder: Path) -> None:
    agent = read(folder / "metadata/dcat.jsonld")["prov:wasGeneratedBy"]["prov:wasAssociatedWith"]
    assert (agent["foaf:name"], agent["dcat:version"]) == ("engine", "9.8.7")
    assert "by the code of engine 9.8.7" in read(folder / "metadata/csvw.json")["dc:provenance"]


def unknown_place(package: Any) -> None:
    package["report"]["place"] = "atlantis"
    package["report"].lines["place"] = 40


def no_creator(package: Any) -> None:
    package["contributors"][0]["roles"] = ["editor"]


def unknown_table(package: Any) -> None:
    package["years_of"] = ["session"]
    package.lines["years_of"] = 30


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (unknown_place, "source/package.yaml:40: report.place names an unknown entity atlantis."),
        (no_creator, ": no contributor has the role creator; give it to one"),
        (unknown_table, ":30: years_of names an unknown table session. Did you mean “sessions”?"),
    ],
)
def test_what_the_package_states_wrongly_is_named(
    edit: Callable[[Any], None], message: str
) -> None:
    with pytest.raises(SourceError) as error:
        metadata_files(described(edit))
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("rows", "category"),
    [(0, "n<1K"), (999, "n<1K"), (1_000, "1K<n<10K"), (250_000, "100K<n<1M")],
)
def test_the_hub_has_a_class_for_every_number_of_rows(rows: int, category: str) -> None:
    assert size_category(rows) == category


def test_a_license_may_be_an_address_or_the_license_of_the_data() -> None:
    def same(package: Any) -> None:
        package["code_license"] = dict(package["licenses"][0])

    files = metadata_files(described(same))
    graph = json.loads(files["ro-crate-metadata.json"])["@graph"]
    names = [entity["@id"] for entity in graph]
    assert len(names) == len(set(names))
    address = "https://creativecommons.org/publicdomain/zero/1.0/"
    agent = json.loads(files["metadata/dcat.jsonld"])["prov:wasGeneratedBy"]
    assert agent["prov:wasAssociatedWith"]["dct:license"] == address


def test_numbers_with_a_fraction_are_read_back(tmp_path: Path) -> None:
    dataset = described()
    schema = deepcopy(dataset.schemas["numbers"])
    field = next(part for part in schema["fields"] if part["name"] == "value")
    field |= {"type": "number", "constraints": {"minimum": 0.5}}
    for part in schema["fields"]:
        part.get("constraints", {}).pop("required", None)
    schema.pop("foreignKeys")
    names = [part["name"] for part in schema["fields"]]
    rows: Any = [
        {**dict.fromkeys(names), "number_id": "a", "value": value} for value in (1.25, 3.0)
    ]
    rows[1]["number_id"] = "b"
    dataset.schemas["numbers"] = schema
    dataset.records["numbers"] = rows
    stated = labels(package_properties(dataset.package, dataset.report))
    dataset.files.update(table_files(schema, rows, stated))
    folder = written(dataset, tmp_path)
    assert csvw_faults(folder) == []
    croissant = mlcroissant.Dataset(jsonld=str(folder / "metadata/croissant.json"))
    values = [record["numbers/value"] for record in croissant.records("numbers")]
    assert values == [1.25, 3.0]
    group = TableGroup.from_file(folder / "metadata/csvw.json")
    (table,) = (part for part in group.tables if part.url.string.endswith("/numbers.csv"))
    assert [float(row["value"]) for row in table.iterdicts()] == values


def test_years_are_those_of_all_facts_or_of_the_tables_that_are_named() -> None:
    def dated(edit: Callable[[Any], object] = lambda package: None) -> Dataset:
        dataset = described(edit)
        empty = dict.fromkeys(("date_start", "date_end", "term_start", "term_end"))
        dataset.records["sessions"] = [{**empty, "date_start": date(1911, 5, 9)}]
        dataset.records["legal_documents"] = [{**empty, "term_end": date(1913, 1, 1)}]
        return dataset

    assert dated().years == ("1911", "1913")
    assert dated(lambda package: package.update(years_of=["sessions"])).years == ("1911", "1911")
    named = dated(lambda package: package.update(years_of=["publications"]))
    assert (named.years, named.interval) == (None, None)
