"""Phrases: where English lets a stretch of words begin and end.

A phrase begins and ends at a mark, at a function word, or at another phrase. A function word is
one of a closed class that :mod:`kazakhstan_assembly.document.english` lists; of all other words
nothing is known here.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from kazakhstan_assembly.document import english
from kazakhstan_assembly.document.spans import Span

_LEADING_ON = (
    english.ARTICLES
    | english.COORDINATORS
    | english.SUBORDINATORS
    | english.PREPOSITIONS
    | english.AUXILIARIES
    | english.RELATIVES
)
_FUNCTION_WORDS = _LEADING_ON | english.PRONOUNS | english.QUANTIFIERS | english.FOCUSING_ADVERBS
_REGULAR_PARTICIPLE = re.compile(rf"\w+(?:{'|'.join(english.PARTICIPLE_ENDINGS)})")
_WORD = re.compile(r"[\w’]+(?:-[\w’]+)*")


class Words:
    """The words of a report, numbered from 0."""

    def __init__(self, report: str, borders: Iterable[int]) -> None:
        self._report = report
        self._starts, self._ends = array("q"), array("q")
        for match in _WORD.finditer(report):
            self._starts.append(match.start())
            self._ends.append(match.end())
        self._borders = frozenset(map(self._first, borders))

    def _first(self, offset: int) -> int:
        return bisect_left(self._starts, offset)

    def range_of(self, span: Span) -> range:
        """Return the numbers of the words of a stretch."""
        return range(self._first(span.start), self._first(span.end))

    def span(self, phrase: range) -> Span:
        """Return the stretch from the first word to the last."""
        return Span(self._starts[phrase[0]], self._ends[phrase[-1]])

    def word(self, number: int) -> str:
        """Return a word in small letters; a name that is spelt like one of grammar keeps its own.

        "May" is a month or "Will" a person, unlike "may" and "will". "WHO" and "US" are bodies,
        unless the words beside them are in capitals too.
        """
        text = self._text(number)
        word = text.lower()
        if text.istitle() and word in english.AUXILIARIES_LIKE_NAMES:
            return text
        beside = (number - 1, number + 1)
        if self._is_in_capitals(number) and not any(map(self._is_in_capitals, beside)):
            return text
        return word

    def _is_in_capitals(self, number: int) -> bool:
        if not 0 <= number < len(self._starts):
            return False
        text = self._text(number)
        return len(text) > 1 and text.isupper()

    def _text(self, number: int) -> str:
        return self._report[self._starts[number] : self._ends[number]]

    def is_apart(self, number: int) -> bool:
        """Return whether a mark, or the border of a sentence, stands before a word."""
        if number in self._borders or not 0 < number < len(self._starts):
            return True
        between = self._report[self._ends[number - 1] : self._starts[number]]
        return bool(between.strip())

    def find_dangling_word(
        self, phrase: range, *, leading: bool = False, to_list: bool = False
    ) -> str | None:
        """Return the last word if it leads on to more, or the first if it leads on from more.

        With `leading`, words may lead on to a list or an amount ("such as", "all contribute to")
        and say when ("of 18 February"). With `to_list` a list does follow, to which any preposition
        may lead ("is based on").
        """
        allowed_last = english.WORDS_BEFORE_LISTS if leading else frozenset[str]()
        if to_list:
            allowed_last |= english.PREPOSITIONS
        allowed_first = {"of"} if leading else frozenset[str]()
        if self.word(phrase[-1]) in _LEADING_ON - allowed_last:
            return self._text(phrase[-1])
        if self.word(phrase[0]) in (english.COORDINATORS | {"of"}) - allowed_first:
            return self._text(phrase[0])
        return None

    def find_leading_preposition(self, phrase: range) -> str | None:
        """Return the first word if it is a preposition, so that the phrase is no name."""
        return self._text(phrase[0]) if self.word(phrase[0]) in english.PREPOSITIONS else None

    def find_missing_opener(self, phrase: range) -> str | None:
        """Return the word before a phrase if no phrase can be cut off from it.

        That is an article, a relative pronoun, the "to" of a verb, or the participle to which the
        preposition belongs that begins the phrase.
        """
        first = phrase[0]
        if self.is_apart(first):
            return None
        before, own = self.word(first - 1), self.word(first)
        is_governed = (
            own in english.PREPOSITIONS - english.TEMPORAL_PREPOSITIONS
            and self._is_participle(first - 1)
        )
        is_infinitive = before == "to" and own not in _FUNCTION_WORDS
        is_relative = before in english.RELATIVE_PRONOUNS and not self._is_governed(first - 1)
        if before in english.ARTICLES or is_relative or is_governed or is_infinitive:
            return self._text(first - 1)
        return None

    def _is_governed(self, number: int) -> bool:
        """Return whether a preposition stands directly before a word."""
        return number > 0 and self.word(number - 1) in english.PREPOSITIONS

    def _is_participle(self, number: int) -> bool:
        word = self.word(number)
        if word in english.PARTICIPLES_LIKE_NOUNS and number > 0:
            return self.word(number - 1) not in english.DETERMINERS
        if word in english.SCALES:  # "hundred" only ends like a participle
            return False
        is_regular = _REGULAR_PARTICIPLE.fullmatch(word) is not None
        return is_regular or word in english.IRREGULAR_PARTICIPLES

    def find_missing_neighbour(
        self, phrase: range, *, has_phrase_before: bool, has_phrase_behind: bool
    ) -> str | None:
        """Return the word before or behind a phrase that seems to belong to it.

        Parameters
        ----------
        phrase : range
            Numbers of words.
        has_phrase_before, has_phrase_behind : bool
            Whether another phrase ends or starts where this one starts, and where it ends.
        """
        first, last = phrase[0], phrase[-1]
        before, behind = first - 1, last + 1
        if not (
            has_phrase_before
            or self._is_border(first)
            or self.is_apart(first)
            or self._is_border(before)
        ):
            return self._text(before)
        if not (has_phrase_behind or self.is_apart(behind) or self._is_border(behind)):
            return self._text(behind)
        return None

    def _is_border(self, number: int) -> bool:
        return self.word(number) in _FUNCTION_WORDS or self._is_participle(number)

    def mark(self, phrases: Iterable[range]) -> bytearray:
        """Return a 1 for each word that a phrase holds, and a 0 for all others."""
        marks = bytearray(len(self._starts))
        for phrase in phrases:
            marks[phrase.start : phrase.stop] = b"\1" * len(phrase)
        return marks

    def find_unmarked(self, sentence: range, marks: Sequence[int]) -> Iterator[str]:
        """Yield the words of a sentence that :meth:`mark` has as 0, except conjunctions."""
        for number in sentence:
            if not marks[number] and self.word(number) not in english.COORDINATORS:
                yield self._text(number)


def find_crossings(phrases: Iterable[range]) -> Iterator[tuple[range, range]]:
    """Yield phrases that share words though neither holds the other, each with the one before."""
    opened: list[range] = []
    for phrase in sorted(phrases, key=lambda found: (found.start, -found.stop)):
        while opened and opened[-1].stop <= phrase.start:
            opened.pop()
        if opened and opened[-1].stop < phrase.stop:
            yield opened[-1], phrase
        else:
            opened.append(phrase)
