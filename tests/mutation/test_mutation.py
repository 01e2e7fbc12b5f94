"""A sample of the mutation test: no inconsistent corruption survives the checks."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest

from generation.marked_blocks import find_blocks
from kazakhstan_assembly.checks.evidence import Evidence
from kazakhstan_assembly.checks.registry import TABLE_CHECKS
from kazakhstan_assembly.derivation.helper_tables import make_tables
from mutation.consistent_operators import consistent_mutants
from mutation.files import DESCRIPTOR_CHANGES, FORMS, try_descriptor, try_files
from mutation.mutants import Mutant
from mutation.trial import ROOT, base, is_killed, is_read, sample, try_mutant


def drawn(each: int) -> list[Mutant]:
    """Return a few inconsistent mutants of every operator, from different columns."""
    by_operator: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in sample(base(), 1):
        if not mutant.consistent:
            by_operator[mutant.operator].append(mutant)
    return [
        m for group in by_operator.values() for m in group[:: max(1, len(group) // each)][:each]
    ]


@cache
def choices() -> list[Mutant]:
    return list(consistent_mutants(base()))


def test_every_column_of_every_table_is_mutated() -> None:
    cells = {(mutant.table, mutant.column) for mutant in sample(base(), 1)}
    for table in base().model.tables.values():
        for column in table.columns:
            assert (table.name, column.name) in cells


@pytest.mark.parametrize("mutant", drawn(2), ids=lambda m: f"{m.operator}, {m.table}.{m.column}")
def test_no_inconsistent_mutant_survives(mutant: Mutant) -> None:
    assert try_mutant(base(), mutant), mutant.what
    assert is_killed(base(), mutant), mutant.what


def test_the_uncorrupted_tables_pass() -> None:
    same = Mutant("none", "sessions", "*", "nothing", lambda: base().tables)
    assert try_mutant(base(), same) == frozenset()
    assert not is_killed(base(), same)


@pytest.mark.parametrize("check", sorted(TABLE_CHECKS))
def test_every_check_can_fail(check: str) -> None:
    wanted = {
        "partition": "sentences merged",
        "exactness": "start moved by one",
        "derivation": "number moved by one",
        "justification": "code swapped",
        "locality": "anchor widened to its neighbour",
        "coverage": "row deleted",
        "whole_spans": "span a word shorter",
        "phrases": "span a word longer",
        "counts": "row left out, the rest remade",
        "nulls": "null filled",
        "keys": "row duplicated",
        "written": "digit changed",
    }
    tried = [m for m in sample(base(), 1) if m.operator == wanted[check]]
    assert any(check in try_mutant(base(), mutant, [check]) for mutant in tried)


@pytest.mark.slow  # all mutants are gone through
def test_the_members_of_a_list_cite_the_same_words() -> None:
    changed = ("span a word shorter", "list_members", "lead_text")
    tried = [m for m in choices() if (m.operator, m.table, m.column) == changed]
    assert tried
    for mutant in tried[::8]:
        assert "counts" in try_mutant(base(), mutant, ["counts"]), mutant.what


@pytest.mark.slow  # every table is recomputed
def test_what_the_checks_do_not_read_does_not_change_what_they_recompute() -> None:
    source = base()
    for mutant in drawn(4):
        column = source.model.tables[mutant.table].by_name.get(mutant.column)
        if column is not None and not is_read(source.model.tables[mutant.table], column):
            made = Evidence(source.report, source.model, mutant.make(), source.written)
            assert make_tables(made.derived) == source.tables, mutant.what


@pytest.mark.parametrize("form", FORMS)
def test_a_mutant_is_seen_through_the_files(form: str) -> None:
    mutant = next(
        m for m in sample(base(), 1) if (m.operator, m.table) == ("number moved by one", "media")
    )
    killers = try_files(mutant, form)
    assert killers
    assert killers >= ({"derivation"} if form == "both" else {"same"})
    assert ("same" in killers) == (form != "both")


@pytest.mark.slow
@pytest.mark.parametrize("change", DESCRIPTOR_CHANGES)
def test_a_descriptor_that_says_something_wrong_is_seen(change: str) -> None:
    assert try_descriptor(change)


@pytest.mark.parametrize(
    ("column", "words", "check"),
    [
        ("numbers.value_text", "“held 10”", "whole_spans"),
        ("claims.time_text", "“April of”", "whole_spans"),
        ("relations.time_text", "“1 March 1995”", "whole_spans"),
        ("numbers.counted_text", "“national”", "locality"),
        ("list_members.member_text", "“tolerance”", "locality"),
        ("offices.name_text", "“President of the Republic of Kazakhstan”", "phrases"),
        ("places.name_text", "“for other states”", "phrases"),
        ("claims.text", "“by tolerance and openness to innovation”", "phrases"),
        ("claims.hedge_text", "“some people”", "keys"),
        ("persons.name_text", "“A. Nazarbayev”", "justification"),
    ],
)
def test_a_wrong_choice_of_words_is_seen(column: str, words: str, check: str) -> None:
    chosen = [
        mutant
        for mutant in choices()
        if mutant.consistent
        and f"{mutant.table}.{mutant.column}" == column
        and words in mutant.what
    ]
    assert chosen
    assert all(check in try_mutant(base(), mutant, [check]) for mutant in chosen)


def block(name: str) -> list[list[str]]:
    """Return the cells of the tables in a marked block of the page of reliability."""
    text = (ROOT / "docs/reliability.md").read_text(encoding="utf-8")
    (found,) = (part for part in find_blocks(text, "docs/reliability.md") if part.name == name)
    content = text[found.start : found.end]
    lines = [line for line in content.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_page_has_the_matrix_of_these_operators_and_checks() -> None:
    head, _, *rows = block("kill_matrix")
    assert head == ["operator", "tried", "survived", *TABLE_CHECKS]
    assert {row[0] for row in rows} == {
        "**alone**",
        *(mutant.operator for mutant in sample(base(), 1)),
    }
    alone = dict(zip(head, rows[-1], strict=True))
    assert all(int(alone[check]) > 0 for check in TABLE_CHECKS), alone


def test_the_page_has_no_inconsistent_survivor() -> None:
    (inconsistent,) = (row for row in block("all_mutants") if row[0] == "inconsistent")
    assert int(inconsistent[1]) == int(inconsistent[2]) > 0
    assert inconsistent[3] == "0"
