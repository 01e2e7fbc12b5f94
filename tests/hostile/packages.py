"""Packages that somebody made to break whoever validates them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from mutation.files import refresh

Change = Callable[[Path], None]


def descriptor(change: Callable[[Any], object]) -> Change:
    return in_json("datapackage.json", change, is_fresh=False)


def in_json(name: str, change: Callable[[Any], object], *, is_fresh: bool = True) -> Change:
    def edit(folder: Path) -> None:
        path = folder / name
        data = json.loads(path.read_text("utf-8"))
        change(data)
        path.write_text(json.dumps(data), encoding="utf-8")
        if is_fresh:
            refresh(folder)

    return edit


def text(name: str, change: Callable[[str], str], *, is_fresh: bool = True) -> Change:
    def edit(folder: Path) -> None:
        path = folder / name
        path.write_text(change(path.read_text("utf-8")), encoding="utf-8")
        if is_fresh:
            refresh(folder)

    return edit


def resource(package: Any, name: str) -> Any:
    return next(entry for entry in package["resources"] if entry["name"] == name)


def field(schema: Any, name: str) -> Any:
    return next(entry for entry in schema["fields"] if entry["name"] == name)


def pipe(name: str) -> Change:
    def edit(folder: Path) -> None:
        (folder / name).unlink()
        os.mkfifo(folder / name)

    return edit


def sparse(name: str) -> Change:
    def edit(folder: Path) -> None:
        with (folder / name).open("ab") as file:
            file.truncate(40 << 30)
        descriptor(lambda package: resource(package, "media").update(bytes=40 << 30))(folder)

    return edit


def link_out(name: str) -> Change:
    """Put a link to a file elsewhere in the place of a file."""

    def edit(folder: Path) -> None:
        elsewhere = folder.parent / "elsewhere"
        (folder / name).rename(elsewhere)
        (folder / name).symlink_to(elsewhere)

    return edit


def link_schemas(folder: Path) -> None:
    elsewhere = folder.parent / "private"
    (folder / "schemas").rename(elsewhere)
    (elsewhere / "private-name.json").write_text("{}")
    (folder / "schemas").symlink_to(elsewhere)


def nested_package(folder: Path) -> None:
    (folder / "more.json").write_text(
        '{"resources": [{"name": "r", "path": "http://[::1]/x.csv"}]}'
    )
    more = {"name": "more", "path": "more.json", "format": "json", "bytes": 0, "hash": "sha256:0"}
    descriptor(lambda package: package["resources"].append(more))(folder)
    refresh(folder)


def flood(folder: Path) -> None:
    """Write a Parquet file of few bytes that holds two hundred megabytes of text."""
    path = folder / "data/parquet/media.parquet"
    table = pa.table({"medium": pa.array(["x" * 200_000] * 100)})
    with pq.ParquetWriter(path, table.schema, compression="zstd") as writer:
        for _ in range(10):
            writer.write_table(table)
    refresh(folder)


def deep_metadata(folder: Path) -> None:
    path = folder / "data/parquet/media.parquet"
    table = pq.read_table(path)
    with pq.ParquetWriter(path, table.schema) as writer:
        writer.write_table(table)
        writer.add_key_value_metadata({"table_schema": "[" * 100_000})
    refresh(folder)


def pattern(text: str) -> Change:
    def edit(schema: Any) -> None:
        field(schema, "text")["constraints"]["pattern"] = text

    return in_json("schemas/claims.json", edit)


def report(words: str) -> Change:
    return text("source/report.txt", lambda report: f"{report}\n{words} end.\n")


ESCAPE = "\x1b[2J\x1b[HThe package is valid: 0 findings.\x1b[8m"
SCHEMA = "schemas/sessions.json"
MEDIA = "data/csv/media.csv"

# Each is a finding: what is changed, and the check and the words of the first finding.
FAULTS: dict[str, tuple[Change, str, str]] = {
    "a pipe for a table": (pipe(MEDIA), "files", "it is not a file"),
    "a pipe for a schema": (pipe("schemas/media.json"), "files", "it is not a file"),
    "a pipe for notes": (pipe("source/editorial_notes.yaml"), "files", "it is not a file"),
    "a file of 40 GB": (sparse(MEDIA), "files", "more than 67108864 bytes"),
    "a link for a table": (link_out(MEDIA), "files", "leads out of the package's folder"),
    "a link for the report": (link_out("source/report.txt"), "files", "leads out of"),
    "a link for the schemas": (link_schemas, "files", "leads out of"),
    "a path up": (
        descriptor(lambda package: resource(package, "media").update(path="../media.csv")),
        "files",
        "leads out of",
    ),
    "a path that is not the shortest": (
        descriptor(lambda package: resource(package, "media").update(path="data//csv/media.csv")),
        "files",
        "leads out of",
    ),
    "an address as a schema": (
        descriptor(lambda package: resource(package, "report").update(schema="http://[::1]/s")),
        "files",
        "what only a table can have",
    ),
    "a nested package": (nested_package, "files", "neither a table nor the report"),
    "a file of two resources": (
        descriptor(lambda package: resource(package, "media").update(path="data/csv/schools.csv")),
        "files",
        "two resources have the file",
    ),
    "a format that reads the environment": (
        in_json(
            SCHEMA,
            lambda schema: schema["key"].update(
                format="session-{ordinal.__class__.__init__.__globals__[os].environ[HOME]}"
            ),
        ),
        "declarations",
        "does not work",
    ),
    "a width of two gigabytes": (
        in_json(SCHEMA, lambda schema: schema["key"].update(format="{ordinal:02147483647d}")),
        "declarations",
        "does not work",
    ),
    "a pattern that goes back for ever": (
        pattern(r"(\w+\s?,?)+!!"),
        "keys",
        "does not have the form",
    ),
    "a pattern that is none": (
        pattern("("),
        "declarations",
        "is not a regular expression",
    ),
    "a key twice": (
        text("datapackage.json", lambda t: t.replace("{", '{"title": "x",', 1), is_fresh=False),
        "files",
        "the key “title” stands twice",
    ),
    "no number": (
        text("datapackage.json", lambda t: t.replace("{", '{"x": NaN,', 1), is_fresh=False),
        "files",
        "NaN is not a JSON number",
    ),
    "half of a pair": (
        text("datapackage.json", lambda t: t.replace("{", '{"x": "\\ud800",', 1), is_fresh=False),
        "files",
        "half of a surrogate pair",
    ),
    "an escape in JSON": (
        text("datapackage.json", lambda t: t.replace("{", '{"x": "\\u001b",', 1), is_fresh=False),
        "files",
        "control character U+001B",
    ),
    "brackets without end": (
        text(
            "datapackage.json",
            lambda t: t.replace("{", '{"x": ' + "[" * 1500 + "]" * 1500 + ",", 1),
            is_fresh=False,
        ),
        "files",
        "nested in more than 64 levels",
    ),
    "a cell that clears the screen": (
        text(MEDIA, lambda t: t.replace("\nprint,", f"\n{ESCAPE},", 1)),
        "files",
        "control character U+001B",
    ),
    "text that runs backwards": (
        text(MEDIA, lambda t: t.replace("\nprint,", "\n\u202eprint,", 1)),
        "files",
        "control character U+202E",
    ),
    "text behind a quotation mark": (
        text(MEDIA, lambda t: t.replace("\nprint,", '\n"pr"int,', 1)),
        "files",
        "cannot be read as CSV",
    ),
    "a Parquet file of many texts": (flood, "files", "its texts have more than"),
    "brackets in a Parquet file": (deep_metadata, "files", "nested in more than 64 levels"),
    "a quote of many ends": (
        text(
            "source/mentions.yaml",
            lambda t: t.replace("in: One has to emphasize", "in: the…the…the…the…the…zzzz", 1),
        ),
        "written",
        "zzzz",
    ),
    "opening marks alone": (report("“" * 100_000), "partition", "characters without a space"),
    "opening marks and spaces": (report("“ " * 30_000), "pin", "sha256"),
    "a word without end": (report("a" * 100_000), "partition", "characters without a space"),
    "a list of many members": (report("a, " * 30_000 + "and b."), "pin", "sha256"),
    "a sentence of many names": (report("Aa " * 20_000), "pin", "sha256"),
}
