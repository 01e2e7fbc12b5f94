"""Recognizers of what a text states: numbers, dates, quotations, names, enumerations.

They share no code with the curation and know nothing of the tables, so that what a curator
overlooked is found by somebody who looked elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from kazakhstan_assembly.document import english
from kazakhstan_assembly.document.spans import Span


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_ONE_NUMBER_WORD = _any_of({**english.SMALL_NUMBERS, **english.TENS, **english.SCALES, "dozen": 12})
_NUMBER_WORDS = _any_of(english.VAGUE_NUMBERS) + "|" + _ONE_NUMBER_WORD
_ORDINAL_WORDS = _any_of(english.SIMPLE_ORDINALS)
_FRACTION_WORDS = (  # "one third", "two thirds"; in "twenty-third" no word is plural
    rf"one[ -](?:{_any_of(english.SINGULAR_DENOMINATORS)})"
    rf"|(?:{_ONE_NUMBER_WORD})[ -](?:{_any_of(english.PLURAL_DENOMINATORS)})|half"
)
_MONTHS = _any_of(english.MONTHS) + "|(?:" + _any_of(english.MONTH_ABBREVIATIONS) + r")\.?"
_YEAR = r"(?:1\d|20)\d\d"
_DAY = rf"\d{{1,2}}(?:{_any_of(english.ORDINAL_ENDINGS)})?"

_NUMERAL = re.compile(r"\d[\d,.]*\d|\d")
_NUMBER_WORD = re.compile(
    rf"(?i)(?<![\w-])(?:{_NUMBER_WORDS})(?:-(?:{_ONE_NUMBER_WORD}))*(?![\w-])"
)
_FRACTION = re.compile(rf"(?i)(?<![\w-])(?:{_FRACTION_WORDS})(?![\w-])|[¼-¾⅐-⅞]")
_ORDINAL = re.compile(
    rf"(?i)(?<![\w-])(?:\d+(?:{_any_of(english.ORDINAL_ENDINGS)})"
    rf"|(?:(?:{_ONE_NUMBER_WORD})-)?(?:{_ORDINAL_WORDS}))(?![\w-])"
)
_DATE = re.compile(
    rf"(?:{_DAY}[^\S\n]+(?:of[^\S\n]+)?)?(?<!\w)(?:{_MONTHS})(?:[^\S\n]+of)?[^\S\n]+\d{{4}}(?!\d)"
    rf"|(?<!\w)(?:{_MONTHS})[^\S\n]+{_DAY}(?:,?[^\S\n]+\d{{4}})?(?!\d)"
    rf"|(?<!\d){_YEAR}(?!\d)"
)
_MARKS = {"“": "”", '"': '"”', "«": "»", "„": "“”", "‘": "’"}
_CAPITALIZED = re.compile(r"(?<![\w-])[A-Z][\w-]+")
_SMALL = re.compile(r"(?<![\w-])[a-z][\w-]+")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.;:!?\n)]\s*|[“\"(]|\d\.\s)$")
_MEMBER = r"[\w’-]+(?: [\w’-]+)?"
_ENUMERATION = re.compile(rf"{_MEMBER}(?:, {_MEMBER})+,? and [\w’-]+")


@dataclass(frozen=True)
class Recognized:
    """A stretch of the text that states something of a kind."""

    kind: str
    span: Span


def recognize(text: str, not_names: Collection[str] = ()) -> Iterator[Recognized]:
    """Yield numbers, ordinals, dates, quotations and names, overlapping ones included.

    Parameters
    ----------
    text : str
        The report.
    not_names : collection of str
        Words, with their capital, that begin a sentence of this report without being a name.
    """
    for kind, regex in (
        ("numeral", _NUMERAL),
        ("number word", _NUMBER_WORD),
        ("fraction", _FRACTION),
        ("ordinal", _ORDINAL),
        ("date", _DATE),
    ):
        for match in regex.finditer(text):
            yield Recognized(kind, Span(match.start(), match.end()))
    for span in quotations(text):
        yield Recognized("quotation", span)
    for span in names(text, not_names):
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


def names(text: str, not_names: Collection[str] = ()) -> Iterator[Span]:
    """Yield capitalised words.

    One that begins a sentence is a name if it is never written small, opens no sentence by its
    grammar, and is not one of `not_names`.
    """
    small = frozenset(_SMALL.findall(text))
    for match in _CAPITALIZED.finditer(text):
        is_opener = match[0] in english.SENTENCE_OPENERS or match[0] in not_names
        is_common = is_opener or match[0].lower() in small
        if not (is_common and _begins_sentence(text, match.start())):
            yield Span(*match.span())


def _begins_sentence(text: str, start: int) -> bool:
    return _SENTENCE_BEGINS.search(text[max(0, start - 6) : start]) is not None


def enumerations(text: str, not_names: Collection[str] = ()) -> Iterator[list[Span]]:
    """Yield the members of each "A, B, C and D", without an adverb before the first one."""
    proper = list(names(text, not_names))
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
