"""The code with which tests load every table in other programs, on the pages that show it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from annotation.source_findings import source_error
from annotation.yaml_source import read_text, read_yaml
from generation.marked_blocks import fill_page
from kazakhstan_assembly.io.markdown import markdown_table

_FOLDER = "tests/clients"
_SCHEMA = Path(__file__).with_name("clients.schema.json")
_MARK = re.compile(r"(?m)^(?:#|//) \[(?:snippet|end)\]\n")
_LANGUAGES = {".py": "python", ".R": "r", ".mjs": "js", ".sh": "sh"}
_KINDS = ("string", "integer", "boolean", "date", "code")
_LOST = {
    "boolean": "a boolean",
    "date": "a date",
    "code": "a code",
    "empty": "a column that holds only nulls",
}
_AS = {"string": "is text", "integer": "is an integer", "nothing": "has no type"}


def read_clients(root: Path) -> Any:
    """Return what the tests hold each client to, by the name of its script."""
    schema = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    return read_yaml(root, f"{_FOLDER}/clients.yaml", schema)


def use_from(root: Path) -> bytes:
    """Return docs/use-from.md with the code of the scripts and what each client loses."""
    clients = read_clients(root)
    code = {name: _snippet(root, about) for name, about in clients.items()}
    tables = {"types": _types(clients), "losses": _losses(clients)}
    return fill_page(root, "docs/use-from.md", tables | code)


def elsewhere(root: Path) -> bytes:
    """Return docs/tutorials/elsewhere.md with the code of the client that it shows."""
    shown = "base_csv"
    code = {shown: _snippet(root, read_clients(root)[shown])}
    return fill_page(root, "docs/tutorials/elsewhere.md", code)


def _snippet(root: Path, about: Any) -> str:
    """Return the marked lines of a script, fenced, and what some of them are for."""
    name = f"{_FOLDER}/{about['script']}"
    parts = _MARK.split(read_text(root / name, name))
    if len(parts) != 3:
        message = "mark the lines that the page shows with [snippet] and [end], once"
        raise source_error(name, message)
    code = f"```{_LANGUAGES[Path(name).suffix]}\n{parts[1].strip()}\n```\n"
    notes = [
        f"- Without {_code(part.strip(', '))} {what}.\n"
        for part, what in about.get("because", {}).items()
    ]
    return code + "\n".join(["", "".join(notes)] if notes else [])


def _code(text: str) -> str:
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}"


def _types(clients: Any) -> str:
    rows: list[list[str]] = []
    for about in clients.values():
        types = (f"`{about['types'][kind]}`" for kind in _KINDS)
        rows.append([about["title"], *types])
    return markdown_table(["client", "text", "integer", "boolean", "date", "code"], rows)


def _losses(clients: Any) -> str:
    rows: list[list[str]] = []
    for about in clients.values():
        for kind, loss in about.get("lost", {}).items():
            rows.append([about["title"], f"{_LOST[kind]} {_AS[loss['as']]}", loss["instead"]])
    return markdown_table(["client", "what is lost", "instead"], rows)
