"""What each check says, word for word, of a corruption that it is there to see."""

from __future__ import annotations

import re
from functools import cache

import pytest

from kazakhstan_assembly.checks.evidence import Evidence
from kazakhstan_assembly.checks.registry import TABLE_CHECKS, run_checks
from mutation.mutants import Mutant
from mutation.operators import mutants
from mutation.trial import base

# The mutant, {…} for the place of a row in its table; then table, row and column, message, and the
# report's words around.
SAID: dict[str, tuple[str, str, str, tuple[str, str | None, str | None], str, str | None]] = {
    "partition": (
        *("sentences merged", "sentences", "row 0"),
        ("sentences", "sentence-02", None),
        "the row is missing: sentence_id sentence-02, char_start 171, char_end 253, kind sentence, "
        "section opening, paragraph 2, characters 70, fact_characters 66, text The "
        "Assembly of the Peoples of Kazakhstan celebrates its 10th anniversary in 2005.",
        None,
    ),
    "exactness": (
        *("start moved by one", "evidence", "row {session-03 name_text}"),
        ("sessions", "session-03", "name_text"),
        "the quote is “The third session”, but the report has “…of the Society”; The third session "
        '(April of 1996) – "…”',
        '…c Reforms of the Society”; T[he third session] (April of 1996) – "Social Acc…',
    ),
    "derivation": (
        *("number moved by one", "events", "row {tenth-anniversary}: 10 to 11"),
        ("events", "tenth-anniversary", "ordinal"),
        "the cell is 11, but the rule ordinal gives 10",
        "…of Kazakhstan celebrates its [10th] anniversary in 2005. The uniq…",
    ),
    "justification": (
        *("code swapped", "numbers", "row 1: 'languages' to 'book_titles'"),
        ("numbers", "number-07657", "counted"),
        "the words “languages” do not justify the code book_titles, which needs one of: "
        "book titles",
        "…and magazines in 11 different [languages] and the production of TV prog…",
    ),
    "locality": (
        *("anchor widened to its neighbour", "evidence", "row {first-forum *}"),
        ("evidence", "events, first-forum, *, 1", "char_start"),
        "the cell is 599, but should be 602",
        "…rsultan A. Nazarbayev in 1992 [at the first forum of representatives of ethnic groups of "
        "the country] on the occasion of the first…",
    ),
    "coverage": (
        *("row deleted", "events", "row {annan-visit}"),
        ("mentions", "description-02881", None),
        "nothing in the report or the tables gives this row",
        "…hat body has strengthened. On [visiting] Kazakhstan, the United Nation…",
    ),
    "whole_spans": (
        *("span a word shorter", "sessions", "row session-06:  “of 1999”"),
        ("sessions", "session-06", "date_text"),
        "the words cut “December of 1999” in two",
        "…The sixth session (December [of 1999]) – “Into the 21st Century in…",
    ),
    "phrases": (
        *("span a word longer", "events", "row forum-address:  “his address the”"),
        ("events", "forum-address", "name_text"),
        "“the” needs the words after it, which are left out",
        "…Kazakhstan’s independence. In [his address the] head of our state said the fo…",
    ),
    "counts": (
        *("row left out, the rest remade", "sessions", "row session-01"),
        ("sessions", None, None),
        "the table has 9 rows, but its schema states 10",
        None,
    ),
    "nulls": (
        *("null filled", "events", "row {convocation-proposal}: None to 'first'"),
        ("missing_values", "events, convocation-proposal, ordinal", None),
        "nothing in the report or the tables gives this row",
        "…Soviet Union and elsewhere. [The convocation of an Assembly … skeptical about the whole "
        "idea] but, thanks to the perseveran…",
    ),
    "keys": (
        *("row duplicated", "events", "row {independence}"),
        ("events", "independence", None),
        "the key independence occurs 2 times",
        "…ional holidays, revived since [the country has gained its independence] and celebrated "
        "together with…",
    ),
    "written": (
        *("digit changed", "identifiers", "row 2: 'iso639_3:hye' to 'iso739_3:hye'"),
        ("identifiers", "armenians, iso739_3:hye", None),
        "nothing in the report or the tables gives this row",
        None,
    ),
}


def name_of(check: str) -> tuple[str, str, str]:
    """Return the operator, the table and the place of a mutant in SAID."""
    operator, table, what, *_ = SAID[check]
    return operator, table, re.sub(r"\{(.*)\}", lambda m: str(number(table, m[1].split())), what)


def number(table: str, cells: list[str]) -> int:
    """Return the place of the first row of a table that has all these cells in its key."""
    columns = base().model.tables[table].key.columns
    rows = enumerate(base().tables[table])
    return next(at for at, row in rows if set(cells) <= {str(row[name]) for name in columns})


@cache
def wanted() -> dict[tuple[str, str, str], Mutant]:
    """Return the first mutant of each name in SAID; there are too many to keep all."""
    names = {name_of(check) for check in SAID}
    found: dict[tuple[str, str, str], Mutant] = {}
    for mutant in mutants(base()):
        name = mutant.operator, mutant.table, mutant.what
        if name in names:
            found.setdefault(name, mutant)
            if len(found) == len(names):
                break
    return found


@pytest.mark.slow  # all mutants are gone through for those that it names
@pytest.mark.parametrize("check", sorted(TABLE_CHECKS))
def test_a_check_says_what_is_wrong_and_where(check: str) -> None:
    *_, place, message, context = SAID[check]
    source = base()
    made = wanted()[name_of(check)].make()
    found = run_checks(Evidence(source.report, source.model, made, source.written), [check])
    first = found[0]
    assert (first.table, first.row, first.column) == place
    assert first.message == message
    assert first.context == context
    assert {finding.check for finding in found} == {check}
