"""What the engine itself declares: its helper tables and its vocabularies."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from kazakhstan_assembly.io.yaml_reader import Map, read_yaml_text

_FOLDER = files("kazakhstan_assembly.model") / "built_in"
# The group of each helper table where a data set does not say otherwise, in the published order.
HELPER_GROUPS = {
    "timeline": "facts",
    "sentences": "text",
    "mentions": "text",
    "evidence": "evidence",
    "missing_values": "evidence",
    "codings": "evidence",
    "editorial_notes": "evidence",
    "note_rows": "evidence",
    "entities": "reference",
    "entity_forms": "reference",
    "identifiers": "reference",
    "vocabularies": "reference",
}
HELPER_TABLES = tuple(HELPER_GROUPS)


@cache
def built_in_vocabularies() -> Map:
    """Return the vocabularies of the engine, as ``source/vocabularies.yaml`` would have them."""
    return _read("vocabularies.yaml")


def built_in_table(name: str) -> Map:
    """Return the declaration of a helper table, as ``source/tables/`` would have it."""
    return _read(f"tables/{name}.yaml")


def _read(path: str) -> Map:
    text = _FOLDER.joinpath(path).read_text(encoding="utf-8")
    data: Map = read_yaml_text(text).data
    return data
