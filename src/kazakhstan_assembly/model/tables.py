"""The model: all tables of a package, as the Table Schemas of ``schemas/`` declare them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kazakhstan_assembly.model.columns import Column, read_column
from kazakhstan_assembly.model.document import Document, read_document
from kazakhstan_assembly.model.invariants import Invariant, read_invariants
from kazakhstan_assembly.model.records import Record
from kazakhstan_assembly.model.vocabularies import Term, Vocabularies

# Claims give an account of the whole text, voices say whose words they are; both hold facts.
FACT_ROLES = frozenset({"fact", "entity", "claim", "voice"})
# The table of the engine that says how the report was cut.
SENTENCES = "sentences"
# The rule of the column that says of an edge which table states it.
STATED_IN_TABLE = "stated_in_table"


# A format may come from a package of others, and str.format would let it read any attribute.
KEY_FIELD = re.compile(r"\{(?P<column>[a-z_]+)(?::0(?P<digits>[1-9])d)?\}")


@dataclass(frozen=True)
class Key:
    """How the key of a table's rows is made."""

    columns: tuple[str, ...]
    rule: str
    format: str = ""
    prefix: str = ""
    of: tuple[str, ...] = ()

    @cached_property
    def fields(self) -> tuple[tuple[str, int], ...]:
        """The columns that the format names, each with the least number of its digits."""
        found = KEY_FIELD.finditer(self.format)
        return tuple((match["column"], int(match["digits"] or 0)) for match in found)

    def filled(self, values: Sequence[object]) -> str:
        """Return the format with values for its fields."""
        digits = iter([str(v).zfill(n) for v, (_, n) in zip(values, self.fields, strict=True)])
        return KEY_FIELD.sub(lambda _: next(digits), self.format)


@dataclass(frozen=True)
class Table:
    """One table."""

    name: str
    role: str
    key: Key
    columns: tuple[Column, ...]
    entity_kind: str | None = None
    stated_rows: int | None = None  # not before the tables are made
    stated_edges: int | None = None
    attributes_speech: bool = False
    invariants: tuple[Invariant, ...] = ()
    reading_order: tuple[str, ...] = ()

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
    def citing(self) -> tuple[Column, ...]:
        """The columns that cite words, in the order of reading, which is not the published one."""
        return tuple(self.by_name[name] for name in self.reading_order)

    @cached_property
    def anchors(self) -> tuple[str, ...]:
        """The columns whose words make up the anchor of a row, in the order of reading."""
        return tuple(column.name for column in self.citing if column.anchor)

    @cached_property
    def _by_role(self) -> dict[str, str]:
        return {column.role: column.name for column in self.columns if column.role}

    def column_with_role(self, role: str) -> str | None:
        """Return the name of the column that has a role, such as speech, or None."""
        return self._by_role.get(role)

    @cached_property
    def _by_rule(self) -> dict[str, str]:
        return {column.rule: column.name for column in reversed(self.columns) if column.rule}

    def column_with_rule(self, rule: str) -> str | None:
        """Return the name of the first column that a rule fills, or None."""
        return self._by_rule.get(rule)

    def is_edge(self, record: Record) -> bool:
        """Return whether a row is an edge, which the link of another table states."""
        column = self.column_with_rule(STATED_IN_TABLE)
        return column is not None and record[column] is not None

    @property
    def name_column(self) -> str:
        """The quoted column that names an entity; every table of entities has one."""
        return self._by_role["name"]

    @property
    def is_relation(self) -> bool:
        """Whether a row says what one entity does to another."""
        return "predicate" in self._by_role


@dataclass(frozen=True)
class Model:
    """All tables in the descriptor's order, the vocabularies, and how the report is laid out."""

    tables: dict[str, Table]
    vocabularies: Vocabularies
    document: Document

    def facts(self) -> Iterator[Table]:
        return (table for table in self.tables.values() if table.is_fact)

    @property
    def relation(self) -> Table | None:
        """The table of relations, which holds the edges too, if there is one."""
        return next((table for table in self.facts() if table.is_relation), None)

    def with_role(self, role: str) -> Iterator[Table]:
        """Yield the tables that have a role."""
        return (table for table in self.tables.values() if table.role == role)

    def terms(self, column: Column) -> dict[str, Term]:
        return self.vocabularies[str(column.vocabulary)]


def read_model(schemas: Iterable[Mapping[str, Any]], vocabularies: Vocabularies) -> Model:
    """Return the model that Table Schemas declare."""
    by_name = {schema["name"]: schema for schema in schemas}
    tables = {name: _table(schema) for name, schema in by_name.items()}
    return Model(tables, vocabularies, read_document(by_name[SENTENCES]["document"]))


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
        columns=tuple(
            read_column(field, references.get(field["name"])) for field in schema["fields"]
        ),
        entity_kind=schema.get("entity_kind"),
        stated_rows=schema.get("stated_rows"),
        stated_edges=schema.get("stated_edges"),
        attributes_speech=schema.get("attributes_speech", False),
        invariants=read_invariants(schema.get("invariants", ())),
        reading_order=tuple(schema.get("reading_order", ())),
    )
