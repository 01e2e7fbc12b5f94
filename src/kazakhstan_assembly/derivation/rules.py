"""The derivations: small pure functions from the report's words to typed values.

Every derived column of a table names one of these rules and the columns it reads
(``rule`` and ``from`` in its schema), so any cell can be recomputed by hand. A rule gets
one argument per column it reads and returns the value, or :class:`Missing` with the reason why
the words give none. It raises :class:`RuleError` for words it cannot read.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kazakhstan_assembly.derivation.values import Cell, Missing
from kazakhstan_assembly.document.spans import fold_spaces
from kazakhstan_assembly.errors import RuleError

ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}

_OPENING, _CLOSING = '“"', '”"'
_NUMERAL = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_BOUNDS = (("more than", "more_than"), ("up to", "at_most"), ("some", "approximately"))
_DATE = re.compile(
    r"(?:(?P<qualifier>early|since|till) )?"
    r"(?:(?:(?P<day>\d{1,2}) )?(?P<month>" + "|".join(MONTHS) + r") (?:of )?)?"
    r"(?P<year>\d{4})(?P<decade>[’']s)?"
)


def number(text: str) -> int:
    """Return the only numeral in `text`; a comma groups thousands: "more than 80,000" is 80000."""
    numerals: list[str] = _NUMERAL.findall(text)
    if len(numerals) != 1:
        raise RuleError(f"expected one numeral in “{text}”, found {len(numerals)}")
    return int(numerals[0].replace(",", ""))


def bound(text: str) -> str:
    """Return how the words before the numeral bound it, a code of the vocabulary ``bound``."""
    number(text)
    for words, code in _BOUNDS:
        if re.match(rf"{words}\b", text, re.IGNORECASE):
            return code
    return "exactly"


def ordinal(text: str) -> int:
    """Return the rank that an ordinal states: "first" is 1, "10th" is 10."""
    word = text.casefold()
    if word in ORDINALS:
        return ORDINALS.index(word) + 1
    if match := re.fullmatch(r"(\d+)(?:st|nd|rd|th)", word):
        return int(match[1])
    raise RuleError(f"“{text}” is not an ordinal from first to tenth or in figures")


def is_present(text: Cell) -> bool:
    """Return whether the report has the words."""
    return not isinstance(text, Missing)


def as_of_basis(text: Cell) -> str:
    """Return "stated" where words say as of when a number holds, else "report_time"."""
    return "stated" if is_present(text) else "report_time"


def unquoted(text: str) -> str:
    """Return the words between the outer quotation marks, curly or straight on either side."""
    if len(text) < 3 or text[0] not in _OPENING or text[-1] not in _CLOSING:
        raise RuleError(f"{text} does not run from an opening to a closing quotation mark")
    return text[1:-1]


def name(text: str) -> str:
    """Return a name without a leading article and without enclosing quotation marks."""
    bare = unquoted(text) if text.startswith(tuple(_OPENING)) else text
    return re.sub(r"^(?:the|an|a) ", "", bare, flags=re.IGNORECASE)


@dataclass(frozen=True)
class StatedDate:
    """A date as precisely as the report states it, and no more."""

    edtf: str
    start: date | Missing
    end: date | Missing
    precision: str
    qualifier: str | Missing


@lru_cache
def stated_date(text: str) -> StatedDate:
    """Read the words of a date.

    The grammar is the report's: an optional "early", "since" or "till", then a day, a month or
    a year; or a decade such as "1990’s", which may have "early" before it. "March of 1995" has
    the first and the last day of that month as its ends; "since" has no end and "till" no start.
    """
    match = _DATE.fullmatch(text)
    if match is None or (match["decade"] and not _is_decade(match)):
        raise RuleError(f"“{text}” is not a date; write for example “June 1995” or “till 2007”")
    try:
        edtf, start, end, precision = _calendar(match)
    except ValueError as error:
        raise RuleError(f"“{text}” is not a day of the calendar: {error}") from None
    qualifier = match["qualifier"]
    if qualifier == "since":
        return StatedDate(f"{edtf}/..", start, Missing("open"), precision, qualifier)
    if qualifier == "till":
        return StatedDate(f"../{edtf}", Missing("not_stated"), end, precision, qualifier)
    return StatedDate(edtf, start, end, precision, qualifier or Missing("not_applicable"))


def _is_decade(match: re.Match[str]) -> bool:
    """Return whether a year with “’s” is a decade; none has a month or is an end of an interval."""
    is_alone = not match["month"] and match["qualifier"] not in {"since", "till"}
    return is_alone and str(match["year"]).endswith("0")


def _calendar(match: re.Match[str]) -> tuple[str, date, date, str]:
    year = int(match["year"])
    if match["decade"]:
        return f"{year // 10}X", date(year, 1, 1), date(year + 9, 12, 31), "decade"
    if not match["month"]:
        return f"{year:04}", date(year, 1, 1), date(year, 12, 31), "year"
    month = MONTHS[match["month"]]
    if match["day"]:
        day = date(year, month, int(match["day"]))
        return day.isoformat(), day, day, "day"
    last = calendar.monthrange(year, month)[1]
    return f"{year:04}-{month:02}", date(year, month, 1), date(year, month, last), "month"


def date_edtf(text: str) -> str:
    """Return the date in the Extended Date/Time Format (ISO 8601-2): 1995-03, 199X, 2000-05/.. ."""
    return stated_date(text).edtf


def date_start(text: str) -> date | Missing:
    """Return the first day that the words allow."""
    return stated_date(text).start


def date_end(text: str) -> date | Missing:
    """Return the last day that the words allow."""
    return stated_date(text).end


def date_precision(text: str) -> str:
    """Return how precise the words are: day, month, year or decade."""
    return stated_date(text).precision


def date_qualifier(text: str) -> str | Missing:
    """Return the word that qualifies the date: early, since or till."""
    return stated_date(text).qualifier


RULES: dict[str, Callable[..., Cell]] = {
    rule.__name__: rule
    for rule in (
        number,
        bound,
        ordinal,
        is_present,
        as_of_basis,
        unquoted,
        name,
        date_edtf,
        date_start,
        date_end,
        date_precision,
        date_qualifier,
    )
}
# The type of column that each rule fills, where it is not string.
RULE_TYPES = {
    "number": "integer",
    "ordinal": "integer",
    "is_present": "boolean",
    "date_start": "date",
    "date_end": "date",
}
# Rules that give a value although the words they read are not there.
TOTAL_RULES = frozenset({"is_present", "as_of_basis"})
# Rules that may give a null although the words they read are there.
PARTIAL_RULES = frozenset({"date_start", "date_end", "date_qualifier"})


def summary(rule: str) -> str:
    """Return what a rule gives, as the first sentence of its docstring says."""
    text = RULES[rule].__doc__ or ""
    return fold_spaces(text.partition("\n\n")[0]).removeprefix("Return ").replace("`", "")


def derive(rule: str, inputs: Sequence[Cell]) -> Cell:
    """Return what `rule` makes of `inputs`; a null input gives a null with the same reason."""
    if rule not in TOTAL_RULES:
        for value in inputs:
            if isinstance(value, Missing):
                return value
    return RULES[rule](*inputs)
