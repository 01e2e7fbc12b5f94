"""Rules that read dates, each as precisely as its words state it and no more.

The words name a day, month, season, year, decade or century, an interval from one to another, or
one of them with a word that qualifies it. The rules give the date in the Extended Date/Time Format
(EDTF, ISO 8601-2), and the first and the last day that the words allow.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from kazakhstan_assembly.derivation.times import PRECISIONS, Time, parse_time
from kazakhstan_assembly.derivation.values import Missing
from kazakhstan_assembly.document import english
from kazakhstan_assembly.document.matching import any_of
from kazakhstan_assembly.errors import RuleError

_CODES = {words: code for code, group in english.DATE_QUALIFIERS.items() for words in group}
_PART_WORDS = [words for words, code in _CODES.items() if code in english.PARTS_OF_TIMES]
_OTHER_WORDS = [words for words in _CODES if words not in _PART_WORDS]
_PART = re.compile(rf"(?:[Tt]he )?(?P<qualifier>(?i:{any_of(_PART_WORDS)}))[ -](?P<time>.+)")
_QUALIFIER = re.compile(rf"(?P<qualifier>(?i:{any_of(_OTHER_WORDS)}))(?: |(?<=\.))(?P<time>.+)")
_RANGE_WORDS = any_of(english.DATE_RANGE_JOINTS)
_OPENER = re.compile("(?:[Ff]rom|(?P<between>[Bb]etween)) ")
_JOINT = re.compile(rf" {_RANGE_WORDS} | ?[{english.DASHES}] ?")
_JOINT_OF_BETWEEN = re.compile(" and ")
_SHORT_YEAR = re.compile("[0-9]{2}")
_ONWARDS = re.compile(
    rf"(?:(?:[Ss]ince|[Ff]rom) )?(?P<time>.+?) "
    rf"(?:{any_of(english.ONWARDS)}|{_RANGE_WORDS} {any_of(english.PRESENT_TIMES)})"
)
_DAY_IN_FIGURES = re.compile(r"[0-9]{1,2}([./])[0-9]{1,2}\1[0-9]{2,4}")
_READS = (
    "the rules of dates read a day, month, season, year, decade or century, such as “9 May 1911”, "
    "“spring 1911” or “the early 1880s”, an interval, such as “9–12 May 1911”, and words such as "
    "“since June 1995” or “till 2007”"
)
_LONGEST_TEXT = 200
_NOT_APPLICABLE = Missing("not_applicable")
_NOT_STATED = Missing("not_stated")
_OPEN = Missing("open")


@dataclass(frozen=True)
class StatedDate:
    """A date as precisely as the report states it, and no more."""

    edtf: str
    start: date | Missing
    end: date | Missing
    precision: str
    qualifier: str | Missing
    is_period: bool = False


@lru_cache
def stated_date(text: str) -> StatedDate:
    """Read the words of a date.

    A time alone runs from its first to its last day: "March of 1995" from 1 to 31 March. "Early"
    does not say where its part of the time ends, "late" where it begins, and "mid" neither. A
    season has the ends of its year, for its months depend on the hemisphere.

    An interval runs from the first day of one time to the last day of another; its precision is
    that of the less precise one. "Since" has no end, "from" and "after" state none; "till", "by"
    and "before" state no start. What is dated "before", "by" or "after" a time has one date among
    those that EDTF writes as a set: [..1910] for "before 1911". "Circa" states neither end.

    A period is what lasts: an interval, or what has been so "since", "from" or "till" a time.

    Raises
    ------
    RuleError
        If the words have none of these forms, can be read in two ways, or name a day that the
        calendar lacks.
    """
    try:
        return _read(text)
    except (ValueError, OverflowError) as error:
        if isinstance(error, RuleError):
            raise
        raise RuleError(f"“{text}” is not a day of the calendar: {error}") from None


def _read(text: str) -> StatedDate:
    if len(text) > _LONGEST_TEXT:
        raise RuleError(f"“{text[:40]}…” is not a date: it has {len(text)} characters; {_READS}")
    for reader in (_read_time, _read_onwards, _read_interval, _read_part, _read_qualified):
        stated = reader(text)
        if stated is not None:
            return stated
    if _DAY_IN_FIGURES.fullmatch(text):
        raise RuleError(
            f"“{text}” is not a date that reads in one way: the day may come before or after the "
            f"month; {_READS}"
        )
    raise RuleError(f"“{text}” is not a date; {_READS}")


def _known_time(text: str, words: str) -> Time | None:
    """Return the time that some words of a text name; RuleError if its year is left out."""
    time = parse_time(words)
    if time is not None and time.year is None:
        raise RuleError(
            f"“{text}” is not a date with a year; quote the year too, or leave the date out"
        )
    return time


def _read_time(text: str) -> StatedDate | None:
    time = _known_time(text, text)
    return None if time is None else _stated(time)


def _stated(time: Time, qualifier: str | Missing = _NOT_APPLICABLE) -> StatedDate:
    return StatedDate(time.edtf, time.first_day(), time.last_day(), time.precision, qualifier)


# Words that qualify a time


def _read_part(text: str) -> StatedDate | None:
    """Read "early 1911", "mid-May 1911" and "the late 19th century"."""
    match = _PART.fullmatch(text)
    time = _known_time(text, match["time"]) if match else None
    if match is None or time is None:
        return None
    code = _CODES[match["qualifier"].lower()]
    return _part_of(_stated(time, code), code)


def _part_of(stated: StatedDate, code: str) -> StatedDate:
    """Return a time without the day at which its early, middle or late part is not bounded."""
    if code in {"early", "mid"}:
        stated = replace(stated, end=_NOT_STATED)
    if code in {"late", "mid"}:
        stated = replace(stated, start=_NOT_STATED)
    return stated


def _read_onwards(text: str) -> StatedDate | None:
    """Read "from 1911 on" and "1911 to the present", which say as much as "since 1911"."""
    match = _ONWARDS.fullmatch(text)
    time = _known_time(text, match["time"]) if match else None
    return None if time is None else _qualified("since", time, text)


def _read_qualified(text: str) -> StatedDate | None:
    """Read "since 1911", "till early 1911", "before 9 May 1911" and "c. 1911"."""
    match = _QUALIFIER.fullmatch(text)
    if match is None:
        return None
    code, words = _CODES[match["qualifier"].lower()], match["time"]
    part = _PART.fullmatch(words) if code != "circa" else None
    time = _known_time(text, part["time"] if part else words)
    part_code = _CODES[part["qualifier"].lower()] if part else None
    return None if time is None else _qualified(code, time, text, part_code)


def _qualified(code: str, time: Time, text: str, part: str | None = None) -> StatedDate:
    if time.precision in _PRECISIONS_REFUSED.get(code, ()):
        raise RuleError(
            f"“{text}” is not a date that EDTF can write, which has no “{code}” for a "
            f"{time.precision}; leave the cell null, or quote the {time.precision} alone"
        )
    stated = _stated(time, code)
    return _QUALIFIERS[code](_part_of(stated, part) if part else stated, time)


_PRECISIONS_REFUSED = {
    **dict.fromkeys(("since", "from", "till"), ("decade", "century")),
    **dict.fromkeys(("by", "before", "after", "circa"), ("season",)),
}


def _since(stated: StatedDate, _: Time) -> StatedDate:
    return replace(stated, edtf=f"{stated.edtf}/..", end=_OPEN, is_period=True)


def _from(stated: StatedDate, _: Time) -> StatedDate:
    return replace(stated, edtf=f"{stated.edtf}/", end=_NOT_STATED, is_period=True)


def _till(stated: StatedDate, _: Time) -> StatedDate:
    return replace(stated, edtf=f"/{stated.edtf}", start=_NOT_STATED, is_period=True)


def _by(stated: StatedDate, time: Time) -> StatedDate:
    edtf = f"[..{_time_around(time.last_day(), time.precision).edtf}]"
    return replace(stated, edtf=edtf, start=_NOT_STATED)


def _before(stated: StatedDate, time: Time) -> StatedDate:
    if isinstance(stated.start, Missing):
        # Before late 1911 may be within 1911.
        return _by(replace(stated, end=_NOT_STATED), time)
    last = stated.start - timedelta(days=1)
    edtf = f"[..{_time_around(last, time.precision).edtf}]"
    return replace(stated, edtf=edtf, start=_NOT_STATED, end=last)


def _after(stated: StatedDate, time: Time) -> StatedDate:
    if isinstance(stated.end, Missing):
        # After early 1911 may be within 1911.
        edtf = f"[{_time_around(time.first_day(), time.precision).edtf}..]"
        return replace(stated, edtf=edtf, start=_NOT_STATED)
    first = stated.end + timedelta(days=1)
    edtf = f"[{_time_around(first, time.precision).edtf}..]"
    return replace(stated, edtf=edtf, start=first, end=_NOT_STATED)


def _circa(stated: StatedDate, _: Time) -> StatedDate:
    return replace(stated, edtf=f"{stated.edtf}~", start=_NOT_STATED, end=_NOT_STATED)


_QUALIFIERS: dict[str, Callable[[StatedDate, Time], StatedDate]] = {
    "since": _since,
    "from": _from,
    "till": _till,
    "by": _by,
    "before": _before,
    "after": _after,
    "circa": _circa,
}


def _time_around(day: date, precision: str) -> Time:
    """Return the day, its month or its year: EDTF has no decade or century in a set."""
    if precision == "day":
        return Time("day", day.year, day.month, day.day)
    if precision == "month":
        return Time("month", day.year, day.month)
    return Time("year", day.year)


# Intervals


@dataclass(frozen=True)
class _End:
    """An end of an interval."""

    time: Time
    is_circa: bool

    @property
    def edtf(self) -> str:
        return f"{self.time.edtf}~" if self.is_circa else self.time.edtf


def _read_interval(text: str) -> StatedDate | None:
    """Read "9–12 May 1911", "April to June 1911", "from 1911 to c. 1913" and "1911–13"."""
    opener = _OPENER.match(text)
    start = opener.end() if opener else 0
    is_between = opener is not None and opener["between"] is not None
    for joint in (_JOINT_OF_BETWEEN if is_between else _JOINT).finditer(text, start):
        left, right = _end(text[start : joint.start()]), _end(text[joint.end() :])
        if left is None or right is None:
            continue
        if left.time.precision == "year" and _SHORT_YEAR.fullmatch(text, joint.end()):
            right = _long_year(left, right, joint[0], text)
        ends = _complete(left, right, text)
        if ends is not None:
            return _interval(*ends, text)
    return None


def _end(words: str) -> _End | None:
    """Return the end of an interval that some words name, or None if they name none."""
    match = _QUALIFIER.fullmatch(words)
    is_circa = match is not None and _CODES[match["qualifier"].lower()] == "circa"
    time = parse_time(match["time"] if match and is_circa else words)
    if time is None or (is_circa and time.precision in _PRECISIONS_REFUSED["circa"]):
        return None
    return _End(time, is_circa)


def _long_year(left: _End, right: _End, joint: str, text: str) -> _End:
    """Return the year that two digits behind a dash mean: in "1911–13" it is 1913."""
    first = left.time.year or 0
    year = first - first % 100 + (right.time.day or 0)
    if joint == "-" and year % 100 <= 12:
        raise RuleError(
            f"“{text}” is not a date that reads in one way: it may be a month in figures or an "
            f"interval of years; {_READS}"
        )
    if year <= first:
        raise RuleError(f"“{text}” is not an interval: its end is not after its start; {_READS}")
    return _End(Time("year", year), is_circa=False)


def _complete(left: _End, right: _End, text: str) -> tuple[_End, _End] | None:
    """Return the ends of an interval with the month and the year that the words state once.

    There is no interval if an end is a day and no words state its month.
    """
    first, last = left.time, right.time
    if first.precision == last.precision == "day":
        last = replace(last, month=last.month or first.month)  # "May 9–12, 1911"
        first = replace(first, month=first.month or last.month)  # "9–12 May 1911"
    if any(time.precision == "day" and time.month is None for time in (first, last)):
        return None
    if last.year is None:
        raise RuleError(f"“{text}” is not an interval with a year at its end; quote the year too")
    first = replace(first, year=first.year or last.year)
    return replace(left, time=first), replace(right, time=last)


def _interval(left: _End, right: _End, text: str) -> StatedDate:
    first, last = left.time.first_day(), right.time.last_day()
    if first > last:
        raise RuleError(f"“{text}” is not an interval: its end is before its start; {_READS}")
    return StatedDate(
        edtf=f"{left.edtf}/{right.edtf}",
        start=_NOT_STATED if left.is_circa else first,
        end=_NOT_STATED if right.is_circa else last,
        precision=max(left.time.precision, right.time.precision, key=PRECISIONS.index),
        qualifier="circa" if left.is_circa or right.is_circa else _NOT_APPLICABLE,
        is_period=True,
    )


# The rules


def date_edtf(text: str) -> str:
    """Return the date in the Extended Date/Time Format (ISO 8601-2): 1995-03, 199X, 2000-05/.. .

    What is dated "before", "by" or "after" a time has one date among those that EDTF writes as a
    set: "before 1911" is [..1910], "by 1911" is [..1911], "after 1911" is [1912..]. "The 1900s" are
    190X, and "the 19th century" is 18XX.
    """
    return stated_date(text).edtf


def date_start(text: str) -> date | Missing:
    """Return the first day that the words allow.

    Of a season it is the first day of its year, because its months depend on the hemisphere. It is
    null where the words state no start, as "till 2007", "before 1911", "circa 1911" and "late 1911"
    do not.
    """
    return stated_date(text).start


def date_end(text: str) -> date | Missing:
    """Return the last day that the words allow.

    Of a season it is the last day of its year. It is null where the words state no end: "since
    1911" is open, "from 1911", "after 1911", "circa 1911" and "early 1911" do not state it.
    """
    return stated_date(text).end


def date_precision(text: str) -> str:
    """Return how precise the words are: day, month, season, year, decade or century.

    An interval is as precise as the less precise one of its ends.
    """
    return stated_date(text).precision


def date_qualifier(text: str) -> str | Missing:
    """Return the code of the word that qualifies the date, such as early, since, till or circa."""
    return stated_date(text).qualifier


def period_end(text: str) -> str | Missing:
    """Return whether the words state the end of a period: stated, open or not_stated.

    A period is an interval, or what has been so "since", "from" or "till" a time. It is null where
    the words date a happening, such as "March 1995" or "before 1911", which is no period.
    """
    stated = stated_date(text)
    if not stated.is_period:
        return _NOT_APPLICABLE
    return stated.end.reason if isinstance(stated.end, Missing) else "stated"
