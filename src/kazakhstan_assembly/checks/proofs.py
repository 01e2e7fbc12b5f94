"""The proofs: what the published tables say, made anew from what they cite, and compared.

Each proof yields findings. They need the report, the schemas, the tables and what was written
beside the report (vocabularies, authorities, notes, exceptions), and nothing of the curation.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

from kazakhstan_assembly.checks.evidence import Evidence, Finding, row_key, told
from kazakhstan_assembly.checks.wording import phrases, whole_spans
from kazakhstan_assembly.derivation.mentions import ambiguous_forms
from kazakhstan_assembly.derivation.pipeline import Assembly
from kazakhstan_assembly.derivation.rows import (
    Form,
    Row,
    code_problems,
    kind_problem,
    places_of,
    side_problems,
    tighten,
    within_problems,
)
from kazakhstan_assembly.document import recognizers
from kazakhstan_assembly.document.matching import is_word_end, is_word_start
from kazakhstan_assembly.document.spans import (
    Span,
    SpanCover,
    SpanIndex,
    fold_spaces,
    quote_spans,
)
from kazakhstan_assembly.model.records import Record
from kazakhstan_assembly.model.tables import Column, Model, Table


def prove(evidence: Evidence, only: Iterable[str] | None = None) -> list[Finding]:
    """Return what the proofs find, in their order.

    Parameters
    ----------
    evidence : Evidence
        The published tables with the report.
    only : iterable of str, optional
        Names of :data:`PROOFS`; by default all.

    Returns
    -------
    list of Finding
        Empty if every proof holds.
    """
    chosen = PROOFS if only is None else {name: PROOFS[name] for name in PROOFS if name in only}
    findings = [finding for proof in chosen.values() for finding in proof(evidence)]
    findings += [problem for problem in evidence.problems if problem.proof in chosen]
    return [replace(finding, context=evidence.around(finding)) for finding in findings]


# Words begin with a letter, a digit or an opening mark, and end with one, a stop or a closing mark.
_EDGES = re.compile(r"[\w“\"(](?:.*[\w”\".)’])?", re.DOTALL)


# What is made anew must be what is published


def _partition(evidence: Evidence) -> Iterator[Finding]:
    """Units hold every character that is not white space, once, cut as the rules cut."""
    yield from _compare("partition", evidence, "units")


def _exactness(evidence: Evidence) -> Iterator[Finding]:
    """Evidence is the report's characters on word boundaries, and quoted cells are their words."""
    for record in evidence.tables["evidence"]:
        start, end, quote = record["char_start"], record["char_end"], record["quote"]
        if message := _misquotation(evidence.report, start, end, quote):
            place = str(record["table_name"]), str(record["row_id"]), str(record["column_name"])
            yield Finding("exactness", message, *place)
    for table in evidence.model.facts():
        for record in evidence.tables[table.name]:
            key = str(record[table.key_column])
            cited = evidence.spans.get((table.name, key), {})
            for column in table.columns:
                spans = cited.get(column.name, [])
                if message := _inexactness(evidence.report, column, record[column.name], spans):
                    yield Finding("exactness", message, table.name, key, column.name)


@lru_cache(maxsize=65536)  # the mutation test asks for the same words over and over
def _misquotation(report: str, start: object, end: object, quote: object) -> str | None:
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(report)):
        return f"{start} to {end} is no stretch of the report"
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
        return f"the cell is {told(value)}, but the evidence has {len(spans)} spans"
    if column.kind == "quoted" and spans and value != quote_spans(report, spans):
        return f"the cell is “{value}”, its words are “{quote_spans(report, spans)}”"
    return None


def _derivation(evidence: Evidence) -> Iterator[Finding]:
    """Every derived and structural cell is what its rule makes of the cells and words it reads."""
    for row, name, reason in evidence.assembly.failures:
        yield Finding("derivation", reason, row.table.name, row.key, name)
    for name, rows in evidence.assembly.rows.items():
        made = dict(zip((row.key for row in rows), evidence.expected(name), strict=True))
        for (key, row), record in zip(evidence.rows[name], evidence.tables[name], strict=True):
            if record != made[key]:
                yield from _underived(row.table, key, record, made[key])
    yield from _compare("derivation", evidence, "entities")
    yield from _compare("derivation", evidence, "entity_forms")


def _underived(table: Table, key: str, record: Record, made: Record) -> Iterator[Finding]:
    for column in table.columns:
        found, should = record[column.name], made[column.name]
        if not column.is_curated and found != should:
            message = f"the cell is {told(found)}, the rule {column.rule} gives {told(should)}"
            yield Finding("derivation", message, table.name, key, column.name)


