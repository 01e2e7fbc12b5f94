"""What a person sees at a terminal: facts first, and never more than a screen."""

from __future__ import annotations

import json
import re

import pytest

import kazakhstan_assembly as ka
from cli.running import at_a_terminal, piped, plain
from conftest import ROOT, table
from kazakhstan_assembly.cli.layout import SPARE, Column, lay_out, split_name


def shown(*arguments: str, columns: int = 80, lines: int = 24) -> list[str]:
    return plain(at_a_terminal(*arguments, columns=columns, lines=lines)).splitlines()


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize(
    ("arguments", "facts"),
    [
        (["sessions"], ["Rethinking", "1995-06"]),
        (["relations", "-w", "predicate=finances"], ["central gov", "finances", "friendship ho"]),
        (["ethnic_groups", "-w", "has_own_theater=true"], ["named_group", "true"]),
        (["events"], ["proposal to c", "1992"]),
        (["claims"], ["a unique ins"]),
        (["sentences"], ["The 10th an"]),
    ],
)
def test_facts_come_first(arguments: list[str], facts: list[str], columns: int) -> None:
    lines = shown("show", *arguments, columns=columns)
    assert max(map(len, lines)) <= columns
    assert any(all(fact in line for fact in facts) for line in lines), lines


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize(
    "arguments",
    [
        ("tables",),
        ("show", "relations"),
        ("find", "Assembly"),
        ("describe",),
        ("describe", "sessions"),
        ("describe", "predicate"),
        ("describe", "checks"),
        ("trace", "sessions", "session-06"),
        ("trace", "media", "books", "language_count"),
    ],
)
def test_nothing_is_more_than_a_screen(arguments: tuple[str, ...], columns: int) -> None:
    lines = shown(*arguments, columns=columns)
    assert len(lines) < 24
    assert max(map(len, lines)) <= columns


def test_what_is_hidden_is_counted_and_shown_on_request() -> None:
    rows = len(table("relations"))
    lines = shown("show", "relations")
    (more,) = [line for line in lines if "more rows" in line]
    left = int(re.findall(r"\d+", more)[0])
    assert more == f"… {left} more rows; -n 0 shows all"
    assert len(lines) == rows - left + 3
    assert len(shown("show", "relations", "-n", "0")) == rows + 2
    assert len(shown("show", "relations", "-n", "5")) == 5 + 2
    assert any("more columns; -c NAMES chooses, -f csv shows all" in line for line in lines)
    assert shown("find", "Assembly")[-2].startswith("… ")
    assert shown("find", "Assembly")[-2].endswith(" more places; -n 0 shows all")
    assert len(shown("find", "Assembly", "-n", "0")) > 100


def test_a_pipe_gets_everything_unless_asked() -> None:
    rows = len(table("relations"))
    assert len(piped("show", "relations", LINES="5").stdout.splitlines()) == rows + 1
    assert len(piped("show", "relations", "-n", "3").stdout.splitlines()) == 4
    assert len(piped("show", "relations", "-n", "0").stdout.splitlines()) == rows + 1
    assert len(json.loads(piped("show", "relations", "-n", "3", "-f", "json").stdout)) == 3


def test_a_long_cell_pads_no_other_in_a_pipe() -> None:
    lines = piped("show", "claims", "-c", "text,claim_type").stdout.splitlines()
    short = [line for line in lines if len(line.split("  ")[0]) <= 40]
    assert short
    assert max(map(len, short)) < 80


def test_columns_that_were_asked_for_are_elided_in_the_middle() -> None:
    names = "session_id,motto,date_start,date_edtf,date_precision,date_end,ordinal,held_by_label"
    head = shown("show", "sessions", "-c", names)[0].split()
    assert head[0] == "session_id"
    assert head[-1] == "held_by_label"
    assert "…" in head[1:-1]


def test_words_are_shown_if_they_are_asked_for() -> None:
    assert any("more than 8" in line for line in shown("show", "numbers", "--words"))


def test_a_hit_has_its_words_on_a_line_of_its_own() -> None:
    lines = shown("find", "kofi", "annan")
    assert lines[:2] == ["persons  kofi-annan  name_text", "  Kofi Annan"]
    assert re.fullmatch(r"\d+ places: \d in .*", lines[-1])
    found = piped("find", "kofi", "annan")
    assert found.stdout.splitlines()[:2] == [
        "persons  kofi-annan  name_text  sentence-19",
        "  Kofi Annan",
    ]
    assert re.fullmatch(r"\d+ places: \d in .*\n", found.stderr)


