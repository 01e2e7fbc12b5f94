"""Check that the edges that links declare fit the table of relations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kazakhstan_assembly.derivation.edges import SOURCE_RULES
from kazakhstan_assembly.derivation.placement import STATED_IN
from kazakhstan_assembly.errors import nearest
from kazakhstan_assembly.model.vocabularies import Vocabularies

Declared = Mapping[str, Any]


@dataclass(frozen=True)
class DeclarationProblem:
    """What is wrong with a declaration: of a column, of a table, or of the vocabularies."""

    message: str
    table: str | None = None
    column: str | None = None


def edge_problems(
    tables: Mapping[str, Declared], vocabularies: Vocabularies
) -> Iterator[DeclarationProblem]:
    """Yield what is wrong with edges, and with the table of relations that is to hold them."""
    relations = [name for name, table in tables.items() if _column_with(table, "role", "predicate")]
    edges = [
        (name, column)
        for name, table in tables.items()
        for column in table["columns"]
        if "edge" in column
    ]
    for name, column in edges:
        messages: Iterable[str]
        if len(relations) == 1:
            messages = _edge_problems(column, tables[name], tables[relations[0]], vocabularies)
        else:
            messages = [f"an edge needs exactly one table of relations; there are {len(relations)}"]
        for message in messages:
            yield DeclarationProblem(message, name, column["name"])
    for name in relations if edges else ():
        for rule in STATED_IN:
            if not _column_with(tables[name], "rule", rule):
                message = f"links of other tables state edges; add a column with the rule {rule}"
                yield DeclarationProblem(message, name)


def _column_with(table: Declared, part: str, value: str) -> Any | None:
    """Return the first column that declares something, or None."""
    return next((column for column in table["columns"] if column.get(part) == value), None)


def _edge_problems(
    column: Any, table: Declared, relation: Declared, vocabularies: Vocabularies
) -> Iterator[str]:
    edge = column["edge"]
    if table is relation or column["kind"] != "linked":
        yield "only a linked column outside the table of relations can state an edge"
        return
    links = {c["name"]: c for c in table["columns"] if c["kind"] == "linked" and c is not column}
    if "other" not in edge and "entity_kind" not in table:
        yield "the rows are not entities; give the column with the other end of the edge as “other”"
        return
    if "other" in edge and edge["other"] not in links:
        hint = nearest(edge["other"], links, "other link columns")
        yield f"edge: unknown link column {edge['other']}. {hint}"
        return
    far = links[edge["other"]]["entity_kinds"] if "other" in edge else [table["entity_kind"]]
    yield from _predicate_problems(column, far, relation, vocabularies)
    yield from _source_problems(table, relation)


def _predicate_problems(
    column: Any, far: Iterable[str], relation: Declared, vocabularies: Vocabularies
) -> Iterator[str]:
    """Yield why a predicate cannot join the kinds of a link and those of the other end."""
    edge: dict[str, Any] = column["edge"]
    predicate: Any = _column_with(relation, "role", "predicate")
    codes = vocabularies.get(str(predicate["vocabulary"]), {}) if predicate else {}
    if edge["predicate"] not in codes:
        hint = nearest(edge["predicate"], codes, "predicates")
        yield f"edge: unknown predicate {edge['predicate']}. {hint}"
        return
    term = codes[edge["predicate"]]
    far_side = "object" if edge["side"] == "subject" else "subject"
    for side, kinds in ((edge["side"], column["entity_kinds"]), (far_side, far)):
        allowed = term.kinds(side)
        if wrong := sorted(set(kinds) - set(allowed)):
            yield (
                f"edge: its {side} can be {', '.join(wrong)}, but the {side} of {term.code} can "
                f"only be {', '.join(allowed)}"
            )


def _source_problems(table: Declared, relation: Declared) -> Iterator[str]:
    """Yield columns that an edge has from its row, and the row has not."""
    for rule in SOURCE_RULES:
        if _column_with(relation, "rule", rule) and not _column_with(table, "rule", rule):
            yield f"an edge takes its {rule} from its row; add a column with the rule {rule}"
