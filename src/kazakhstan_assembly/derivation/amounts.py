"""Amounts: numbers in numerals and number words, with the multipliers behind them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from kazakhstan_assembly.derivation.tokens import Tokens
from kazakhstan_assembly.document import english
from kazakhstan_assembly.errors import RuleError

MULTIPLIERS = {**english.SCALES, **english.COLLECTIVES}
_HUNDRED = english.SCALES["hundred"]
_LONGEST_NUMERAL = 40
_LARGEST_SCALE = 10**12
_NUMERAL = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]+)?")
_CURRENCY_SIGN = re.compile(f"[{english.CURRENCY_SIGNS}]")


class Kind(Enum):
    """What the words of a quantity state."""

    NUMBER = "a number"
    MIXED = "a number with a fraction"
    FRACTION = "a fraction"
    ORDINAL = "an ordinal"
    VAGUE = "no definite number"


@dataclass(frozen=True)
class Reading:
    """A value, what its last words multiply by, and the index of the token behind it."""

    value: Fraction
    behind: int
    scale: int = 1
    kind: Kind = Kind.NUMBER
    denominator: int | None = None  # as the words state it: 4 in "two quarters"


def fraction_reading(numerator: int, denominator: int, behind: int) -> Reading:
    value = Fraction(numerator, denominator)
    return Reading(value, behind, kind=Kind.FRACTION, denominator=denominator)


def read_amount(tokens: Tokens, index: int) -> Reading | None:
    """Read a number with the multipliers behind it: "12", "3.5 million", "two hundred and five"."""
    if index < len(tokens) and tokens[index].is_numeral:
        return _read_numeral(tokens, index)
    return _read_words(tokens, index)


def _read_numeral(tokens: Tokens, index: int) -> Reading:
    value, behind = parse_numeral(tokens[index].text), index + 1
    if tokens.is_attached(behind):
        share = share_of_sign(tokens.word(behind))
        if share is not None:
            return _mixed(_multiply(tokens, value + share, behind + 1))
        letters = english.SCALE_LETTERS.get(tokens.word(behind))
        is_money = _CURRENCY_SIGN.fullmatch(tokens.word(index - 1)) is not None
        if letters and is_money:  # elsewhere "5m" are metres
            return Reading(value * letters, behind + 1, letters)
    with_share, behind_share = _add_share(tokens, value, behind)
    reading = _multiply(tokens, with_share, behind_share)
    return reading if with_share == value else _mixed(reading)


def parse_numeral(text: str) -> Fraction:
    if len(text) > _LONGEST_NUMERAL:
        raise RuleError(f"“{text[:_LONGEST_NUMERAL]}…” has too many digits to be a number")
    if not _NUMERAL.fullmatch(text):
        raise RuleError(
            f"“{text}” is not an English numeral, which has commas between groups of three "
            "digits and one point before decimals, such as “80,000” or “3.5”"
        )
    return Fraction(text.replace(",", ""))


def share_of_sign(sign: str) -> Fraction | None:
    if len(sign) != 1 or unicodedata.category(sign) != "No":
        return None
    share = Fraction(unicodedata.numeric(sign)).limit_denominator(10)
    return share if share.denominator > 1 else None


def _add_share(tokens: Tokens, value: Fraction, behind: int) -> tuple[Fraction, int]:
    """Add "and a half" or "and three quarters" if it stands there."""
    share = read_words_of_fraction(tokens, behind + 1) if tokens.word(behind) == "and" else None
    if share is None or share.value >= 1:
        return value, behind
    return value + share.value, share.behind


def read_words_of_fraction(tokens: Tokens, index: int) -> Reading | None:
    """Read "two thirds", "one-third" and "a quarter"."""
    if tokens.word(index) in english.WORDS_FOR_ONE:
        behind = tokens.skip_hyphen(index + 1)
        denominator = english.SINGULAR_DENOMINATORS.get(tokens.word(behind))
        if denominator:
            return fraction_reading(1, denominator, behind + 1)
    count = _read_small(tokens, index)
    if count is None:
        return None
    behind = tokens.skip_hyphen(count.behind)
    denominator = english.PLURAL_DENOMINATORS.get(tokens.word(behind))
    return fraction_reading(int(count.value), denominator, behind + 1) if denominator else None


def _multiply(tokens: Tokens, value: Fraction, behind: int) -> Reading:
    """Multiply by the words behind a number: "million", "hundred thousand", "dozen"."""
    scale = 1
    # No number in use is larger; "million million million …" of a hostile text must have an end.
    while scale < _LARGEST_SCALE:
        multiplier = MULTIPLIERS.get(tokens.word(tokens.skip_hyphen(behind)))
        if multiplier is None:
            break
        value, scale = value * multiplier, scale * multiplier
        behind = tokens.skip_hyphen(behind) + 1
    return Reading(value, behind, scale)


def _mixed(reading: Reading) -> Reading:
    """Return a reading as one with a fraction, unless a multiplier made it whole."""
    is_whole = reading.value.denominator == 1
    return reading if is_whole else replace(reading, kind=Kind.MIXED)


def _read_words(tokens: Tokens, index: int) -> Reading | None:
    """Read number words, such as "one million two hundred and five thousand and twelve"."""
    first = _read_first_word(tokens, index)
    if first is None:
        return None
    if first.value.denominator > 1:  # "two and a half million"
        return _mixed(_multiply(tokens, first.value, first.behind))
    total, group, behind, scale = Fraction(0), first.value, first.behind, 1
    smallest = max(MULTIPLIERS.values()) + 1  # each multiplier is smaller than the one before it
    is_compound = False
    while True:
        place = tokens.skip_hyphen(behind)
        multiplier = MULTIPLIERS.get(tokens.word(place), 0)
        if multiplier == _HUNDRED and 0 < group < 100:
            group, scale, behind = group * 100, scale * 100, place + 1
            continue
        if group and 0 < multiplier < smallest and multiplier != _HUNDRED:
            total, group, smallest = total + group * multiplier, Fraction(0), multiplier
            scale, behind = scale * multiplier, place + 1
            continue
        following = _read_next_word(tokens, behind, is_open=group % 100 == 0 and smallest > 100)
        if following is None:
            return Reading(total + group, behind, 1 if is_compound else scale)
        group, behind, is_compound = group + following.value, following.behind, True


def _read_first_word(tokens: Tokens, index: int) -> Reading | None:
    """Read a number word below a hundred, or the "a" or nothing before "hundred"."""
    small = _read_small(tokens, index)
    if small is not None:
        return Reading(*_add_share(tokens, small.value, small.behind))
    place = index + 1 if tokens.word(index) in english.ARTICLES else index
    return Reading(Fraction(1), place) if tokens.word(place) in MULTIPLIERS else None


def _read_next_word(tokens: Tokens, index: int, *, is_open: bool) -> Reading | None:
    """Read the number word that goes on behind a multiplier: "(two hundred) and five"."""
    is_behind_multiplier = tokens.word(index - 1) in MULTIPLIERS
    if not (is_open and is_behind_multiplier):
        return None
    small = _read_small(tokens, index + 1 if tokens.word(index) == "and" else index)
    return small if small is not None and small.value else None


def _read_small(tokens: Tokens, index: int) -> Reading | None:
    """Read a number word below a hundred."""
    word = tokens.word(index)
    if word in english.SMALL_NUMBERS:
        return Reading(Fraction(english.SMALL_NUMBERS[word]), index + 1)
    if word not in english.TENS:
        return None
    behind = tokens.skip_hyphen(index + 1)
    ones = english.SMALL_NUMBERS.get(tokens.word(behind), 0)
    if 0 < ones < 10:
        return Reading(Fraction(english.TENS[word] + ones), behind + 1)
    return Reading(Fraction(english.TENS[word]), index + 1)
