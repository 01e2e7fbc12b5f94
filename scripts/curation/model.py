"""The model: tables, columns and vocabularies as the files of source/ declare them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curation.problems import CurationError, Problem, did_you_mean
from curation.source import read_yaml
from kazakhstan_assembly.rules import PARTIAL_RULES, RULES, TOTAL_RULES

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


@dataclass(frozen=True)
class Term:
    """A code of a vocabulary and the words that justify it."""

    code: str
    label: str
    definition: str
    triggers: tuple[str, ...]
    inverse_triggers: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    name: str
    description: str
    terms: dict[str, Term]


@dataclass(frozen=True)
class Column:
    """One column: what it means, what kind it is and where its value comes from."""

    name: str
    kind: str
    description: str
    type: str = "string"
    rule: str | None = None
    inputs: tuple[str, ...] = ()
    vocabulary: str | None = None
    entities: tuple[str, ...] = ()
    missing: str | None = None
    references: str | None = None
    side: str | None = None
    anchor: bool = True
    nested: bool = False
    minimum: int | None = None
    pattern: str | None = None

    @property
    def is_curated(self) -> bool:
        """Whether a curator writes the cell."""
        return self.kind in {"quoted", "coded", "judged", "linked"}


@dataclass(frozen=True)
class Key:
    columns: tuple[str, ...]
    rule: str
    format: str = ""
    prefix: str = ""
    offsets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    name: str
    title: str
    description: str
    role: str
    key: Key
    columns: tuple[Column, ...]
    entity_kind: str | None = None

    @property
    def is_fact(self) -> bool:
        return self.role in {"fact", "entity"}

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def nullable(self, column: Column) -> bool:
        """Whether the column may be null: declared, or because what it derives from may be."""
        if column.missing is not None:
            return True
        if not column.inputs or column.rule in TOTAL_RULES:
            return False
        return column.rule in PARTIAL_RULES or any(
            self.nullable(self.column(name)) for name in column.inputs
        )


@dataclass(frozen=True)
class Model:
    tables: dict[str, Table]
    vocabularies: dict[str, Vocabulary]

    def facts(self) -> Iterator[Table]:
        return (table for table in self.tables.values() if table.is_fact)

    def entity_table(self, kind: str) -> Table:
        return next(table for table in self.tables.values() if table.entity_kind == kind)


def load_model(root: Path) -> Model:
    """Read the declarations and check that they hold together."""
    vocabularies = _load_vocabularies(root)
    groups = read_yaml(root, "source/columns.yaml", "columns.schema.json")
    tables: dict[str, Table] = {}
    problems: list[Problem] = []
    found = {path.stem for path in (root / "source" / "tables").glob("*.yaml")}
    for name in sorted(found - set(TABLES)):
        problems.append(Problem(f"source/tables/{name}.yaml", "the table is not in model.TABLES"))
    for name in TABLES:
        file = f"source/tables/{name}.yaml"
        try:
            tables[name] = _table(read_yaml(root, file, "table.schema.json"), groups)
        except CurationError as error:
            problems += error.problems
    if problems:
        raise CurationError(problems)
    model = Model(tables, vocabularies)
    problems += _inconsistencies(model)
    if problems:
        raise CurationError(problems)
    return model


def _load_vocabularies(root: Path) -> dict[str, Vocabulary]:
    data = read_yaml(root, "source/vocabularies.yaml", "vocabularies.schema.json")
    return {
        name: Vocabulary(
            name,
            entry["description"],
            {
                code: Term(
                    code,
                    term["label"],
                    term["definition"],
                    tuple(term.get("triggers", ())),
                    tuple(term.get("inverse_triggers", ())),
                )
                for code, term in entry["terms"].items()
            },
        )
        for name, entry in data.items()
    }


def _table(data: dict[str, Any], groups: dict[str, Any]) -> Table:
    key = data["key"]
    columns: list[Column] = []
    for entry in data["columns"]:
        columns += map(_column, groups[entry["use"]] if "use" in entry else [entry])
    return Table(
        name=data["name"],
        title=data["title"],
        description=data["description"],
        role=data["role"],
        key=Key(
            columns=(key["column"],) if "column" in key else (*key["columns"],),
            rule=key["rule"],
            format=key.get("format", ""),
            prefix=key.get("prefix", ""),
            offsets=(*key.get("of", ()),),
        ),
        columns=tuple(columns),
        entity_kind=data.get("entity_kind"),
    )


def _column(entry: dict[str, Any]) -> Column:
    return Column(
        name=entry["name"],
        kind=entry["kind"],
        description=entry["description"],
        type=entry.get("type", "string"),
        rule=entry.get("rule"),
        inputs=(*entry.get("from", ()),),
        vocabulary=entry.get("vocabulary"),
        entities=(*entry.get("entities", ()),),
        missing=entry.get("missing"),
        references="entities" if entry["kind"] == "linked" else entry.get("references"),
        side=entry.get("side"),
        anchor=entry.get("anchor") != "false",
        nested=entry.get("nested") == "true",
        minimum=int(entry["minimum"]) if "minimum" in entry else None,
        pattern=entry.get("pattern"),
    )


def _inconsistencies(model: Model) -> Iterator[Problem]:
    reasons = set(model.vocabularies["missing_reason"].terms)
    kinds = {table.entity_kind for table in model.tables.values() if table.entity_kind}
    if kinds != set(model.vocabularies["entity_kind"].terms):
        yield Problem(
            "source/vocabularies.yaml", "entity_kind does not list the kinds of the entity tables"
        )
    for table in model.tables.values():
        file = f"source/tables/{table.name}.yaml"
        names = [column.name for column in table.columns]
        for name in {name for name in names if names.count(name) > 1}:
            yield Problem(file, "the column is declared twice", column=name)
        for column in table.columns:
            for message in _column_problems(column, names, model, reasons, kinds):
                yield Problem(file, message, column=column.name)
        for name in (*table.key.columns, *table.key.offsets):
            if name not in names:
                yield Problem(file, f"the key names an unknown column {name}")


def _column_problems(
    column: Column, names: list[str], model: Model, reasons: set[str], kinds: set[str]
) -> Iterator[str]:
    if column.kind in {"coded", "judged"} and column.vocabulary is None:
        yield "a coded or judged column needs a vocabulary"
    if column.vocabulary and column.vocabulary not in model.vocabularies:
        known = model.vocabularies
        yield f"unknown vocabulary {column.vocabulary}.{did_you_mean(column.vocabulary, known)}"
    if column.kind == "derived" and column.rule not in RULES:
        yield f"unknown rule {column.rule}.{did_you_mean(str(column.rule), RULES)}"
    if column.references and column.references not in model.tables:
        yield f"references an unknown table {column.references}"
    if column.missing and column.missing not in reasons:
        yield f"unknown reason {column.missing}.{did_you_mean(column.missing, reasons)}"
    for name in column.inputs:
        if name not in names:
            yield f"derives from an unknown column {name}.{did_you_mean(name, names)}"
    for kind in column.entities:
        if kind not in kinds:
            yield f"links to an unknown kind of entity {kind}"
