"""What the validators of other ecosystems find wrong with the metadata of a package."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import mlcroissant
import pyshacl
import pytest
import requests
import rocrate.vocabs
from csvw import CSVW
from datacite import schema45
from jsonschema import Draft7Validator
from rdflib import Graph
from rocrate_validator import models, services
from rocrate_validator.utils.http import HttpRequester

_FOLDER = Path(__file__).parent / "generation"


def croissant_faults(root: Path) -> list[str]:
    """Return the errors and warnings of mlcroissant, and what keeps it from reading a table."""
    try:
        dataset = mlcroissant.Dataset(jsonld=str(root / "metadata/croissant.json"))
        for record_set in dataset.metadata.record_sets:
            list(dataset.records(record_set.id))
    except (mlcroissant.ValidationError, mlcroissant.GenerationError) as error:
        return [str(error)]
    issues = dataset.metadata.ctx.issues
    return [str(issue) for issue in (*issues.errors, *issues.warnings)]


def csvw_faults(root: Path) -> list[str]:
    # Not strict: a strict reader forbids nulls in columns that refer to another table.
    try:
        description = CSVW(str(root / "metadata/csvw.json"), validate=True, strict=False)
        faults = [] if description.is_valid else [str(w.message) for w in description.warnings]
    except ValueError as error:
        return [str(error)]
    return [*faults, *ragged(root)]


def ragged(root: Path) -> list[str]:
    """Return the rows with more or fewer cells than columns: csvw drops cells behind the last."""
    faults: list[str] = []
    for described in json.loads((root / "metadata/csvw.json").read_bytes())["tables"]:
        columns = len(described["tableSchema"]["columns"])
        with (root / "metadata" / described["url"]).open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            faults += [
                f"{described['url']}:{reader.line_num}: {len(row)} cells for {columns} columns"
                for row in reader
                if len(row) != columns
            ]
    return faults


def cff_faults(data: Any) -> str:
    path = _FOLDER / "schemas" / "citation-file-format-1.2.0.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    return "; ".join(error.message for error in Draft7Validator(schema).iter_errors(data))


def datacite_faults(data: Any) -> str:
    return "; ".join(error.message for error in schema45.validator.iter_errors(data))


def shape_faults(name: str, data: Any) -> str:
    """Return what the shapes of a standard, schema-org or dcat, find wrong with a description."""
    place = "file:///metadata/description.jsonld"
    graph = Graph().parse(data=json.dumps(data), format="json-ld", publicID=place)
    shapes = Graph().parse(_FOLDER / "shapes" / f"{name}.ttl")
    conforms, _, text = pyshacl.validate(graph, shacl_graph=shapes)
    return "" if conforms else str(text)


# What the validator of RO-Crate misses and nobody knows.
UNKNOWN = {
    "The `publisher` property of a `Root Data Entity` SHOULD be an `Organization`",
    "The organization SHOULD have a URL.",
}


def crate_faults(root: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return what the validator of RO-Crate 1.1 finds, recommendations included."""
    context = Path(rocrate.vocabs.__file__).parent / "data" / "ro-crate.jsonld"

    def get(_: object, url: str, **__: object) -> requests.Response:
        assert url == "https://w3id.org/ro/crate/1.1/context"
        response = requests.Response()
        response.status_code, response.url = 200, url
        response.headers["Content-Type"] = "application/ld+json"
        response.raw = context.open("rb")
        return response

    monkeypatch.setattr(HttpRequester, "get", get, raising=False)
    settings = services.ValidationSettings(
        rocrate_uri=str(root),
        profile_identifier="ro-crate-1.1",
        requirement_severity=models.Severity.RECOMMENDED,
    )
    issues = services.validate(settings).get_issues()
    return {str(issue.message).partition("./")[0] for issue in issues}
