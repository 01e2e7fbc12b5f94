"""Finding a curator's quotes in the report.

How words are matched is in :mod:`kazakhstan_assembly.document.matching`. A quote must be found
once where it is sought; if it is not, the answer is a sentence that helps to mend it.
"""

from __future__ import annotations

from rapidfuzz import fuzz

from kazakhstan_assembly.document.matching import find_all
from kazakhstan_assembly.document.spans import Span, fold_spaces, quote_spans


class QuoteError(ValueError):
    """A quote is not found, or found more than once."""


def find_once(report: str, quote: str, within: Span) -> Span:
    """Return the only place of `quote`, or raise a sentence that helps the curator."""
    try:
        found = find_all(report, quote, within)
    except ValueError as error:
        raise QuoteError(str(error)) from None
    if len(found) == 1:
        return found[0]
    if not found:
        raise QuoteError(_not_found(report, quote, within))
    places = "; ".join(f"at {span.start}: {_context(report, span)}" for span in found[:3])
    raise QuoteError(
        f"the words “{quote}” stand {len(found)} times where they are sought ({places}); quote "
        "more words, or write {in: <words around it>, quote: <the words>}"
    )


def _context(report: str, span: Span, width: int = 24) -> str:
    around = Span(max(0, span.start - width), span.end + width)
    return f"“…{quote_spans(report, [around])}…”"


def _not_found(report: str, quote: str, within: Span) -> str:
    if "..." in quote:
        return (
            f"the words “{quote}” have three dots; write the one character … for what lies between"
        )
    whole = Span(0, len(report))
    if within != whole and (elsewhere := find_all(report, quote, whole)):
        return (
            f"the words “{quote}” are not within this row's “at”, but stand at "
            f"{elsewhere[0].start}: {_context(report, elsewhere[0])}; widen “at” or mend the quote"
        )
    ends = [end.strip() for end in quote.split("…")]
    missing = next((end for end in ends if not find_all(report, end, within)), quote)
    stretch = report[within.start : within.end]
    near = fuzz.partial_ratio_alignment(fold_spaces(missing), stretch)
    if near is None or near.score < 50:
        return f"the words “{missing}” are not in the report where they are sought"
    text = fold_spaces(stretch[near.dest_start : near.dest_end])
    return (
        f"the words “{missing}” are not in the report where they are sought; the nearest "
        f"text is “{text}” at {within.start + near.dest_start}"
    )