def _justification(evidence: Evidence) -> Iterator[Finding]:
    """Words of codes hold their triggers, words of links name the entity, on the right side."""
    assembly, vocabularies = evidence.assembly, evidence.model.vocabularies
    forms = {key: row.forms for key, row in assembly.entities.items()}
    for name, rows in evidence.rows.items():
        for key, row in rows:
            for column in row.table.columns:
                if column.kind == "coded" and row.cells.get(column.name) not in (
                    *evidence.model.terms(column),
                    None,
                ):
                    continue  # no code at all: the proof of keys says so
                for message in code_problems(evidence.report, row, column, vocabularies):
                    yield Finding("justification", message, name, key, column.name)
                yield from _link(row, key, column, assembly)
                yield from _loose(row, key, column, evidence, forms)
            for message in side_problems(evidence.report, row, vocabularies):
                yield Finding("justification", message, name, key, "subject_id")
            if misnomer := _misnomer(row, evidence):
                yield Finding("justification", misnomer, name, key, row.table.name_column)
    for one, other, span in ambiguous_forms(assembly.named):
        message = f"“{quote_spans(evidence.report, [span])}” is a form of {one} and of {other}"
        yield Finding("justification", message, "entity_forms", other, "form")


def _misnomer(row: Row, evidence: Evidence) -> str | None:
    """Return what is wrong if the sentence names an entity, but its name does not hold that."""
    name = row.spans.get(row.table.name_column) if row.table.role == "entity" else None
    if not name:
        return None
    sentence = evidence.assembly.units.at(name[0].start).span
    near = [place for form in row.forms for place in places_of(evidence.report, form, sentence)]
    if not near or any(span.contains(place) for span in name for place in near):
        return None
    forms = ", ".join(f"“{form.words}”" for form in row.forms)
    shown = quote_spans(evidence.report, name)
    return f"the name “{shown}” holds no form of the entity, such as {forms}"


def _loose(
    row: Row, key: str, column: Column, evidence: Evidence, forms: Mapping[str, list[Form]]
) -> Iterator[Finding]:
    spans = row.spans.get(column.name)
    tight = tighten(evidence.report, row, column, evidence.model, forms) if spans else None
    if spans != tight:
        shown, enough = (
            quote_spans(evidence.report, found or [], " … ") for found in (spans, tight)
        )
        message = f"the words “{shown}” hold more than “{enough}”, which is all that it takes"
        yield Finding("justification", message, row.table.name, key, column.name)


def _link(row: Row, key: str, column: Column, assembly: Assembly) -> Iterator[Finding]:
    target = row.cells.get(column.name)
    if column.kind != "linked" or not isinstance(target, str):
        return
    entity = assembly.entities.get(target)
    place = row.table.name, key, column.name
    if entity is None:
        yield Finding("justification", f"there is no entity {target}", *place)
        return
    kind, vocabularies = str(entity.table.entity_kind), assembly.model.vocabularies
    if problem := kind_problem(row, column, kind, vocabularies):
        yield Finding("justification", f"{target} cannot stand here: {problem}", *place)
    if not assembly.is_named(target, row.spans.get(column.name, []), column):
        shown = quote_spans(assembly.report, row.spans.get(column.name, []), " … ")
        yield Finding("justification", f"the words “{shown}” do not name {target}", *place)


def _locality(evidence: Evidence) -> Iterator[Finding]:
    """Anchors are the unions of spans, and rows stand in the report's order."""
    yield from _compare("locality", evidence, "evidence")
    for name, rows in evidence.rows.items():
        for key, row in rows:
            for column, message in (*within_problems(row), *evidence.assembly.strays(row)):
                yield Finding("locality", message, name, key, column)
        made = [row.key for row in evidence.assembly.rows[name]]
        for (key, _), should in zip(rows, made, strict=True):
            if key != should:
                message = f"the row stands where, in the report's order, {should} should"
                yield Finding("locality", message, name, key)
                break


def _nulls(evidence: Evidence) -> Iterator[Finding]:
    """Each null of a fact table has its reason, and no reason stands beside."""
    yield from _compare("nulls", evidence, "missing_values")


def _written(evidence: Evidence) -> Iterator[Finding]:
    """What a person wrote beside the report is that of the source."""
    for name in ("authorities", "vocabularies", "editorial_notes"):
        yield from _compare("written", evidence, name)


