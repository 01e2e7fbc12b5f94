"""The model: tables and columns as the Table Schemas of ``schemas/`` declare them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

FACT_ROLES = frozenset({"fact", "entity"})


@dataclass(frozen=True)
class Term:
    """A code of a vocabulary, the words that justify it, and kinds of entities that it joins."""

    code: str
    label: str
    definition: str
    triggers: tuple[str, ...] = ()
    inverse_triggers: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()

    def kinds(self, side: str) -> tuple[str, ...]:
        """Return the kinds of entities that can stand on a side."""
        return self.subjects if side == "subject" else self.objects


Vocabularies = dict[str, dict[str, Term]]


def read_vocabularies(data: Mapping[str, Any]) -> Vocabularies:
    """Return the vocabularies of ``source/vocabularies.yaml`` by name and code."""
    return {
        name: {
            code: Term(
                code,
                term["label"],
                term["definition"],
                tuple(term.get("triggers", ())),
                tuple(term.get("inverse_triggers", ())),
                tuple(term.get("subjects", ())),
                tuple(term.get("objects", ())),
            )
            for code, term in entry["terms"].items()
        }
        for name, entry in data.items()
    }


@dataclass(frozen=True)
class Column:
    """One column: what kind it is and where its value comes from."""

    name: str
    kind: str
    type: str
    nullable: bool
    rule: str | None = None
    inputs: tuple[str, ...] = ()
    vocabulary: str | None = None
    entity_kinds: tuple[str, ...] = ()
    references: str | None = None
    missing_reason: str | None = None
    side: str | None = None
    anchor: bool = True
    nested: bool = False
    modifier: bool = False
    within: str | None = None
    elsewhere: bool = False
    minimum: int | None = None
    pattern: str | None = None

    @property
    def is_curated(self) -> bool:
        """Whether a curator writes the cell; all others are made."""
        return self.kind in {"quoted", "coded", "judged", "linked"}

    @property
    def has_evidence(self) -> bool:
        """Whether a cell that is not null has words of the report behind it."""
        return self.kind in {"quoted", "coded", "linked"}


@dataclass(frozen=True)
class Key:
    """How the key of a table's rows is made."""

    columns: tuple[str, ...]
    rule: str
    format: str = ""
    prefix: str = ""
    of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One table."""

    name: str
    role: str
    key: Key
    columns: tuple[Column, ...]
    entity_kind: str | None = None
    stated_rows: int | None = None  # not before the tables are made

    @property
    def is_fact(self) -> bool:
        return self.role in FACT_ROLES

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @property
    def key_column(self) -> str:
        return self.key.columns[0]

    @cached_property
    def anchors(self) -> tuple[str, ...]:
        """The columns whose words make up the anchor of a row."""
        return tuple(
            column.name for column in self.columns if column.anchor and column.has_evidence
        )

    @property
    def name_column(self) -> str:
        """Return the quoted column that names an entity."""
        return "name_text" if "name_text" in self.by_name else "product_text"


@dataclass(frozen=True)
class Model:
    """All tables in the descriptor's order, and the vocabularies."""

    tables: dict[str, Table]
    vocabularies: Vocabularies

    def facts(self) -> Iterator[Table]:
        return (table for table in self.tables.values() if table.is_fact)

    def terms(self, column: Column) -> dict[str, Term]:
        return self.vocabularies[str(column.vocabulary)]


def read_model(schemas: Iterable[Mapping[str, Any]], vocabularies: Vocabularies) -> Model:
    """Return the model that Table Schemas declare."""
    return Model({schema["name"]: _table(schema) for schema in schemas}, vocabularies)


def _table(schema: Mapping[str, Any]) -> Table:
    references = {
        foreign["fields"][0]: foreign["reference"]["resource"]
        for foreign in schema.get("foreignKeys", ())
    }
    key = schema["key"]
    return Table(
        name=schema["name"],
        role=schema["role"],
        key=Key(
            columns=tuple(schema["primaryKey"]),
            rule=key["rule"],
            format=key.get("format", ""),
            prefix=key.get("prefix", ""),
            of=tuple(key.get("of", ())),
        ),
        columns=tuple(_column(field, references) for field in schema["fields"]),
        entity_kind=schema.get("entity_kind"),
        stated_rows=schema.get("stated_rows"),
    )


def _column(field: Mapping[str, Any], references: Mapping[str, str]) -> Column:
    constraints = field.get("constraints", {})
    return Column(
        name=field["name"],
        kind=field["kind"],
        type=field["type"],
        nullable=not constraints.get("required", False),
        rule=field.get("rule"),
        inputs=tuple(field.get("inputs", ())),
        vocabulary=field.get("vocabulary"),
        entity_kinds=tuple(field.get("entity_kinds", ())),
        references=references.get(field["name"]),
        missing_reason=field.get("missing_reason"),
        side=field.get("side"),
        anchor=field.get("anchor", True),
        nested=field.get("nested", False),
        modifier=field.get("modifier", False),
        within=field.get("within"),
        elsewhere=field.get("elsewhere", False),
        minimum=constraints.get("minimum"),
        pattern=constraints.get("pattern"),
    )
