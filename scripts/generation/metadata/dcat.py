"""DCAT 3 with the terms of DCAT-AP; publisher and contact are not known and left out."""

from __future__ import annotations

from typing import Any

from generation.files import known, to_json
from generation.metadata.dataset import UP, DataFile, Dataset, reference

_EU = "http://publications.europa.eu/resource/authority/"
_LANGUAGES = {"en": f"{_EU}language/ENG"}
_FORMATS = {
    "text/csv": f"{_EU}file-type/CSV",
    "application/vnd.apache.parquet": f"{_EU}file-type/PARQUET",
}
_LINKS = (
    "dcat:accessURL",
    "dcat:downloadURL",
    "dcat:mediaType",
    "dcat:theme",
    "dct:accessRights",
    "dct:conformsTo",
    "dct:format",
    "dct:language",
    "dct:license",
    "skos:exactMatch",
    "spdx:algorithm",
)
_TYPED = {
    "dcat:byteSize": "xsd:nonNegativeInteger",
    "dcat:endDate": "xsd:gYear",
    "dcat:startDate": "xsd:gYear",
    "dct:issued": "xsd:date",
    "spdx:checksumValue": "xsd:hexBinary",
}


def dcat(dataset: Dataset) -> bytes:
    """Return metadata/dcat.jsonld."""
    package = dataset.package
    return to_json(
        known(
            {
                "@context": _context(dataset.language),
                "@id": UP,
                "@type": "dcat:Dataset",
                "dct:title": dataset.title,
                "dct:alternative": package["name"],
                "dct:description": dataset.description,
                "dcat:version": package["version"],
                "dct:issued": package["released"],
                "dct:creator": [{"@type": "foaf:Agent", "foaf:name": n} for n in dataset.creators],
                "dct:license": dataset.license["path"],
                "dct:rights": _labelled("dct:RightsStatement", dataset.report_rights),
                "dct:accessRights": f"{_EU}access-right/PUBLIC",
                "dct:language": _LANGUAGES.get(dataset.language),
                "dct:bibliographicCitation": dataset.citation,
                "dcat:keyword": list(package["keywords"]),
                "dcat:theme": f"{_EU}data-theme/{package['theme']}" if "theme" in package else None,
                "dct:temporal": _period(dataset),
                "dct:spatial": _place(dataset),
                "dct:provenance": _labelled("dct:ProvenanceStatement", dataset.provenance),
                "skos:scopeNote": dataset.limits,
                "dct:source": _source(dataset),
                "prov:wasGeneratedBy": {
                    "@type": "prov:Activity",
                    "prov:used": {"@id": UP + dataset.report_file.path},
                    "prov:wasAssociatedWith": _program(dataset),
                },
                "dcat:distribution": [_distribution(file, dataset) for file in dataset.data_files],
            }
        )
    )


def _context(language: str) -> dict[str, Any]:
    return {
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "prov": "http://www.w3.org/ns/prov#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "spdx": "http://spdx.org/rdf/terms#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "@language": language,
        **{name: {"@type": "@id"} for name in _LINKS},
        **{name: {"@type": datatype} for name, datatype in _TYPED.items()},
        **{name: {"@language": None} for name in ("dcat:version", "dct:alternative")},
    }


def _period(dataset: Dataset) -> dict[str, str] | None:
    if dataset.years is None:
        return None
    start, end = dataset.years
    return {"@type": "dct:PeriodOfTime", "dcat:startDate": start, "dcat:endDate": end}


def _place(dataset: Dataset) -> dict[str, Any] | None:
    if dataset.place is None:
        return None
    return known(
        {
            "@id": f"entities.ttl#{dataset.place['entity_id']}",
            "@type": "dct:Location",
            "skos:prefLabel": dataset.place["label"],
            "skos:exactMatch": dataset.place_addresses(),
        }
    )


def _program(dataset: Dataset) -> dict[str, Any]:
    license_ = dataset.code_license
    return known(
        {
            "@type": "prov:SoftwareAgent",
            "foaf:name": dataset.engine.name,
            "dcat:version": dataset.engine.version,
            "dct:license": reference(license_["path"]) if license_ else None,
        }
    )


def _labelled(kind: str, label: str) -> dict[str, str]:
    return {"@type": kind, "rdfs:label": label}


def _source(dataset: Dataset) -> dict[str, Any]:
    file = dataset.report_file
    return known(
        {
            "@id": UP + file.path,
            "@type": ["prov:Entity", "dct:BibliographicResource"],
            "dct:title": file.title,
            "dct:date": dataset.package["report"]["issued"],
            "dct:language": _LANGUAGES.get(dataset.language),
            "dct:rights": _labelled("dct:RightsStatement", file.description),
            "spdx:checksum": _checksum(file),
        }
    )


def _distribution(file: DataFile, dataset: Dataset) -> dict[str, Any]:
    return {
        "@type": "dcat:Distribution",
        "dct:title": file.title,
        "dct:description": file.description,
        "dcat:accessURL": UP + file.path,
        "dcat:downloadURL": UP + file.path,
        "dcat:mediaType": f"https://www.iana.org/assignments/media-types/{file.mediatype}",
        "dct:format": _FORMATS[file.mediatype],
        "dcat:byteSize": str(file.bytes),
        "dct:conformsTo": f"{UP}schemas/{file.table}.json",
        "dct:license": dataset.license["path"],
        "spdx:checksum": _checksum(file),
    }


def _checksum(file: DataFile) -> dict[str, str]:
    return {
        "@type": "spdx:Checksum",
        "spdx:algorithm": "spdx:checksumAlgorithm_sha256",
        "spdx:checksumValue": file.sha256,
    }
