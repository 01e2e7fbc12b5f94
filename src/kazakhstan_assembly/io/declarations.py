"""What a descriptor and a Table Schema must state before they can be used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import UnionType
from typing import Any, cast

REPORT = "report"
COLUMN_TYPES = ("string", "integer", "number", "boolean", "date")
# The parts of a table that prove its facts, which a reader of facts folds away.
PROOF_PARTS = frozenset({"words", "source"})
# What releases before 0.3.0 call properties of resources, tables and columns.
FORMER_NAMES = {
    "entityKind": "entity_kind",
    "entityKinds": "entity_kinds",
    "from": "inputs",
    "missingReason": "missing_reason",
    "schemaHash": "schema_hash",
    "side": "role",
    "statedRows": "stated_rows",
}
# What releases before 1.0.0 call tables of the engine, and the key of one that others have too.
FORMER_TABLES = {"sentences": "units"}
FORMER_KEYS = {"unit_id": "sentence_id"}
_TEXTS = ("name", "title", "description", "version", "created", "citation", "limits")
_LISTS = ("licenses", "contributors", "sources", "resources")
_DESCRIPTOR = dict.fromkeys(_TEXTS, str) | dict.fromkeys(_LISTS, list)


def checked_descriptor(descriptor: object) -> dict[str, Any]:
    """Return a descriptor that states what loading, citing and exporting need.

    Properties of resources have the names of today.

    Raises
    ------
    ValueError
        If it does not; the message begins with a verb.
    """
    top = _checked(descriptor, "", **_DESCRIPTOR)
    for licence in top["licenses"] or [None]:
        _checked(licence, " of a license", name=str, path=str)
    for contributor in top["contributors"] or [None]:
        _checked(contributor, " of a contributor", title=str)
    for source in top["sources"]:
        _checked(source, " of a source", title=str)
    former = _checked(top.get("former_names", {}), " of former names")
    for part in former.values():
        _checked(part, " of former names")
    for columns in former.get("columns", {}).values():
        _checked(columns, " of former names")
    resources = [_checked_resource(resource) for resource in top["resources"]]
    counts = Counter(resource["name"] for resource in resources)
    repeated = [name for name, count in counts.items() if count > 1]
    if repeated:
        raise ValueError(f"lists {repeated[0]} twice")
    return top | {"resources": resources}


def _checked_resource(resource: object) -> dict[str, Any]:
    checked = _checked(resource, " of a resource", name=str, path=str, hash=str, title=str)
    entry = _renamed(checked)
    if entry["name"] != REPORT:
        of = f" of {entry['name']}"
        _checked(entry, of, description=str, rows=int, schema=str | dict)
        if "schema_hash" in entry:  # release 0.1.0 states no hashes of schemas
            _checked(entry, of, schema_hash=str)
    return entry


def checked_schema(schema: object) -> dict[str, Any]:
    """Return a Table Schema that states what its table needs, with today's names of properties.

    Raises
    ------
    ValueError
        If it does not; the message begins with a verb.
    """
    top = _checked(bare_schema(schema), "", title=str, description=str)
    names = {field["name"] for field in top["fields"]}
    for field in top["fields"]:
        _check_field(field, names)
    for key in top.get("foreignKeys", ()):
        foreign = _checked(key, " of a foreign key", fields=list, reference=dict)
        _checked(foreign["reference"], " of a foreign key", resource=str, fields=list)
    if not top["primaryKey"] or not names.issuperset(top["primaryKey"]):
        raise ValueError("has a “primaryKey” that names no column")
    return top


def bare_schema(schema: object) -> dict[str, Any]:
    """Return a Table Schema that has columns and a key, with today's names of properties.

    Raises
    ------
    ValueError
        If it has not; the message begins with a verb.
    """
    top = _checked(schema, "", fields=list, primaryKey=list)
    fields = [_checked(field, " of a column", name=str) for field in top["fields"]]
    return _renamed(top) | {"fields": [_renamed(field) for field in fields]}


def _renamed(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {FORMER_NAMES.get(name, name): value for name, value in properties.items()}


def _check_field(field: dict[str, Any], names: set[str]) -> None:
    of = f" of {field['name']}"
    _checked(field, of, title=str, type=str, kind=str, description=str)
    if field["type"] not in COLUMN_TYPES:
        raise ValueError(f"has an unknown type{of}, “{field['type']}”")
    if "vocabulary" in field:
        constraints = _checked(field, of, vocabulary=str, constraints=dict)["constraints"]
        codes = _checked(constraints, of, enum=list)["enum"]
        if not all(isinstance(code, str) for code in codes):
            raise ValueError(f"has a code{of} that is not text")
    if "inputs" in field and not names.issuperset(_checked(field, of, inputs=list)["inputs"]):
        raise ValueError(f"has “inputs”{of} that name no column")


def _checked(data: object, of: str, **parts: type | UnionType) -> dict[str, Any]:
    """Return an object that has some parts of some types.

    Raises
    ------
    ValueError
        If it has not; the message begins with a verb.
    """
    if not isinstance(data, dict):
        raise ValueError(f"lacks an object{of}")
    properties = cast("dict[str, Any]", data)
    for name, kind in parts.items():
        if name not in properties:
            raise ValueError(f"lacks “{name}”{of}")
        if not isinstance(properties[name], kind):
            raise ValueError(f"has a “{name}”{of} of the wrong type")
    return properties
