"""Recognizers of what a text states: numbers, dates, quotations, names, enumerations.

They share no code with the curation and know nothing of the tables, so that what a curator
overlooked is found by somebody who looked elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from kazakhstan_assembly.document.spans import Span

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_TENS = "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
_LARGE = "hundreds? thousands? millions? dozens?"
_NUMBER_WORDS = "|".join(f"{_UNITS} {_TENS} {_LARGE}".split())
_RANKS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_ORDINAL_WORDS = "|".join([*_RANKS.split(), r"\w+teenth", r"\w+tieth", "hundredth"])

_NUMERAL = re.compile(r"\d[\d,.]*\d|\d")
_NUMBER_WORD = re.compile(rf"(?i)(?<![\w-])(?:{_NUMBER_WORDS})(?:-(?:{_NUMBER_WORDS}))*(?![\w-])")
_ORDINAL = re.compile(
    rf"(?i)(?<![\w-])(?:\d+(?:st|nd|rd|th)|(?:(?:{_NUMBER_WORDS})-)?(?:{_ORDINAL_WORDS}))(?![\w-])"
)
_DATE = re.compile(
    rf"(?:\d{{1,2}}\s+)?(?:{'|'.join(MONTHS)})(?:\s+of)?\s+\d{{4}}|(?<!\d)(?:19|20)\d\d(?!\d)"
)
_MARKS = {"“": "”", '"': '"”', "«": "»", "„": "“”", "‘": "’"}
_CAPITALIZED = re.compile(r"(?<![\w-])[A-Z][\w-]+")
_SMALL = re.compile(r"(?<![\w-])[a-z][\w-]+")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.;:!?\n)]\s*|[“\"(]|\d\.\s)$")
# Words that begin a sentence without being a name, though the text has them in no other way.
_OPENERS = frozenset(
    [
        "A",
        "An",
        "At",
        "But",
        "Every",
        "He",
        "If",
        "In",
        "It",
        "Many",
        "On",
        "Positive",
        "She",
        "Some",
        "The",
        "There",
        "They",
        "This",
        "Thus",
        "We",
    ]
)
_MEMBER = r"[\w’-]+(?: [\w’-]+)?"
_ENUMERATION = re.compile(rf"{_MEMBER}(?:, {_MEMBER})+,? and [\w’-]+")


@dataclass(frozen=True)
class Recognized:
    """A stretch of the text that states something of a kind."""

    kind: str
    span: Span


def recognize(text: str) -> Iterator[Recognized]:
    """Yield numbers, ordinals, dates, quotations and names, overlapping ones included."""
    for kind, regex in (
        ("numeral", _NUMERAL),
        ("number word", _NUMBER_WORD),
        ("ordinal", _ORDINAL),
        ("date", _DATE),
    ):
        for match in regex.finditer(text):
            yield Recognized(kind, Span(match.start(), match.end()))
    for span in quotations(text):
        yield Recognized("quotation", span)
    for span in names(text):
        yield Recognized("name", span)


def quotations(text: str) -> Iterator[Span]:
    """Yield what stands between marks, with the marks; an apostrophe opens nothing."""
    position = 0
    while position < len(text):
        closing = _MARKS.get(text[position])
        ends = [text.find(mark, position + 1) for mark in closing or ()]
        end = min((end for end in ends if end >= 0), default=-1)
        if closing and end > position:
            yield Span(position, end + 1)
            position = end
        position += 1


def names(text: str) -> Iterator[Span]:
    """Yield capitalised words; one that begins a sentence if it is never written small."""
    small = frozenset(_SMALL.findall(text))
    for match in _CAPITALIZED.finditer(text):
        is_opener = match[0] in _OPENERS or match[0].lower() in small
        if not (is_opener and _begins_sentence(text, match.start())):
            yield Span(*match.span())


def _begins_sentence(text: str, start: int) -> bool:
    return _SENTENCE_BEGINS.search(text[max(0, start - 6) : start]) is not None


def enumerations(text: str) -> Iterator[list[Span]]:
    """Yield the members of each "A, B, C and D", an adverb before the first one aside."""
    proper = list(names(text))
    for match in _ENUMERATION.finditer(text):
        members: list[Span] = []
        for part in re.finditer(r"(?:(?!, | and ).)+", match[0]):
            span = Span(match.start() + part.start(), match.start() + part.end())
            begin = re.match(r"\s*(?:and )?", part[0])
            shift = begin.end() if begin else 0
            members.append(Span(span.start + shift, span.end))
        first = members[0]
        following = bisect_left(proper, Span(first.start, 0))
        is_proper = any(map(first.contains, proper[following : following + 1]))
        if _begins_sentence(text, first.start) and not is_proper:
            del members[0]
        yield members
