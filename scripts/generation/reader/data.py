"""The data of the page: the report, all tables, and what the package declares for the reader."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from generation.groups import complete_groups
from generation.pages import citation
from generation.schemas import Schema
from kazakhstan_assembly.derivation.rules import RULES, summary
from kazakhstan_assembly.model.records import Record, Records

_FIELD_PARTS = (
    "name",
    "type",
    "part",
    "kind",
    "role",
    "description",
    "rule",
    "inputs",
    "vocabulary",
)

Identity = tuple[str, object]


def page_data(package: Any, schemas: dict[str, Schema], records: Records, report: str) -> str:
    """Return as JSON all that the script needs; a cell is the index of its value in `values`."""
    values = _by_frequency(_values(schemas, records))
    index = {_identity(value): number for number, value in enumerate(values)}
    return _json(
        {
            "package": {name: package[name] for name in ("name", "version")},
            "citation": citation(package),
            "sha256": package["report"]["sha256"],
            "report": report,
            "groups": complete_groups(package, schemas),
            "colours": package.get("colours", []),
            "registries": _registry_pages(package.get("registries", {})),
            "rules": {name: summary(name) for name in RULES},
            "values": values,
            "tables": [
                _table_data(schema, records[name], index) for name, schema in schemas.items()
            ],
        }
    )


def _registry_pages(registries: Any) -> dict[str, str]:
    """Return the page of each registry that has one, with {} for the identifier."""
    return {name: entry["page"] for name, entry in registries.items() if "page" in entry}


def _values(schemas: dict[str, Schema], records: Records) -> Iterator[object]:
    for name in schemas:
        for record in records[name]:
            yield from map(_plain, record.values())


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _identity(value: object) -> Identity:
    """Return what tells values apart, because 1 and true are equal in Python."""
    return type(value).__name__, value


def _by_frequency(values: Iterable[object]) -> list[object]:
    """Return the distinct values, the commonest first, so that most cells are short."""
    return [value for (_, value), _ in Counter(map(_identity, values)).most_common()]


def _table_data(
    schema: Schema, records: list[Record], index: dict[Identity, int]
) -> dict[str, Any]:
    fields = schema["fields"]
    names = [field["name"] for field in fields]
    cells: list[int] = []
    for record in records:
        cells += [index[_identity(_plain(record[name]))] for name in names]
    return {
        **{part: schema[part] for part in ("name", "title", "description", "role")},
        "key": schema["primaryKey"],
        "references": _references(schema),
        "fields": [_field_data(field) for field in fields],
        "cells": cells,
    }


def _references(schema: Schema) -> dict[str, str]:
    """Return the table to which each link column leads."""
    keys = schema.get("foreignKeys", [])
    return {key["fields"][0]: key["reference"]["resource"] for key in keys}


def _field_data(field: Schema) -> dict[str, Any]:
    return {part: field[part] for part in _FIELD_PARTS if part in field}


def _json(data: Any) -> str:
    """Return JSON that cannot end the script element that holds it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")
