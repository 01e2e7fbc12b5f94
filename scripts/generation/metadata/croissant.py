"""Croissant 1.0: the files, and every table as a record set that reads its Parquet file.

References between record sets are left out: mlcroissant joins tables by them, and repeats rows of
a table that refers to another twice. csvw.json has them. There is no url, because none is known.
"""

from __future__ import annotations

from typing import Any

from generation.files import known, to_json
from generation.metadata.dataset import UP, DataFile, Dataset
from generation.schemas import Schema

_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}
# Croissant reads Parquet by this name only.
_FORMATS = {"application/vnd.apache.parquet": "application/x-parquet"}


def croissant(dataset: Dataset) -> bytes:
    """Return metadata/croissant.json."""
    package = dataset.package
    files = [*dataset.data_files, dataset.report_file]
    return to_json(
        known(
            {
                "@context": _CONTEXT,
                "@type": "sc:Dataset",
                "conformsTo": [
                    "http://mlcommons.org/croissant/1.0",
                    "http://mlcommons.org/croissant/RAI/1.0",
                ],
                "name": dataset.title,
                "alternateName": package["name"],
                "description": dataset.description,
                "version": package["version"],
                "datePublished": package["released"],
                "license": dataset.license["path"],
                "citeAs": dataset.citation,
                "inLanguage": dataset.language,
                "keywords": list(package["keywords"]),
                "creator": [
                    {"@type": "sc:Organization", "name": name} for name in dataset.creators
                ],
                "temporalCoverage": dataset.interval,
                "spatialCoverage": _place(dataset),
                "usageInfo": dataset.report_rights,
                "rai:dataCollection": dataset.provenance,
                "rai:dataLimitations": dataset.limits,
                "distribution": [_file(file) for file in files],
                "recordSet": [_record_set(schema) for schema in dataset.schemas.values()],
            }
        )
    )


def _place(dataset: Dataset) -> dict[str, Any] | None:
    if dataset.place is None:
        return None
    addresses = dataset.place_addresses()
    return known({"@type": "sc:Place", "name": dataset.place["label"], "sameAs": addresses})


def _file(file: DataFile) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name,
        "description": file.description,
        "contentUrl": UP + file.path,
        "contentSize": f"{file.bytes} B",
        "encodingFormat": _FORMATS.get(file.mediatype, file.mediatype),
        "sha256": file.sha256,
    }


def _record_set(schema: Schema) -> dict[str, Any]:
    name = schema["name"]
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": f"{schema['title']}. {schema['description']}",
        "key": [{"@id": f"{name}/{column}"} for column in schema["primaryKey"]],
        "field": [_field(name, field) for field in schema["fields"]],
    }


def _field(table: str, field: Schema) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{table}/{field['name']}",
        "name": field["name"],
        "description": field["description"],
        "dataType": _TYPES[field["type"]],
        "source": {
            "fileObject": {"@id": f"{table}.parquet"},
            "extract": {"column": field["name"]},
        },
    }
