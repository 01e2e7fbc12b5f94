"""RO-Crate 1.1. It stands at the top of the repository: a crate holds only what is below it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generation.files import known, to_json
from generation.metadata.dataset import REPORT, DataFile, Dataset, is_address
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
    authors = [_ref(_slug(name)) for name in dataset.creators]
    parts = [*(file.path for file in files), *_license_files(dataset)]
    return known(
        {
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
            "temporalCoverage": dataset.interval,
            "contentLocation": _ref("#place") if dataset.place else None,
            "isBasedOn": _ref(REPORT),
            "variableMeasured": [_ref(_variable(*column)) for column in dataset.fact_columns()],
            "hasPart": [_ref(path) for path in parts],
            "mentions": _ref(_BUILD),
        }
    )


def _license_files(dataset: Dataset) -> list[str]:
    """Return the path of the code's license, if it is a file of the package."""
    license_ = dataset.code_license
    return [license_["path"]] if license_ and not is_address(license_["path"]) else []


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


def _context_entities(dataset: Dataset) -> Iterator[dict[str, Any]]:
    for name in dataset.creators:
        yield {"@id": _slug(name), "@type": "Organization", "name": name}
    yield from _rights(dataset)
    if dataset.place is not None:
        yield known(
            {
                "@id": "#place",
                "@type": "Place",
                "name": dataset.place["label"],
                "sameAs": [_ref(iri) for iri in dataset.place_addresses()],
            }
        )
    code = dataset.code_license
    yield known(
        {
            "@id": _CODE,
            "@type": "SoftwareSourceCode",
            "name": dataset.engine.name,
            "version": dataset.engine.version,
            "programmingLanguage": "Python",
            "license": _ref(code["path"]) if code else None,
        }
    )
    yield {
        "@id": _BUILD,
        "@type": "CreateAction",
        "name": "Build of the data package",
        "description": dataset.provenance,
        "instrument": _ref(_CODE),
        "object": _ref(REPORT),
        "result": [_ref(file.path) for file in dataset.data_files],
    }
    for table, field in dataset.fact_columns():
        yield {
            "@id": _variable(table, field),
            "@type": "PropertyValue",
            "name": f"{table}.{field['name']}",
            "description": field["description"],
        }


def _rights(dataset: Dataset) -> Iterator[dict[str, Any]]:
    data, code = dataset.license, dataset.code_license
    yield _license(data, "Holds for the tables and the metadata.")
    yield {
        "@id": _RIGHTS,
        "@type": "CreativeWork",
        "name": "Rights of the report",
        "description": dataset.report_rights,
    }
    # A graph describes each thing once, and both licenses may be one.
    if code and code["path"] != data["path"]:
        yield _license(code, "Holds for the code.")


def _license(license_: Any, scope: str) -> dict[str, Any]:
    is_file = not is_address(license_["path"])
    return known(
        {
            "@id": license_["path"],
            "@type": "File" if is_file else "CreativeWork",
            "name": license_["title"],
            "identifier": license_["name"],
            "description": scope,
            "encodingFormat": "text/plain" if is_file else None,
        }
    )
