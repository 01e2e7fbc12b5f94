"""CSV on the Web: types, nulls, keys and references of every CSV file."""

from __future__ import annotations

import re
from typing import Any

from generation.files import known, to_json
from generation.metadata.dataset import UP, Dataset
from generation.schemas import Schema


def csvw(dataset: Dataset) -> bytes:
    """Return metadata/csvw.json."""
    package = dataset.package
    return to_json(
        known(
            {
                "@context": ["http://www.w3.org/ns/csvw", {"@language": dataset.language}],
                "dc:title": dataset.title,
                "dc:description": dataset.description,
                "dc:creator": dataset.creators,
                "dc:issued": {"@value": package["released"], "@type": "xsd:date"},
                "dc:license": {"@id": dataset.license["path"]},
                "dc:rights": dataset.report_rights,
                "dc:provenance": dataset.provenance,
                "dc:bibliographicCitation": dataset.citation,
                "dc:temporal": dataset.interval,
                "dc:spatial": dataset.place["label"] if dataset.place else None,
                "dcat:version": package["version"],
                "dcat:keyword": list(package["keywords"]),
                "schema:usageInfo": dataset.limits,
                "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\n"]},
                "tables": [_table(schema, dataset) for schema in dataset.schemas.values()],
            }
        )
    )


def _table(schema: Schema, dataset: Dataset) -> dict[str, Any]:
    key = schema["primaryKey"]
    references = [
        {
            "columnReference": foreign["fields"],
            "reference": {
                "resource": _url(foreign["reference"]["resource"]),
                "columnReference": foreign["reference"]["fields"],
            },
        }
        for foreign in schema.get("foreignKeys", ())
    ]
    return {
        "url": _url(schema["name"]),
        "dc:title": schema["title"],
        "dc:description": schema["description"],
        "tableSchema": {
            **({"aboutUrl": f"{schema['name']}.csv#{{{key[0]}}}"} if len(key) == 1 else {}),
            "columns": [_column(field, dataset.language) for field in schema["fields"]],
            "primaryKey": key,
            **({"foreignKeys": references} if references else {}),
        },
    }


def _url(table: str) -> str:
    return f"{UP}data/csv/{table}.csv"


def _column(field: Schema, language: str) -> dict[str, Any]:
    return {
        "name": field["name"],
        # The header is a title too, so that it is recognized.
        "titles": {"und": field["name"], language: field["title"]},
        "dc:description": field["description"],
        "datatype": _datatype(field),
        "null": "",
        "required": field.get("constraints", {}).get("required", False),
    }


def _datatype(field: Schema) -> dict[str, Any]:
    constraints = field.get("constraints", {})
    datatype: dict[str, Any] = {"base": field["type"]}
    if field["type"] == "boolean":
        datatype["format"] = f"{field['trueValues'][0]}|{field['falseValues'][0]}"
    if field["type"] == "date":
        datatype["format"] = "yyyy-MM-dd"
    if "enum" in constraints:
        datatype["format"] = "|".join(map(re.escape, constraints["enum"]))
    if "pattern" in constraints:
        datatype["format"] = constraints["pattern"]
    if "minimum" in constraints:
        datatype["minimum"] = str(constraints["minimum"])
    return datatype
