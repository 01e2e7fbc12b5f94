"""Finding a curator's quotes in the report.

How words are matched is in :mod:`kazakhstan_assembly.document.matching`. A quote must occur
exactly once in the passage where it is sought. If it does not, the error says what would help.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from kazakhstan_assembly.document.matching import find_all
from kazakhstan_assembly.document.spans import Span, fold_spaces, quote_spans

# Below this likeness in per cent, the nearest text is no help: any two sentences share letters.
_LEAST_LIKENESS = 50
_MOST_PLACES_SHOWN = 3


class EntryError(ValueError):
    """Something in a file of ``source/`` that cannot be used; the message says why."""


@dataclass(frozen=True)
class Passage:
    """The part of the report in which quotes are sought."""

    report: str
    span: Span

    @classmethod
    def whole(cls, report: str) -> Passage:
        """Return all of a report."""
        return cls(report, Span(0, len(report)))

    def find(self, quote: str) -> Span:
        """Return the only place of a quote.

        Raises
        ------
        EntryError
            If the quote does not occur, or occurs more than once.
        """
        places = self.find_all(quote)
        if not places:
            raise EntryError(_not_found(self, quote))
        if len(places) > 1:
            raise EntryError(_found_often(self, quote, places))
        return places[0]

    def find_all(self, quote: str, any_case_first: bool = False) -> list[Span]:
        """Return every place of a quote, in any case of its first letter if asked to.

        Raises
        ------
        EntryError
            If ``…`` lacks words on one side.
        """
        try:
            return find_all(self.report, quote, self.span, any_case_first)
        except ValueError as error:
            raise EntryError(str(error)) from None

    def narrowed_to(self, quote: str) -> Passage:
        """Return the part of this passage that a quote gives."""
        return Passage(self.report, self.find(quote))


def _found_often(passage: Passage, quote: str, places: list[Span]) -> str:
    shown = [_shown(passage, place) for place in places[:_MOST_PLACES_SHOWN]]
    return (
        f"the words “{quote}” occur {len(places)} times in the passage searched "
        f"({'; '.join(f'at {place}' for place in shown)}); quote more words, or write "
        "{in: <words around it>, quote: <the words>}"
    )


def _shown(passage: Passage, place: Span, width: int = 24) -> str:
    around = Span(max(0, place.start - width), place.end + width)
    return f"{place.start}: “…{quote_spans(passage.report, [around])}…”"


def _not_found(passage: Passage, quote: str) -> str:
    if "..." in quote:
        return f"the words “{quote}” have three dots; for omitted words write the one character …"
    elsewhere = find_all(passage.report, quote, Passage.whole(passage.report).span)
    if elsewhere:
        return (
            f"the words “{quote}” are not within this row's “at”, but occur at "
            f"{_shown(passage, elsewhere[0])}; widen “at” or correct the quote"
        )
    ends = [end.strip() for end in quote.split("…")]
    missing = [end for end in ends if not find_all(passage.report, end, passage.span)]
    # Both ends may occur, but in the other order.
    return _nearest_text(passage, missing[0] if missing else quote)


def _nearest_text(passage: Passage, words: str) -> str:
    """Return that words are not there, and what resembles them most."""
    message = f"the words “{words}” do not occur in the passage searched"
    start = passage.span.start
    text = passage.report[start : passage.span.end]
    if fold_spaces(words) in fold_spaces(text):
        return f"{message}, except within longer words; quote whole words"
    match = fuzz.partial_ratio_alignment(fold_spaces(words), text)
    if match is None or match.score < _LEAST_LIKENESS:
        return message
    resembling = fold_spaces(text[match.dest_start : match.dest_end])
    return f"{message}; the nearest text is “{resembling}” at {start + match.dest_start}"
