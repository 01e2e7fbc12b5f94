"""Mistakes that prevent the page: rows without words, and colours that do not fit the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from annotation.source_findings import source_finding
from generation.schemas import Schema
from kazakhstan_assembly.checks.findings import Finding
from kazakhstan_assembly.model.records import Records
from kazakhstan_assembly.model.tables import FACT_ROLES, STATED_IN_TABLE

# As many hues as style.css has that all eyes tell apart; claims have a calm colour beside them.
_HUES = 5
_PACKAGE = "source/package.yaml"


def faults(package: Any, schemas: dict[str, Schema], records: Records) -> list[Finding]:
    """Return why there is no page, which is nothing if all is well."""
    facts = [schema for schema in schemas.values() if schema["role"] in FACT_ROLES]
    colours = package.get("colours", ())
    return [*_rows_without_words(facts, records), *_wrong_colours(colours, facts)]


def _rows_without_words(facts: Sequence[Schema], records: Records) -> Iterator[Finding]:
    cited = {(span["table_name"], span["row_id"]) for span in records["evidence"]}
    for schema in facts:
        name, key = schema["name"], schema["primaryKey"][0]
        stated_in = [f["name"] for f in schema["fields"] if f.get("rule") == STATED_IN_TABLE]
        for record in records[name]:
            is_edge = any(record[column] is not None for column in stated_in)
            if not is_edge and (name, record[key]) not in cited:
                message = "the row cites no words of the report; quote the words that state it"
                yield source_finding(f"source/facts/{name}.yaml", message, row=str(record[key]))


def _wrong_colours(colours: Sequence[Any], facts: Sequence[Schema]) -> Iterator[Finding]:
    roles = {schema["name"]: schema["role"] for schema in facts}
    titles: dict[str, str] = {}
    for colour in colours:
        for name in colour["tables"]:
            if name not in roles:
                message = f"the colour {colour['title']} has {name}, which is not a table of facts"
                yield source_finding(_PACKAGE, message, colour.line)
            elif name in titles:
                message = f"{name} has the colours {titles[name]} and {colour['title']}; keep one"
                yield source_finding(_PACKAGE, message, colour.line)
            titles[name] = colour["title"]
    hues = [c for c in colours if any(roles.get(name) != "claim" for name in c["tables"])]
    for colour in hues[_HUES:]:
        message = f"{colour['title']} is one colour too many: there are {_HUES}; join some"
        yield source_finding(_PACKAGE, message, colour.line)
