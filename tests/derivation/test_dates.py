"""The rules that read dates: on hard cases, and beside the library that reads EDTF."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Any

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kazakhstan_assembly.derivation import dates
from kazakhstan_assembly.derivation.dates import StatedDate, stated_date
from kazakhstan_assembly.derivation.values import Missing
from kazakhstan_assembly.errors import RuleError

NONE = Missing("not_applicable")
NOT_STATED = Missing("not_stated")
OPEN = Missing("open")
APRIL_TO_JUNE = (date(1911, 4, 1), date(1911, 6, 30))
MAY_1911_TO_1913 = (date(1911, 5, 1), date(1913, 12, 31))
IN_1911 = (date(1911, 1, 1), date(1911, 12, 31))


@pytest.mark.parametrize(
    ("text", "stated", "start", "end", "precision", "qualifier"),
    [
        ("March of 1995", "1995-03", date(1995, 3, 1), date(1995, 3, 31), "month", NONE),
        ("June 1995", "1995-06", date(1995, 6, 1), date(1995, 6, 30), "month", NONE),
        ("18 February 2005", "2005-02-18", date(2005, 2, 18), date(2005, 2, 18), "day", NONE),
        ("1 March 1995", "1995-03-01", date(1995, 3, 1), date(1995, 3, 1), "day", NONE),
        ("2003", "2003", date(2003, 1, 1), date(2003, 12, 31), "year", NONE),
        ("early 1990’s", "199X", date(1990, 1, 1), NOT_STATED, "decade", "early"),
        (
            "since May of 2000",
            "2000-05/..",
            date(2000, 5, 1),
            Missing("open"),
            "month",
            "since",
        ),
        ("till 2007", "/2007", Missing("not_stated"), date(2007, 12, 31), "year", "till"),
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
    assert dates.date_edtf(text) == stated
    assert dates.date_start(text) == start
    assert dates.date_end(text) == end
    assert dates.date_precision(text) == precision
    assert dates.date_qualifier(text) == qualifier
    assert edtf.parse_edtf(stated) is not None


@st.composite
def stated_words(draw: st.DrawFn) -> str:
    """Return the words of a date, as the report could have them."""
    day = draw(st.dates(min_value=date(1000, 1, 1)))
    month = f"{calendar.month_name[day.month]}{draw(st.sampled_from([' of', '']))} {day.year}"
    qualifier = draw(st.sampled_from(["", "early ", "since ", "till "]))
    decade = [f"{day.year // 10}0’s"] if qualifier in {"", "early "} else []
    stated = [f"{day.day} {month}", month, f"{day.year}", *decade]
    return qualifier + draw(st.sampled_from(stated))


@settings(deadline=None)  # the library is slow when it starts
@given(stated_words())
def test_start_and_end_are_those_that_edtf_gives(text: str) -> None:
    stated = stated_date(text)
    parsed = edtf.parse_edtf(stated.edtf)
    assert str(parsed) == stated.edtf
    sides = [parsed.lower, parsed.upper] if "/" in stated.edtf else [parsed, parsed]
    earliest, latest = sides[0], sides[-1]
    if isinstance(stated.start, date):
        assert date(*earliest.lower_strict()[:3]) == stated.start
    if isinstance(stated.end, date):
        assert date(*latest.upper_strict()[:3]) == stated.end
    assert isinstance(stated.start, Missing) == text.startswith("till")
    assert isinstance(stated.end, Missing) == text.startswith(("since", "early"))
    assert stated.is_period == text.startswith(("till", "since"))


@pytest.mark.parametrize(
    ("text", "stated", "start", "end", "precision", "qualifier"),
    [
        # Days in the usual orders
        *(
            (text, "1911-05-09", date(1911, 5, 9), date(1911, 5, 9), "day", NONE)
            for text in (
                "9 May 1911",
                "May 9, 1911",
                "May 9th, 1911",
                "May 9 1911",
                "9th of May 1911",
                "the 9th of May, 1911",
                "Tuesday, 9 May 1911",
                "Tuesday 9 May 1911",
                "ninth of May 1911",
                "the ninth May 1911",
            )
        ),
        ("9 Dec. 1911", "1911-12-09", date(1911, 12, 9), date(1911, 12, 9), "day", NONE),
        ("the twenty-first of May 1911", "1911-05-21", *2 * (date(1911, 5, 21),), "day", NONE),
        ("Sept. 1911", "1911-09", date(1911, 9, 1), date(1911, 9, 30), "month", NONE),
        ("February 1912", "1912-02", date(1912, 2, 1), date(1912, 2, 29), "month", NONE),
        # A season has the bounds of its year, in either hemisphere
        ("spring 1911", "1911-21", date(1911, 1, 1), date(1911, 12, 31), "season", NONE),
        ("the summer of 1911", "1911-22", date(1911, 1, 1), date(1911, 12, 31), "season", NONE),
        ("Fall 1911", "1911-23", date(1911, 1, 1), date(1911, 12, 31), "season", NONE),
        ("winter, 1911", "1911-24", date(1911, 1, 1), date(1911, 12, 31), "season", NONE),
        ("the year 1911", "1911", date(1911, 1, 1), date(1911, 12, 31), "year", NONE),
        *(
            (text, "188X", date(1880, 1, 1), date(1889, 12, 31), "decade", NONE)
            for text in ("the 1880s", "1880s", "1880’s", "1880's")
        ),
        ("the 1900s", "190X", date(1900, 1, 1), date(1909, 12, 31), "decade", NONE),
        *(
            (text, "18XX", date(1800, 1, 1), date(1899, 12, 31), "century", NONE)
            for text in ("the 19th century", "19th-century", "Nineteenth Century")
        ),
        ("the twenty-first century", "20XX", date(2000, 1, 1), date(2099, 12, 31), "century", NONE),
        # Words that qualify
        ("mid-1911", "1911", NOT_STATED, NOT_STATED, "year", "mid"),
        ("mid 1911", "1911", NOT_STATED, NOT_STATED, "year", "mid"),
        ("late in 1911", "1911", NOT_STATED, date(1911, 12, 31), "year", "late"),
        ("the late 1880s", "188X", NOT_STATED, date(1889, 12, 31), "decade", "late"),
        ("Early May 1911", "1911-05", date(1911, 5, 1), NOT_STATED, "month", "early"),
        ("until 2007", "/2007", Missing("not_stated"), date(2007, 12, 31), "year", "till"),
        ("up to May 1911", "/1911-05", NOT_STATED, date(1911, 5, 31), "month", "till"),
        ("until late 1911", "/1911", NOT_STATED, date(1911, 12, 31), "year", "till"),
        ("since early 1911", "1911/..", date(1911, 1, 1), Missing("open"), "year", "since"),
        ("until early 1911", "/1911", NOT_STATED, NOT_STATED, "year", "till"),
        ("since late 1911", "1911/..", NOT_STATED, OPEN, "year", "since"),
        ("before early 1911", "[..1910]", NOT_STATED, date(1910, 12, 31), "year", "before"),
        ("before late 1911", "[..1911]", NOT_STATED, NOT_STATED, "year", "before"),
        ("by early May 1911", "[..1911-05]", NOT_STATED, NOT_STATED, "month", "by"),
        ("after mid-1911", "[1911..]", NOT_STATED, NOT_STATED, "year", "after"),
        ("after late 1911", "[1912..]", date(1912, 1, 1), NOT_STATED, "year", "after"),
        ("since spring 1911", "1911-21/..", date(1911, 1, 1), OPEN, "season", "since"),
        ("from 1911 on", "1911/..", date(1911, 1, 1), OPEN, "year", "since"),
        ("1911 onwards", "1911/..", date(1911, 1, 1), OPEN, "year", "since"),
        ("from May 1911 to the present", "1911-05/..", date(1911, 5, 1), OPEN, "month", "since"),
        ("from 1911", "1911/", date(1911, 1, 1), NOT_STATED, "year", "from"),
        ("before 1911", "[..1910]", NOT_STATED, date(1910, 12, 31), "year", "before"),
        ("before May 1911", "[..1911-04]", NOT_STATED, date(1911, 4, 30), "month", "before"),
        ("prior to 1 May 1911", "[..1911-04-30]", NOT_STATED, date(1911, 4, 30), "day", "before"),
        ("before the 1880s", "[..1879]", NOT_STATED, date(1879, 12, 31), "decade", "before"),
        ("after 1911", "[1912..]", date(1912, 1, 1), NOT_STATED, "year", "after"),
        ("after 31 May 1911", "[1911-06-01..]", date(1911, 6, 1), NOT_STATED, "day", "after"),
        ("by 1911", "[..1911]", NOT_STATED, date(1911, 12, 31), "year", "by"),
        ("no later than May 1911", "[..1911-05]", NOT_STATED, date(1911, 5, 31), "month", "by"),
        *(
            (text, "1911~", NOT_STATED, NOT_STATED, "year", "circa")
            for text in ("circa 1911", "c. 1911", "c.1911", "ca. 1911", "about 1911", "around 1911")
        ),
        ("c. May 1911", "1911-05~", NOT_STATED, NOT_STATED, "month", "circa"),
        ("circa the 1880s", "188X~", NOT_STATED, NOT_STATED, "decade", "circa"),
        # Intervals
        *(
            (text, "1911-05-09/1911-05-12", date(1911, 5, 9), date(1911, 5, 12), "day", NONE)
            for text in (
                "9–12 May 1911",
                "9-12 May 1911",
                "9 – 12 May 1911",
                "9 to 12 May 1911",
                "9th to 12th of May 1911",
                "from 9 to 12 May 1911",
                "From 9 May until 12 May 1911",
                "between 9 and 12 May 1911",
                "May 9–12, 1911",
                "May 9 to 12, 1911",
                "9 May through 12 May 1911",
            )
        ),
        *(
            (text, "1911-04-30/1911-05-02", date(1911, 4, 30), date(1911, 5, 2), "day", NONE)
            for text in ("30 April to 2 May 1911", "April 30–May 2, 1911", "30 April–2 May 1911")
        ),
        (
            *("28 December 1910 to 2 January 1911", "1910-12-28/1911-01-02"),
            *(date(1910, 12, 28), date(1911, 1, 2), "day", NONE),
        ),
        ("April to June 1911", "1911-04/1911-06", *APRIL_TO_JUNE, "month", NONE),
        ("between April and June 1911", "1911-04/1911-06", *APRIL_TO_JUNE, "month", NONE),
        ("spring to autumn 1911", "1911-21/1911-23", *IN_1911, "season", NONE),
        *(
            (text, "1911/1913", date(1911, 1, 1), date(1913, 12, 31), "year", NONE)
            for text in ("1911–1913", "1911-1913", "1911 to 1913", "1911–13", "1911-13")
        ),
        ("1911–12", "1911/1912", date(1911, 1, 1), date(1912, 12, 31), "year", NONE),
        ("from May 1911 to 1913", "1911-05/1913", *MAY_1911_TO_1913, "year", NONE),
        ("1880s–1890s", "188X/189X", date(1880, 1, 1), date(1899, 12, 31), "decade", NONE),
        ("c. 1911–c. 1913", "1911~/1913~", NOT_STATED, NOT_STATED, "year", "circa"),
        ("from c. 1911 to 1913", "1911~/1913", NOT_STATED, date(1913, 12, 31), "year", "circa"),
    ],
)
def test_dates_of_other_reports(
    text: str,
    stated: str,
    start: date | Missing,
    end: date | Missing,
    precision: str,
    qualifier: str | Missing,
) -> None:
    found = stated_date(text)
    is_period = "/" in stated  # an interval of EDTF
    assert found == StatedDate(stated, start, end, precision, qualifier, is_period)
    assert dates.date_edtf(text) == stated
    assert str(edtf.parse_edtf(stated)) == stated


@st.composite
def times(draw: st.DrawFn) -> str:
    """Return the words of a time, as any report could have them."""
    day = draw(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
    month, year = calendar.month_name[day.month], f"{day.year}"
    written = {
        "day": (f"{day.day} {month} {year}", f"{month} {day.day}, {year}"),
        "month": (f"{month} {year}", f"{month} of {year}"),
        "year": (year,),
        "season": (f"autumn {year}", f"the spring of {year}"),
        "decade": (f"the {year[:3]}0s", f"{year[:3]}0’s"),
        "century": (f"the {day.year // 100 + 1}th century",),
    }
    return draw(st.sampled_from([words for forms in written.values() for words in forms]))


def _ends(stated: str) -> tuple[Any, Any]:
    """Return what the library makes of both ends of a date."""
    parsed = edtf.parse_edtf(stated)
    assert str(parsed) == stated
    return (parsed.lower, parsed.upper) if "/" in stated else (parsed, parsed)


_ANY = st.sampled_from(["", "mid-", "late ", "from ", "until ", "before ", "after ", "by ", "c. "])


@settings(deadline=None)
@given(_ANY, times())
def test_what_a_rule_reads_is_what_the_library_reads(qualifier: str, time: str) -> None:
    try:
        stated = stated_date(qualifier + time)
    except RuleError as error:
        assert "is not a date that EDTF can write" in str(error)  # noqa: PT017
        return
    earliest, latest = _ends(stated.edtf)
    if isinstance(stated.start, date):
        first = date(*earliest.lower_strict()[:3])
        assert first == stated.start or (stated.precision == "season" and first > stated.start)
    if isinstance(stated.end, date):
        last = date(*latest.upper_strict()[:3])
        assert last == stated.end or (stated.precision == "season" and last <= stated.end)
    if isinstance(stated.start, date) and isinstance(stated.end, date):
        assert stated.start <= stated.end
    unbounded = {"mid-", "c. "}
    has_start = qualifier not in {*unbounded, "late ", "until ", "before ", "by "}
    has_end = qualifier not in {*unbounded, "from ", "after "}
    assert isinstance(stated.start, date) == has_start
    assert isinstance(stated.end, date) == has_end


@settings(deadline=None)
@given(times(), times(), st.sampled_from(["{} to {}", "{}–{}", "from {} until {}"]))
def test_an_interval_runs_from_its_first_to_its_last_time(one: str, other: str, form: str) -> None:
    first, last = stated_date(one), stated_date(other)
    assert isinstance(first.start, date)
    assert isinstance(last.end, date)
    text = form.format(one, other)
    if first.start > last.end:
        with pytest.raises(RuleError, match="its end is before its start"):
            stated_date(text)
        return
    stated = stated_date(text)
    assert (stated.edtf, stated.start, stated.end) == (
        f"{first.edtf}/{last.edtf}",
        first.start,
        last.end,
    )
    _ends(stated.edtf)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("since 1911", "open"),
        ("1911 to the present", "open"),
        ("from 1911", "not_stated"),
        ("till 2007", "stated"),
        ("until late 1911", "stated"),
        ("until early 1911", "not_stated"),
        ("from 1911 to c. 1913", "not_stated"),
        ("1911–1913", "stated"),
        ("9–12 May 1911", "stated"),
        *((text, NONE) for text in ("9 May 1911", "May 1911", "spring 1911", "1911", "the 1880s")),
        *((text, NONE) for text in ("early 1911", "mid-1911", "late 1911", "before 1911")),
        *((text, NONE) for text in ("by 1911", "after 1911", "c. 1911")),
    ],
)
def test_the_end_of_a_period_is_stated_open_or_not_stated(text: str, status: str | Missing) -> None:
    assert dates.period_end(text) == status


@given(st.dates(date(1000, 1, 2), date(2999, 12, 31)))
def test_before_and_after_a_day_leave_it_out(day: date) -> None:
    words = f"{day.day} {calendar.month_name[day.month]} {day.year}"
    assert stated_date(f"before {words}").end == day - timedelta(days=1)
    assert stated_date(f"after {words}").start == day + timedelta(days=1)
    assert stated_date(f"by {words}").end == day


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("9 May", "is not a date with a year"),
        ("spring", "is not a date with a year"),
        ("9 May 1911 to 12 June", "is not an interval with a year at its end"),
        ("May 9–12", "is not an interval with a year at its end"),
        ("9/5/1911", "is not a date that reads in one way: the day may come before or after"),
        ("9.5.1911", "is not a date that reads in one way"),
        ("1911-12", "is not a date that reads in one way: it may be a month in figures"),
        ("1911-05", "is not a date that reads in one way"),
        ("1999–00", "is not an interval: its end is not after its start"),
        ("1913–1911", "is not an interval: its end is before its start"),
        ("12–9 May 1911", "is not an interval: its end is before its start"),
        ("30 February 1911", "is not a day of the calendar: day is out of range"),
        ("0000", "is not a day of the calendar"),
        ("after 9999", "is not a day of the calendar"),
        ("before 1 January 0001", "is not a day of the calendar"),
        ("0th century", "is not a day of the calendar"),
        ("since the 1990s", "EDTF can write, which has no “since” for a decade"),
        ("till the 19th century", "EDTF can write, which has no “till” for a century"),
        ("before spring 1911", "EDTF can write, which has no “before” for a season"),
        ("circa spring 1911", "EDTF can write, which has no “circa” for a season"),
        ("the eighties", "is not a date; the rules of dates read a day, .* such as “9 May 1911”"),
        ("1911/12", "is not a date;"),
        ("9 to 1911", "is not a date;"),
        ("18th to 19th century", "is not a date;"),
        ("early 1911–1913", "is not a date;"),
        ("1911 " * 50, "is not a date: it has 250 characters"),
    ],
)
def test_an_error_says_what_is_wrong_with_a_date(text: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        stated_date(text)


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
        stated_date(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_month_has_its_first_and_last_day_as_ends(day: date) -> None:
    stated = stated_date(f"{calendar.month_name[day.month]} of {day.year}")
    assert isinstance(stated.start, date)
    assert isinstance(stated.end, date)
    assert stated.start <= day <= stated.end
    assert (stated.start.month, stated.end.month) == (day.month, day.month)
    assert stated.edtf == f"{day:%Y-%m}"
