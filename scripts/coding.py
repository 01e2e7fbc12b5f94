"""Three independent codings: what a blind coder gets, and how far the codings agree.

    python scripts/coding.py --items FOLDER                 writes what a coder needs, without codes
    python scripts/coding.py --take FOLDER --coder second   takes a coder's answers from there
    python scripts/coding.py                                compares the codings and fills the page

A coder gets the report, the words of each row, and the codebook: the definitions of the codes,
without the trigger words. Rows are numbered, because some keys are codes. The answers stand in
source/coding/codes.csv; the figures go into docs/reliability.md.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import krippendorff

from generation.marked_blocks import fill_block
from kazakhstan_assembly.checks.evidence import Evidence
from kazakhstan_assembly.checks.validation import load_evidence
from kazakhstan_assembly.datapackage import INSTALLED
from kazakhstan_assembly.io import codings as codings_file
from kazakhstan_assembly.io.markdown import markdown_table
from kazakhstan_assembly.model.codings import NONE, Coding
from kazakhstan_assembly.model.columns import Column
from kazakhstan_assembly.model.tables import Model, Table

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "source" / "coding"
CODES = ROOT / codings_file.CODES
PAGE = ROOT / "docs" / "reliability.md"
CODERS = ("first", "second", "third")
# What claims are about is an entity that a coder chooses, as the two ends of a relation are.
_CHOSEN_LINKS = {("claims", "about_id")}

Place = tuple[str, str, str]


@dataclass(frozen=True)
class Item:
    """One decision: a cell of a coded or judged column, or a link that a coder chooses."""

    table: str
    row: str
    column: str
    words: str
    code: str

    @property
    def place(self) -> Place:
        return self.table, self.row, self.column


def items(evidence: Evidence) -> Iterator[Item]:
    """Yield every decision that a coder takes, with the published code."""
    for table in evidence.model.facts():
        for record in evidence.own_records(table.name):
            key = str(record[table.key_column])
            # The words of a claim are its own; those of its row hold antecedents from elsewhere.
            words = str(record[table.column_with_role("statement") or "source_text"])
            for column in decided(table):
                code = str(record[column.name] or NONE)
                yield Item(table.name, key, column.name, words, code)


def decided(table: Table) -> list[Column]:
    """Return the columns of a table that a coder decides."""
    return [column for column in table.columns if _is_decided(table, column)]


def _is_decided(table: Table, column: Column) -> bool:
    is_end = table.is_relation and column.role in {"subject", "object"}
    is_chosen = (table.name, column.name) in _CHOSEN_LINKS
    return column.kind in {"coded", "judged"} or is_end or is_chosen


# What a coder gets


def write_items(evidence: Evidence, folder: Path) -> None:
    """Write the report, the items without codes and the codebook into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "source" / "report.txt", folder / "report.txt")
    with (folder / "items.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["item", "table", "column", "words", "code"])
        for number, item in enumerate(items(evidence), start=1):
            writer.writerow([number, item.table, item.column, item.words, ""])
    (folder / "codebook.md").write_text("\n".join(codebook(evidence)), encoding="utf-8")


def codebook(evidence: Evidence) -> Iterator[str]:
    """Yield the codebook: for each column its meaning and the definitions of its codes."""
    model = evidence.model
    yield "# Codebook\n"
    for table in model.facts():
        for column in decided(table):
            yield f"## {table.name}.{column.name}\n"
            yield f"{_description(table, column)}\n"
            yield from _options(model, evidence, column)
            yield f"- `{NONE}`: the words give none\n" if column.nullable else ""


def _description(table: Table, column: Column) -> str:
    fields = INSTALLED.schema(table.name)["fields"]
    return str(next(f["description"] for f in fields if f["name"] == column.name))


def _options(model: Model, evidence: Evidence, column: Column) -> Iterator[str]:
    if column.vocabulary:
        for term in model.terms(column).values():
            yield f"- `{term.code}`: {term.definition}"
        return
    for entity in evidence.tables["entities"]:
        if entity["kind"] in column.entity_kinds:
            yield f"- `{entity['entity_id']}` ({entity['kind']}): {entity['label']}"


# What a coder gives


def take(evidence: Evidence, folder: Path, coder: str) -> None:
    """Put the answers in `folder` into the codes, in place of those that the coder had."""
    answers: dict[int, str] = {}
    for path in sorted(folder.glob("answers*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            answers |= {int(row["item"]): row["code"].strip() for row in csv.DictReader(file)}
    given: dict[tuple[Place, str], str] = {}
    for one in codings():
        given[_place(one), one.coder] = one.code
    due = list(items(evidence))
    for number, item in enumerate(due, start=1):
        given[item.place, coder] = answers[number]
    _write_codes(due, given)


def _write_codes(due: Sequence[Item], given: dict[tuple[Place, str], str]) -> None:
    FOLDER.mkdir(exist_ok=True)
    with CODES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(codings_file.HEADER)
        for item in due:
            for coder in CODERS:
                if (item.place, coder) in given:
                    writer.writerow([*item.place, coder, given[item.place, coder]])


def codings() -> list[Coding]:
    """Return what source/coding/codes.csv holds; nothing if it is not there."""
    return codings_file.read_codings(CODES.read_text("utf-8")) if CODES.exists() else []


def _place(coding: Coding) -> Place:
    return coding.table, coding.row, coding.column


def decisions() -> dict[Place, list[str]]:
    """Return the codes of each decision, one per coder in the order of ``CODERS``."""
    found: dict[Place, dict[str, str]] = defaultdict(dict)
    for one in codings():
        found[_place(one)][one.coder] = one.code
    return {place: [codes[coder] for coder in CODERS] for place, codes in found.items()}


# How far they agree


def compare() -> str:
    """Return the table of the page: agreement and alpha of each column, before any settlement."""
    columns: dict[tuple[str, str], list[list[str]]] = defaultdict(list)
    for (table, _, column), codes in decisions().items():
        columns[table, column].append(codes)
    rows = [
        [f"{table}.{column}", len(codes), _agreement(codes), alpha(codes)]
        for (table, column), codes in columns.items()
    ]
    every = list(decisions().values())
    rows.append(["all", len(every), _agreement(every), ""])
    return markdown_table(["column", "decisions:", "all three agree:", "alpha:"], rows)


def _agreement(decided_codes: Sequence[Sequence[str]]) -> str:
    same = sum(len(set(codes)) == 1 for codes in decided_codes)
    return f"{same / len(decided_codes):.0%}"


def alpha(decided_codes: Sequence[Sequence[str]]) -> str:
    """Return Krippendorff's alpha for nominal data, or that there is one code only."""
    values = sorted({code for codes in decided_codes for code in codes})
    if len(values) < 2:
        return "one code only"
    data = [
        [values.index(code) for code in of_coder] for of_coder in zip(*decided_codes, strict=True)
    ]
    return f"{krippendorff.alpha(reliability_data=data, level_of_measurement='nominal'):.2f}"


def majority(codes: Sequence[str]) -> str | None:
    """Return the code that most coders gave, or None if all three differ."""
    ((code, count),) = Counter(codes).most_common(1)
    return code if count > 1 else None


def main() -> int:
    parser = argparse.ArgumentParser(description="Prepare, take or compare the codings.")
    parser.add_argument("--items", type=Path, help="write what a coder needs to this folder")
    parser.add_argument("--take", type=Path, help="take a coder's answers from this folder")
    parser.add_argument("--coder", choices=CODERS, help="whose answers they are")
    options = parser.parse_args()
    evidence = load_evidence(ROOT)
    if options.items:
        write_items(evidence, options.items)
        return 0
    if options.take:
        if options.coder is None:
            parser.error("--take needs --coder")
        take(evidence, options.take, options.coder)
        return 0
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(fill_block(text, PAGE.name, "codings", compare()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
