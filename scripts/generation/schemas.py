"""The Table Schemas that the declarations of the tables give."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generation.declarations import Declared, declared_tables, key_columns
from generation.parts import part_of, published, reading_order
from kazakhstan_assembly.derivation.rules import PARTIAL_RULES, TOTAL_RULES
from kazakhstan_assembly.document.spans import fold_spaces
from kazakhstan_assembly.model.columns import CURATED_KINDS
from kazakhstan_assembly.model.tables import SENTENCES
from kazakhstan_assembly.model.vocabularies import Vocabularies

Schema = dict[str, Any]

# Words of a column's name that are not written with a small letter or at all.
_TITLE_WORDS = {"id": "ID", "edtf": "EDTF", "char": "character"}
# Properties that a field takes from its declaration as they are, in the order of the file.
_PROPERTIES = ("rule", "prefix", "inputs", "vocabulary", "entity_kinds", "role", "within", "edge")
_FLAGS = ("nested", "no_possessor", "modifier", "elsewhere")


def table_schemas(root: Path, package: Any, vocabularies: Vocabularies) -> dict[str, Schema]:
    """Return the Table Schema of each table, without examples and row counts.

    Raises
    ------
    SourceError
        If declarations cannot be read or do not hold together.
    """
    tables = declared_tables(root, package, vocabularies)
    if any("edge" in column for table in tables.values() for column in table["columns"]):
        tables = {name: _with_edges(table) for name, table in tables.items()}
    schemas = {name: _schema(table, tables, vocabularies) for name, table in tables.items()}
    schemas[SENTENCES]["document"] = _document(package)
    return schemas


def _with_edges(table: Declared) -> Declared:
    """Return a declaration; that of relations says that the table holds edges too."""
    is_relation = any(column.get("role") == "predicate" for column in table["columns"])
    return {**table, "holds_edges": True} if is_relation else table


def _document(package: Any) -> dict[str, Any]:
    declared = package["document"]
    layout = {"sha256": package["report"]["sha256"], **declared}
    layout["title_paragraphs"] = int(declared["title_paragraphs"])
    return layout


def _schema(table: Declared, tables: dict[str, Declared], vocabularies: Vocabularies) -> Schema:
    schema: Schema = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "name": table["name"],
        "title": table["title"],
        "description": fold_spaces(table["description"]),
        "role": table["role"],
    }
    if "entity_kind" in table:
        schema["entity_kind"] = table["entity_kind"]
    if "attributes_speech" in table:
        schema["attributes_speech"] = True
    if "invariants" in table:
        schema["invariants"] = [_invariant(entry) for entry in table["invariants"]]
    key = table["key"]
    schema["key"] = {part: key[part] for part in ("rule", "format", "prefix", "of") if part in key}
    if order := list(reading_order(table["columns"])):
        schema["reading_order"] = order
    columns = published(table["columns"], key_columns(table))
    schema["fields"] = [_field(table, column, vocabularies) for column in columns]
    schema["missingValues"] = [""]
    schema["primaryKey"] = key_columns(table)
    if foreign_keys := _foreign_keys(table, tables):
        schema["foreignKeys"] = foreign_keys
    return schema


def _invariant(entry: Any) -> dict[str, Any]:
    return {**entry, "at_least": int(entry["at_least"])} if "at_least" in entry else dict(entry)


def _foreign_keys(table: Declared, tables: dict[str, Declared]) -> list[dict[str, Any]]:
    targets = [(column["name"], _target(column)) for column in table["columns"]]
    return [
        {
            "fields": [name],
            "reference": {"resource": target, "fields": [key_columns(tables[target])[0]]},
        }
        for name, target in targets
        if target
    ]


def _target(column: Any) -> str | None:
    return "entities" if column["kind"] == "linked" else column.get("references")


def _field(table: Declared, column: Any, vocabularies: Vocabularies) -> Schema:
    field: Schema = {
        "name": column["name"],
        "type": column.get("type", "string"),
        "title": _title(column["name"]),
        "description": fold_spaces(column["description"]),
        "part": part_of(column, key_columns(table)),
        "kind": column["kind"],
    }
    if field["type"] == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    field |= {name: column[name] for name in _PROPERTIES if name in column}
    if column.get("anchor") == "false":
        field["anchor"] = False
    field |= {flag: True for flag in _FLAGS if column.get(flag) == "true"}
    if "missing_reason" in column:
        field["missing_reason"] = column["missing_reason"]
    if constraints := _constraints(table, column, vocabularies):
        field["constraints"] = constraints
    return field


def _title(name: str) -> str:
    shown = " ".join(_TITLE_WORDS.get(word, word) for word in name.split("_"))
    return shown[0].upper() + shown[1:]


def _constraints(table: Declared, column: Any, vocabularies: Vocabularies) -> Schema:
    constraints: Schema = {}
    if not _is_nullable(table, column):
        constraints["required"] = True
    if key_columns(table) == [column["name"]]:
        constraints["unique"] = True
    if "vocabulary" in column:
        constraints["enum"] = list(vocabularies[column["vocabulary"]])
    if "minimum" in column:
        constraints["minimum"] = int(column["minimum"])
    if "pattern" in column:
        constraints["pattern"] = column["pattern"]
    return constraints


def _is_nullable(table: Declared, column: Any) -> bool:
    """Return whether a column may be null: declared, or because what it reads may be."""
    if "missing_reason" in column:
        return True
    # An edge has no words of its own: the row that states it has them.
    if table.get("holds_edges") and column["kind"] in CURATED_KINDS:
        return column.get("role") not in {"subject", "predicate", "object"}
    if "inputs" not in column or column.get("rule") in TOTAL_RULES:
        return False
    if column.get("rule") in PARTIAL_RULES:
        return True
    by_name = {other["name"]: other for other in table["columns"]}
    return any(_is_nullable(table, by_name[name]) for name in column["inputs"])
