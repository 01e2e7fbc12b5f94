"""Words sought in the report and in the cells that quote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pandas as pd

from kazakhstan_assembly.errors import RequestError
from kazakhstan_assembly.io.arrow import load_arrow
from kazakhstan_assembly.io.datapackage import list_tables, table_schema

_GROUPING = re.compile(r"(?<=\d),(?=\d{3})")
_COLUMNS = ("table", "row_id", "column", "text", "unit_id")


@dataclass(frozen=True)
class _Place:
    table: str
    row_id: str
    column: str
    text: str
    unit_id: str
    folded: str
    tier: int


def find(words: str) -> pd.DataFrame:
    """Return the cells, claims and units that hold some words.

    Letters match whatever their case, straight apostrophes match curly ones, numbers match with
    and without commas, and each word matches the beginning of a word: "school" finds "schools".

    Parameters
    ----------
    words : str
        One word or more; a place must hold them all.

    Returns
    -------
    pandas.DataFrame
        One row a place: ``table``, ``row_id``, ``column``, ``text`` (the whole cell) and
        ``unit_id``, all ``str``. First those that hold the words side by side, then those of
        which the words are the greater part; among equals cells, then claims, then units. Empty
        if nothing holds them.

    Raises
    ------
    RequestError
        If there are no letters or digits in `words`.

    Examples
    --------
    >>> find("kofi annan").loc[0, ["table", "row_id", "text"]].tolist()
    ['persons', 'kofi-annan', 'Kofi Annan']
    """
    sought = re.findall(r"\w+(?:['-]\w+)*", _fold(words))
    if not sought:
        raise RequestError("There are no words to find; write at least one letter or digit.")
    phrase = re.compile(r"\b" + r"\W+".join(map(re.escape, sought)))
    single = [re.compile(r"\b" + re.escape(word)) for word in sought]
    length = sum(map(len, sought))
    found = [place for place in _places() if all(word.search(place.folded) for word in single)]
    found.sort(
        key=lambda p: (
            phrase.search(p.folded) is None,
            -min(1.0, round(length / len(p.folded), 1)),
            p.tier,
            len(p.text),
        )
    )
    cells = [[getattr(place, name) for name in _COLUMNS] for place in found]
    return pd.DataFrame(cells, columns=list(_COLUMNS), dtype="str")


def _fold(text: str) -> str:
    return " ".join(_GROUPING.sub("", text.casefold().replace("’", "'")).split())


@cache
def _places() -> tuple[_Place, ...]:
    return tuple(place for name in list_tables() for place in _places_of(name))


def _places_of(name: str) -> Iterator[_Place]:
    schema = table_schema(name)
    if name != "units" and schema["role"] not in {"fact", "entity"}:
        return
    key = schema["primaryKey"][0]
    tier = {"claims": 1, "units": 2}.get(name, 0)
    columns = [f["name"] for f in schema["fields"] if f["kind"] == "quoted"] or ["text"]
    for record in load_arrow(name).to_pylist():
        for column in columns:
            text = record[column]
            if text is not None:
                yield _Place(name, record[key], column, text, record["unit_id"], _fold(text), tier)
