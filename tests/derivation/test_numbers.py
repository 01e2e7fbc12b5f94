"""The rules that read numbers, ranges, fractions, ranks, bounds and units."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kazakhstan_assembly.derivation import numbers
from kazakhstan_assembly.derivation.rules import RULES
from kazakhstan_assembly.derivation.values import Missing
from kazakhstan_assembly.errors import RuleError

_ONES = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_RANKS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def spell(number: int, joint: str = " and ") -> str:
    """Return the words of a number below 10**15, as British English writes them."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        ten, one = divmod(number, 10)
        return _TENS[ten - 2] + (f"-{_ONES[one]}" if one else "")
    if number < 1000:
        many, rest = divmod(number, 100)
        return f"{_ONES[many]} hundred" + (f"{joint}{spell(rest)}" if rest else "")
    for scale, word in (
        (10**12, "trillion"),
        (10**9, "billion"),
        (10**6, "million"),
        (10**3, "thousand"),
    ):
        if number >= scale:
            many, rest = divmod(number, scale)
            behind = (joint if rest < 100 else " ") + spell(rest, joint) if rest else ""
            return f"{spell(many, joint)} {word}{behind}"
    raise AssertionError


def rank(number: int) -> str:
    """Return the ordinal of a number in words."""
    before, _, last = spell(number).rpartition("-" if number % 100 > 20 else " ")
    if last.endswith("y"):
        ordinal = last.removesuffix("y") + "ieth"
    else:
        ordinal = _RANKS.get(last, last + "th")
    separator = "-" if number % 100 > 20 and number % 10 else " "
    return f"{before}{separator}{ordinal}" if before else ordinal


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("some 470", 470, "approximately"),
        ("up to 30", 30, "at_most"),
        ("more than 80,000", 80000, "more_than"),
        ("more than 10", 10, "more_than"),
        ("additional 179", 179, "unqualified"),
        ("101", 101, "unqualified"),
        ("1.", 1, "unqualified"),
        ("ten", 10, "unqualified"),
        ("Twenty-three men", 23, "unqualified"),
        ("a hundred", 100, "unqualified"),
        ("nearly two hundred and five", 205, "approximately"),
        ("3.5 million", 3_500_000, "unqualified"),
        ("two and a half million", 2_500_000, "unqualified"),
        ("half a dozen", 6, "unqualified"),
        ("three score", 60, "unqualified"),
        ("well over £4,200", 4200, "more_than"),
        ("£3.5m or so", 3_500_000, "approximately"),
        ("5m", 5, "unqualified"),  # metres, for no currency stands before it
        ("at least 17 per cent", 17, "at_least"),
        ("17% or more", 17, "at_least"),
        ("no more than twelve", 12, "at_most"),
        ("not more than some 12", 12, "at_most"),
        ("fewer than 12", 12, "less_than"),
        ("just under 12", 12, "less_than"),
        ("in excess of 12", 12, "more_than"),
        ("c. 12", 12, "approximately"),
        ("almost another 12", 12, "approximately"),
        ("exactly 12", 12, "exactly"),
        ("the first 12", 12, "unqualified"),
        ("minus five", -5, "unqualified"),
        ("−5", -5, "unqualified"),
        ("one hundred and twenty thousand", 120_000, "unqualified"),
    ],
)
def test_number_and_bound(text: str, value: int, bound: str) -> None:
    assert numbers.number(text) == value
    assert numbers.bound(text) == bound
    assert numbers.lower(text) == numbers.upper(text) == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "expected one number in “”, found 0"),
        ("some", "found 0"),
        ("11 and 12", "found 2"),
        ("one hundred and two and three", "found 2"),
        ("two hundred and five hundred", "found 2"),
        ("a million and a half", "found 2"),
        ("10th", "an ordinal, which the rule ordinal reads"),
        ("nearly two thirds", "a fraction, which the rules numerator and denominator read"),
        ("two and a half", "a number with a fraction"),
        ("hundreds", "no definite number"),
        ("several hundred", "no definite number"),
        ("a couple of thousand", "no definite number"),
        ("3.5 metres", "not state a whole number; the rule decimal"),
        ("between 12 and 15", "is a range; the rules lower and upper"),
        ("1.000.000", "not an English numeral"),
        ("11,12", "not an English numeral"),
        ("9" * 30, "more than a table can hold"),
        ("9" * 50, "too many digits"),
        ("a " * 200 + "5", "quote the words of the number alone"),
    ],
)
def test_number_refuses_words_without_one_whole_number(text: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        numbers.number(text)


@given(st.integers(min_value=0, max_value=10**9))
def test_number_reads_back_what_is_printed_with_commas(value: int) -> None:
    assert numbers.number(f"more than {value:,}") == value


@given(st.integers(0, 10**15 - 1), st.sampled_from([" and ", " "]), st.booleans())
def test_number_reads_back_what_is_spelt(value: int, joint: str, is_capital: bool) -> None:
    words = spell(value, joint)
    assert numbers.number(words.capitalize() if is_capital else words) == value


@given(
    st.decimals(0, 1000, places=2),
    st.sampled_from([("", 1), (" million", 10**6), (" thousand", 10**3)]),
)
def test_decimal_reads_back_what_is_printed(value: float, scale: tuple[str, int]) -> None:
    found = numbers.decimal(f"some {value}{scale[0]} metres")
    assert Fraction(repr(found)) == Fraction(value) * scale[1]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.5 metres", 3.5),
        ("0.75", 0.75),
        (".75", 0.75),
        ("12", 12.0),
        ("£1,234.50", 1234.5),
        ("3½", 3.5),
        ("two and three quarters", 2.75),
        ("-1.5", -1.5),
    ],
)
def test_decimal(text: str, value: float) -> None:
    assert numbers.decimal(text) == value
    assert isinstance(numbers.decimal(text), float)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("two thirds", "a fraction, which the rules numerator and denominator read"),
        ("two and a third", "no exact decimal"),
        ("0.1234567890123456789", "no exact decimal"),
        ("3.5–4.5", "is a range"),
        ("metres", "found 0"),
        ("1 " + "trillion " * 32, "found 32"),  # more than a float can hold
    ],
)
def test_decimal_invents_no_precision(text: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        numbers.decimal(text)


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("between 12 and 15", 12, 15),
        ("Between twelve and fifteen men", 12, 15),
        ("from 12 to 15", 12, 15),
        ("12 to 15", 12, 15),
        ("12–15", 12, 15),
        ("12-15", 12, 15),
        ("twelve – fifteen", 12, 15),
        ("two or three", 2, 3),
        ("from 12 up to 15", 12, 15),
        ("between two hundred and five hundred", 200, 500),
        ("between one hundred and two and three hundred", 102, 300),
        ("2–3 million", 2_000_000, 3_000_000),
        ("2.5 to 3 million", 2_500_000, 3_000_000),
        ("three or four hundred", 300, 400),
        ("from 900 to 1 million", 900, 1_000_000),
        ("£12–15", 12, 15),
        ("£12 to £15", 12, 15),
        ("12 per cent to 15 per cent", 12, 15),
        ("-5 to -3", -5, -3),
    ],
)
def test_a_range_has_two_ends(text: str, lower: int, upper: int) -> None:
    assert (numbers.lower(text), numbers.upper(text)) == (lower, upper)
    assert numbers.bound(text) == "range"


