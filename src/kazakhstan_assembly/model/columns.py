"""One column of a table, as its Table Schema declares it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CURATED_KINDS = frozenset({"quoted", "coded", "judged", "linked"})
CITING_KINDS = frozenset({"quoted", "coded", "linked"})


@dataclass(frozen=True)
class Edge:
    """A relation that the link in a column states.

    Attributes
    ----------
    predicate : str
        The code of the relation.
    side : {"subject", "object"}
        What the linked entity is to it.
    other : str or None
        The link column with the other end; None if that is the row's own entity.
    """

    predicate: str
    side: str
    other: str | None = None


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
    role: str | None = None
    prefix: str | None = None
    anchor: bool = True
    nested: bool = False
    no_possessor: bool = False
    modifier: bool = False
    within: str | None = None
    elsewhere: bool = False
    minimum: int | None = None
    pattern: str | None = None
    part: str = "value"
    edge: Edge | None = None

    @property
    def is_curated(self) -> bool:
        """Whether a curator writes the cell; all others are made."""
        return self.kind in CURATED_KINDS

    @property
    def has_evidence(self) -> bool:
        """Whether a cell that is not null has words of the report behind it."""
        return self.kind in CITING_KINDS


def read_column(field: Mapping[str, Any], references: str | None) -> Column:
    """Return the column that a field of a Table Schema declares."""
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
        references=references,
        missing_reason=field.get("missing_reason"),
        role=field.get("role"),
        prefix=field.get("prefix"),
        anchor=field.get("anchor", True),
        nested=field.get("nested", False),
        no_possessor=field.get("no_possessor", False),
        modifier=field.get("modifier", False),
        within=field.get("within"),
        elsewhere=field.get("elsewhere", False),
        minimum=constraints.get("minimum"),
        pattern=constraints.get("pattern"),
        part=field.get("part", "value"),
        edge=Edge(**field["edge"]) if "edge" in field else None,
    )
