"""Tokens: the words, numerals and marks of a text that states quantities."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?<![\w.])\.[0-9]+|[0-9](?:[0-9.,]*[0-9])?"  # numerals
    r"|[¼-¾⅐-⅞]|[^\W\d_]+|\S"  # fractions of one character, words, marks
)


@dataclass(frozen=True)
class Token:
    text: str
    start: int
    end: int

    @property
    def is_numeral(self) -> bool:
        return self.text[-1] in "0123456789"


class Tokens:
    """The tokens of a text; behind the last one there are only empty words."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = [Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text)]

    def __len__(self) -> int:
        return len(self._tokens)

    def __getitem__(self, index: int) -> Token:
        return self._tokens[index]

    def word(self, index: int) -> str:
        """Return a token in small letters, or an empty word where there is none."""
        return self._tokens[index].text.lower() if 0 <= index < len(self._tokens) else ""

    def skip_hyphen(self, index: int) -> int:
        return index + 1 if self.word(index) == "-" else index

    def is_attached(self, index: int) -> bool:
        """Return whether nothing stands between a token and the one before it."""
        if not 0 < index < len(self._tokens):
            return False
        return self._tokens[index - 1].end == self._tokens[index].start

    def is_after_space(self, index: int) -> bool:
        start = self._tokens[index].start
        return start == 0 or self._text[start - 1].isspace()
