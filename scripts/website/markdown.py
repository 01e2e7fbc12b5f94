"""Small pieces of MyST Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|$~^@])")


def plain(text: str) -> str:
    """Return words that Markdown shows as they are."""
    return _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text))


def prose(text: str) -> str:
    """Return the words of a docstring, what it marks as code as code."""
    parts = re.split(r"`+", text)
    return "".join(code(part) if n % 2 else plain(part) for n, part in enumerate(parts))


def code(text: str) -> str:
    """Return words as code; a bar does not end the cell of a table."""
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}".replace("|", r"\|")


def link(text: str, target: str) -> str:
    return f"[{text}]({target})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; a head that ends with a colon sets its column flush right."""
    marks = ["---:" if name.endswith(":") else "---" for name in head]
    lines = [[name.removesuffix(":") for name in head], marks, *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def fields(entries: Iterable[tuple[str, str]]) -> str:
    """Return a list of names with what they stand for."""
    return "\n".join(f":{name}: {text}" for name, text in entries) + "\n"


def block(text: str, language: str = "text") -> str:
    return f"```{language}\n{text.rstrip()}\n```\n"