def test_a_bound_before_a_range_is_its_bound() -> None:
    assert numbers.bound("about 12 to 15") == "approximately"
    assert numbers.bound("up to between 12 and 15") == "at_most"


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.booleans())
def test_ends_of_a_range_are_read_back(start: int, length: int, is_spelt: bool) -> None:
    end = start + length
    assume(end % 100)  # "two to three hundred" shares its hundred
    ends = (spell(start), spell(end)) if is_spelt else (f"{start:,}", f"{end:,}")
    for text in ("between {} and {}", "from {} to {}", "some {} to {}"):
        words = text.format(*ends)
        try:
            assert (numbers.lower(words), numbers.upper(words)) == (start, end)
        except RuleError as error:  # "between one thousand and two hundred and twenty thousand"
            assume(not (is_spelt and "more than one range" in str(error)))
            raise


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("15 to 12", "goes down from 15 to 12"),
        ("1911–13", "goes down from 1911 to 13"),
        ("12 men or 15 boys", "found 2"),
        ("3.5 to 4", "not state a whole number"),
        ("a third to a half", "found 2"),
        ("from 5 to 12 to 15", "found 3"),
        ("between one thousand and two hundred and twenty thousand", "more than one range"),
    ],
)
def test_what_is_no_range_of_whole_numbers_is_refused(text: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        numbers.lower(text)


def test_a_hyphen_within_a_number_makes_no_range() -> None:
    assert numbers.lower("twenty-three to be sure") == 23
    assert numbers.upper("a hundred-odd") == 100


@pytest.mark.parametrize(
    ("text", "numerator", "denominator"),
    [
        ("nearly two thirds", 2, 3),
        ("two-thirds", 2, 3),
        ("half", 1, 2),
        ("a half", 1, 2),
        ("a quarter of them", 1, 4),
        ("three quarters", 3, 4),
        ("one third", 1, 3),
        ("two quarters", 2, 4),  # as the words state it
        ("seven eighths", 7, 8),
        ("twenty-one hundredths", 21, 100),
        ("3/4", 3, 4),
        ("½", 1, 2),
        ("2½", 5, 2),
        ("one and a half", 3, 2),
        ("one in ten", 1, 10),
        ("two out of five", 2, 5),
        ("2 out of 5", 2, 5),
    ],
)
def test_fractions_are_exact(text: str, numerator: int, denominator: int) -> None:
    assert (numbers.numerator(text), numbers.denominator(text)) == (numerator, denominator)


@given(st.integers(1, 99), st.integers(3, 99))
def test_a_fraction_in_words_is_read_back(part: int, whole: int) -> None:
    assume(whole % 10 != 2 or whole == 12)  # "seconds" divide nothing
    assume(whole <= 20 or whole % 10 == 0)  # one word
    text = f"almost {spell(part)} {rank(whole)}s"
    assert (numbers.numerator(text), numbers.denominator(text)) == (part, whole)
    assert numbers.bound(text) == "approximately"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("12", "a number, which the rule number reads; the rule numerator reads one fraction"),
        ("3.5", "a number"),
        ("the third session", "an ordinal"),
        ("a second", "an ordinal"),
        ("one in 1911", "found 2"),
        ("six out of five", "found 2"),
        ("9/5/1911", "found 3"),
        ("5/0", "found 2"),
        ("two thirds and a half", "found 2"),
        ("", "found 0"),
    ],
)
def test_what_is_no_fraction_is_refused(text: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        numbers.numerator(text)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("£4,200", "£"),
        ("more than £ 4,200", "£"),
        ("US$5m", "US$"),
        ("KZT 500", "KZT"),
        ("500 KZT", "KZT"),
        ("30€", "€"),
        ("17 per cent", "percent"),
        ("17%", "percent"),
        ("nearly seventeen percent", "percent"),
        ("2 percentage points", "percentage points"),
        ("3 ‰", "per mille"),
        ("£12–15", "£"),
        ("12% to 15%", "percent"),
        ("12 metres", Missing("not_applicable")),
        ("12 percentiles", Missing("not_applicable")),
        ("twelve", Missing("not_applicable")),
    ],
)
def test_unit_of_measurement(text: str, unit: str | Missing) -> None:
    assert numbers.unit_of_measurement(text) == unit


