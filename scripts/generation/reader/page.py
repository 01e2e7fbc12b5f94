"""The reader: one offline page with the report, its facts marked in it, and every table."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from html import escape
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from string import Template
from typing import Any

from annotation.problems import CurationError, Problem
from generation.modules import join
from generation.pages import citation
from generation.schemas import Schema
from kazakhstan_assembly.derivation.rules import RULES, summary
from kazakhstan_assembly.document.spans import fold_spaces
from kazakhstan_assembly.model.records import Record, Records
from kazakhstan_assembly.model.tables import FACT_ROLES

Rows = Sequence[Mapping[str, Any]]

_PARTS = Path(__file__).parent / "reader"
# Tables that share a colour and a lane below the line; the last is calm, for it holds all text.
GROUPS = {
    "Events": ("sessions", "events", "holidays", "activities"),
    "Numbers": ("figures", "media", "schools"),
    "Names": ("persons", "offices", "organizations", "places", "ethnic_groups"),
    "Texts": ("legal_documents", "publications", "quotations", "voices"),
    "Ties": ("relations", "international_ties", "list_members", "policy_results"),
    "Claims": ("claims",),
}
# Where the identifiers of an authority can be looked up.
RESOLVERS = {
    "geonames": "https://www.geonames.org/",
    "glottolog": "https://glottolog.org/resource/languoid/id/",
    "isni": "https://isni.org/isni/",
    "iso639_3": "https://iso639-3.sil.org/code/",
    "wikidata": "https://www.wikidata.org/wiki/",
}
# It runs before the page is painted; the script runs when the whole text is there.
_FIRST_SCRIPT = "document.documentElement.classList.add('js');"
_HEADINGS = {"title": "h3", "heading": "h4"}
_FIELD_PARTS = ("name", "type", "kind", "description", "rule", "inputs", "vocabulary")


def reader(package: Any, schemas: dict[str, Schema], records: Records, report: str) -> bytes:
    """Return the page.

    Raises
    ------
    CurationError
        If a row of a fact table cites no words, or a fact table has no colour.
    """
    problems = [*_without_words(schemas, records), *_without_group(schemas)]
    if problems:
        raise CurationError(problems)
    style, script = _part("style.css"), join(_PARTS / "script")
    page = Template(_part("page.html")).substitute(
        policy=_policy(style, _FIRST_SCRIPT, script),
        style=style,
        first_script=_FIRST_SCRIPT,
        script=script,
        text=_text(report, records["units"]),
        tables="\n".join(_table(schema, records[name]) for name, schema in schemas.items()),
        data=_json(_data(package, schemas, records, report)),
        **_masthead(package),
    )
    return page.encode()


def _part(name: str) -> str:
    return (_PARTS / name).read_text(encoding="utf-8")


# What the page cannot be made of


def _facts(schemas: dict[str, Schema]) -> Iterator[Schema]:
    return (schema for schema in schemas.values() if schema["role"] in FACT_ROLES)


def _without_words(schemas: dict[str, Schema], records: Records) -> Iterator[Problem]:
    cited = {(span["table_name"], span["row_id"]) for span in records["evidence"]}
    for schema in _facts(schemas):
        name, key = schema["name"], schema["primaryKey"][0]
        for record in records[name]:
            if (name, record[key]) not in cited:
                message = "the row cites no words of the report; quote the words that state it"
                file = f"source/facts/{name}.yaml"
                yield Problem(file, message, row=str(record[key]))


def _without_group(schemas: dict[str, Schema]) -> Iterator[Problem]:
    grouped = set(chain.from_iterable(GROUPS.values()))
    for schema in _facts(schemas):
        if schema["name"] not in grouped:
            message = f"{schema['name']} has no colour in the reader; add it to GROUPS"
            yield Problem("scripts/generation/reader_page.py", message)


# The page around the text


def _policy(style: str, *scripts: str) -> str:
    """Return a Content-Security-Policy that allows this style, these scripts and no request."""
    script_hashes = " ".join(map(_policy_hash, scripts))
    return (
        f"default-src 'none'; script-src {script_hashes}; style-src {_policy_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _policy_hash(part: str) -> str:
    digest = hashlib.sha256(part.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _masthead(package: Any) -> dict[str, str]:
    report, data, code = package["report"], package["licenses"][0], package.get("code_license")
    parts = {
        "name": package["name"],
        "version": package["version"],
        "title": package["title"].partition(":")[0],
        "description": fold_spaces(package["description"]),
        "report_title": fold_spaces(report["title"]),
        "issued": report["issued"],
        "sha256": report["sha256"],
        "limits": fold_spaces(report["limits"]),
        "report_rights": fold_spaces(report["rights"]),
        "data_rights": f"{data['title']} ({data['name']})",
        "data_license": data["path"],
        "code_rights": f"The code: {code['title']} ({code['name']}). " if code else "",
        "citation": citation(package),
    }
    return {name: escape(part) for name, part in parts.items()}


# The report


def _text(report: str, units: Rows) -> str:
    return "\n".join(
        f'<section data-section="{section}">{_blocks(report, list(members))}</section>'
        for section, members in groupby(units, key=itemgetter("section"))
    )


def _blocks(report: str, units: Rows) -> str:
    """Return headings, paragraphs and lists; paragraphs that begin as list items make a list."""
    paragraphs = [list(group) for _, group in groupby(units, key=itemgetter("paragraph"))]
    parts: list[str] = []
    for kind, members in groupby(paragraphs, key=lambda paragraph: paragraph[0]["kind"]):
        tag = {"sentence": "p", "list_item": "li", **_HEADINGS}[str(kind)]
        inner = "\n".join(
            f"<{tag}>{_paragraph(report, paragraph)}</{tag}>" for paragraph in members
        )
        parts.append(f"<ul>{inner}</ul>" if tag == "li" else inner)
    return "\n".join(parts)


def _paragraph(report: str, units: Rows) -> str:
    """Return the units of a paragraph, and the white space between them as in the report."""
    parts: list[str] = []
    end = units[0]["char_start"]
    for unit in units:
        start = unit["char_start"]
        if end < start:
            parts.append(f'<span data-start="{end}">{report[end:start]}</span>')
        end = unit["char_end"]
        words = escape(report[start:end], quote=False)
        parts.append(f'<span id="{unit["unit_id"]}" data-start="{start}">{words}</span>')
    return "".join(parts)


# The tables, as they read without JavaScript


def _table(schema: Schema, records: list[Record]) -> str:
    names = [field["name"] for field in schema["fields"]]
    head = "".join(f"<th scope=col>{name}" for name in names)
    rows = "\n".join("<tr>" + "".join(_cell(n, record[n]) for n in names) for record in records)
    return (
        f"<details><summary><b>{schema['name']}</b> {escape(schema['title'])}, {len(records)} rows"
        f"</summary><p>{escape(schema['description'])}</p>"
        f'<div tabindex=0 role=region aria-label="The rows of {schema["name"]}"><table>'
        f"<thead><tr>{head}<tbody>\n{rows}</table></div></details>"
    )


def _cell(name: str, value: object) -> str:
    shown = escape(_shown(value), quote=False)
    return f'<td><a href="#{shown}">{shown}</a>' if name == "unit_id" else f"<td>{shown}"


def _shown(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


# The data, as the script reads them


def _data(
    package: Any, schemas: dict[str, Schema], records: Records, report: str
) -> dict[str, Any]:
    """Return all that the script needs; a cell is the index of its value in `values`."""
    order = [value for _, value in _by_frequency(_values(schemas, records))]
    index = {_identity(value): number for number, value in enumerate(order)}
    return {
        "package": {name: package[name] for name in ("name", "version")},
        "citation": citation(package),
        "sha256": package["report"]["sha256"],
        "report": report,
        "groups": GROUPS,
        "resolvers": RESOLVERS,
        "rules": {name: summary(name) for name in RULES},
        "values": order,
        "tables": [_table_data(schema, records[name], index) for name, schema in schemas.items()],
    }


def _values(schemas: dict[str, Schema], records: Records) -> Iterator[Any]:
    for name in schemas:
        for record in records[name]:
            yield from (_plain(value) for value in record.values())


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _identity(value: object) -> tuple[str, object]:
    """Return what tells values apart, for 1 and true are equal."""
    return type(value).__name__, value


def _by_frequency(values: Iterable[object]) -> list[tuple[str, object]]:
    """Return the distinct values, the commonest first, so that most cells are short."""
    return [identity for identity, _ in Counter(map(_identity, values)).most_common()]


def _table_data(
    schema: Schema, records: list[Record], index: dict[tuple[str, object], int]
) -> dict[str, Any]:
    names = [field["name"] for field in schema["fields"]]
    return {
        "name": schema["name"],
        "title": schema["title"],
        "description": schema["description"],
        "role": schema["role"],
        "key": schema["primaryKey"],
        "fields": [
            {part: field[part] for part in _FIELD_PARTS if part in field}
            for field in schema["fields"]
        ],
        "cells": [index[_identity(_plain(record[n]))] for record in records for n in names],
    }


def _json(data: Any) -> str:
    """Return JSON that cannot end the script element that holds it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")
