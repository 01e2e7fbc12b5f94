"""Small pieces of MyST Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#$~^@])")


def plain(text: str) -> str:
    """Return words that Markdown shows as they are."""
    return _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text))


def prose(text: str) -> str:
    """Return the words of a docstring, what it marks as code as code."""
    parts = re.split(r"`+", text)
    return "".join(code(part) if n % 2 else plain(part) for n, part in enumerate(parts))


def code(text: str) -> str:
    """Return words as code."""
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}"


def link(text: str, target: str) -> str:
    return f"[{text}]({target})"


def fields(entries: Iterable[tuple[str, str]]) -> str:
    """Return a list of names with what they stand for."""
    return "\n".join(f":{name}: {text}" for name, text in entries) + "\n"


def block(text: str, language: str = "text") -> str:
    return f"```{language}\n{text.rstrip()}\n```\n"
