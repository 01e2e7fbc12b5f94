"""DataCite 4.5, without a DOI, because there is none. An unknown publisher is written :unav."""

from __future__ import annotations

from typing import Any

from generation.files import known, to_json
from generation.metadata.dataset import Dataset


def datacite(dataset: Dataset) -> bytes:
    """Return metadata/datacite.json."""
    package = dataset.package
    return to_json(
        known(
            {
                "schemaVersion": "http://datacite.org/schema/kernel-4",
                "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Data package"},
                "creators": [
                    {"name": name, "nameType": "Organizational"} for name in dataset.creators
                ],
                "titles": [{"title": dataset.title, "lang": dataset.language}],
                "publisher": {"name": ":unav"},
                "publicationYear": package["released"][:4],
                "subjects": [
                    {"subject": word, "lang": dataset.language} for word in package["keywords"]
                ],
                "dates": _dates(dataset),
                "language": dataset.language,
                "relatedItems": [_report(dataset)],
                "sizes": [f"{len(dataset.schemas)} tables", f"{_rows(dataset)} rows"],
                "formats": sorted({file.mediatype for file in dataset.data_files}),
                "version": package["version"],
                "rightsList": _rights(dataset),
                "descriptions": [
                    _description("Abstract", dataset.description, dataset),
                    _description("Methods", dataset.provenance, dataset),
                    _description("TableOfContents", _contents(dataset), dataset),
                    _description("Other", dataset.limits, dataset),
                ],
                "geoLocations": _places(dataset),
            }
        )
    )


def _dates(dataset: Dataset) -> list[dict[str, str]]:
    issued = {"date": dataset.package["released"], "dateType": "Issued"}
    if dataset.interval is None:
        return [issued]
    tables = ", ".join(dataset.dated_tables)
    covered = {
        "date": dataset.interval,
        "dateType": "Other",
        "dateInformation": f"From the earliest to the latest date in the tables {tables}",
    }
    return [issued, covered]


def _places(dataset: Dataset) -> list[dict[str, Any]]:
    return [{"geoLocationPlace": dataset.place["label"]}] if dataset.place else []


def _rows(dataset: Dataset) -> int:
    return sum(map(len, dataset.records.values()))


def _report(dataset: Dataset) -> dict[str, Any]:
    return {
        "relatedItemType": "Report",
        "relationType": "IsDerivedFrom",
        "titles": [{"title": dataset.report_file.title, "lang": dataset.language}],
    }


def _rights(dataset: Dataset) -> list[dict[str, str]]:
    code = dataset.code_license
    spdx = {"rightsIdentifierScheme": "SPDX", "schemeUri": "https://spdx.org/licenses/"}
    rights = [
        {
            "rights": f"The tables and the metadata: {dataset.license['title']}",
            "rightsUri": dataset.license["path"],
            "rightsIdentifier": dataset.license["name"],
            **spdx,
        },
        {"rights": f"The report: {dataset.report_rights}"},
    ]
    if code is not None:
        about = {"rights": f"The code: {code['title']}", "rightsIdentifier": code["name"]}
        rights.insert(1, {**about, **spdx})
    return rights


def _contents(dataset: Dataset) -> str:
    return "; ".join(f"{name}: {schema['title']}" for name, schema in dataset.schemas.items())


def _description(kind: str, text: str, dataset: Dataset) -> dict[str, str]:
    return {"description": text, "descriptionType": kind, "lang": dataset.language}
