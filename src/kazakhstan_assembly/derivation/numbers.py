"""Rules that read numbers: whole ones, decimals, ranges, fractions, ranks, bounds and units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from kazakhstan_assembly.derivation.amounts import Kind
from kazakhstan_assembly.derivation.quantities import Quantity, find_quantities
from kazakhstan_assembly.derivation.values import Missing
from kazakhstan_assembly.document import english
from kazakhstan_assembly.document.matching import any_of
from kazakhstan_assembly.errors import RuleError

# Words of a range hold two, or more where they can be joined in another way than they are meant.
_MOST_QUANTITIES = 4
_LARGEST = 2**63 - 1  # what Parquet and SQL hold as an integer
_CARDINALS = {
    number: word
    for word, number in {**english.SMALL_NUMBERS, **english.TENS, **english.SCALES}.items()
}
# What each rule reads, for its errors.
_READS = {
    "number": "one whole number, such as “more than 80,000”, “twenty-three” or “3.5 million”",
    "decimal": "one number with its decimals, such as “3.5 metres”",
    "lower": "a range or one number, such as “between 12 and 15”, “12–15” or “12”",
    "upper": "a range or one number, such as “between 12 and 15”, “12–15” or “15”",
    "numerator": "one fraction, such as “nearly two thirds” or “a quarter”",
    "denominator": "one fraction, such as “nearly two thirds” or “a quarter”",
    "bound": "the words of one number or range, such as “more than 10” or “up to 30”",
    "ordinal": "one rank, such as “first”, “twenty-first”, “hundredth” or “10th”",
}
_ADVICE = {
    Kind.NUMBER: "which the rule number reads",
    Kind.MIXED: "which the rules decimal, numerator and denominator read",
    Kind.FRACTION: "which the rules numerator and denominator read",
    Kind.ORDINAL: "which the rule ordinal reads",
    Kind.VAGUE: "which no rule reads, so its cell stays null",
}

_SIGN = rf"(?:[A-Z]{{1,2}})?[{english.CURRENCY_SIGNS}]"
_CODE = any_of(english.CURRENCY_CODES)
_PERCENT_CODES = {words: code for code, group in english.PERCENT_WORDS.items() for words in group}
_PERCENT = any_of(_PERCENT_CODES)
_UNIT_BEFORE = re.compile(rf"(?:(?<![A-Za-z])(?P<code>{_CODE}) ?|(?P<sign>{_SIGN}) ?)\Z")
_UNIT_BEHIND = re.compile(
    rf" ?(?:(?P<percent>{_PERCENT})|(?P<code>{_CODE})|(?P<sign>{_SIGN}))(?!\w)"
)

_BOUND_CODES = {words: code for code, group in english.BOUNDS_BEFORE.items() for words in group}
_BOUND_CODES_BEHIND = {
    words: code for code, group in english.BOUNDS_BEHIND.items() for words in group
}
_BOUND_BEFORE = re.compile(
    rf"(?<!\w)(?:(?:{any_of(english.DEGREES)} )?(?P<bound>{any_of(_BOUND_CODES)})"
    rf"|{any_of(english.ADDITIVES)}) ?\Z",
    re.IGNORECASE,
)
_BOUND_BEHIND = re.compile(rf"[ ,]*(?P<bound>{any_of(_BOUND_CODES_BEHIND)})(?!\w)", re.IGNORECASE)

_OPENER = re.compile(rf"(?<!\w){any_of(english.RANGE_OPENERS)} ", re.IGNORECASE)
# A hyphen joins two numerals; in words, as in "twenty-three", it joins the parts of one.
_BETWEEN_JOINT = re.compile(r" and ")
_JOINT = re.compile(
    rf" (?:up )?{any_of(english.RANGE_JOINTS)} | ?[–—] ?|(?<=[0-9%])(?:-| - )(?=[^\sA-Za-z])"
)


@dataclass(frozen=True)
class _Range:
    """The two numbers of a range, and where its words begin in their text."""

    start: int
    lower: Quantity
    upper: Quantity
    end: int


def number(text: str) -> int:
    """Return the only whole number in the words; e.g. "more than 80,000" is 80000.

    It may stand in numerals, in words or in both: "twenty-three", "two hundred and five",
    "3.5 million". A currency sign or a percent word may stand beside it.
    """
    return _whole(_only_number(text, "number", Kind.NUMBER).value, text)


def decimal(text: str) -> float:
    """Return the only number in the words with its decimals; e.g. "3.5 metres" is 3.5.

    A number that no float holds exactly as it is written is refused. The rules ``numerator`` and
    ``denominator`` read a fraction such as "two thirds" exactly.
    """
    value = _only_number(text, "decimal", Kind.NUMBER, Kind.MIXED).value
    if Fraction(repr(float(value))) != value:
        raise RuleError(
            f"“{text}” has no exact decimal of at most 15 digits; the rules numerator and "
            "denominator read a fraction exactly"
        )
    return float(value)


def lower(text: str) -> int:
    """Return the lower end of a range, or the only number; e.g. "between 12 and 15" is 12.

    The words of a range are "between … and …", "from … to …", "… to …", "… or …" or a dash.
    A multiplier that stands once is that of both ends: "2–3 million" begins at 2000000.
    """
    return _ends(text, "lower")[0]


def upper(text: str) -> int:
    """Return the upper end of a range, or the only number; e.g. "between 12 and 15" is 15."""
    return _ends(text, "upper")[1]


def numerator(text: str) -> int:
    """Return how many parts the words state; e.g. "nearly two thirds" is 2 of 3 parts.

    The fraction may be written as "two thirds", "half", "a quarter", "3/4", "½", "2½", "one in
    ten" or "two out of five".
    """
    return _only(text, "numerator", Kind.FRACTION, Kind.MIXED).numerator


def denominator(text: str) -> int:
    """Return into how many parts the words divide; e.g. "nearly two thirds" is 2 of 3 parts."""
    return _only(text, "denominator", Kind.FRACTION, Kind.MIXED).denominator


def unit_of_measurement(text: str) -> str | Missing:
    """Return the currency or the percent beside the number; e.g. "£4,200" is £.

    A currency is the sign or the ISO 4217 code that stands there, for a sign does not say which
    country's money it is. The codes of shares are ``percent``, ``per mille`` and
    ``percentage points``. A number without any of these has none, whatever is counted.
    """
    units = list(dict.fromkeys(_units(text)))
    if len(units) > 1:
        raise RuleError(
            f"“{text}” has more than one unit: {', '.join(units)}; quote one number with its unit, "
            "such as “£4,200” or “17 per cent”"
        )
    return units[0] if units else Missing("not_applicable")


def bound(text: str) -> str:
    """Return how the words beside the number bound it, a code of the vocabulary ``bound``.

    The codes are ``more_than``, ``at_least``, ``less_than``, ``at_most``, ``approximately``,
    ``range`` and, where no word bounds the number, ``unqualified``. Of several bounds the outermost
    is given: "up to some 30" is ``at_most``. A range with a bound has the code of the bound.
    """
    span = _find_range(text)
    if span is None:
        quantity = _only(text, "bound", Kind.NUMBER, Kind.MIXED, Kind.FRACTION)
        start, end, unbounded = quantity.start, quantity.end, "unqualified"
    else:
        start, end, unbounded = span.start, span.end, "range"
    return _bound_before(text[:start]) or _bound_behind(text[end:]) or unbounded


def ordinal(text: str) -> int:
    """Return the rank that an ordinal states; e.g. "first" is 1, "21st" is 21."""
    quantities = find_quantities(text)
    if [(found.kind, found.end - found.start) for found in quantities] == [
        (Kind.ORDINAL, len(text))
    ]:
        return quantities[0].numerator
    return _compound_rank(text)


def _compound_rank(text: str) -> int:
    """Return the rank of "hundred and first", which is "hundred and one" with another ending."""
    words = re.split(r"([ -])", text.lower())
    rank = english.SIMPLE_ORDINALS.get(words[-1])
    cardinal = _CARDINALS[rank] if rank else ""
    changed = "".join([*words[:-1], cardinal])
    quantities = find_quantities(changed) if cardinal else []
    if [(found.kind, found.end - found.start) for found in quantities] != [
        (Kind.NUMBER, len(changed))
    ]:
        raise RuleError(f"“{text}” is not an ordinal; the rule ordinal reads {_READS['ordinal']}")
    return quantities[0].numerator


# One number


def _only(text: str, rule: str, *kinds: Kind) -> Quantity:
    """Return the only quantity in the words; a rank beside it is none: "the first 12"."""
    quantities = find_quantities(text)
    without_ranks = [found for found in quantities if found.kind is not Kind.ORDINAL]
    found = without_ranks or quantities
    if len(found) != 1:
        raise RuleError(
            f"expected one number in “{text}”, found {len(found)}; the rule {rule} reads "
            f"{_READS[rule]}"
        )
    if found[0].kind not in kinds:
        raise RuleError(
            f"“{text}” states {found[0].kind.value}, {_ADVICE[found[0].kind]}; the rule {rule} "
            f"reads {_READS[rule]}"
        )
    return found[0]


def _only_number(text: str, rule: str, *kinds: Kind) -> Quantity:
    if _find_range(text) is not None:
        raise RuleError(f"“{text}” is a range; the rules lower and upper read its ends")
    return _only(text, rule, *kinds)


def _whole(value: Fraction, text: str) -> int:
    if value.denominator != 1:
        raise RuleError(
            f"“{text}” does not state a whole number; the rule decimal reads one number with "
            "decimals, such as “3.5”"
        )
    if abs(value) > _LARGEST:
        raise RuleError(f"“{text}” is more than a table can hold; the most is {_LARGEST:,}")
    return int(value)


# Ranges


def _ends(text: str, rule: str) -> tuple[int, int]:
    span = _find_range(text)
    if span is None:
        value = _whole(_only(text, rule, Kind.NUMBER).value, text)
        return value, value
    low, high = span.lower.value, span.upper.value
    shared = low * span.upper.scale
    if span.lower.scale == 1 and shared <= high:  # "2–3 million"
        low = shared
    if low > high:
        raise RuleError(
            f"“{text}” is a range that goes down from {low} to {high}; the rule {rule} reads "
            f"{_READS[rule]}"
        )
    return _whole(low, text), _whole(high, text)


def _find_range(text: str) -> _Range | None:
    """Return the range in some words, or None if there is none."""
    if len(find_quantities(text)) > _MOST_QUANTITIES:
        return None
    opener = _OPENER.search(text)
    start = opener.end() if opener else 0
    is_between = opener is not None and opener[0].lower() == "between "
    joint = _BETWEEN_JOINT if is_between else _JOINT
    places = (match.span() for match in joint.finditer(text, start))
    ranges = [span for place in places if (span := _range_at(text, start, place))]
    if len(ranges) > 1:  # "two hundred and one thousand and one": from 200 to 1001
        ranges = [span for span in ranges if span.lower.value <= span.upper.value]
    if len(ranges) > 1:
        raise RuleError(f"“{text}” can be read as more than one range; quote the words of one")
    if ranges and opener:
        return replace(ranges[0], start=opener.start())
    return ranges[0] if ranges else None


def _range_at(text: str, start: int, joint: tuple[int, int]) -> _Range | None:
    """Return the range whose ends stand directly before and behind a joint."""
    before, behind = text[start : joint[0]], text[joint[1] :]
    quantities = [*find_quantities(before), *find_quantities(behind)]
    if [found.kind for found in quantities] != [Kind.NUMBER] * 2:
        return None
    low, high = quantities
    if low.end > len(before) or not _is_unit(before[low.end :], _UNIT_BEHIND):
        return None
    if not _is_unit(behind[: high.start], _UNIT_BEFORE):
        return None
    return _Range(start + low.start, low, high, joint[1] + high.end)


def _is_unit(words: str, pattern: re.Pattern[str]) -> bool:
    return not words or pattern.fullmatch(words) is not None


# Bounds and units


def _bound_before(words: str) -> str | None:
    """Return the code of the outermost bound that ends some words."""
    code = None
    words = _without_unit(words)
    while match := _BOUND_BEFORE.search(words):
        code = _BOUND_CODES[match["bound"].lower()] if match["bound"] else code
        words = words[: match.start()]
    return code


def _without_unit(words: str) -> str:
    match = _UNIT_BEFORE.search(words)
    return words[: match.start()] if match else words


def _bound_behind(words: str) -> str | None:
    unit = _UNIT_BEHIND.match(words)
    match = _BOUND_BEHIND.match(words, unit.end() if unit else 0)
    return _BOUND_CODES_BEHIND[match["bound"].lower()] if match else None


def _units(text: str) -> Iterator[str]:
    for quantity in find_quantities(text):
        before = _UNIT_BEFORE.search(text[: quantity.start])
        behind = _UNIT_BEHIND.match(text, quantity.end)
        if before:
            yield before["code"] or before["sign"]
        if behind:
            yield _PERCENT_CODES.get(behind["percent"], behind["code"] or behind["sign"])
