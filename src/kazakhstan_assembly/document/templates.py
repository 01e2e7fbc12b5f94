"""Templates: how a report declares what its list items begin with, such as ``"{number}. "``.

A declaration may come from a package that nobody trusts, so it is never a regular expression. Each
part of a template takes what it can and gives nothing back: the time that a match takes grows with
the length of the template and of the words that it matches, and no more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_BRACED = re.compile(r"(\{[^{}]*\})")
_SPACE = re.compile(r"(\s+)")
_NO_LETTER_BEHIND = r"(?![^\W\d_])"
_ROMAN = (
    r"(?=[MDCLXVI])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})" + _NO_LETTER_BEHIND
)
_SMALL_ROMAN = (
    r"(?=[mdclxvi])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})" + _NO_LETTER_BEHIND
)
_PLACEHOLDERS = {
    "{word}": re.compile(r"\w+(?:[-’']\w+)*"),
    "{number}": re.compile(r"[0-9]+"),
    "{roman}": re.compile(f"{_ROMAN}|{_SMALL_ROMAN}"),
    "{letter}": re.compile(r"[^\W\d_]" + _NO_LETTER_BEHIND),
}


@dataclass(frozen=True)
class Template:
    """What a list item begins with, as :func:`parse_template` reads it."""

    parts: tuple[re.Pattern[str], ...]

    def match_end(self, text: str, start: int = 0) -> int | None:
        """Return where the template ends in `text` if it matches from `start` on, else None."""
        position = start
        for part in self.parts:
            match = part.match(text, position)
            if match is None:
                return None
            position = match.end()
        return position


def parse_template(text: str) -> Template:
    """Return the template that a declaration writes; white space in it matches any white space.

    ``{word}`` stands for a word with its hyphens and apostrophes, ``{number}`` for digits,
    ``{roman}`` for a Roman numeral in capital or in small letters, ``{letter}`` for one letter.

    Raises
    ------
    ValueError
        If the template is empty, has a brace of another kind, or has two placeholders with nothing
        between them.
    """
    if not text.strip():
        raise ValueError(
            "a template of list items is empty, so that every paragraph would be an item; write "
            "what the items begin with, for example “{number}. ”"
        )
    parts = list(_split(text))
    for one, other in pairwise(parts):
        if one in _PLACEHOLDERS and other in _PLACEHOLDERS:
            raise ValueError(
                f"the template “{text}” has {other} directly behind {one}; write what stands "
                "between them"
            )
    return Template(tuple(_compile(part, text) for part in parts))


def _split(text: str) -> list[str]:
    """Return what a template has in braces, its white space, and what stands between them."""
    parts: list[str] = []
    for piece in _BRACED.split(text):
        parts += [piece] if _BRACED.fullmatch(piece) else _SPACE.split(piece)
    return [part for part in parts if part]


def _compile(part: str, text: str) -> re.Pattern[str]:
    if part in _PLACEHOLDERS:
        return _PLACEHOLDERS[part]
    if "{" in part or "}" in part:
        raise ValueError(
            f"the template “{text}” has “{part}”, which is not a placeholder; the placeholders "
            f"are {', '.join(_PLACEHOLDERS)}"
        )
    return _SPACE if part.isspace() else re.compile(re.escape(part))
