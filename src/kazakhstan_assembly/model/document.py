"""How the report is laid out, as a data set declares it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kazakhstan_assembly.document.segmentation import DocumentStructure


@dataclass(frozen=True)
class Document:
    """What has to be known of a report beside its text.

    Attributes
    ----------
    sha256 : str
        The report's hash.
    structure : DocumentStructure
        How many paragraphs are its title, and how items of a list begin.
    voice : str or None
        The key of the voice that the report itself is; None if the data set has no voices.
    not_names : frozenset of str
        Capitalised words that are no names, though the report never writes them small.
    """

    sha256: str
    structure: DocumentStructure
    voice: str | None = None
    not_names: frozenset[str] = frozenset()


def read_document(data: Mapping[str, Any]) -> Document:
    """Return the layout that the schema of the table of sentences declares.

    Raises
    ------
    ValueError
        If the beginning of list items has an unknown placeholder; the message names it.
    """
    return Document(
        data["sha256"],
        DocumentStructure(data["title_paragraphs"], tuple(data.get("list_items", ()))),
        data.get("voice"),
        frozenset(data.get("not_names", ())),
    )
