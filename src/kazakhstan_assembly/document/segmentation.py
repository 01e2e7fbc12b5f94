"""Cutting the report into its title, headings, sentences and list items."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from kazakhstan_assembly.document.spans import Span, fold_spaces

_PARAGRAPH = re.compile(r"\S[^\n]*")
_LIST_MARKER = re.compile(r"\d+\. ")
_SESSION = re.compile(r"The \w+ (?:constituent )?session \(")
# A sentence ends at . ? or ! and the closing marks behind it, where a capital letter or a digit
# follows; not behind an initial ("Nursultan A. Nazarbayev").
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.?!][”\")]*\s+(?=[“\"(]?[A-Z0-9])")
_TITLE_PARAGRAPHS = 2


@dataclass(frozen=True)
class Unit:
    """A stretch of the report with its place."""

    unit_id: str
    span: Span
    kind: str
    section: str
    paragraph: int
    text: str


@dataclass(frozen=True)
class Units:
    """All units in the report's order."""

    all: tuple[Unit, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [unit.span.start for unit in self.all]

    def at(self, offset: int) -> Unit:
        """Return the unit that holds an offset."""
        return self.all[bisect_right(self._starts, offset) - 1]


def cut(report: str) -> Units:
    """Return the units of the report; they hold every non-space character once."""
    spans = [Span(m.start(), m.end()) for m in _PARAGRAPH.finditer(report)]
    title = Span(spans[0].start, spans[_TITLE_PARAGRAPHS - 1].end)
    pieces = [(title, "title", "opening", 1)]
    section = "opening"
    for number, paragraph in enumerate(spans[_TITLE_PARAGRAPHS:], start=2):
        text = report[paragraph.start : paragraph.end]
        if text[-1].isalpha():
            section = re.sub(r"\W+", "_", text.casefold())
            pieces.append((paragraph, "heading", section, number))
            continue
        is_item = _LIST_MARKER.match(text) or _SESSION.match(text)
        for index, sentence in enumerate(_sentences(report, paragraph)):
            kind = "list_item" if is_item and index == 0 else "sentence"
            pieces.append((sentence, kind, section, number))
    return Units(
        tuple(
            Unit(
                f"unit-{n:02}",
                span,
                kind,
                part,
                par,
                fold_spaces(report[span.start : span.end]),
            )
            for n, (span, kind, part, par) in enumerate(pieces, start=1)
        )
    )


def _sentences(report: str, paragraph: Span) -> list[Span]:
    marker = _LIST_MARKER.match(report, paragraph.start)
    begin = paragraph.start
    sentences: list[Span] = []
    for match in _SENTENCE_END.finditer(report, marker.end() if marker else begin, paragraph.end):
        sentences.append(Span(begin, begin + len(report[begin : match.end()].rstrip())))
        begin = match.end()
    sentences.append(Span(begin, begin + len(report[begin : paragraph.end].rstrip())))
    return sentences
