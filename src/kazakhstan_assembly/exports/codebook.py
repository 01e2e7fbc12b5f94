"""The codebook: one row per column of a table, with everything that its schema says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Field = Mapping[str, Any]

CODEBOOK_KEY = ("table_name", "column_name")
CODEBOOK_FIELDS = (
    ("table_name", "string", "The table."),
    ("column_name", "string", "The column."),
    ("position", "integer", "The column's place in its table, from 1."),
    ("title", "string", "The column's name in words."),
    ("description", "string", "What the column means."),
    ("part", "string", "What the column is for: key, value, link, words or source."),
    ("type", "string", "string, integer, number, boolean, or date."),
    ("required", "boolean", "Whether the column has no nulls."),
    ("nulls", "integer", "How many rows have a null in the column."),
    ("null_share", "number", "The share of the rows that have a null, from 0 to 1."),
    (
        "kind",
        "string",
        "Where cells come from: quoted, derived, coded, judged, linked, label, structural, written",
    ),
    ("rule", "string", "The rule that makes the cell."),
    ("inputs", "string", "The columns that the rule reads."),
    ("vocabulary", "string", "The closed vocabulary that the codes belong to."),
    ("codes", "string", "The codes of the vocabulary, in its order."),
    ("reference", "string", "The column that a key points to."),
    ("example", "string", "A value of the column, as in CSV."),
)


def codebook_rows(
    schema: Mapping[str, Any], nulls: Mapping[str, int], rows: int
) -> Iterator[dict[str, Any]]:
    """Yield the rows of the codebook on a table.

    Parameters
    ----------
    schema : mapping
        The Table Schema.
    nulls : mapping of str to int
        How many nulls each column has.
    rows : int
        How many rows the table has.
    """
    targets = {
        key["fields"][0]: f"{key['reference']['resource']}.{key['reference']['fields'][0]}"
        for key in schema.get("foreignKeys", ())
    }
    for position, field in enumerate(schema["fields"], start=1):
        name = field["name"]
        yield {
            "table_name": schema["name"],
            "column_name": name,
            "position": position,
            "title": field["title"],
            "description": field["description"],
            "part": field.get("part"),
            "type": field["type"],
            "required": is_required(field),
            "nulls": nulls[name],
            "null_share": round(nulls[name] / rows, 3) if rows else None,
            "kind": field["kind"],
            "rule": field.get("rule"),
            "inputs": " ".join(field.get("inputs", ())) or None,
            "vocabulary": field.get("vocabulary"),
            "codes": " ".join(codes(field)) or None,
            "reference": targets.get(name),
            "example": field.get("example"),
        }


def is_required(field: Field) -> bool:
    """Return whether a column has no nulls."""
    return bool(field.get("constraints", {}).get("required", False))


def codes(field: Field) -> list[str]:
    """Return the codes of a column's closed vocabulary, in its order; none for other columns."""
    return list(field.get("constraints", {}).get("enum", ()))
