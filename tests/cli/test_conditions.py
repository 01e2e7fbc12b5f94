"""Conditions of “show -w”, as they are read and as they are met."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from cli.running import piped
from conftest import table
from kazakhstan_assembly.cli.conditions import read_condition, why_none
from kazakhstan_assembly.errors import RequestError


@pytest.mark.parametrize(
    ("condition", "met", "not_met"),
    [
        ("value=30", 30, 31),
        ("value==30", 30, 31),
        ("value!=30", 31, 30),
        ("value<30", 29, 30),
        ("value<=30", 30, 31),
        ("value > 30", 31, 30),
        ("value>=1,000", 1000, 999),
        ("name~kofi", "Kofi Annan", "Annan"),
        ("name~café", "The Cafe", "tea"),
        ("flag=True", True, False),
        ("flag!=true", False, True),
        ("day>=1999", date(1999, 6, 1), date(1998, 12, 31)),
        ("day<=1999", date(1999, 12, 31), date(2000, 1, 1)),
        ("day>1999-06", date(1999, 7, 1), date(1999, 6, 30)),
        ("name<b", "Anna", "Cafe"),
        ("name=a=b", "a=b", "a"),
        ("name=", None, "a"),
        ("name!=", "a", None),
        ("value!=30", 31, None),
        ("value<30", 1, None),
        ("name~", "a", None),
    ],
)
def test_conditions(condition: str, met: Any, not_met: Any) -> None:
    assert read_condition(condition).is_met(met)
    assert not read_condition(condition).is_met(not_met)


@pytest.mark.parametrize(
    ("condition", "cell", "said"),
    [
        ("value>abc", 3, "value holds numbers, but “abc” is not one; write value>20"),
        ("flag>true", True, "flag is true or false: write flag=true."),
        ("name>", "a", "“name>” lacks a value"),
    ],
)
def test_what_cannot_be_compared_is_told(condition: str, cell: Any, said: str) -> None:
    with pytest.raises(RequestError, match=said):
        read_condition(condition).is_met(cell)


@pytest.mark.parametrize("text", ["value", "", "=3", "value:3"])
def test_what_is_no_condition_is_told(text: str) -> None:
    with pytest.raises(RequestError, match="write COLUMN=VALUE, or != < <= > >= ~ in place"):
        read_condition(text)


@pytest.mark.parametrize(
    ("condition", "cells", "said"),
    [
        ("value>9", [1, None, 3], "The values of value range from 1 to 3."),
        ("value<9", [None], "value holds only nulls."),
        ("name~x", ["a"], "No cell of name contains “x”."),
        ("name!=a", ["a", None], "Every cell of name is “a” or null."),
        ("name=ab", ["abc", "d"], "No cell of name is “ab”. Did you mean “abc”?"),
        ("name=x", ["a" * 50], "No cell of name is “x”. To search within cells, write 'name~x'."),
    ],
)
def test_where_no_row_matches_the_reason_is_told(
    condition: str, cells: list[Any], said: str
) -> None:
    assert why_none([read_condition(condition)], lambda _: cells) == ["No row matches.", said]


def test_show_takes_every_condition() -> None:
    numbers = table("numbers")
    conditions = ("-w", "value>=100", "-w", "bound!=unqualified", "-w", "counted_text~COP")
    found = json.loads(piped("show", "numbers", *conditions, "-c", "value", "-f", "json").stdout)
    large = numbers[(numbers["value"] >= 100) & (numbers["bound"] != "unqualified")]
    expected = large.loc[large["counted_text"].str.contains("cop"), "value"].tolist()
    assert [row["value"] for row in found] == expected == [80000]


def test_dates_are_compared() -> None:
    found = piped("show", "sessions", "-w", "date_start>=2002", "-c", "session_id", "-f", "csv")
    assert found.stdout.split() == ["session_id", "session-09", "session-10"]


def test_a_mistake_in_a_condition_ends_with_2() -> None:
    found = piped("show", "numbers", "-w", "value>abc")
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.startswith("error: value holds numbers")
