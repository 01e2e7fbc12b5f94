"""The codebook: one page per table, one for the vocabularies and one for the rules."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import getdoc
from typing import Any

from kazakhstan_assembly.datapackage import INSTALLED
from kazakhstan_assembly.derivation.rules import RULES, summary
from kazakhstan_assembly.document.spans import fold_spaces
from kazakhstan_assembly.io.markdown import markdown_table
from website.markdown import code, fields, link, plain, prose

_FORMATS = {"csv": "CSV", "parquet": "Parquet"}
_PARTS = {
    "key": "the key of the row",
    "value": "values, codes and dates",
    "link": "keys of other rows; that of an entity has its label behind it",
    "words": "quotes of the report",
    "source": "whose words the row has, and where they stand",
}
_GLOSSARY = "The [glossary](../glossary.md) explains the words of this page.\n"


def codebook() -> dict[str, str]:
    """Return the pages of the codebook by their path from docs/."""
    pages = {f"codebook/{name}.md": _table_page(name) for name in INSTALLED.list_tables()}
    pages["codebook/index.md"] = _index()
    pages["codebook/vocabularies_and_codes.md"] = _vocabularies()
    pages["codebook/rules.md"] = _rules()
    return pages


# The contents


def _index() -> str:
    names = INSTALLED.list_tables()
    return "\n".join(
        [
            "# Codebook\n",
            "Every table and every column: what it means, where its cells come from, and why a "
            "cell is null. All of it is made from `schemas/` when the site is built.\n",
            _GLOSSARY,
            *(_group(group) for group in INSTALLED.descriptor["groups"]),
            "## Parts of columns\n",
            "The columns of a table stand in the order of these parts. "
            "`load_table(name, words=False)` has the first three.\n",
            fields(_PARTS.items()),
            "## Kinds of columns\n",
            "```{include} ../design.md\n:start-after: Columns are of eight kinds:\n"
            ":end-before: Every null of a table that editors write\n```\n",
            "## Codes and rules\n",
            "- [](vocabularies_and_codes.md)\n- [](rules.md)\n",
            "```{toctree}\n:hidden:\n\nvocabularies_and_codes\nrules\n"
            + "\n".join(names)
            + "\n```",
        ]
    )


def _group(group: dict[str, Any]) -> str:
    """Return the tables of a group, below its title."""
    tables = markdown_table(
        ["table", "rows:", "columns:", "what it holds"], map(_overview, group["tables"])
    )
    return f"## {plain(group['title'])}\n\n{tables}"


def _overview(name: str) -> list[str]:
    rows, columns = INSTALLED.load_table(name).shape
    title = plain(INSTALLED.schema(name)["title"])
    return [link(code(name), f"{name}.md"), str(rows), str(columns), title]


# A table


def _table_page(name: str) -> str:
    schema = INSTALLED.schema(name)
    described = INSTALLED.describe_table(name)
    columns = {field["name"]: field for field in schema["fields"]}
    overview = markdown_table(
        ["column", "part", "type", "kind", "nulls:"],
        (
            [
                link(code(column), f"#{name}.{column}"),
                field["part"],
                field["type"],
                field["kind"],
                str(described.loc[column, "nulls"]),
            ]
            for column, field in columns.items()
        ),
    )
    sections = (
        _column(name, field, described.loc[column, "nulls_by_reason"])
        for column, field in columns.items()
    )
    return "\n".join(
        [
            f"# {name}\n",
            f"**{plain(schema['title'])}.** {plain(schema['description'])}\n",
            fields(_facts_of_table(schema)),
            "## Columns\n",
            _GLOSSARY,
            overview,
            *sections,
        ]
    )


def _facts_of_table(schema: dict[str, Any]) -> Iterator[tuple[str, str]]:
    name = schema["name"]
    yield "rows", str(len(INSTALLED.load_table(name)))
    yield "key", ", ".join(map(code, schema["primaryKey"]))
    if keys := [_foreign_key(key) for key in schema.get("foreignKeys", ())]:
        yield "foreign keys", ", ".join(keys)
    files = [
        f"{{download}}`{title} <../../data/{folder}/{name}.{folder}>`"
        for folder, title in _FORMATS.items()
    ]
    yield "download", " · ".join([*files, f"{{download}}`schema <../../schemas/{name}.json>`"])
    yield "in the reader", f'<a href="../reader.html#{name}">{name}</a>'


def _foreign_key(key: dict[str, Any]) -> str:
    target = key["reference"]["resource"]
    fields_ = ", ".join(map(code, key["fields"]))
    return f"{fields_} to {link(code(target), f'{target}.md')}"


def _column(table_name: str, field: dict[str, Any], nulls: object) -> str:
    return "\n".join(
        [
            f"({table_name}.{field['name']})=",
            f"### {field['name']}\n",
            plain(field["description"]) + "\n",
            fields(_facts_of_column(field, nulls)),
        ]
    )


def _facts_of_column(field: dict[str, Any], nulls: object) -> Iterator[tuple[str, str]]:
    limits = field.get("constraints", {})
    yield "part", f"{field['part']}: {_PARTS[field['part']]}"
    yield "type", field["type"] + (", unique" if limits.get("unique") else "")
    yield "kind", field["kind"]
    if field.get("rule") in RULES:
        inputs = " and ".join(code(name) for name in field.get("inputs", ()))
        rule = field["rule"]
        yield "rule", f"{link(code(rule), f'#rule.{rule}')} of {inputs}: {prose(summary(rule))}"
    if kinds := field.get("entity_kinds"):
        yield "links to", ", ".join(link(code(kind), "#vocabulary.entity_kind") for kind in kinds)
    if "vocabulary" in field:
        yield "codes", _codes(field["vocabulary"])
    for limit in ("minimum", "pattern"):
        if limit in limits:
            yield limit, code(str(limits[limit]))
    yield "example", code(fold_spaces(field["example"]))
    yield "nulls", _nulls(str(nulls) if nulls == nulls else "")


def _codes(vocabulary: str) -> str:
    terms = INSTALLED.describe_vocabulary(vocabulary)
    codes = ", ".join(map(code, map(str, terms.index)))
    return f"{link(code(vocabulary), f'#vocabulary.{vocabulary}')}: {codes}"


def _nulls(by_reason: str) -> str:
    """Return why cells are null, from the words of :func:`describe_table`."""
    if not by_reason:
        return "none"
    labels = INSTALLED.describe_vocabulary("missing_reason")["label"]
    counts = [entry.split() for entry in by_reason.split(", ")]
    return ", ".join(f"{count} {plain(str(labels[reason]))}" for reason, count in counts)


# Vocabularies and rules


def _vocabularies() -> str:
    terms = INSTALLED.load_table("vocabularies")
    return "\n".join(
        [
            "# Vocabularies and codes\n",
            "A column holds only codes of its vocabulary. The last column lists the words that "
            "justify a code: one of them must stand in the report where the code is given. A "
            "code without such words was chosen by an editor, or is set by the build.\n",
            _GLOSSARY,
            *(_vocabulary(str(name)) for name in sorted(terms["vocabulary"].unique())),
        ]
    )


def _vocabulary(name: str) -> str:
    terms: list[Any] = (
        INSTALLED.describe_vocabulary(name).fillna("").reset_index().to_dict("records")
    )
    rows = (
        [
            code(term["code"]),
            plain(term["label"]),
            plain(term["definition"]),
            plain(" | ".join(filter(None, (term["triggers"], term["inverse_triggers"])))),
        ]
        for term in terms
    )
    return "\n".join(
        [
            f"(vocabulary.{name})=\n## {name}\n",
            f"Used by {_users('vocabulary', name)}.\n",
            markdown_table(["code", "label", "meaning", "words that justify it"], rows),
        ]
    )


def _rules() -> str:
    return "\n".join(
        [
            "# Rules\n",
            "Each derived cell is what one of these functions of "
            "`kazakhstan_assembly.derivation.rules` makes of other cells of its row.\n",
            _GLOSSARY,
            *(_rule(name) for name in sorted(RULES)),
        ]
    )


def _rule(name: str) -> str:
    text = getdoc(RULES[name]) or ""
    return "\n".join(
        [
            f"(rule.{name})=\n## {name}\n",
            prose(text) + "\n",
            f"Used by {_users('rule', name)}.\n",
        ]
    )


def _users(property_name: str, value: str) -> str:
    """Return links to the columns whose property has a value."""
    users: list[str] = []
    for name in INSTALLED.list_tables():
        for field in INSTALLED.schema(name)["fields"]:
            if field.get(property_name) == value:
                column = f"{name}.{field['name']}"
                users.append(link(code(column), f"#{column}"))
    return ", ".join(users) if users else "no column; it names what keys refer to"
