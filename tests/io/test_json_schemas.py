"""A violation of a JSON Schema as a sentence with the line that is to be mended."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from conftest import ROOT
from kazakhstan_assembly.io.json_schemas import json_schema, schema_faults
from kazakhstan_assembly.io.yaml_reader import read_yaml_text

FOLDER = ROOT / "src/kazakhstan_assembly/model/json_schemas"
NAMES = sorted(path.name.removesuffix(".schema.json") for path in FOLDER.iterdir())

TABLE = """\
name: ships
title: Ships
description: Ships.
role: fact
key: {column: ship_id, rule: written}
columns:
  - name: ship_id
    kind: structural
    description: The key.
"""
FACTS = """\
rows: 1
items:
  - at: the ship
    tonnage_text: 12 tons
"""
TERMS = """\
predicate:
  description: What joins two entities.
  terms:
    owns: {label: owns, definition: Has.}
"""


@pytest.mark.parametrize("name", NAMES)
def test_the_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(json_schema(name))


@pytest.mark.parametrize("name", ["identifiers", "editorial_notes", "mentions", "vocabularies"])
def test_the_files_beside_the_report_satisfy_their_schemas(name: str) -> None:
    data = read_yaml_text((ROOT / f"source/{name}.yaml").read_text(encoding="utf-8")).data
    assert schema_faults(data, json_schema(name)) == []


@pytest.mark.parametrize(
    ("name", "text", "old", "new", "message", "line"),
    [
        ("table", TABLE, "title: Ships\n", "", "lacks the key title", 1),
        ("table", TABLE, "role: fact", "role: facts", "role: “facts” must be one of fact, ", 4),
        ("table", TABLE, "    kind:", "    knd:", "columns.0: unknown key knd. Did you mean", 8),
        ("table", TABLE, "name: ship_id", "name: Ship", "“Ship” must have the form ^[a-z]", 7),
        ("table", TABLE, "Ships.", "", "description: is empty; write something", 3),
        ("table", TABLE, "Ships.", "[]", "description: is a list, but must be text", 3),
        ("table", TABLE, "title: Ships", "title: {a: b}", "title: is a mapping, but must be", 2),
        ("table", TABLE, "rule: written", "rule: writen", "key.rule: “writen” must be one of", 5),
        ("facts", FACTS, "12 tons", "[]", "items.0.tonnage_text: is empty; write something", 4),
        ("facts", FACTS, "12 tons", "{ref: x}", "items.0.tonnage_text: lacks the key quote", 4),
        ("facts", FACTS, "12 tons", "[12, {in: x}]", "tonnage_text.1: lacks the key quote", 4),
        ("vocabularies", TERMS, "owns:", "OWNS:", "terms: “OWNS” must have the form", 4),
        (
            "vocabularies",
            TERMS,
            "owns: {",
            "owns: {lable: x, ",
            "terms.owns: unknown key lable.",
            4,
        ),
        (
            "vocabularies",
            TERMS,
            "  description: What",
            "  about: What",
            "predicate: lacks the key",
            1,
        ),
        ("vocabularies", TERMS, TERMS, "bound: builtin", "bound: “builtin” must be built_in", 1),
        ("mentions", "- a", "", "", "is a list, but must be a mapping", 1),
        ("mentions", "words", "", "", "is “words”, but must be a mapping", None),
    ],
)
def test_a_violation_is_a_sentence_with_its_line(
    name: str, text: str, old: str, new: str, message: str, line: int | None
) -> None:
    assert old in text
    faults = schema_faults(read_yaml_text(text.replace(old, new, 1)).data, json_schema(name))
    found = next(fault for fault in faults if message in fault.message)
    assert found.line == line
