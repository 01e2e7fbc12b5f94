"""Make text alike for searching: case, marks, white space, numbers and spelling."""

from __future__ import annotations

import re
import unicodedata

from kazakhstan_assembly.document.english import SPELLINGS

_GROUPING = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SPELLINGS = [(re.compile(pattern), replacement) for pattern, replacement in SPELLINGS]
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")


def fold(text: str) -> str:
    """Return text in small letters without accents, curly apostrophes and commas in numbers."""
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text.replace("’", "'"))
        text = "".join(part for part in parts if not unicodedata.combining(part))
    return " ".join(_GROUPING.sub("", text.casefold()).split())


def fold_spelling(folded: str) -> str:
    """Return folded text in which British and American spellings are the same.

    Hyphens within words are left out, because the two differ there too: "multi-ethnic".
    """
    text = _HYPHEN.sub("", folded)
    for pattern, replacement in _SPELLINGS:
        text = pattern.sub(replacement, text)
    return text
