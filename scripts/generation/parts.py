"""The columns that the build adds to a table, and the order in which its columns are published.

Whoever reads only the first columns of a table reads facts: key and label, values, dates, links,
then the words that prove them, and at the end where they stand. The order in which ``source/``
declares columns stays the order of reading, which decides how rows follow each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kazakhstan_assembly.derivation.edges import SOURCE_RULES
from kazakhstan_assembly.derivation.placement import STATED_IN
from kazakhstan_assembly.io.yaml_reader import Map
from kazakhstan_assembly.model.columns import CITING_KINDS

LABEL = "label"
# The parts of a table, in the order in which they are published.
_PARTS = ("key", "value", "link", "words", "source")
_SOURCE_RULES = frozenset({*SOURCE_RULES, *STATED_IN})


def with_labels(table: Any, columns: list[Any], keys: list[str]) -> list[Any]:
    """Return columns with the label of the row's entity and of each entity that it links to.

    Parameters
    ----------
    table : mapping
        The declaration of the table.
    columns : list of mapping
        Its columns; shared ones are put in.
    keys : list of str
        The columns of its key.
    """
    complete: list[Any] = []
    for column in columns:
        complete.append(column)
        if table["role"] == "entity" and column["name"] in keys:
            complete.append(_label(LABEL, column, "The entity's name, which stands alone."))
        if column["kind"] == "linked":
            name = column["name"]
            complete.append(_label(_label_name(name), column, f"Label of the entity in {name}."))
    return complete


def _label_name(link: str) -> str:
    return f"{link.removesuffix('_id')}_{LABEL}"


def _label(name: str, of: Any, description: str) -> Any:
    label = Map(getattr(of, "line", 0))
    label |= {
        "name": name,
        "kind": LABEL,
        "rule": LABEL,
        "inputs": [of["name"]],
        "description": description,
    }
    return label


def part_of(column: Any, keys: list[str]) -> str:
    """Return the part of the table that a column belongs to."""
    if "part" in column:
        return str(column["part"])
    if column["name"] in keys:
        return "key"
    if column["kind"] == "quoted":
        return "words"
    if column.get("rule") in _SOURCE_RULES:
        return "source"
    is_label_of_link = column["kind"] == LABEL and column["name"] != LABEL
    is_link = column["kind"] == "linked" or "references" in column
    # A predicate stands between its subject and its object.
    is_predicate = column.get("role") == "predicate"
    return "link" if is_link or is_label_of_link or is_predicate else "value"


def published(columns: list[Any], keys: list[str]) -> list[Any]:
    """Return columns in the order in which they are published."""
    # What a relation says is who does what with whom, so its ends stand before its values.
    is_relation = any(column.get("role") == "predicate" for column in columns)
    parts = ("key", "link", "value", "words", "source") if is_relation else _PARTS
    ranks = [_rank(column, keys, parts) for column in columns]
    order = sorted(range(len(columns)), key=lambda at: ranks[at])
    return [columns[at] for at in order]


def _rank(column: Any, keys: list[str], parts: Sequence[str]) -> tuple[int, int]:
    part = parts.index(part_of(column, keys))
    if column["kind"] == LABEL and column["name"] == LABEL:
        return part, 0
    # Words that are the value of a row, such as the text of a claim, stand before its codes.
    if column["kind"] == "quoted":
        return part, 1
    # Helper tables have no rules; their values stand as they are declared.
    rule = str(column.get("rule"))
    return part, 3 if rule.startswith("date_") or rule == "period_end" else 2


def reading_order(columns: list[Any]) -> Iterator[str]:
    """Yield the columns that cite words, in the order in which they are declared."""
    return (column["name"] for column in columns if column["kind"] in CITING_KINDS)
