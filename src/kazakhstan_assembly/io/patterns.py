"""The patterns of columns, matched in a time that grows with the text and no more.

A schema may come from anybody, and Python's ``re`` can take for ever over a pattern such as
``(a+)+b``. RE2, which Arrow brings, cannot; it has no look-around and no back-references.
"""

from __future__ import annotations

from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc


def is_pattern(text: str) -> bool:
    """Return whether a text is a regular expression that RE2 reads."""
    try:
        fits(text, "")
    except pa.ArrowInvalid:
        return False
    return True


@lru_cache(maxsize=65536)  # a validation asks for the same few cells over and over
def fits(pattern: str, text: str) -> bool:
    """Return whether a whole text has the form of a pattern.

    Raises
    ------
    pyarrow.ArrowInvalid
        If RE2 cannot read the pattern.
    """
    found = pc.match_substring_regex(pa.scalar(text), rf"\A(?:{pattern})\z")
    return bool(found.as_py())
