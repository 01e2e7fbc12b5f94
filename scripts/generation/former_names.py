"""What earlier releases call tables and columns, from ``source/former_names.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from annotation.source_findings import source_finding
from annotation.yaml_source import read_optional_yaml
from generation.schemas import Schema
from kazakhstan_assembly.checks.former_names import former_name_problems
from kazakhstan_assembly.errors import SourceError
from kazakhstan_assembly.io.json_schemas import json_schema
from kazakhstan_assembly.io.yaml_reader import Map, line_at

_FILE = "source/former_names.yaml"
# How a curator writes that nothing took the place of a name: YAML is read as text.
_GONE = "null"


def former_names(root: Path, schemas: Mapping[str, Schema]) -> dict[str, Any]:
    """Return the former names for the descriptor; nothing if the folder has no file of them.

    Raises
    ------
    SourceError
        If a former name is a name of today, or leads to none.
    """
    written = read_optional_yaml(root, _FILE, json_schema("former_names")) or Map()
    former: dict[str, Any] = {}
    if "tables" in written:
        former["tables"] = _names(written["tables"])
    if "columns" in written:
        former["columns"] = {table: _names(names) for table, names in written["columns"].items()}
    columns = {name: [f["name"] for f in schema["fields"]] for name, schema in schemas.items()}
    problems = former_name_problems(former, columns)
    findings = [source_finding(_FILE, text, line_at(written, place)) for place, text in problems]
    if findings:
        raise SourceError(findings)
    return {"former_names": former} if former else {}


def _names(written: Mapping[str, str]) -> dict[str, str | None]:
    return {old: None if new == _GONE else new for old, new in written.items()}
