"""Words sought in the report and in the cells that quote it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from kazakhstan_assembly.errors import RequestError
from kazakhstan_assembly.io.arrow import helper_records, load_arrow
from kazakhstan_assembly.io.datapackage import PackageData
from kazakhstan_assembly.io.frames import text_frame
from kazakhstan_assembly.model.tables import FACT_ROLES

if TYPE_CHECKING:
    import pandas as pd

_GROUPING = re.compile(r"(?<=\d),(?=\d{3})")
# Among equals, cells come before accounts of the text, and these before the text itself.
_TIERS = {"claim": 1, "text": 2}
_COLUMNS = ("table", "row_id", "column", "text", "sentence_id")


@dataclass(frozen=True)
class _Place:
    table: str
    row_id: str
    column: str
    text: str
    sentence_id: str | None
    folded: str
    tier: int


def find(package: PackageData, words: str) -> pd.DataFrame:
    """Return the cells, claims and sentences that hold some words, the best first."""
    sought = re.findall(r"\w+(?:['-]\w+)*", _fold(words))
    if not sought:
        raise RequestError("There are no words to find; write at least one letter or digit.")
    phrase = re.compile(r"\b" + r"\W+".join(map(re.escape, sought)))
    length = sum(map(len, sought))
    places = package.remember(_places)
    for word in sought:
        start = re.compile(r"\b" + re.escape(word))
        places = [place for place in places if start.search(place.folded)]
    ranked = sorted(places, key=lambda place: _rank(place, phrase, length))
    cells = [attrgetter(*_COLUMNS)(place) for place in ranked]
    return text_frame(cells, _COLUMNS)


def _rank(place: _Place, phrase: re.Pattern[str], length: int) -> tuple[bool, float, int, int]:
    """Return what comes first: side by side, a great part of the text, its tier, a short text."""
    part = min(1.0, round(length / len(place.folded), 1))
    return phrase.search(place.folded) is None, -part, place.tier, len(place.text)


def _fold(text: str) -> str:
    return " ".join(_GROUPING.sub("", text.casefold().replace("’", "'")).split())


def _places(package: PackageData) -> list[_Place]:
    sentences = _sentences(package)
    places: list[_Place] = []
    for name in package.table_names:
        role = package.schema(name).get("role")
        if role == "text":
            places += _units_as_places(package, name)
        elif role in FACT_ROLES:
            places += _quotes(package, name, sentences)
    return places


def _sentences(package: PackageData) -> dict[tuple[str, str, str], str]:
    """Return the sentence that holds the first words of each cell, for a table need not say it."""
    return {
        (record["table_name"], record["row_id"], record["column_name"]): record["sentence_id"]
        for record in helper_records(package, "evidence")
        if record["seq"] == 1
    }


def _quotes(
    package: PackageData, name: str, sentences: Mapping[tuple[str, str, str], str]
) -> Iterator[_Place]:
    schema = package.schema(name)
    key, tier = schema["primaryKey"][0], _TIERS.get(schema["role"], 0)
    columns = [field["name"] for field in schema["fields"] if field["kind"] == "quoted"]
    for record in load_arrow(package, name).to_pylist():
        for column in columns:
            row, text = record[key], record[column]
            if text is not None:
                sentence = sentences.get((name, row, column))
                yield _Place(name, row, column, text, sentence, _fold(text), tier)


def _units_as_places(package: PackageData, name: str) -> Iterator[_Place]:
    key = package.schema(name)["primaryKey"][0]
    for record in load_arrow(package, name).to_pylist():
        row, text = record[key], record["text"]
        yield _Place(name, row, "text", text, row, _fold(text), _TIERS["text"])
