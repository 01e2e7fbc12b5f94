"""Check that quoted cells are the report's words, and evidence its exact characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kazakhstan_assembly.checks.evidence import Evidence
from kazakhstan_assembly.checks.findings import Finding, display
from kazakhstan_assembly.document.matching import is_word_end, is_word_start
from kazakhstan_assembly.document.spans import Span, fold_spaces, quote_spans
from kazakhstan_assembly.model.columns import Column

# Words begin with a letter, a digit, a currency sign or an opening mark, and end with a letter, a
# digit, a stop or a closing mark.
_EDGES = re.compile(r"[\w“\"($£€¥](?:.*[\w”\".)’%])?", re.DOTALL)


def check_exactness(evidence: Evidence) -> Iterator[Finding]:
    """Evidence is the report's characters on word boundaries, and quoted cells are their words."""
    for record in evidence.tables["evidence"]:
        start, end, quote = record["char_start"], record["char_end"], record["quote"]
        if message := _misquotation(evidence.report, start, end, quote):
            place = str(record["table_name"]), str(record["row_id"]), str(record["column_name"])
            yield Finding("exactness", message, *place)
    for table in evidence.model.facts():
        for record in evidence.own_records(table.name):
            key = str(record[table.key_column])
            cited = evidence.spans.get((table.name, key), {})
            for column in table.columns:
                spans = cited.get(column.name, [])
                if message := _inexactness(evidence.report, column, record[column.name], spans):
                    yield Finding("exactness", message, table.name, key, column.name)


@lru_cache(maxsize=65536)  # the mutation test asks for the same words over and over
def _misquotation(report: str, start: object, end: object, quote: object) -> str | None:
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(report)):
        return f"{start} to {end} is not a span of the report"
    if report[start:end] != quote:
        shown = fold_spaces(report[max(0, start - 20) : end + 20])
        return f"the quote is “{quote}”, but the report has “…{shown}…”"
    if not _EDGES.fullmatch(report, start, end):
        return f"“{quote}” begins or ends with white space or a stray mark"
    if not (is_word_start(report, start) and is_word_end(report, end)):
        return f"“{quote}” begins or ends within a word of the report"
    return None


def _inexactness(report: str, column: Column, value: object, spans: list[Span]) -> str | None:
    if spans and not column.has_evidence:
        return f"a {column.kind} cell has no words of its own, but evidence cites some"
    if column.has_evidence and (value is None) != (not spans):
        return f"the cell is {display(value)}, but the evidence has {len(spans)} spans"
    if column.kind == "quoted" and spans and value != quote_spans(report, spans):
        return f"the cell is “{value}”, but its words are “{quote_spans(report, spans)}”"
    return None
