"""From source/tables, columns and vocabularies to the Table Schemas that all else reads."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

from annotation.problems import CurationError, Problem, did_you_mean
from annotation.yaml_source import read_yaml
from kazakhstan_assembly.derivation.rules import PARTIAL_RULES, RULE_TYPES, RULES, TOTAL_RULES
from kazakhstan_assembly.document.spans import fold_spaces
from kazakhstan_assembly.io.json_schemas import json_schema
from kazakhstan_assembly.model.tables import FACT_ROLES, Vocabularies, read_vocabularies

Schema = dict[str, Any]

# The order in which people meet the tables: facts, then look-ups, then proofs.
TABLES = (
    "sessions",
    "events",
    "figures",
    "media",
    "schools",
    "persons",
    "offices",
    "organizations",
    "places",
    "ethnic_groups",
    "legal_documents",
    "publications",
    "quotations",
    "holidays",
    "activities",
    "policy_results",
    "list_members",
    "international_ties",
    "relations",
    "voices",
    "claims",
    "entities",
    "entity_forms",
    "authorities",
    "vocabularies",
    "editorial_notes",
    "units",
    "evidence",
    "mentions",
    "missing_values",
)
STRUCTURAL_RULES = frozenset(
    {"key", "voice", "unit", "words", "entity_name", "group", "position", "policy_result"}
)
# Words of a column's name that are not written with a small letter or at all.
_TITLE_WORDS = {"id": "ID", "edtf": "EDTF", "char": "character"}


def load_vocabularies(root: Path) -> Vocabularies:
    """Read source/vocabularies.yaml."""
    return read_vocabularies(
        read_yaml(root, "source/vocabularies.yaml", json_schema("vocabularies"))
    )


def declare(root: Path, vocabularies: Vocabularies) -> dict[str, Schema]:
    """Return the Table Schema of each table, examples and row counts aside."""
    groups = read_yaml(root, "source/columns.yaml", json_schema("columns"))
    found = {path.stem for path in (root / "source" / "tables").glob("*.yaml")}
    problems = [
        Problem(f"source/tables/{name}.yaml", "the table is not in declare.TABLES")
        for name in sorted(found - set(TABLES))
    ]
    tables: dict[str, Any] = {}
    for name in TABLES:
        try:
            tables[name] = _read_table(root, name, groups)
        except CurationError as error:
            problems += error.problems
    if not problems:
        problems += _inconsistencies(tables, vocabularies)
    if problems:
        raise CurationError(problems)
    return {name: _schema(table, tables, vocabularies) for name, table in tables.items()}


def _read_table(root: Path, name: str, groups: Any) -> Any:
    file = f"source/tables/{name}.yaml"
    table = read_yaml(root, file, json_schema("table"))
    columns: list[Any] = []
    for entry in table["columns"]:
        if "use" in entry and entry["use"] not in groups:
            message = f"unknown group {entry['use']}.{did_you_mean(entry['use'], groups)}"
            raise CurationError([Problem(file, message, entry.line)])
        columns += groups[entry["use"]] if "use" in entry else [entry]
    return {**table, "columns": columns}


def _key_columns(table: Any) -> list[str]:
    key = table["key"]
    return [key["column"]] if "column" in key else list(key["columns"])


def _schema(table: Any, tables: dict[str, Any], vocabularies: Vocabularies) -> Schema:
    schema: Schema = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "name": table["name"],
        "title": table["title"],
        "description": fold_spaces(table["description"]),
        "role": table["role"],
    }
    if "entity_kind" in table:
        schema["entity_kind"] = table["entity_kind"]
    key = table["key"]
    schema["key"] = {part: key[part] for part in ("rule", "format", "prefix", "of") if part in key}
    schema["fields"] = [_field(table, column, vocabularies) for column in table["columns"]]
    schema["missingValues"] = [""]
    schema["primaryKey"] = _key_columns(table)
    references = {column["name"]: _reference(column) for column in table["columns"]}
    foreign = [
        {
            "fields": [name],
            "reference": {"resource": target, "fields": [_key_columns(tables[target])[0]]},
        }
        for name, target in references.items()
        if target
    ]
    if foreign:
        schema["foreignKeys"] = foreign
    return schema


def _reference(column: Any) -> str | None:
    return "entities" if column["kind"] == "linked" else column.get("references")


def _field(table: Any, column: Any, vocabularies: Vocabularies) -> Schema:
    field: Schema = {
        "name": column["name"],
        "type": column.get("type", "string"),
        "title": _title(column["name"]),
        "description": fold_spaces(column["description"]),
        "kind": column["kind"],
    }
    if field["type"] == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    for source, target in (
        ("rule", "rule"),
        ("inputs", "inputs"),
        ("vocabulary", "vocabulary"),
        ("entity_kinds", "entity_kinds"),
        ("side", "side"),
        ("within", "within"),
    ):
        if source in column:
            field[target] = column[source]
    if column.get("anchor") == "false":
        field["anchor"] = False
    for flag in ("nested", "modifier", "elsewhere"):
        if column.get(flag) == "true":
            field[flag] = True
    if "missing_reason" in column:
        field["missing_reason"] = column["missing_reason"]
    constraints = _constraints(table, column, vocabularies)
    if constraints:
        field["constraints"] = constraints
    return field


def _title(name: str) -> str:
    shown = " ".join(_TITLE_WORDS.get(word, word) for word in name.split("_"))
    return shown[0].upper() + shown[1:]


def _constraints(table: Any, column: Any, vocabularies: Vocabularies) -> Schema:
    constraints: Schema = {}
    if not _nullable(table, column):
        constraints["required"] = True
    if _key_columns(table) == [column["name"]]:
        constraints["unique"] = True
    if "vocabulary" in column:
        constraints["enum"] = list(vocabularies[column["vocabulary"]])
    if "minimum" in column:
        constraints["minimum"] = int(column["minimum"])
    if "pattern" in column:
        constraints["pattern"] = column["pattern"]
    return constraints


def _nullable(table: Any, column: Any) -> bool:
    """Return whether a column may be null: declared, or because what it reads may be."""
    if "missing_reason" in column:
        return True
    if "inputs" not in column or column.get("rule") in TOTAL_RULES:
        return False
    named = {other["name"]: other for other in table["columns"]}
    return column.get("rule") in PARTIAL_RULES or any(
        _nullable(table, named[name]) for name in column["inputs"]
    )


# Declarations that do not hold together


def _inconsistencies(tables: dict[str, Any], vocabularies: Vocabularies) -> Iterator[Problem]:
    kinds = {table["entity_kind"] for table in tables.values() if "entity_kind" in table}
    if kinds != set(vocabularies.get("entity_kind", ())):
        message = "entity_kind does not list the kinds of the entity tables"
        yield Problem("source/vocabularies.yaml", message)
    for name, table in tables.items():
        file = f"source/tables/{name}.yaml"
        if table["name"] != name:
            yield Problem(file, f"the table is named {table['name']}; name it {name} as the file")
        names = [column["name"] for column in table["columns"]]
        for twice in {n for n in names if names.count(n) > 1}:
            yield Problem(file, "the column is declared twice", column=twice)
        for message in _table_problems(table, names):
            yield Problem(file, message)
        for column in table["columns"]:
            for message in _column_problems(column, names, tables, vocabularies):
                yield Problem(file, message, column.line, column=column["name"])


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


def _derivation_problems(column: Any, names: list[str], tables: dict[str, Any]) -> Iterator[str]:
    rule, inputs = column.get("rule"), column.get("inputs", [])
    if rule not in RULES:
        yield f"unknown rule {rule}.{did_you_mean(str(rule), RULES)}"
        return
    if column.get("type", "string") != RULE_TYPES.get(rule, "string"):
        yield f"the rule {rule} gives {RULE_TYPES.get(rule, 'string')}; mend “type”"
    table = next(t for t in tables.values() if any(c is column for c in t["columns"]))
    quoted = {c["name"] for c in table["columns"] if c["kind"] == "quoted"}
    if len(inputs) != 1 or inputs[0] not in quoted:
        yield f"the rule {rule} reads one quoted column; name it in “inputs”"


def _table_problems(table: Any, names: list[str]) -> Iterator[str]:
    columns = {column["name"]: column for column in table["columns"]}
    key = table["key"]
    parts = [*_key_columns(table), *key.get("of", ())]
    with contextlib.suppress(ValueError):
        parts += [name for _, name, _, _ in Formatter().parse(key.get("format", "")) if name]
    for part in parts:
        if part not in names:
            yield f"the key names an unknown column {part}.{did_you_mean(part, names)}"
    if key["rule"] == "formatted" and not _is_format(key["format"], columns):
        yield f"the key's format {key['format']} does not work; write {{column}} or {{column:02d}}"
    if key["rule"] == "code" and columns.get(key["column"], {}).get("kind") != "coded":
        yield "a key with the rule code needs a coded column"
    if (table["role"] == "entity") != ("entity_kind" in table):
        yield "tables of entities, and no others, have an entity_kind"
    if table["role"] == "entity" and not {"name_text", "product_text"} & set(names):
        yield "a table of entities needs a column name_text"
    if table["role"] in FACT_ROLES:
        for column in table["columns"]:
            if column["kind"] == "written":
                yield f"{column['name']} is written, but fact tables hold only what the report says"
            if column["kind"] == "structural" and "rule" not in column:
                yield f"{column['name']} is structural and needs a rule"


def _is_format(text: str, columns: dict[str, Any]) -> bool:
    samples = {n: 1 if c.get("type") == "integer" else "a" for n, c in columns.items()}
    try:
        return bool(text.format_map(samples))
    except (KeyError, ValueError, IndexError, AttributeError):
        return False


def _column_problems(
    column: Any, names: list[str], tables: dict[str, Any], vocabularies: Vocabularies
) -> Iterator[str]:
    kinds = {table["entity_kind"] for table in tables.values() if "entity_kind" in table}
    rule, vocabulary = column.get("rule"), column.get("vocabulary")
    if column["kind"] in {"coded", "judged"} and vocabulary is None:
        yield "a coded or judged column needs a vocabulary"
    if vocabulary and vocabulary not in vocabularies:
        yield f"unknown vocabulary {vocabulary}.{did_you_mean(vocabulary, vocabularies)}"
    elif column["kind"] == "coded":
        for term in vocabularies[vocabulary].values() if vocabulary else ():
            if not (term.triggers or term.inverse_triggers):
                yield f"the code {term.code} of a coded column has no triggers"
    if side := column.get("side"):
        for term in vocabularies.get("predicate", {}).values():
            for kind in set(term.kinds(side)) - kinds:
                yield f"the code {term.code}: unknown kind {kind}.{did_you_mean(kind, kinds)}"
    if column["kind"] == "derived":
        yield from _derivation_problems(column, names, tables)
    elif column["kind"] == "structural":
        if "rule" in column and rule not in STRUCTURAL_RULES:
            yield f"unknown rule {rule}.{did_you_mean(str(rule), STRUCTURAL_RULES)}"
        if column.get("type") == "date":
            yield "a structural column is no date"
    elif column.get("type", "string") != "string":
        yield f"a {column['kind']} column is text; take “type” out"
    if "minimum" in column and column.get("type") != "integer":
        yield "only an integer has a minimum"
    if "pattern" in column and not _is_pattern(column["pattern"]):
        yield f"the pattern {column['pattern']} is no regular expression"
    if column["kind"] == "linked" and "entity_kinds" not in column:
        yield "a linked column needs the kinds of entity that it takes, as “entity_kinds”"
    if "references" in column and column["references"] not in tables:
        yield f"references an unknown table {column['references']}"
    if (
        "missing_reason" in column
        and column["missing_reason"] not in vocabularies["missing_reason"]
    ):
        known = vocabularies["missing_reason"]
        yield f"unknown reason {column['missing']}.{did_you_mean(column['missing'], known)}"
    if "within" in column and column["within"] not in names:
        yield f"stands within an unknown column {column['within']}"
    for name in column.get("inputs", ()):
        if name not in names:
            yield f"reads an unknown column {name}.{did_you_mean(name, names)}"
    for kind in column.get("entity_kinds", ()):
        if kind not in kinds:
            yield f"links to an unknown kind of entity {kind}.{did_you_mean(kind, kinds)}"
