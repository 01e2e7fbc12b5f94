"""Characters that tell a terminal what to do, or turn the order of the text around them."""

from __future__ import annotations

import re

# All of C0 and C1 but tab and line feed, and what overrides the direction of text.
_CODES = (
    *(*range(9), *range(0x0B, 0x20), *range(0x7F, 0xA0)),
    *(*range(0x202A, 0x202F), *range(0x2066, 0x206A)),
)
_CONTROL = re.compile(f"[{''.join(map(chr, _CODES))}]")
_ASCII = bytes(code for code in _CODES if code < 0x80)
_OTHERS = [chr(code).encode() for code in _CODES if code >= 0x80]


def has_controls(data: bytes) -> bool:
    """Return whether UTF-8 has a control character, in a fraction of the time of a search."""
    return len(data.translate(None, _ASCII)) < len(data) or any(mark in data for mark in _OTHERS)


def control_problem(text: str) -> str | None:
    """Return which control character a text has first, and where; None if it has none."""
    match = _CONTROL.search(text)
    if match is None:
        return None
    return f"it has the control character U+{ord(match[0]):04X} at {match.start()}; remove it"


def visible(text: str) -> str:
    r"""Return a text with its control characters written out, as ``\x1b``.

    Examples
    --------
    >>> visible("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    return _CONTROL.sub(lambda match: ascii(match[0])[1:-1], text)