def _compare(proof: str, evidence: Evidence, name: str) -> Iterator[Finding]:
    """Yield where a table differs from what the citations give, row by row and cell by cell."""
    table = evidence.model.tables[name]
    found, made = evidence.tables[name], evidence.expected(name)
    pairs = [pair for pair in zip(found, made, strict=False) if pair[0] != pair[1]]
    is_same_row = all(row_key(table, record) == row_key(table, should) for record, should in pairs)
    if len(found) != len(made) or not is_same_row:
        yield from _compare_rows(proof, table, found, made)
        by_key = {row_key(table, record): record for record in made}
        pairs = [(record, by_key.get(row_key(table, record), record)) for record in found]
    for record, should in pairs:
        for column, value in should.items():
            if record[column] != value:
                message = f"the cell is {told(record[column])}, it should be {told(value)}"
                yield Finding(proof, message, name, row_key(table, record), column)


def _compare_rows(
    proof: str, table: Table, found: list[Record], made: list[Record]
) -> Iterator[Finding]:
    keys = [row_key(table, record) for record in found]
    should = {row_key(table, record): record for record in made}
    for key in keys:
        if key not in should:
            message = "nothing in the report or the tables gives this row"
            yield Finding(proof, message, table.name, key)
    present = set(keys)
    for key, record in should.items():
        if key not in present:
            shown = ", ".join(f"{column} {value}" for column, value in record.items())
            yield Finding(proof, f"the row is missing: {shown}", table.name, key)
    if sorted(keys) == sorted(should):
        yield Finding(proof, "the rows do not stand in their order", table.name)


# What the schemas say of single cells


def _keys(evidence: Evidence) -> Iterator[Finding]:
    """Types, codes and bounds hold; keys are unique; references, those of evidence too, resolve."""
    for table in evidence.model.tables.values():
        records = evidence.tables[table.name]
        for key, count in Counter(row_key(table, record) for record in records).items():
            if count > 1:
                yield Finding("keys", f"the key stands {count} times", table.name, key)
        for column in table.columns:
            yield from _column(table, column, evidence)
    rows = {name: {key for key, _ in found} for name, found in evidence.rows.items()}
    for name in ("evidence", "missing_values"):
        for record in evidence.tables[name]:
            yield from _reference(name, record, evidence.model, rows)


def _column(table: Table, column: Column, evidence: Evidence) -> Iterator[Finding]:
    codes = evidence.model.terms(column) if column.vocabulary else None
    keys: set[object] | None = None
    if column.references:
        target = evidence.model.tables[column.references]
        keys = {record[target.key_column] for record in evidence.tables[target.name]}
    for record in evidence.tables[table.name]:
        value = record[column.name]
        message = None
        if value is None:
            message = None if column.nullable else "the cell is null, but the column never is"
        elif not isinstance(value, _TYPES[column.type]) or (
            column.type != "boolean" and isinstance(value, bool)
        ):
            message = f"{told(value)} is no {column.type}"
        elif codes is not None and value not in codes:
            message = f"{value} is not a code of {column.vocabulary}"
        elif keys is not None and value not in keys:
            message = f"{value} is not a key of {column.references}"
        elif column.minimum is not None and isinstance(value, int) and value < column.minimum:
            message = f"{value} is less than {column.minimum}"
        elif column.pattern is not None and not re.fullmatch(column.pattern, str(value)):
            message = f"{value} does not have the form {column.pattern}"
        if message:
            yield Finding("keys", message, table.name, row_key(table, record), column.name)


_TYPES: dict[str, type] = {"string": str, "integer": int, "boolean": bool, "date": date}


def _reference(
    name: str, record: Record, model: Model, rows: Mapping[str, Container[str]]
) -> Iterator[Finding]:
    table = model.tables.get(str(record["table_name"]))
    row, column = str(record["row_id"]), str(record["column_name"])
    place = f"{record['table_name']}, {row}, {column}"
    if table is None or not table.is_fact:
        yield Finding("keys", f"{record['table_name']} is no fact table", name, place)
    elif row not in rows[table.name]:
        yield Finding("keys", f"{row} is not a key of {table.name}", name, place)
    elif column not in table.by_name and not (column == "*" and name == "evidence"):
        yield Finding("keys", f"{column} is not a column of {table.name}", name, place)


def _counts(evidence: Evidence) -> Iterator[Finding]:
    """Tables have the rows that a person or the build counted; what the report states it lists."""
    tables = evidence.tables
    for table in evidence.model.tables.values():
        found = len(tables[table.name])
        if found != table.stated_rows:
            message = f"the table has {found} rows, its schema states {table.stated_rows}"
            yield Finding("counts", message, table.name)
    stated = [r["value"] for r in tables["figures"] if r["counted"] == "sessions"]
    if stated != [len(tables["sessions"])]:
        message = f"the report states {stated} sessions, the table has {len(tables['sessions'])}"
        yield Finding("counts", message, "sessions")
    for name, column in (("sessions", "ordinal"), ("policy_results", "number")):
        ranks = [record[column] for record in tables[name]]
        if ranks != list(range(1, len(ranks) + 1)):
            yield Finding("counts", f"{column} runs {ranks}", name, None, column)
    starts = [str(record["date_start"]) for record in tables["sessions"]]
    if starts != sorted(starts):
        message = "the dates of the sessions go back in time"
        yield Finding("counts", message, "sessions", None, "date_start")
    yield from _lists(evidence)


