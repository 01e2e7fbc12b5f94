"""W3C Web Annotations: the words of the report behind every cell that quotes, codes or links.

One annotation per cell and line. Its body is the statement that the words prove: the row and the
column, named as CSV on the Web names them (table.csv#row, table.csv#column), the value as in the
CSV, and the entity of a link. Rows as a whole (column_name *) are left out: their spans are those
of their cells.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from generation.files import known
from generation.metadata.dataset import REPORT, UP, Dataset
from kazakhstan_assembly.io.cells import cell_text
from kazakhstan_assembly.model.records import Record

# What an annotation of a column's kind is for.
_MOTIVATIONS = {"quoted": "describing", "coded": "classifying", "linked": "identifying"}
_AROUND = 32
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_CONTEXT: dict[str, Any] = {
    "Statement": f"{_RDF}Statement",
    **{name: {"@id": _RDF + name, "@type": "@id"} for name in ("subject", "predicate", "object")},
}


def web_annotations(dataset: Dataset) -> bytes:
    """Return metadata/annotations.jsonld."""
    lines = [_line(annotation) for annotation in _annotations(dataset)]
    head: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/anno.jsonld", _CONTEXT],
        "id": "#evidence",
        "type": "AnnotationCollection",
        "label": f"{dataset.schemas['evidence']['title']}: {dataset.title}",
        "creator": [{"type": "Organization", "name": name} for name in dataset.creators],
        "generator": {
            "type": "Software",
            "name": dataset.engine.name,
            "schema:softwareVersion": dataset.engine.version,
        },
        "rights": dataset.license["path"],
        "skos:scopeNote": dataset.limits,
        "dcterms:provenance": dataset.provenance,
        "dcterms:temporal": dataset.interval,
        "dcterms:spatial": _place(dataset),
        "dcterms:source": {
            "id": UP + REPORT,
            "dcterms:title": dataset.report_file.title,
            "dcterms:rights": dataset.report_rights,
            "schema:sha256": dataset.report_file.sha256,
        },
        "total": len(lines),
        "first": {"id": "#page", "type": "AnnotationPage", "startIndex": 0, "items": []},
    }
    before, after = _line(known(head)).rsplit("[]", 1)
    return (before + "[\n" + ",\n".join(lines) + "\n]" + after + "\n").encode()


def _place(dataset: Dataset) -> dict[str, str] | None:
    return {"id": f"entities.ttl#{dataset.place['entity_id']}"} if dataset.place else None


def _line(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _annotations(dataset: Dataset) -> Iterator[dict[str, Any]]:
    rows: dict[str, dict[str, Record]] = {}
    for name, schema in dataset.schemas.items():
        key = schema["primaryKey"][0]
        rows[name] = {str(record[key]): record for record in dataset.records[name]}
    for (table, row, column), spans in groupby(dataset.records["evidence"], _cell):
        if column != "*":
            kind = dataset.field(table, column)["kind"]
            value = cell_text(rows[table][row][column])
            targets = [_target(span, dataset.report) for span in spans]
            yield {
                "id": f"#{table}/{row}/{column}",
                "type": "Annotation",
                "motivation": _MOTIVATIONS[kind],
                "body": _body(table, row, column, value, kind),
                "target": targets if len(targets) > 1 else targets[0],
            }


def _body(table: str, row: str, column: str, value: str, kind: str) -> dict[str, Any]:
    """Return the statement that a cell makes: its row, its column and its value."""
    statement: dict[str, Any] = {
        "type": ["TextualBody", "Statement"],
        "value": value,
        "subject": f"{UP}data/csv/{table}.csv#{row}",
        "predicate": f"{UP}data/csv/{table}.csv#{column}",
    }
    if kind == "linked":
        statement["object"] = f"entities.ttl#{value}"
    return statement


def _cell(record: Record) -> tuple[str, str, str]:
    return str(record["table_name"]), str(record["row_id"]), str(record["column_name"])


def _target(record: Record, report: str) -> dict[str, Any]:
    start, end = int(str(record["char_start"])), int(str(record["char_end"]))
    return {
        "source": UP + REPORT,
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": record["quote"],
                "prefix": report[max(0, start - _AROUND) : start],
                "suffix": report[end : end + _AROUND],
            },
        ],
    }
