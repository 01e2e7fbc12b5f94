"""What reads without JavaScript: the report with its sentences, and all tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby
from operator import itemgetter
from typing import Any

from generation.schemas import Schema
from kazakhstan_assembly.io.cells import cell_text
from kazakhstan_assembly.model.records import Cell, Record

Rows = Sequence[Mapping[str, Any]]

_HEADINGS = {"title": "h3", "heading": "h4"}


def report_html(report: str, sentences: Rows) -> str:
    """Return the report, one element per section."""
    return "\n".join(
        f'<section data-section="{section}">{_blocks(report, list(members))}</section>'
        for section, members in groupby(sentences, key=itemgetter("section"))
    )


def _blocks(report: str, sentences: Rows) -> str:
    """Return headings, paragraphs and lists; paragraphs that begin as list items make a list."""
    paragraphs = [list(group) for _, group in groupby(sentences, key=itemgetter("paragraph"))]
    parts: list[str] = []
    for kind, members in groupby(paragraphs, key=lambda paragraph: paragraph[0]["kind"]):
        tag = {"sentence": "p", "list_item": "li", **_HEADINGS}[str(kind)]
        inner = "\n".join(
            f"<{tag}>{_paragraph(report, paragraph)}</{tag}>" for paragraph in members
        )
        parts.append(f"<ul>{inner}</ul>" if tag == "li" else inner)
    return "\n".join(parts)


def _paragraph(report: str, sentences: Rows) -> str:
    """Return the sentences of a paragraph, and the white space between them as in the report."""
    parts: list[str] = []
    end = sentences[0]["char_start"]
    for sentence in sentences:
        start = sentence["char_start"]
        if end < start:
            parts.append(f'<span data-start="{end}">{report[end:start]}</span>')
        end = sentence["char_end"]
        words = escape(report[start:end], quote=False)
        parts.append(f'<span id="{sentence["sentence_id"]}" data-start="{start}">{words}</span>')
    return "".join(parts)


def table_html(schema: Schema, records: list[Record]) -> str:
    """Return a table with its title and description, closed until somebody opens it."""
    fields = schema["fields"]
    head = "".join(f"<th scope=col>{field['name']}" for field in fields)
    rows = "\n".join(f"<tr>{_row(fields, record)}" for record in records)
    return (
        f"<details><summary><b>{schema['name']}</b> {escape(schema['title'])}, {len(records)} rows"
        f"</summary><p>{escape(schema['description'])}</p>"
        f'<div tabindex=0 role=region aria-label="The rows of {schema["name"]}"><table>'
        f"<thead><tr>{head}<tbody>\n{rows}</table></div></details>"
    )


def _row(fields: Sequence[Schema], record: Record) -> str:
    return "".join(_cell(field, record[field["name"]]) for field in fields)


def _cell(field: Schema, value: Cell) -> str:
    """Return a cell; the key of a sentence leads to its place in the report."""
    shown = escape(cell_text(value), quote=False)
    is_sentence = field["name"] == "sentence_id" or field.get("rule") == "sentence"
    return f'<td><a href="#{shown}">{shown}</a>' if is_sentence else f"<td>{shown}"