def test_a_description_is_marked_as_one() -> None:
    assert "media  language_count  (what it means)" in piped("find", "number of languages").stdout


def test_where_nothing_is_found_the_nearest_words_are_offered() -> None:
    found = piped("find", "kofi", "anan")
    assert found.returncode == 1
    assert found.stderr == (
        "Nothing was found for “kofi anan”.\n“anan” does not occur. Did you mean “annan”?\n"
    )
    assert shown("find", "zebra", "tolerence") == [
        "Nothing was found for “zebra tolerence”.",
        "“zebra” does not occur.",
        "“tolerence” does not occur. Did you mean “tolerance”?",
    ]
    assert piped("find", "kofi", "theaters").stderr.endswith(
        "Each word occurs, but no place contains all of them.\n"
    )


def test_tables_say_what_they_hold() -> None:
    lines = shown("tables", columns=120)
    title = ka.table_schema("persons")["title"]
    assert any(line.startswith("persons") and line.endswith(title) for line in lines)


def test_a_column_is_described_in_full_with_its_indent() -> None:
    lines = shown("describe", "numbers", "value", columns=60)
    assert lines[0].startswith("value  Int64, derived by number from value_text")
    assert len(lines) > 2
    assert all(line.startswith("    ") for line in lines[1:])
    short = shown("describe", "numbers")
    assert any(line.startswith("value_text") for line in short)
    assert "“describe numbers COLUMN”" in " ".join(short)


def test_a_trace_of_a_row_shows_facts_and_sentence_on_one_screen() -> None:
    lines = shown("trace", "sessions", "session-06")
    assert "motto = Into the 21st Century in Friendship and Harmony" in lines
    assert any("sentence-65: The sixth session" in line for line in lines)
    assert "-n 0 shows all" in lines[-1]
    whole = shown("trace", "sessions", "session-06", "-n", "0")
    assert len(whole) > 60
    assert "constituent_text = null: not_stated" in whole


def test_a_trace_is_json_on_request() -> None:
    found = json.loads(piped("trace", "numbers", "number-07899", "value", "-f", "json").stdout)
    assert found == json.loads(ka.trace("numbers", "number-07899", "value").to_json())


def test_a_validation_is_json_on_request() -> None:
    as_json = piped("validate", "--only", "pin", "--format", "json").stdout
    assert as_json == piped("validate", "--only", "pin", "--json").stdout
    assert json.loads(as_json)["valid"] is True


def columns(*described: tuple[str, int, int]) -> list[Column]:
    return [Column(name, cells, False, importance) for name, cells, importance in described]


def test_a_terminal_gets_the_first_changes_between_versions() -> None:
    lines = shown("diff", str(ROOT / "source/releases/0.1.0.zip"))
    assert len(lines) < 24
    assert max(map(len, lines)) <= 80
    assert re.fullmatch(r"… \d+ more changes; -n 0 shows all", lines[-2])
    assert re.fullmatch(r"\d+ changes; the version needs a major bump\.", lines[-1])


def test_texts_have_room_before_columns_of_little_importance_are_shown() -> None:
    text, spare = Column("text", 60, True, 1), Column("spare", 5, False, SPARE)
    assert lay_out([text, spare], 38).places == (0, None)
    assert lay_out([text, spare], 39).places == (0, 1)
    assert lay_out([text, Column("value", 5, False, SPARE - 1)], 21).places == (0, 1)


def test_the_most_important_columns_are_laid_out_in_the_order_of_the_table() -> None:
    layout = lay_out(columns(("key", 5, 0), ("a", 10, 2), ("b", 10, 1), ("c", 10, 3)), 24)
    assert layout.places == (0, None, 2, None)
    assert sum(layout.widths) + 2 * (len(layout.widths) - 1) <= 24
    assert lay_out(columns(("a", 90, 0), ("b", 9, 1)), 20).places == (0, None)
    assert lay_out(columns(("a", 5, 0), ("b", 5, 1)), 20).places == (0, 1)


def test_a_heading_is_split_where_it_is_wider_than_its_cells() -> None:
    assert split_name("has_own_theater") == ("has_own_", "theater")
    assert split_name("value") == ("", "value")
    layout = lay_out(columns(("has_own_theater", 4, 0), ("value", 5, 0)), 15)
    assert layout.headings(["has_own_theater", "value"]) == [["has_own_", ""], ["theater", "value"]]
    wide = lay_out(columns(("has_own_theater", 4, 0), ("value", 5, 0)), 40)
    assert wide.headings(["has_own_theater", "value"]) == [["has_own_theater", "value"]]
