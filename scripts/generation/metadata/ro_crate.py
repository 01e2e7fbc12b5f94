"""RO-Crate 1.1. It stands at the top of the repository: a crate holds only what is below it."""

from __future__ import annotations

from typing import Any

from generation.files import to_json
from generation.metadata.dataset import REPORT, DataFile, Dataset
from generation.schemas import Schema

_SCHEMA = "http://schema.org/"
_CODE, _BUILD, _RIGHTS = "#code", "#build", "#rights-of-the-report"


def ro_crate(dataset: Dataset) -> bytes:
    """Return ro-crate-metadata.json."""
    files = [*dataset.data_files, dataset.report_file]
    return to_json(
        {
            # Terms that schema.org has gained since the context of RO-Crate 1.1 was frozen.
            "@context": [
                "https://w3id.org/ro/crate/1.1/context",
                {name: _SCHEMA + name for name in ("sha256", "usageInfo")},
            ],
            "@graph": [
                {
                    "@id": "ro-crate-metadata.json",
                    "@type": "CreativeWork",
                    "conformsTo": _ref("https://w3id.org/ro/crate/1.1"),
                    "about": _ref("./"),
                },
                _root(dataset, files),
                *(_file(file, dataset) for file in files),
                *_context_entities(dataset),
            ],
        }
    )


def _ref(identifier: str) -> dict[str, str]:
    return {"@id": identifier}


def _root(dataset: Dataset, files: list[DataFile]) -> dict[str, Any]:
    package = dataset.package
    code = package["code_license"]["path"]
    authors = [_ref(_slug(name)) for name in dataset.creators]
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": dataset.title,
        "alternateName": package["name"],
        "description": dataset.description,
        "version": package["version"],
        "datePublished": package["released"],
        "license": _ref(dataset.license["path"]),
        "usageInfo": dataset.limits,
        # RO-Crate wants no list of one.
        "author": authors if len(authors) > 1 else authors[0],
        "creditText": dataset.citation,
        "keywords": ", ".join(package["keywords"]),
        "inLanguage": dataset.language,
        "temporalCoverage": "/".join(dataset.years),
        "contentLocation": _ref("#place"),
        "isBasedOn": _ref(REPORT),
        "variableMeasured": [_ref(_variable(*column)) for column in dataset.fact_columns()],
        "hasPart": [_ref(path) for path in (*(f.path for f in files), code)],
        "mentions": _ref(_BUILD),
    }


def _slug(name: str) -> str:
    return "#" + "-".join(name.lower().split())


def _variable(table: str, field: Schema) -> str:
    return f"#{table}.{field['name']}"


def _file(file: DataFile, dataset: Dataset) -> dict[str, Any]:
    own, report = _ref(dataset.license["path"]), _ref(_RIGHTS)
    rights = {"license": own} if file.table else {"license": report, "usageInfo": report}
    return {
        "@id": file.path,
        "@type": "File",
        "name": file.title,
        "description": file.description,
        "encodingFormat": file.mediatype,
        "contentSize": str(file.bytes),
        "sha256": file.sha256,
        **rights,
    }


def _context_entities(dataset: Dataset) -> list[dict[str, Any]]:
    package, license_ = dataset.package, dataset.license
    code = package["code_license"]
    return [
        *({"@id": _slug(n), "@type": "Organization", "name": n} for n in dataset.creators),
        {
            "@id": license_["path"],
            "@type": "CreativeWork",
            "name": license_["title"],
            "identifier": license_["name"],
            "description": "Holds for the tables and the metadata.",
        },
        {
            "@id": _RIGHTS,
            "@type": "CreativeWork",
            "name": "Rights of the report",
            "description": dataset.report_rights,
        },
        {
            "@id": code["path"],
            "@type": "File",
            "name": code["title"],
            "identifier": code["name"],
            "description": "Holds for the code.",
            "encodingFormat": "text/plain",
        },
        {
            "@id": "#place",
            "@type": "Place",
            "name": dataset.place["name"],
            "sameAs": [_ref(iri) for iri in dataset.place_addresses()],
        },
        {
            "@id": _CODE,
            "@type": "SoftwareSourceCode",
            "name": package["name"],
            "version": package["version"],
            "programmingLanguage": "Python",
            "license": _ref(code["path"]),
        },
        {
            "@id": _BUILD,
            "@type": "CreateAction",
            "name": "Build of the data package",
            "description": dataset.provenance,
            "instrument": _ref(_CODE),
            "object": _ref(REPORT),
            "result": [_ref(file.path) for file in dataset.data_files],
        },
        *(
            {
                "@id": _variable(table, field),
                "@type": "PropertyValue",
                "name": f"{table}.{field['name']}",
                "description": field["description"],
            }
            for table, field in dataset.fact_columns()
        ),
    ]
