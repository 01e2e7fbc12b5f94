"""The second coding: what a blind coder gets, and how far the two codings agree.

    python scripts/second_coding.py --items FOLDER    writes what a coder needs, without codes
    python scripts/second_coding.py --take FOLDER     takes the coder's answers from there
    python scripts/second_coding.py                   compares source/second_coding/ with the tables

A coder gets the report, the words of each row, and the codebook: the definitions of the codes,
without the trigger words. Rows are numbered, because some keys are codes. The answers stand in
source/second_coding/codes.csv; the figures go into docs/reliability.md.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import krippendorff

from generation.marked_blocks import fill_block
from kazakhstan_assembly.checks.evidence import Evidence
from kazakhstan_assembly.checks.validation import load_evidence
from kazakhstan_assembly.datapackage import INSTALLED
from kazakhstan_assembly.io.markdown import markdown_table
from kazakhstan_assembly.model.columns import Column
from kazakhstan_assembly.model.tables import Model, Table

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "source" / "second_coding"
PAGE = ROOT / "docs" / "reliability.md"
NONE = "none"


@dataclass(frozen=True)
class Item:
    """One decision: a cell of a coded or judged column, or a part of a relation."""

    table: str
    row_id: str
    column: str
    words: str
    code: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.table, self.row_id, self.column


def items(evidence: Evidence) -> Iterator[Item]:
    """Yield every decision that a coder takes, with the published code."""
    for table in evidence.model.facts():
        for record in evidence.own_records(table.name):
            for column in decided(table):
                code = record[column.name]
                row_id, words = str(record[table.key_column]), str(record["source_text"])
                yield Item(table.name, row_id, column.name, words, str(code or NONE))


def decided(table: Table) -> list[Column]:
    return [
        column
        for column in table.columns
        if column.kind in {"coded", "judged"}
        or (table.is_relation and column.role in {"subject", "object"})
    ]


def write_items(evidence: Evidence, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "source" / "report.txt", folder / "report.txt")
    with (folder / "items.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["item", "table", "column", "words", "code"])
        for number, item in enumerate(items(evidence), start=1):
            writer.writerow([number, item.table, item.column, item.words, ""])
    (folder / "codebook.md").write_text("\n".join(codebook(evidence)), encoding="utf-8")


def take(evidence: Evidence, folder: Path) -> None:
    """Write source/second_coding/codes.csv from the answers in `folder`, item by item."""
    answers: dict[int, str] = {}
    for path in sorted(folder.glob("answers*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            answers |= {int(row["item"]): row["code"].strip() for row in csv.DictReader(file)}
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / "codes.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["table", "row_id", "column", "first", "second"])
        for number, item in enumerate(items(evidence), start=1):
            if number in answers:
                writer.writerow([*item.key, item.code, answers[number]])


def codebook(evidence: Evidence) -> Iterator[str]:
    """Yield the codebook: for each column its meaning and the definitions of its codes."""
    model = evidence.model
    yield "# Codebook\n"
    for table in model.facts():
        for column in decided(table):
            yield f"## {table.name}.{column.name}\n"
            yield f"{description(table, column)}\n"
            yield from _options(model, evidence, column)
            yield f"- `{NONE}`: the words give none\n" if column.nullable else ""


def description(table: Table, column: Column) -> str:
    fields = INSTALLED.schema(table.name)["fields"]
    return str(next(f["description"] for f in fields if f["name"] == column.name))


def _options(model: Model, evidence: Evidence, column: Column) -> Iterator[str]:
    if column.vocabulary:
        for term in model.terms(column).values():
            yield f"- `{term.code}`: {term.definition}"
        return
    for entity in evidence.tables["entities"]:
        if entity["kind"] in column.entity_kinds:
            yield f"- `{entity['entity_id']}` ({entity['kind']}): {entity['name']}"


def compare() -> str:
    """Return the table of the page: agreement and alpha of each column, before any settlement."""
    pairs: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in both_codings():
        pairs[row["table"], row["column"]].append((row["first"], row["second"]))
    rows = [
        [f"{table}.{column}", len(codes), _agreement(codes), _alpha(codes)]
        for (table, column), codes in pairs.items()
    ]
    every = list(chain.from_iterable(pairs.values()))
    rows.append(["all", len(every), _agreement(every), ""])
    return markdown_table(["column", "decisions:", "agreement:", "alpha:"], rows)


def _agreement(codes: list[tuple[str, str]]) -> str:
    same = sum(first == second for first, second in codes)
    return f"{same / len(codes):.0%}"


def both_codings() -> list[dict[str, str]]:
    """Return source/second_coding/codes.csv: each decision with the two codes."""
    with (FOLDER / "codes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _alpha(codes: list[tuple[str, str]]) -> str:
    values = sorted(set(chain.from_iterable(codes)))
    if len(values) < 2:
        return "one code only"
    first = [values.index(code) for code, _ in codes]
    second = [values.index(code) for _, code in codes]
    alpha = krippendorff.alpha(reliability_data=[first, second], level_of_measurement="nominal")
    return f"{alpha:.2f}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Prepare or compare the second coding.")
    parser.add_argument("--items", type=Path, help="write what a second coder needs to this folder")
    parser.add_argument("--take", type=Path, help="take the coder's answers from this folder")
    options = parser.parse_args()
    evidence = load_evidence(ROOT)
    if options.items:
        write_items(evidence, options.items)
        return 0
    if options.take:
        take(evidence, options.take)
        return 0
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(fill_block(text, PAGE.name, "second_coding", compare()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
