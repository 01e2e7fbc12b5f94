"""Cutting a report into its title, headings, sentences and list items.

The report is plain text: one paragraph per line, with any number of empty lines between them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kazakhstan_assembly.document import english
from kazakhstan_assembly.document.spans import Span, fold_spaces
from kazakhstan_assembly.document.templates import Template, parse_template

_PARAGRAPH = re.compile(r"\S(?:[^\n]*\S)?")
_BYTE_ORDER_MARK = "\ufeff"
# Where a sentence may end: at . ? or ! with the closing marks behind it, before a word or a digit.
_STOP = re.compile(r"[.?!][”’\"»)\]]*\s+(?=[“‘\"«(\[]*(\w))")
_WORD_BEFORE = re.compile(r"\w+(?:\.\w+)*\Z")
_LONGEST_ABBREVIATION = 8
_LONGEST_WORD = 250
_TOO_LONG = re.compile(rf"\S{{{_LONGEST_WORD + 1}}}")


@dataclass(frozen=True)
class DocumentStructure:
    """What a data set declares of the form of its report.

    Parameters
    ----------
    title_paragraphs : int
        How many paragraphs at the head of the report are its title; 0 if it has none.
    list_items : tuple of str
        What list items begin with: templates, see
        :func:`~kazakhstan_assembly.document.templates.parse_template`.

    Raises
    ------
    ValueError
        If the number is negative, or a template cannot be read.
    """

    title_paragraphs: int = 0
    list_items: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.title_paragraphs < 0:
            raise ValueError(
                f"a title cannot have {self.title_paragraphs} paragraphs; write 0 or more"
            )
        for text in self.list_items:
            parse_template(text)

    @cached_property
    def templates(self) -> tuple[Template, ...]:
        return tuple(map(parse_template, self.list_items))


@dataclass(frozen=True)
class Sentence:
    """A stretch of the report with its place."""

    sentence_id: str
    span: Span
    kind: str
    section: str
    paragraph: int
    text: str


@dataclass(frozen=True)
class Sentences:
    """All sentences in the report's order."""

    all: tuple[Sentence, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.all]

    def at(self, offset: int) -> Sentence:
        """Return the sentence that holds an offset."""
        return self.all[bisect_right(self._starts, offset) - 1]


def cut(report: str, structure: DocumentStructure) -> Sentences:
    """Return the sentences of a report; they hold every non-space character once.

    Raises
    ------
    ValueError
        If the report has no words, fewer paragraphs than its title, line ends of Windows, or more
        characters without a space than any word has.
    """
    paragraphs = _paragraphs(report, structure)
    sentences: list[Sentence] = []
    for piece in _pieces(report, paragraphs, structure):
        text = fold_spaces(report[piece.span.start : piece.span.end])
        sentence_id = f"sentence-{len(sentences) + 1:02}"
        sentences.append(
            Sentence(sentence_id, piece.span, piece.kind, piece.section, piece.paragraph, text)
        )
    return Sentences(tuple(sentences))


def _paragraphs(report: str, structure: DocumentStructure) -> list[Span]:
    if report.startswith(_BYTE_ORDER_MARK):
        raise ValueError(
            "the report begins with an invisible byte order mark; save it without the mark"
        )
    if "\r" in report:
        raise ValueError(
            "the report has carriage returns; save it as plain text with Unix line ends (LF)"
        )
    if match := _TOO_LONG.search(report):
        raise ValueError(
            f"the report has more than {_LONGEST_WORD} characters without a space at "
            f"{match.start()}; no word is so long, and searching it would take too long"
        )
    paragraphs = [Span(*match.span()) for match in _PARAGRAPH.finditer(report)]
    if not paragraphs:
        raise ValueError("the report is empty; it needs at least one paragraph of words")
    if len(paragraphs) < structure.title_paragraphs:
        raise ValueError(
            f"the report has only {len(paragraphs)} of the {structure.title_paragraphs} paragraphs "
            "that its title is declared to have; correct title_paragraphs"
        )
    return paragraphs


@dataclass(frozen=True)
class _Piece:
    span: Span
    kind: str
    section: str
    paragraph: int


def _pieces(report: str, paragraphs: list[Span], structure: DocumentStructure) -> Iterator[_Piece]:
    section = "opening"
    title, body = (
        paragraphs[: structure.title_paragraphs],
        paragraphs[structure.title_paragraphs :],
    )
    if title:
        yield _Piece(Span(title[0].start, title[-1].end), "title", section, 1)
    for number, paragraph in enumerate(body, start=2 if title else 1):
        item_end = _item_end(report, paragraph, structure.templates)
        if item_end is None and report[paragraph.end - 1].isalnum():  # it ends with no stop
            section = _section(report[paragraph.start : paragraph.end])
            yield _Piece(paragraph, "heading", section, number)
            continue
        kind = "sentence" if item_end is None else "list_item"
        for sentence in _sentences(report, paragraph, item_end or paragraph.start):
            yield _Piece(sentence, kind, section, number)
            kind = "sentence"


def _item_end(report: str, paragraph: Span, templates: tuple[Template, ...]) -> int | None:
    """Return where the words end that begin a list item, or None if a paragraph is none."""
    for template in templates:
        end = template.match_end(report, paragraph.start)
        if end is not None and end <= paragraph.end:
            return end
    return None


def _section(heading: str) -> str:
    return re.sub(r"\W+", "_", heading.casefold()).strip("_")


def _sentences(report: str, paragraph: Span, start: int) -> Iterator[Span]:
    """Yield the sentences of a paragraph; none ends before `start`, as in the marker "1. "."""
    begin = paragraph.start
    for stop in _STOP.finditer(report, start, paragraph.end):
        if _ends_sentence(report, begin, stop):
            yield Span(begin, begin + len(report[begin : stop.end()].rstrip()))
            begin = stop.end()
    yield Span(begin, paragraph.end)


def _ends_sentence(report: str, begin: int, stop: re.Match[str]) -> bool:
    """Return whether a sentence ends at a stop rather than an initial or an abbreviation."""
    following = stop[1]
    if not (following.isupper() or following.isdigit()):
        return False
    if not stop[0].startswith("."):
        return True
    before = report[max(begin, stop.start() - _LONGEST_ABBREVIATION) : stop.start()]
    match = _WORD_BEFORE.search(before)
    word = match[0] if match else ""
    last = word.rpartition(".")[2]  # of "U.S" the S
    is_initial = len(last) == 1 and last.isupper()
    if is_initial or word in english.ABBREVIATIONS_BEFORE_ANYTHING:
        return False
    if following.isdigit():
        return word not in english.ABBREVIATIONS_BEFORE_NUMBERS
    return word not in english.ABBREVIATIONS_BEFORE_NAMES