def test_a_number_has_one_unit() -> None:
    with pytest.raises(RuleError, match=r"more than one unit: £, \$"):
        numbers.unit_of_measurement("£5 and $3")


@pytest.mark.parametrize("text", ["10th", "hundreds", "12 men or 15 boys", ""])
def test_what_states_no_number_has_no_bound(text: str) -> None:
    with pytest.raises(RuleError, match="the rule bound reads"):
        numbers.bound(text)


@given(st.integers(1, 999))
def test_ordinals_are_read_back(number: int) -> None:
    assert numbers.ordinal(rank(number)) == number
    assert numbers.ordinal(rank(number).upper()) == number
    assert numbers.ordinal(rank(number).replace(" and ", " ")) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("first", 1),
        ("tenth", 10),
        ("eleventh", 11),
        ("Twenty-first", 21),
        ("twenty first", 21),
        ("ninety-ninth", 99),
        ("hundredth", 100),
        ("one hundredth", 100),
        ("hundred and first", 101),
        ("10th", 10),
        ("21st", 21),
        ("1,000th", 1000),
    ],
)
def test_ordinals(text: str, number: int) -> None:
    assert numbers.ordinal(text) == number


@pytest.mark.parametrize(
    "text", ["", "ten", "the first", "first session", "two first", "tenth-first", "1.5th", "10"]
)
def test_what_is_no_ordinal_is_refused(text: str) -> None:
    with pytest.raises(RuleError, match="is not an ordinal; the rule ordinal reads one rank"):
        numbers.ordinal(text)


@pytest.mark.parametrize(
    "text", ["million " * 30, "one million " * 25, "5 to " * 50, "a hundred and " * 20, "1/" * 140]
)
def test_hostile_words_take_no_time(text: str) -> None:
    begin = time.perf_counter()
    for rule in ("number", "decimal", "lower", "numerator", "unit_of_measurement", "bound"):
        with pytest.raises(RuleError):
            raise RuleError(str(RULES[rule](text)))
    assert time.perf_counter() - begin < 1
