"""Reading JSON that may come from anybody, as RFC 8259 has it and no more.

Python's reader takes more: ``NaN``, the same key twice, halves of surrogate pairs. Two programs can
then read one file differently, so all of this is refused. Depth and length are bounded, because
Python reports too much of them in ways that depend on its version.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, NoReturn, cast

from kazakhstan_assembly.io.controls import control_problem

_MOST_CHARACTERS = 16 * 1024 * 1024
_MOST_LEVELS = 64
# Brackets within texts do not nest. A text without its end is left for the reader to refuse.
_TEXT = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_BRACKET = re.compile(r"[][{}]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_STEPS = {"[": 1, "{": 1, "]": -1, "}": -1}


def read_json(data: bytes) -> Any:
    """Return what a JSON file holds.

    Raises
    ------
    ValueError
        If the file is not JSON, or is longer or more deeply nested than any file of a package.
    """
    text = data.decode("utf-8")
    if len(text) > _MOST_CHARACTERS:
        raise ValueError(f"it has more than {_MOST_CHARACTERS} characters")
    levels = accumulate(_STEPS[bracket] for bracket in _BRACKET.findall(_TEXT.sub("", text)))
    if max(levels, default=0) > _MOST_LEVELS:
        raise ValueError(f"it is nested in more than {_MOST_LEVELS} levels")
    value = json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant)
    if r"\u" in text:
        _refuse_escaped(value)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        repeated = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key “{repeated}” stands twice in one object")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


def _refuse_escaped(value: Any) -> None:
    """Raise ValueError for characters that only escapes bring into a text of JSON."""
    for text in _texts(value):
        if problem := control_problem(text):
            raise ValueError(problem)
        if _SURROGATE.search(text):
            raise ValueError("it has half of a surrogate pair, which is no character")


def _texts(value: Any) -> Iterator[str]:
    """Yield every key and text within a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in cast("dict[str, Any]", value).items():
            yield name
            yield from _texts(part)
    elif isinstance(value, list):
        for part in cast("list[object]", value):
            yield from _texts(part)
