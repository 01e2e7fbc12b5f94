"""The derivations on the report's hard cases, and what holds for all input."""

from __future__ import annotations

import calendar
import contextlib
from datetime import date

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakhstan_assembly.derivation import rules
from kazakhstan_assembly.derivation.values import Missing
from kazakhstan_assembly.errors import RuleError


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("some 470", 470, "approximately"),
        ("up to 30", 30, "at_most"),
        ("more than 80,000", 80000, "more_than"),
        ("more than 10", 10, "more_than"),
        ("additional 179", 179, "exactly"),
        ("101", 101, "exactly"),
        ("1.", 1, "exactly"),
    ],
)
def test_number_and_bound(text: str, value: int, bound: str) -> None:
    assert rules.number(text) == value
    assert rules.bound(text) == bound


@pytest.mark.parametrize("text", ["", "some", "11 and 12", "ten"])
def test_number_refuses_words_without_one_numeral(text: str) -> None:
    with pytest.raises(RuleError, match="expected one numeral"):
        rules.number(text)


@given(st.integers(min_value=0, max_value=10**9))
def test_number_reads_back_what_is_printed_with_commas(value: int) -> None:
    assert rules.number(f"more than {value:,}") == value


def test_ordinals_run_from_first_to_tenth() -> None:
    words = "first second third fourth fifth sixth seventh eighth ninth tenth".split()  # noqa: SIM905
    assert [rules.ordinal(word) for word in words] == list(range(1, 11))
    assert rules.ordinal("10th") == 10
    with pytest.raises(RuleError, match="not an ordinal"):
        rules.ordinal("eleventh")


NONE = Missing("not_applicable")


@pytest.mark.parametrize(
    ("text", "stated", "start", "end", "precision", "qualifier"),
    [
        ("March of 1995", "1995-03", date(1995, 3, 1), date(1995, 3, 31), "month", NONE),
        ("June 1995", "1995-06", date(1995, 6, 1), date(1995, 6, 30), "month", NONE),
        ("18 February 2005", "2005-02-18", date(2005, 2, 18), date(2005, 2, 18), "day", NONE),
        ("1 March 1995", "1995-03-01", date(1995, 3, 1), date(1995, 3, 1), "day", NONE),
        ("2003", "2003", date(2003, 1, 1), date(2003, 12, 31), "year", NONE),
        ("early 1990’s", "199X", date(1990, 1, 1), date(1999, 12, 31), "decade", "early"),
        (
            "since May of 2000",
            "2000-05/..",
            date(2000, 5, 1),
            Missing("open"),
            "month",
            "since",
        ),
        ("till 2007", "../2007", Missing("not_stated"), date(2007, 12, 31), "year", "till"),
    ],
)
def test_dates(
    text: str,
    stated: str,
    start: date | Missing,
    end: date | Missing,
    precision: str,
    qualifier: str | Missing,
) -> None:
    assert rules.date_edtf(text) == stated
    assert rules.date_start(text) == start
    assert rules.date_end(text) == end
    assert rules.date_precision(text) == precision
    assert rules.date_qualifier(text) == qualifier
    assert edtf.parse_edtf(stated) is not None


@st.composite
def dates(draw: st.DrawFn) -> str:
    """Return the words of a date, as the report could have them."""
    day = draw(st.dates(min_value=date(1000, 1, 1)))
    month = f"{calendar.month_name[day.month]}{draw(st.sampled_from([' of', '']))} {day.year}"
    qualifier = draw(st.sampled_from(["", "early ", "since ", "till "]))
    decade = [f"{day.year // 10}0’s"] if qualifier in {"", "early "} else []
    stated = [f"{day.day} {month}", month, f"{day.year}", *decade]
    return qualifier + draw(st.sampled_from(stated))


@given(dates())
def test_start_and_end_are_those_that_edtf_gives(text: str) -> None:
    stated = rules.stated_date(text)
    parsed = edtf.parse_edtf(stated.edtf)
    assert str(parsed) == stated.edtf
    sides = [parsed.lower, parsed.upper] if "/" in stated.edtf else [parsed, parsed]
    earliest, latest = sides[0], sides[-1]
    if isinstance(stated.start, date):
        assert date(*earliest.lower_strict()[:3]) == stated.start
    if isinstance(stated.end, date):
        assert date(*latest.upper_strict()[:3]) == stated.end
    assert isinstance(stated.start, Missing) == text.startswith("till")
    assert isinstance(stated.end, Missing) == text.startswith("since")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1995-03",
        "Mars 1995",
        "31 June 1995",
        "in 2005",
        "1995’s",
        "May of 1990’s",
        "since 1990’s",
        "2005 ",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(RuleError, match="is not a"):
        rules.stated_date(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_month_has_its_first_and_last_day_as_ends(day: date) -> None:
    stated = rules.stated_date(f"{calendar.month_name[day.month]} of {day.year}")
    assert isinstance(stated.start, date)
    assert isinstance(stated.end, date)
    assert stated.start <= day <= stated.end
    assert (stated.start.month, stated.end.month) == (day.month, day.month)
    assert stated.edtf == f"{day:%Y-%m}"


@pytest.mark.parametrize("opening", ["“", '"'])
@pytest.mark.parametrize("closing", ["”", '"'])
def test_mottos_with_either_kind_of_mark(opening: str, closing: str) -> None:
    assert rules.unquoted(f"{opening}Social Accord – the Foundation{closing}") == (
        "Social Accord – the Foundation"
    )


@pytest.mark.parametrize("text", ["Peace", "“Peace", "Peace”", "”Peace“", "“”"])
def test_words_without_both_marks_are_no_quotation(text: str) -> None:
    with pytest.raises(RuleError, match="quotation mark"):
        rules.unquoted(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“Dostyk”", "Dostyk"),
        ("the Day of Unity", "Day of Unity"),
        ("An Assembly", "Assembly"),
        ("Astana", "Astana"),
        ("Theaters", "Theaters"),
    ],
)
def test_name(text: str, name: str) -> None:
    assert rules.name(text) == name


@pytest.mark.parametrize("rule", sorted(set(rules.RULES) - rules.TOTAL_RULES))
@pytest.mark.parametrize("reason", ["not_stated", "not_applicable"])
def test_a_null_keeps_its_reason(rule: str, reason: str) -> None:
    assert rules.derive(rule, [Missing(reason)]) == Missing(reason)


def test_rules_that_give_a_value_for_a_null() -> None:
    assert rules.derive("is_present", [Missing("not_stated")]) is False
    assert rules.derive("is_present", ["additional"]) is True
    assert rules.derive("as_of_basis", [Missing("not_stated")]) == "report_time"
    assert rules.derive("as_of_basis", ["Currently"]) == "stated"


@given(rule=st.sampled_from(sorted(rules.RULES)), text=st.text())
def test_rules_give_a_value_or_say_why_not(rule: str, text: str) -> None:
    with contextlib.suppress(RuleError):
        assert isinstance(rules.derive(rule, [text]), str | int | date | Missing)
