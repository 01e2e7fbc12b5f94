"""Times: the days, months, seasons, years, decades and centuries that English words name."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from kazakhstan_assembly.document import english
from kazakhstan_assembly.document.matching import any_of

# Codes of the vocabulary `date_precision`, the most precise one first.
PRECISIONS = ("day", "month", "season", "year", "decade", "century")
_MONTH_NUMBERS = {**english.MONTHS, **english.MONTH_ABBREVIATIONS}
_DAYS_IN_WORDS = {word: number for word, number in english.ORDINALS.items() if number <= 31}
_FIRST_SEASON = 20  # EDTF numbers the spring 21

_ENDING = any_of(english.ORDINAL_ENDINGS)
_DAY = rf"(?:(?P<day>[0-9]{{1,2}}){_ENDING}?|(?P<day_in_words>(?i:{any_of(_DAYS_IN_WORDS)})))"
_MONTH = rf"(?:(?P<month>{any_of(_MONTH_NUMBERS)})\.?)"
_YEAR = r"(?P<year>[0-9]{4})"
_OF_YEAR = rf"(?:,? (?:of )?{_YEAR})"
_RANK = rf"(?P<rank>[0-9]{{1,2}}{_ENDING}|(?i:{any_of(english.ORDINALS)}))"
_WEEKDAY = rf"(?:{any_of(english.WEEKDAYS)},? )?"
_THE = "(?:[Tt]he )?"
_FORMS = tuple(
    (precision, re.compile(form))
    for precision, form in (
        ("day", rf"{_WEEKDAY}{_THE}{_DAY} (?:of )?{_MONTH}{_OF_YEAR}?"),
        ("day", rf"{_WEEKDAY}{_MONTH} {_DAY}{_OF_YEAR}?"),
        ("month", rf"{_MONTH}{_OF_YEAR}?"),
        ("season", rf"{_THE}(?P<season>(?i:{any_of(english.SEASONS)})){_OF_YEAR}?"),
        ("year", rf"(?:{_THE}year )?{_YEAR}"),
        ("decade", rf"{_THE}{_YEAR}[’']?s"),
        ("century", rf"{_THE}{_RANK}[ -][Cc]entury"),
        ("day", rf"{_THE}{_DAY}(?:, {_YEAR})?"),  # at an end of a range: "9–12 May", "9–12, 1911"
    )
)


@dataclass(frozen=True)
class Time:
    """A day, month, season, year, decade or century; what the words leave out is None."""

    precision: str
    year: int | None = None  # of a decade or a century the first
    month: int | None = None
    day: int | None = None
    season: int | None = None

    @property
    def edtf(self) -> str:
        """The time in the Extended Date/Time Format; its year has to be known."""
        year = self.year or 0
        if self.precision == "century":
            return f"{year // 100:02}XX"
        if self.precision == "decade":
            return f"{year // 10:03}X"
        if self.precision == "season":
            return f"{year:04}-{_FIRST_SEASON + (self.season or 0)}"
        parts = [f"{number:02}" for number in (self.month, self.day) if number is not None]
        return "-".join([f"{year:04}", *parts])

    def first_day(self) -> date:
        """Return the first day of the time; ValueError if the calendar has none.

        Of a season it is the first day of the year, because the months of a season depend on the
        hemisphere, which the words do not state.
        """
        return date(self.year or 0, self.month or 1, self.day or 1)

    def last_day(self) -> date:
        """Return the last day of the time, of a season that of the year."""
        year = self.year or 0
        if self.precision in {"decade", "century"}:
            years = 10 if self.precision == "decade" else 100
            return date(year + years - 1, 12, 31)
        month = self.month or 12
        return date(year, month, self.day or calendar.monthrange(year, month)[1])


def parse_time(text: str) -> Time | None:
    """Return the time that some words name, or None if they name none.

    A decade is the ten years that share three digits, "the 1900s" from 1900 to 1909. A century is
    the hundred years that share two, as in EDTF, "the 19th century" from 1800 to 1899.
    """
    for precision, form in _FORMS:
        match = form.fullmatch(text)
        if match is not None:
            return _time(precision, match.groupdict())
    return None


def _time(precision: str, words: dict[str, str | None]) -> Time | None:
    year, month, season = words.get("year"), words.get("month"), words.get("season")
    rank = words.get("rank")
    if precision == "century":
        return Time(precision, 100 * (_rank(rank or "") - 1))
    if precision == "decade" and not str(year).endswith("0"):
        return None
    return Time(
        precision=precision,
        year=int(year) if year else None,
        month=_MONTH_NUMBERS[month] if month else None,
        day=_day(words),
        season=english.SEASONS[season.lower()] if season else None,
    )


def _day(words: dict[str, str | None]) -> int | None:
    day, day_in_words = words.get("day"), words.get("day_in_words")
    if day_in_words:
        return _rank(day_in_words)
    return int(day) if day else None


def _rank(word: str) -> int:
    """Return the rank of an ordinal in words or in figures."""
    return english.ORDINALS.get(word.lower()) or int(word[:-2])
