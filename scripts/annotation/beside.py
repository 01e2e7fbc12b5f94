"""What a curator writes beside the facts: settled mentions, identifiers and editorial notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotation.quotes import EntryError, Passage
from annotation.source_findings import Reading, source_finding
from annotation.yaml_source import text_reading, yaml_reading
from kazakhstan_assembly.checks.findings import Finding
from kazakhstan_assembly.derivation.mentions import MentionException
from kazakhstan_assembly.derivation.pipeline import Note, Written
from kazakhstan_assembly.document.spans import Span
from kazakhstan_assembly.errors import PackageError, nearest
from kazakhstan_assembly.io.codings import CODES, read_codings
from kazakhstan_assembly.io.json_schemas import json_schema
from kazakhstan_assembly.io.yaml_reader import Map
from kazakhstan_assembly.model.codings import Coding
from kazakhstan_assembly.model.tables import Model

MENTIONS = "source/mentions.yaml"
IDENTIFIERS = "source/identifiers.yaml"
NOTES = "source/editorial_notes.yaml"
LABELS = "source/labels.yaml"
CODINGS = "codings"  # the table of what coders gave
# The helper tables of which each row is an entry that a curator wrote.
WRITTEN_TABLES = {
    "identifiers": IDENTIFIERS,
    "editorial_notes": NOTES,
    "note_rows": NOTES,
    CODINGS: CODES,
}


@dataclass(frozen=True)
class Beside:
    """What is written beside the facts, with the line of each entry.

    Attributes
    ----------
    written : Written
        The entries.
    exceptions : mapping of MentionException to int
        Each settled mention with its line.
    row_lines : mapping of (str, str) to int
        The line of each identifier, note and label, by its table and the key of its row.
    """

    written: Written
    exceptions: Mapping[MentionException, int]
    row_lines: Mapping[tuple[str, str], int]


def read_beside(root: Path, report: str, model: Model) -> Reading[Beside]:
    """Return what a curator wrote beside the facts; a file that is not there holds nothing.

    Parameters
    ----------
    root : pathlib.Path
        The folder that holds ``source/``.
    report : str
        The text that is quoted.
    model : Model
        The declared tables and vocabularies.
    """
    whole = Passage.whole(report)
    settled = _read_entries(root, MENTIONS, "mentions")
    identifiers = _read_entries(root, IDENTIFIERS, "identifiers")
    noted = _read_entries(root, NOTES, "editorial_notes")
    exceptions = _exceptions(settled.value, whole, model)
    notes = _notes(noted.value, whole, model)
    lines: dict[tuple[str, str], int] = {}
    for entry in identifiers.value:
        lines["identifiers", f"{entry['entity']}, {entry['identifier']}"] = entry.line
    for entry in noted.value:
        lines["editorial_notes", entry["id"]] = entry.line
        lines |= _lines_of_noted_rows(entry)
    labels = _read_labels(root)
    for entity in labels.value:
        lines["entities", entity] = labels.value.lines[entity]
    codings = _read_codings(root)
    for coding in codings.value:
        key = f"{coding.table}, {coding.row}, {coding.column}, {coding.coder}"
        lines[CODINGS, key] = coding.line
    written = Written(
        list(exceptions.value), identifiers.value, notes.value, labels.value, codings.value
    )
    findings = [
        *settled.findings,
        *identifiers.findings,
        *noted.findings,
        *labels.findings,
        *exceptions.findings,
        *notes.findings,
        *codings.findings,
    ]
    return Reading(Beside(written, exceptions.value, lines), findings)


def _read_entries(root: Path, file: str, schema: str) -> Reading[list[Map]]:
    """Return the entries of a file, without their mistakes of form."""
    if not (root / file).exists():
        return Reading([])
    data = yaml_reading(root, file, json_schema(schema))
    if data.findings:
        return Reading([], data.findings)
    return Reading(data.value["exceptions"] if isinstance(data.value, Map) else data.value)


def _read_labels(root: Path) -> Reading[Map]:
    if not (root / LABELS).exists():
        return Reading(Map())
    data = yaml_reading(root, LABELS, json_schema("labels"))
    return Reading(Map(), data.findings) if data.findings else data


def _read_codings(root: Path) -> Reading[list[Coding]]:
    """Return what the coders gave; nothing if there is no file of it."""
    path = root / CODES
    if not path.exists():
        return Reading([])
    text = text_reading(path, CODES)
    if text.findings:
        return Reading([], text.findings)
    try:
        return Reading(read_codings(text.value))
    except PackageError as error:
        return Reading([], [source_finding(CODES, str(error))])


def _exceptions(
    entries: list[Map], whole: Passage, model: Model
) -> Reading[dict[MentionException, int]]:
    exceptions: dict[MentionException, int] = {}
    findings: list[Finding] = []
    places: set[Span] = set()
    for entry in entries:
        findings += _unknown_codes(MENTIONS, entry, "disposition", "disposition", model)
        try:
            span = whole.narrowed_to(entry["in"]).find(entry["quote"])
        except EntryError as error:
            findings.append(source_finding(MENTIONS, str(error), entry.line))
            continue
        if span in places:
            message = f"“{entry['quote']}” in “{entry['in']}” is already settled; keep one"
            findings.append(source_finding(MENTIONS, message, entry.line))
        places.add(span)
        exceptions[MentionException(span, entry["disposition"])] = entry.line
    return Reading(exceptions, findings)


def _notes(entries: list[Map], whole: Passage, model: Model) -> Reading[list[Note]]:
    notes: list[Note] = []
    findings: list[Finding] = []
    for entry in entries:
        findings += _unknown_codes(NOTES, entry, "type", "note_type", model)
        rows = entry.get("rows", Map())
        for table in rows:
            if table not in model.tables:
                message = f"unknown table {table}. {nearest(table, model.tables, 'tables')}"
                findings.append(source_finding(NOTES, message, rows.lines[table]))
        try:
            at = whole.narrowed_to(entry["at"])
            span = at.find(entry["quote"]) if "quote" in entry else at.span
        except EntryError as error:
            findings.append(source_finding(NOTES, str(error), entry.line))
            continue
        notes.append(Note(entry, span))
    return Reading(notes, findings)


def _lines_of_noted_rows(entry: Map) -> dict[tuple[str, str], int]:
    """Return the line of each row that a note names, by the key of its row of note_rows."""
    lines: dict[tuple[str, str], int] = {}
    for table, keys in entry.get("rows", Map()).items():
        for key, line in zip(keys, keys.lines, strict=True):
            lines["note_rows", f"{entry['id']}, {table}, {key}"] = line
    return lines


def _unknown_codes(
    file: str, entry: Map, key: str, vocabulary: str, model: Model
) -> Iterator[Finding]:
    codes = model.vocabularies[vocabulary]
    if entry[key] not in codes:
        message = f"unknown {key} {entry[key]}. {nearest(entry[key], codes, 'codes')}"
        yield source_finding(file, message, entry.line)