_LEAST_MEMBERS = 3


def _lists(evidence: Evidence) -> Iterator[Finding]:
    """Yield lists too short to be one, and members that do not cite the same words for it."""
    lists: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    for record, (key, row) in zip(
        evidence.tables["list_members"], evidence.rows["list_members"], strict=True
    ):
        lists[str(record["list_id"])].append((key, row))
    for list_id, members in lists.items():
        if len(members) < _LEAST_MEMBERS:
            message = f"{list_id} has {len(members)} members, a list has {_LEAST_MEMBERS} or more"
            yield Finding("counts", message, "list_members", members[0][0], "list_id")
        for name in ("lead_text", "open_text"):
            cited = Counter(tuple(row.spans.get(name, ())) for _, row in members)
            usual = cited.most_common(1)[0][0]
            for key, row in members:
                if tuple(row.spans.get(name, ())) != usual:
                    message = f"the other members of {list_id} cite other words"
                    yield Finding("counts", message, "list_members", key, name)


def _isolation(evidence: Evidence) -> Iterator[Finding]:
    """No fact table has a column that a person writes."""
    for table in evidence.model.facts():
        for column in table.columns:
            if column.kind == "written":
                message = "the column is written, but fact tables hold only what the report says"
                yield Finding("isolation", message, table.name, None, column.name)


# What lies in the text must lie in the tables


def _coverage(evidence: Evidence) -> Iterator[Finding]:
    """Every unit is cited; what the recognizers find is in a cell or disposed of."""
    yield from _compare("coverage", evidence, "mentions")
    cited = {record["unit_id"] for record in evidence.tables["evidence"]}
    for unit in evidence.tables["units"]:
        if unit["kind"] != "heading" and unit["unit_id"] not in cited:
            message = f"no claim or fact cites “{unit['text']}”"
            yield Finding("coverage", message, "units", str(unit["unit_id"]))
    claims = ("claims", "text"), ("voices", "speech_text")
    cells = SpanCover(s for table, column, s in evidence.cited() if (table, column) not in claims)
    mentions = evidence.tables["mentions"]
    disposed = SpanCover(
        Span(start, end)
        for record in mentions
        if isinstance(start := record["char_start"], int)
        and isinstance(end := record["char_end"], int)
    )
    for found in recognizers.recognize(evidence.report):
        if not cells.contains(found.span) and not disposed.contains(found.span):
            shown = quote_spans(evidence.report, [found.span])
            message = f"the {found.kind} “{shown}” at {found.span.start} is in no cell"
            place = evidence.assembly.units.at(found.span.start).unit_id
            yield Finding("coverage", message, "units", place)
    yield from _recount(evidence)


def _is_alike(report: str, one: Span, other: Span) -> bool:
    """Return whether two members end with words that are both names, or neither."""
    ends = (quote_spans(report, [member]).split()[-1] for member in (one, other))
    return len({end[0].isupper() for end in ends}) == 1


def _recount(evidence: Evidence) -> Iterator[Finding]:
    """Yield enumerations of which a table holds most members, but not all."""
    cited = SpanIndex((span, table) for table, _, span in evidence.cited() if table != "claims")
    for members in recognizers.enumerations(evidence.report):
        whole = Span(members[0].start, members[-1].end)
        held: dict[str, set[int]] = defaultdict(set)
        for span, table in cited.overlapping(whole):
            if whole.contains(span):
                inside = {n for n, member in enumerate(members) if member.overlaps(span)}
                held[table] |= inside if len(inside) == 1 else set()
        first = 0 if _is_alike(evidence.report, *members[:2]) else 1
        for table, found in held.items():
            left = set(range(first, len(members))) - found
            if left and len(found) >= (2 if len(left) == 1 else 3):
                lacking = quote_spans(evidence.report, [members[min(left)]])
                message = f"of “{quote_spans(evidence.report, [whole])}” the table lacks {lacking}"
                yield Finding("coverage", message, table)


PROOFS = {
    "partition": _partition,
    "exactness": _exactness,
    "derivation": _derivation,
    "justification": _justification,
    "locality": _locality,
    "coverage": _coverage,
    "whole_spans": whole_spans,
    "phrases": phrases,
    "counts": _counts,
    "nulls": _nulls,
    "keys": _keys,
    "written": _written,
    "isolation": _isolation,
}
