"""Make all tables from what a curator wrote, or list all that is wrong with it.

Rows are first read, then derived, then checked. Each stage needs rows in which the one before found
no mistake. So the first stage that finds mistakes raises all of them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from annotation.beside import CODINGS, LABELS, MENTIONS, WRITTEN_TABLES, Beside, read_beside
from annotation.facts import read_facts
from annotation.origins import find_origins, placed
from annotation.source_findings import row_finding, source_finding
from kazakhstan_assembly.checks.evidence import Evidence, Recomputation
from kazakhstan_assembly.checks.findings import Finding
from kazakhstan_assembly.checks.registry import TABLE_CHECKS, run_checks
from kazakhstan_assembly.derivation.helper_tables import make_tables
from kazakhstan_assembly.derivation.linking import code_problem, tightened
from kazakhstan_assembly.derivation.pipeline import Derived, complete_rows
from kazakhstan_assembly.derivation.placement import straddling_rows
from kazakhstan_assembly.derivation.rows import (
    DerivedRows,
    Row,
    Rows,
    all_rows,
    derive_rows,
    keyed,
)
from kazakhstan_assembly.document.spans import quote_spans
from kazakhstan_assembly.errors import SourceError, nearest
from kazakhstan_assembly.model.records import Records
from kazakhstan_assembly.model.tables import Model, Table


@dataclass(frozen=True)
class Curated:
    """All tables, and what a curator might want to look at again."""

    records: Records
    warnings: list[Finding]


def curate(root: Path, report: str, model: Model) -> Curated:
    """Return every table that the facts of a source give.

    Parameters
    ----------
    root : pathlib.Path
        The folder that holds ``source/``.
    report : str
        The text that is quoted.
    model : Model
        The declared tables and vocabularies.

    Raises
    ------
    SourceError
        With every mistake of the stage that fails.
    """
    facts = read_facts(root, report, model)
    beside = read_beside(root, report, model)
    _raise_if_any([*facts.findings, *beside.findings])
    derived_rows = derive_rows(_tightened_rows(report, model, facts.value))
    _raise_if_any(
        [
            *_underived_cells(derived_rows),
            *_unknown_voice(model, facts.value),
        ]
    )
    derived = complete_rows(report, model, derived_rows.rows, beside.value.written)
    records = make_tables(derived)
    evidence = _evidence(derived, records)
    origins = find_origins(evidence, derived.rows, beside.value)
    # Where a key stands twice, the other checks find the words of one row in the other.
    of_keys = run_checks(evidence, ["keys"])
    written = _of_written_tables(of_keys, model)
    _raise_if_any([placed(finding, origins, evidence) for finding in written])
    others = run_checks(evidence, set(TABLE_CHECKS) - {"keys"})
    found = [placed(finding, origins, evidence) for finding in [*of_keys, *others]]
    _raise_if_any(
        [
            *_hidden_code_problems(report, model, facts.value, derived_rows.rows),
            *_needless_entries(derived, beside.value),
            *(finding for finding in found if finding.table != CODINGS),
        ]
    )
    # A row that another mistake hides or renames would be missed by each of its codings too.
    _raise_if_any(found)
    return Curated(records, list(_straddling_rows(derived)))


def _raise_if_any(findings: list[Finding]) -> None:
    if findings:
        raise SourceError(findings)


def _tightened_rows(report: str, model: Model, rows: Rows) -> dict[str, list[Row]]:
    """Return rows whose words for codes and links are cut to those that justify them, if any do."""
    entities = [keyed(row) for row in all_rows(rows) if row.table.role == "entity"]
    forms = {row.key: row.forms for row in entities}
    tight: dict[str, list[Row]] = {}
    for name, of_table in rows.items():
        tight[name] = []
        for row in of_table:
            columns = [column for column in row.table.columns if column.name in row.spans]
            spans = {c.name: tightened(report, row, c, model, forms) for c in columns}
            tight[name].append(replace(row, spans=spans))
    return tight


# What the checks of the finished tables cannot find


def _hidden_code_problems(report: str, model: Model, rows: Rows, tight: Rows) -> Iterator[Finding]:
    """Yield codes that the words, as they were quoted, justify less than another code.

    Tightening cuts the words to those of the code that is written, which hides the other code.
    """
    for name, of_table in rows.items():
        for row, tight_row in zip(of_table, tight[name], strict=True):
            for column in row.table.columns:
                message = code_problem(report, row, column, model.vocabularies)
                if message and not code_problem(report, tight_row, column, model.vocabularies):
                    yield row_finding(tight_row, message, column.name)


def _underived_cells(derived_rows: DerivedRows) -> Iterator[Finding]:
    for failure in derived_rows.failures:
        yield row_finding(failure.row, failure.reason, failure.column)


def _unknown_voice(model: Model, rows: Rows) -> Iterator[Finding]:
    """Yield that the voice of the report itself is none of the voices."""
    voice = model.document.voice
    voices: list[str] = []
    for table in model.with_role("voice"):
        voices += [row.key for row in rows[table.name]]
    if voice is not None and voice not in voices:
        message = f"document.voice: unknown voice {voice}. {nearest(voice, voices, 'keys')}"
        yield source_finding("source/package.yaml", message)


def _needless_entries(derived: Derived, beside: Beside) -> Iterator[Finding]:
    """Yield local forms, settled mentions and labels that change nothing."""
    for row in derived.index.entities.values():
        for form in row.forms:
            if form.place and not derived.index.is_ambiguous(row.key, form):
                message = f"“{form.words}” refers to nothing else; write it without “in”"
                yield row_finding(row, message, "forms")
    for (table, entity), line in beside.row_lines.items():
        if table == "entities" and entity not in derived.index.entities:
            message = f"unknown entity {entity}. {nearest(entity, derived.index.entities, 'keys')}"
            yield source_finding(LABELS, message, line)
    mentioned = {mention.span for mention in derived.index.mentions}
    for exception, line in beside.exceptions.items():
        if exception.span not in mentioned:
            shown = quote_spans(derived.report, [exception.span])
            message = f"“{shown}” at {exception.span.start} is not a mention; remove the entry"
            yield source_finding(MENTIONS, message, line)


def _straddling_rows(derived: Derived) -> Iterator[Finding]:
    """Yield warnings of rows that no single voice says, which may be meant."""
    for row, voice in straddling_rows(derived.surroundings):
        message = f"some words are within the speech of {voice}, some are not"
        yield replace(row_finding(row, message), severity="warning")


# What a validation checks too


def _evidence(derived: Derived, records: Records) -> Evidence:
    """Return the finished tables as a validation looks at them."""
    # The tables were made of these very rows a moment ago; they need not be recomputed.
    known = Recomputation(derived, failures=[], misnamed=[])
    model = _with_row_counts(derived.model, records)
    return Evidence(derived.report, model, records, derived.written, known_recomputation=known)


def _of_written_tables(findings: Iterable[Finding], model: Model) -> Iterator[Finding]:
    """Yield the findings of tables that a curator writes."""
    for finding in findings:
        table = model.tables[str(finding.table)]
        if table.name != CODINGS and (table.is_fact or table.name in WRITTEN_TABLES):
            yield finding


def _with_row_counts(model: Model, records: Records) -> Model:
    """Return a model whose tables state how many rows they have, as their schemas will."""
    tables: dict[str, Table] = {}
    for name, table in model.tables.items():
        edges = sum(map(table.is_edge, records[name]))
        tables[name] = replace(table, stated_rows=len(records[name]), stated_edges=edges)
    return replace(model, tables=tables)
