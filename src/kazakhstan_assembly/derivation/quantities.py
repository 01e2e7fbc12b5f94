"""Quantities: where English words or numerals state a number, a fraction or a rank.

The reading is greedy: from the left, each quantity takes all the words that belong to it, so
"two hundred and five" is one quantity and "11 and 12" are two. Values are fractions of whole
numbers and therefore exact.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from kazakhstan_assembly.derivation.amounts import (
    MULTIPLIERS,
    Kind,
    Reading,
    fraction_reading,
    parse_numeral,
    read_amount,
    read_words_of_fraction,
    share_of_sign,
)
from kazakhstan_assembly.derivation.tokens import Tokens
from kazakhstan_assembly.document import english
from kazakhstan_assembly.errors import RuleError

_LARGEST_SHARE = 1000
_LONGEST_TEXT = 300


@dataclass(frozen=True)
class Quantity:
    """A number that words state, and where they stand in their text.

    ``scale`` is what the last words multiply by, 1,000,000 in "3.5 million" and 1 in "350".
    """

    kind: Kind
    start: int
    end: int
    numerator: int
    denominator: int = 1
    scale: int = 1

    @property
    def value(self) -> Fraction:
        return Fraction(self.numerator, self.denominator)


def find_quantities(text: str) -> list[Quantity]:
    """Return the quantities of a text in their order.

    Raises
    ------
    RuleError
        If a numeral has commas or points where English has none, or the text is too long to be
        the words of a number.
    """
    if len(text) > _LONGEST_TEXT:
        raise RuleError(
            f"“{text[:40]}…” has {len(text)} characters; quote the words of the number alone"
        )
    tokens = Tokens(text)
    quantities: list[Quantity] = []
    index = 0
    while index < len(tokens):
        reading = _read(tokens, index)
        if reading is None:
            index += 1
            continue
        quantities.append(_quantity(tokens, index, reading))
        index = reading.behind
    return quantities


def _quantity(tokens: Tokens, index: int, reading: Reading) -> Quantity:
    denominator = reading.denominator or reading.value.denominator
    return Quantity(
        kind=reading.kind,
        start=tokens[index].start,
        end=tokens[reading.behind - 1].end,
        numerator=int(reading.value * denominator),
        denominator=denominator,
        scale=reading.scale,
    )


def _read(tokens: Tokens, index: int) -> Reading | None:
    for reader in (_read_vague, _read_negative, _read_fraction, _read_ordinal, read_amount):
        reading = reader(tokens, index)
        if reading is not None:
            return reading
    return None


def _read_vague(tokens: Tokens, index: int) -> Reading | None:
    """Read "hundreds" and "several hundred", which state no definite number."""
    if tokens.word(index) in english.VAGUE_NUMBERS:
        return Reading(Fraction(0), index + 1, kind=Kind.VAGUE)
    for words in english.VAGUE_COUNTS:
        behind = index + len(words)
        is_here = all(tokens.word(index + n) == word for n, word in enumerate(words))
        if is_here and tokens.word(behind) in MULTIPLIERS:
            return Reading(Fraction(0), behind + 1, kind=Kind.VAGUE)
    return None


def _read_negative(tokens: Tokens, index: int) -> Reading | None:
    """Read "minus five" and "-5"; a hyphen or dash with a space behind it is no sign."""
    is_word = tokens.word(index) in english.MINUS_WORDS
    is_sign = (
        tokens.word(index) in english.MINUS_SIGNS
        and tokens.is_after_space(index)
        and tokens.is_attached(index + 1)
    )
    if not (is_word or is_sign):
        return None
    reading = read_amount(tokens, index + 1)
    return None if reading is None else replace(reading, value=-reading.value)


def _read_fraction(tokens: Tokens, index: int) -> Reading | None:
    for reader in (_read_half, _read_sign, _read_slash, read_words_of_fraction, _read_share):
        reading = reader(tokens, index)
        if reading is not None:
            return reading
    return None


def _read_half(tokens: Tokens, index: int) -> Reading | None:
    """Read "half"; "half a million" and "half a dozen" are numbers."""
    if tokens.word(index) != "half":
        return None
    behind = index + 1
    multiplier = MULTIPLIERS.get(tokens.word(behind + 1), 0)
    if tokens.word(behind) in english.ARTICLES and multiplier:
        return Reading(Fraction(multiplier, 2), behind + 2)
    return fraction_reading(1, 2, behind)


def _read_sign(tokens: Tokens, index: int) -> Reading | None:
    """Read "½"; in "3½" it belongs to the numeral before it."""
    share = share_of_sign(tokens.word(index))
    if share is None:
        return None
    return fraction_reading(share.numerator, share.denominator, index + 1)


def _read_slash(tokens: Tokens, index: int) -> Reading | None:
    """Read "3/4", but nothing of "9/5/1911"."""
    is_whole = (
        tokens.word(index).isdecimal()
        and tokens.word(index + 1) == "/"
        and tokens.word(index + 2).isdecimal()
        and tokens.is_attached(index + 1)
        and tokens.is_attached(index + 2)
    )
    if not is_whole or tokens.word(index + 3) == "/" or tokens.word(index - 1) == "/":
        return None
    numerator = parse_numeral(tokens.word(index))
    denominator = parse_numeral(tokens.word(index + 2))
    if not denominator:
        return None
    return fraction_reading(int(numerator), int(denominator), index + 3)


def _read_share(tokens: Tokens, index: int) -> Reading | None:
    """Read "two out of five" and "one in ten"; "12 in 1911" is no share."""
    part = read_amount(tokens, index)
    if part is None or part.value.denominator > 1:
        return None
    words = (tokens.word(part.behind), tokens.word(part.behind + 1))
    if words == ("out", "of"):
        whole = read_amount(tokens, part.behind + 2)
    elif words[0] == "in" and tokens.word(index) == "one":
        whole = read_amount(tokens, part.behind + 1)
        if whole is not None and whole.value > _LARGEST_SHARE:
            return None  # "one in 1911" is a year
    else:
        return None
    if whole is None or whole.value.denominator > 1 or whole.value < max(part.value, Fraction(2)):
        return None
    return fraction_reading(int(part.value), int(whole.value), whole.behind)


def _read_ordinal(tokens: Tokens, index: int) -> Reading | None:
    """Read "10th", "third" and "twenty-first"."""
    word = tokens.word(index)
    if tokens.is_attached(index + 1) and tokens.word(index + 1) in english.ORDINAL_ENDINGS:
        is_whole = tokens[index].is_numeral and "." not in word
        return Reading(parse_numeral(word), index + 2, kind=Kind.ORDINAL) if is_whole else None
    if word in english.SIMPLE_ORDINALS:
        return Reading(Fraction(english.SIMPLE_ORDINALS[word]), index + 1, kind=Kind.ORDINAL)
    if word in english.TENS:
        behind = tokens.skip_hyphen(index + 1)
        rank = english.SIMPLE_ORDINALS.get(tokens.word(behind), 10)
        if rank < 10:
            return Reading(Fraction(english.TENS[word] + rank), behind + 1, kind=Kind.ORDINAL)
    return None
