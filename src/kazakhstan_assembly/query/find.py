"""Search for words in the tables, in their descriptions, and in the report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from kazakhstan_assembly.document.folding import fold, fold_spelling
from kazakhstan_assembly.errors import RequestError
from kazakhstan_assembly.io.arrow import helper_records, load_arrow
from kazakhstan_assembly.io.datapackage import PackageData
from kazakhstan_assembly.io.frames import text_frame
from kazakhstan_assembly.model.tables import FACT_ROLES

if TYPE_CHECKING:
    import pandas as pd

# Among equals, cells come before accounts of the text, these before the text itself, and what
# somebody wrote about the tables comes last.
_TIERS = {"claim": 1, "text": 2}
_ABOUT_TIER = 3
_COLUMNS = ("table", "row_id", "column", "text", "sentence_id")
_CODED_KINDS = frozenset({"coded", "judged"})
# What is searched of the helper tables, beside the rows of facts and the text.
_HELPERS = {
    "editorial_notes": ("issue", "reading", "other_readings"),
    "identifiers": ("label", "identifier"),
    "vocabularies": ("label", "definition"),
}
_MOST_NEAREST, _NEAR = 2, 0.75

Words = tuple[str, ...]


@dataclass(frozen=True)
class _Place:
    """A cell, or the description of a table or a column, which has no row."""

    table: str
    row_id: str | None
    column: str | None
    text: str
    sentence_id: str | None
    tier: int
    searched: str
    is_code: bool = False

    @cached_property
    def folded(self) -> str:
        return fold(self.searched)

    @cached_property
    def spelled(self) -> str:
        return fold_spelling(self.folded)


@dataclass(frozen=True)
class _Sought:
    """A word or a phrase, as it is written and in the one spelling."""

    written: re.Pattern[str]
    spelled: re.Pattern[str]

    @classmethod
    def of(cls, words: Words) -> _Sought:
        return cls(_pattern(words), _pattern(tuple(map(fold_spelling, words))))

    def is_in(self, place: _Place) -> bool:
        return bool(self.written.search(place.folded) or self.spelled.search(place.spelled))


def _pattern(words: Words) -> re.Pattern[str]:
    return re.compile(r"\b" + r"\W+".join(map(re.escape, words)))


def find(package: PackageData, words: str) -> pd.DataFrame:
    """Return the places where some words occur, the best matches first."""
    sought = _words_of(words)
    places = package.remember(_places)
    for word in sought:
        one = _Sought.of((word,))
        places = [place for place in places if one.is_in(place)]
    phrase, length = _Sought.of(sought), sum(map(len, sought))
    ranked = sorted(places, key=lambda place: _rank(place, phrase, length))
    cells = [attrgetter(*_COLUMNS)(place) for place in ranked]
    found = text_frame(cells, _COLUMNS)
    if found.empty:
        found.attrs["nearest"] = _nearest_words(package, sought)
    return found


def _nearest_words(package: PackageData, sought: Words) -> dict[str, list[str]]:
    """Return the words that no place holds, each with the nearest ones that some place does."""
    from difflib import get_close_matches  # only where nothing is found: it takes time to import

    places = package.remember(_places)
    nearest: dict[str, list[str]] = {}
    for word in sought:
        one = _Sought.of((word,))
        if not any(one.is_in(place) for place in places):
            known = package.remember(_known_words)
            nearest[word] = get_close_matches(word, known, n=_MOST_NEAREST, cutoff=_NEAR)
    return nearest


def _words_of(words: str) -> Words:
    sought = tuple(re.findall(r"\w+(?:['-]\w+)*", fold(words)))
    if not sought:
        raise RequestError("There are no words to find; write at least one letter or digit.")
    return sought


def _known_words(package: PackageData) -> list[str]:
    """Return the words of all places, the most frequent first."""
    counts: dict[str, int] = {}
    for place in package.remember(_places):
        for word in re.findall(r"[^\W\d_]{3,}", place.folded):
            counts[word] = counts.get(word, 0) + 1
    return sorted(counts, key=lambda word: -counts[word])


def _rank(place: _Place, phrase: _Sought, length: int) -> tuple[bool, float, int, int]:
    """Return what comes first: side by side, a great part of the text, its tier, a short text.

    Many rows have the same code, so that codes, and what is said of the tables, come behind words
    of the report that are as near.
    """
    part = min(1.0, round(length / len(place.folded), 1))
    is_behind = place.is_code or place.tier == _ABOUT_TIER
    weight = part / 2 if is_behind else part
    return not phrase.is_in(place), -weight, place.tier, len(place.text)


# Where words are sought


def _places(package: PackageData) -> list[_Place]:
    sentences, code_labels = _sentences(package), _code_labels(package)
    places: list[_Place] = []
    for name in package.table_names:
        role = package.schema(name).get("role")
        if role == "text":
            places += _units_as_places(package, name)
        elif role in FACT_ROLES:
            places += _cells(package, name, sentences, code_labels)
    for name, columns in _HELPERS.items():
        places += _written(package, name, columns)
    places += _descriptions(package)
    return places


def _sentences(package: PackageData) -> dict[tuple[str, str, str], str]:
    """Return the sentence that holds the first words of each cell, for a table need not say it."""
    return {
        (record["table_name"], record["row_id"], record["column_name"]): record["sentence_id"]
        for record in helper_records(package, "evidence")
        if record["seq"] == 1
    }


def _code_labels(package: PackageData) -> dict[tuple[str, str], str]:
    records: list[dict[str, Any]] = helper_records(package, "vocabularies")
    return {(record["vocabulary"], record["code"]): record["label"] for record in records}


def _cells(
    package: PackageData,
    name: str,
    sentences: Mapping[tuple[str, str, str], str],
    code_labels: Mapping[tuple[str, str], str],
) -> Iterator[_Place]:
    """Yield the quotes, the labels and the codes of a table of facts; no text of a row twice."""
    schema = package.schema(name)
    key, tier = schema["primaryKey"][0], _TIERS.get(schema["role"], 0)
    fields: list[dict[str, Any]] = [field for field in schema["fields"] if _is_searched(field)]
    fields.sort(key=lambda field: field["kind"] != "quoted")
    for record in load_arrow(package, name).to_pylist():
        row, seen = record[key], set[str]()
        for field in fields:
            column, text = field["name"], record[field["name"]]
            if text is None or text in seen:
                continue
            seen.add(text)
            searched = _searched(text, field, code_labels)
            sentence = sentences.get((name, row, column))
            is_code = field["kind"] in _CODED_KINDS
            yield _Place(name, row, column, text, sentence, tier, searched, is_code)


def _is_searched(field: Mapping[str, Any]) -> bool:
    is_code = field["kind"] in _CODED_KINDS and "vocabulary" in field
    return is_code or field["kind"] == "quoted" or field["name"] == "label"


def _searched(
    text: str, field: Mapping[str, Any], code_labels: Mapping[tuple[str, str], str]
) -> str:
    """Return the text of a cell, and of a code its words and its label."""
    if field["kind"] not in _CODED_KINDS:
        return text
    words = text.replace("_", " ")
    label = code_labels.get((field["vocabulary"], text), words)
    return label if fold(label) == fold(words) else f"{label} {words}"


def _units_as_places(package: PackageData, name: str) -> Iterator[_Place]:
    key = package.schema(name)["primaryKey"][0]
    for record in load_arrow(package, name).to_pylist():
        row, text = record[key], record["text"]
        yield _Place(name, row, "text", text, row, _TIERS["text"], text)


def _written(package: PackageData, name: str, columns: Iterable[str]) -> Iterator[_Place]:
    """Yield what somebody wrote; the key of a row is in parts where it has several."""
    if name not in package.table_names:
        return
    keys = package.schema(name)["primaryKey"]
    for record in helper_records(package, name):
        row = ", ".join(str(record[key]) for key in keys if key in record)
        for column in columns:
            if text := record.get(column):
                sentence = record.get("sentence_id")
                yield _Place(name, row, column, text, sentence, _ABOUT_TIER, text)


def _descriptions(package: PackageData) -> Iterator[_Place]:
    for name in package.table_names:
        entry = package.resource(name)
        text = f"{entry['title']}: {entry['description']}"
        yield _Place(name, None, None, text, None, _ABOUT_TIER, f"{name.replace('_', ' ')} {text}")
        for field in package.schema(name)["fields"]:
            column, text = field["name"], field["description"]
            searched = f"{column.replace('_', ' ')} {text}"
            yield _Place(name, None, column, text, None, _ABOUT_TIER, searched)
