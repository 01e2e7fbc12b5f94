"""Searching the report for quoted words.

White space in words matches any white space, ``'`` matches ``’``, and ``…`` stands for all between
its two ends. Words begin and end on word boundaries; a hyphen is part of a word.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from kazakhstan_assembly.document.spans import Span, fold_spaces


@cache
def compile_words(sought: str, any_case_first: bool = False) -> tuple[re.Pattern[str], ...]:
    """Return the regular expressions of some words, one for each stretch between two ``…``.

    Raises
    ------
    ValueError
        If there are no words on one side of ``…``.
    """
    ends = [fold_spaces(end) for end in sought.split("…")]
    if not all(ends):
        raise ValueError(f"“{sought}” lacks words on one side of …; write the words at both ends")
    return tuple(
        re.compile(_literal(end, any_case_first and number == 0)) for number, end in enumerate(ends)
    )


def any_of(words: Iterable[str]) -> str:
    """Return the regular expression of any of some words, the longest one that fits first."""
    literals = sorted(map(re.escape, words), key=len, reverse=True)
    return f"(?:{'|'.join(literals)})"


def _literal(sought: str, any_case_first: bool) -> str:
    literal = re.escape(sought).replace(r"\ ", r"\s+").replace("'", "['’]")
    if any_case_first and sought[0].isalpha():
        literal = f"[{sought[0].lower()}{sought[0].upper()}]{literal[1:]}"
    before = r"(?<![\w-])" if sought[0].isalnum() else ""
    after = r"(?![\w-])" if sought[-1].isalnum() else ""
    return before + literal + after


def find_all(report: str, sought: str, within: Span, any_case_first: bool = False) -> list[Span]:
    """Return every place of some words in a stretch of the report, overlapping ones included."""
    return list(_all_places(report, sought, within, any_case_first))


def find_first(report: str, sought: str, within: Span) -> Span | None:
    """Return the first place of some words in a stretch of the report, or None."""
    return next(_places(report, sought, within, any_case_first=False), None)


@lru_cache(maxsize=65536)  # the proofs ask for the same words over and over
def _all_places(report: str, sought: str, within: Span, any_case_first: bool) -> tuple[Span, ...]:
    return tuple(_places(report, sought, within, any_case_first))


def _places(report: str, sought: str, within: Span, any_case_first: bool) -> Iterator[Span]:
    first, *others = compile_words(sought, any_case_first)
    for start in _starts(report, sought, within):
        match = first.match(report, start, within.end)
        if match is None:
            continue
        end = _end_of_others(report, others, match.end(), within.end)
        if end is None:
            return  # what does not follow from here on follows from no later place either
        if is_word_end(report, end):
            yield Span(start, end)


def _end_of_others(
    report: str, others: Iterable[re.Pattern[str]], start: int, stop: int
) -> int | None:
    """Return where the last of some words ends, each sought behind the one before, or None.

    The first place of each is taken: what follows a later place follows the first one too. So the
    time does not grow with the number of ways to choose places, as with one regular expression.
    """
    for other in others:
        match = other.search(report, start, stop)
        if match is None:
            return None
        start = match.end()
    return start


def _starts(report: str, sought: str, within: Span) -> Iterable[int]:
    """Return where the first word of some words, or the mark before it, stands in a stretch."""
    if first := _WORD.match(sought):
        known = _word_starts(report).get(first[0].lower(), array("q"))
        return known[bisect_left(known, within.start) : bisect_left(known, within.end)]
    marks = re.compile(_literal(sought[0], any_case_first=False))
    return (match.start() for match in marks.finditer(report, within.start, within.end))


_WORD = re.compile(r"\w+")


@lru_cache(maxsize=4)
def _word_starts(report: str) -> dict[str, array[int]]:
    """Return where each word stands, by its small letters."""
    starts: dict[str, array[int]] = defaultdict(lambda: array("q"))
    for match in _WORD.finditer(report):
        starts[match[0].lower()].append(match.start())
    return starts


def is_word_end(report: str, end: int) -> bool:
    """Return whether no letter, digit or hyphen goes on where a stretch ends."""
    return not (report[end - 1].isalnum() and re.match(r"[\w-]", report[end : end + 1]))


def is_word_start(report: str, start: int) -> bool:
    """Return whether no letter, digit or hyphen stands directly before a stretch."""
    return not (report[start].isalnum() and re.match(r"[\w-]", report[max(0, start - 1) : start]))


def has_words(report: str, spans: Iterable[Span], sought: str) -> bool:
    """Return whether one of the spans holds the words, their first letter small or capital."""
    return any(find_all(report, sought, span, any_case_first=True) for span in spans)
