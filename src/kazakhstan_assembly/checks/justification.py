"""Words of codes hold their triggers, and words of links name the entity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kazakhstan_assembly.checks.evidence import Evidence
from kazakhstan_assembly.checks.findings import Finding
from kazakhstan_assembly.derivation.linking import (
    code_problem,
    has_form,
    kind_problem,
    places_of,
    side_problem,
    tightened,
)
from kazakhstan_assembly.derivation.mentions import ambiguous_forms
from kazakhstan_assembly.derivation.rows import Form, Row
from kazakhstan_assembly.document import english
from kazakhstan_assembly.document.spans import Span, quote_spans
from kazakhstan_assembly.model.columns import Column

_MOST_FORMS = 10


def check_justification(evidence: Evidence) -> Iterator[Finding]:
    """Words of codes hold their triggers, words of links name the entity, on the right side."""
    forms = {key: row.forms for key, row in evidence.derived.index.entities.items()}
    for name, rows in evidence.rows.items():
        for row in rows:
            for column, message in _row_problems(row, evidence, forms):
                yield Finding("justification", message, name, row.key, column)
    for one, other, span in ambiguous_forms(evidence.derived.index.named):
        shown = quote_spans(evidence.report, [span])
        message = f"“{shown}” at {span.start} is a form of {one} and of {other}"
        yield Finding("justification", message, "entity_forms", other, "form")


def _row_problems(
    row: Row, evidence: Evidence, forms: Mapping[str, list[Form]]
) -> Iterator[tuple[str, str]]:
    """Yield the column and what is wrong with its words."""
    vocabularies = evidence.model.vocabularies
    for column in row.table.columns:
        for message in (
            code_problem(evidence.report, row, column, vocabularies),
            _link_problem(row, column, evidence),
            _surplus(row, column, evidence, forms),
            _possessor_problem(row, column, evidence.report),
        ):
            if message:
                yield column.name, message
    if message := side_problem(evidence.report, row, vocabularies):
        yield str(row.table.column_with_role("subject")), message
    if message := _misnomer(row, evidence):
        yield row.table.name_column, message


def _link_problem(row: Row, column: Column, evidence: Evidence) -> str | None:
    target = row.cells.get(column.name)
    if column.kind != "linked" or not isinstance(target, str):
        return None
    index = evidence.derived.index
    if target not in index.entities:
        return f"there is no entity {target}"
    kind = str(index.entities[target].table.entity_kind)
    if problem := kind_problem(row, column, kind, evidence.model.vocabularies):
        return f"{target} is not allowed here: {problem}"
    spans = row.spans.get(column.name, [])
    is_named = index.is_named(target, spans, column)
    return None if is_named else _unnamed(evidence.report, spans, index.entities[target])


def _unnamed(report: str, spans: list[Span], entity: Row) -> str:
    """Return why words do not name an entity, with the forms that would."""
    shown = quote_spans(report, spans, " … ")
    if has_form(report, spans, entity.forms):
        return (
            f"the words “{shown}” do not name {entity.key}: the form in them is part of a "
            "longer name, or refers to something else"
        )
    forms = ", ".join(f"“{form.words}”" for form in entity.forms[:_MOST_FORMS]) or "none"
    return f"the words “{shown}” do not name {entity.key}; its forms are {forms}"


def _surplus(
    row: Row, column: Column, evidence: Evidence, forms: Mapping[str, list[Form]]
) -> str | None:
    """Return what is wrong if words hold more than the trigger, form or pronoun that it takes."""
    spans = row.spans.get(column.name)
    if not spans or column.kind not in {"coded", "linked"}:
        return None
    tight = tightened(evidence.report, row, column, evidence.model, forms)
    if spans == tight:
        return None
    shown, enough = (quote_spans(evidence.report, found, " … ") for found in (spans, tight))
    return f"the words “{shown}” hold more than “{enough}”, which is enough"


def _possessor_problem(row: Row, column: Column, report: str) -> str | None:
    """Return what is wrong if words say whose something is, where they should say where it is."""
    for span in row.spans.get(column.name, ()) if column.no_possessor else ():
        words = report[span.start : span.end + len(english.GENITIVE_ENDINGS[0])]
        cited = report[span.start : span.end]
        if words.endswith(english.GENITIVE_ENDINGS) or cited.endswith(english.GENITIVE_ENDINGS):
            return f"“{words}” is a possessive, which this column does not accept"
    return None


def _misnomer(row: Row, evidence: Evidence) -> str | None:
    """Return what is wrong if the sentence names an entity, but its name does not hold that."""
    name = row.spans.get(row.table.name_column) if row.table.role == "entity" else None
    if not name:
        return None
    sentence = evidence.derived.surroundings.sentences.at(name[0].start).span
    near = [place for form in row.forms for place in places_of(evidence.report, form, sentence)]
    if not near or any(span.contains(place) for span in name for place in near):
        return None
    shown, forms = quote_spans(evidence.report, name), ", ".join(f"“{f.words}”" for f in row.forms)
    return f"the name “{shown}” contains none of the entity's forms: {forms}"
