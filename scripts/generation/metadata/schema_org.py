"""A schema.org Dataset, as Google Dataset Search reads it; its url is not known and left out."""

from __future__ import annotations

from typing import Any

from generation.files import known, to_json
from generation.metadata.dataset import UP, DataFile, Dataset

_CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    **{name: {"@type": "@id"} for name in ("contentUrl", "license", "sameAs")},
    "datePublished": {"@type": "Date"},
}


def schema_org(dataset: Dataset) -> bytes:
    """Return metadata/schema-org.jsonld."""
    package = dataset.package
    return to_json(
        known(
            {
                "@context": _CONTEXT,
                "@id": UP,
                "@type": "Dataset",
                "name": dataset.title,
                "alternateName": package["name"],
                "description": dataset.description,
                "version": package["version"],
                "datePublished": package["released"],
                "license": dataset.license["path"],
                "usageInfo": dataset.limits,
                "isAccessibleForFree": True,
                "inLanguage": dataset.language,
                "creator": [{"@type": "Organization", "name": name} for name in dataset.creators],
                "creditText": dataset.citation,
                "keywords": list(package["keywords"]),
                "temporalCoverage": dataset.interval,
                "spatialCoverage": _place(dataset),
                "measurementTechnique": dataset.provenance,
                "isBasedOn": {
                    **_file(dataset.report_file),
                    "@type": ["Report", "MediaObject"],
                    "temporal": package["report"]["issued"],
                    "inLanguage": dataset.language,
                },
                "variableMeasured": [
                    {
                        "@type": "PropertyValue",
                        "name": f"{table}.{field['name']}",
                        "description": field["description"],
                    }
                    for table, field in dataset.fact_columns()
                ],
                "distribution": [
                    {**_file(file), "@type": "DataDownload", "license": dataset.license["path"]}
                    for file in dataset.data_files
                ],
            }
        )
    )


def _place(dataset: Dataset) -> dict[str, Any] | None:
    if dataset.place is None:
        return None
    addresses = dataset.place_addresses()
    return known({"@type": "Place", "name": dataset.place["label"], "sameAs": addresses})


def _file(file: DataFile) -> dict[str, Any]:
    return {
        "name": file.title,
        "description": file.description,
        "contentUrl": UP + file.path,
        "encodingFormat": file.mediatype,
        "contentSize": f"{file.bytes} B",
        "sha256": file.sha256,
    }
