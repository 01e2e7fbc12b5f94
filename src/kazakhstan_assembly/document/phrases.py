"""Phrases: where English lets a stretch of words begin and end.

Only closed classes of words are listed, those that a grammar can list in full; of all other words
nothing is known here. A phrase begins and ends at a mark, at such a word, or at another phrase.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from kazakhstan_assembly.document.spans import Span

_ARTICLES = frozenset({"a", "an", "the"})
_CONJUNCTIONS = frozenset({"and", "but", "or"})
_PREPOSITIONS = frozenset(
    {
        *(
            "about",
            "after",
            "among",
            "as",
            "at",
            "before",
            "between",
            "by",
            "during",
            "for",
            "from",
        ),
        *("in", "into", "of", "on", "over", "since", "than", "through", "till", "to", "under"),
        *("until", "while", "with", "within", "without"),
    }
)
_AUXILIARIES = frozenset({"are", "be", "been", "can", "has", "have", "is", "was", "were", "will"})
_PRONOUNS_OF_CLAUSES = frozenset({"which", "who", "whom"})
_RELATIVES = _PRONOUNS_OF_CLAUSES | {"that", "where"}
_PRONOUNS = frozenset(
    {
        *("he", "her", "his", "it", "its", "our", "their", "there", "these", "they", "this"),
        *("those", "we"),
    }
)
_QUANTIFIERS = frozenset({"all", "any", "both", "each", "every", "more", "most", "no", "some"})

_TEMPORAL = frozenset({"since", "till", "until"})

_LEADING_ON = _ARTICLES | _CONJUNCTIONS | _PREPOSITIONS | _AUXILIARIES | _RELATIVES
_TO_LISTS = frozenset({"as", "of", "than", "to"})
_CLOSED = _LEADING_ON | _PRONOUNS | _QUANTIFIERS | {"also", "not", "such"}
_PARTICIPLE = re.compile(r"\w+(?:ing|ed)|broadcast|set|made|given|held|known")
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
        """Return a word in small letters."""
        return self._text(number).lower()

    def _text(self, number: int) -> str:
        return self._report[self._starts[number] : self._ends[number]]

    def is_apart(self, number: int) -> bool:
        """Return whether a mark, or the border of a unit, stands before a word."""
        if number in self._borders or not 0 < number < len(self._starts):
            return True
        between = self._report[self._ends[number - 1] : self._starts[number]]
        return bool(between.strip())

    def find_dangling_word(self, phrase: range, *, leading: bool = False) -> str | None:
        """Return the last word if it leads on to more, or the first if it leads on from more.

        With `leading`, words may lead on to a list or an amount ("such as", "all contribute to")
        and say when ("of 18 February").
        """
        if self.word(phrase[-1]) in (_LEADING_ON - _TO_LISTS if leading else _LEADING_ON):
            return self._text(phrase[-1])
        if self.word(phrase[0]) in (_CONJUNCTIONS if leading else _CONJUNCTIONS | {"of"}):
            return self._text(phrase[0])
        return None

    def find_leading_preposition(self, phrase: range) -> str | None:
        """Return the first word if it is a preposition, so that the phrase is no name."""
        return self._text(phrase[0]) if self.word(phrase[0]) in _PREPOSITIONS else None

    def find_missing_opener(self, phrase: range) -> str | None:
        """Return the word before a phrase if no phrase can be cut off from it.

        That is an article, a relative pronoun, the "to" of a verb, or the participle to which the
        preposition belongs that begins the phrase.
        """
        first = phrase[0]
        if self.is_apart(first):
            return None
        before, own = self.word(first - 1), self.word(first)
        is_relative = before in _PRONOUNS_OF_CLAUSES and self.word(first - 2) not in _PREPOSITIONS
        is_governed = own in _PREPOSITIONS - _TEMPORAL and _PARTICIPLE.fullmatch(before)
        is_infinitive = before == "to" and own not in _CLOSED
        if before in _ARTICLES or is_relative or is_governed or is_infinitive:
            return self._text(first - 1)
        return None

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
        word = self.word(number)
        return word in _CLOSED or bool(_PARTICIPLE.fullmatch(word))

    def mark(self, phrases: Iterable[range]) -> bytearray:
        """Return a 1 for each word that a phrase holds, and a 0 for all others."""
        marks = bytearray(len(self._starts))
        for phrase in phrases:
            marks[phrase.start : phrase.stop] = b"\1" * len(phrase)
        return marks

    def find_unmarked(self, sentence: range, marks: Sequence[int]) -> Iterator[str]:
        """Yield the words of a sentence that :meth:`mark` has as 0, conjunctions aside."""
        for number in sentence:
            if not marks[number] and self.word(number) not in _CONJUNCTIONS:
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
