"""Tables as statistics programs want them: codes and booleans as numbers with labels."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kazakhstan_assembly.exports.codebook import codes
from kazakhstan_assembly.exports.content import Content, Table
from kazakhstan_assembly.io.frames import to_frame

_BOOLEAN_LABELS: dict[float, str] = {0: "false", 1: "true"}


@dataclass(frozen=True)
class Labelled:
    """A table whose codes are numbered from 1, in the vocabulary's order."""

    content: Content
    table: Table
    frame: pd.DataFrame
    value_labels: dict[str, dict[float, str]]

    @property
    def names(self) -> list[str]:
        return [field["name"] for field in self.table.fields]

    def of_type(self, kind: str) -> list[str]:
        """Return the names of the columns of a type: string, integer, number, boolean, or date."""
        return [
            field["name"]
            for field in self.table.fields
            if field["type"] == kind and field["name"] not in self.value_labels
        ]

    def variable_labels(self, limit: int) -> dict[str, str]:
        """Return what each column means, cut to so many bytes."""
        return {field["name"]: shorten(field["description"], limit) for field in self.table.fields}

    def label(self, limit: int) -> str:
        """Return what the file is, with version and licence, in so many bytes."""
        facts = self.content.about
        tail = f" ({facts['name']} {facts['version']}, {facts['license']})"
        return shorten(self.table.title, limit - len(tail)) + tail


def label_codes(content: Content, table: Table) -> Labelled:
    """Return a table with its codes and booleans as labelled numbers."""
    frame, labels = to_frame(table.arrow, table.schema), dict[str, dict[float, str]]()
    for field in table.fields:
        name: str = field["name"]
        terms = codes(field)
        if terms:
            labels[name] = dict(enumerate(terms, start=1))
            numbers = frame[name].cat.codes.astype("Int16") + 1
            frame[name] = numbers.mask(numbers == 0)
        elif field["type"] == "boolean":
            labels[name] = _BOOLEAN_LABELS
            frame[name] = frame[name].astype("Int8")
    return Labelled(content, table, frame, labels)


def shorten(text: str, limit: int) -> str:
    """Return a text in so many bytes of UTF-8; the codebook has the whole."""
    data, mark = text.encode(), "…"
    if len(data) <= limit:
        return text
    return data[: limit - len(mark.encode())].decode(errors="ignore").rstrip() + mark
