"""A trace as text, in HTML, and in the colours of a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from kazakhstan_assembly.document.spans import fold_spaces
from kazakhstan_assembly.io.cells import cell_text
from kazakhstan_assembly.query.trace import Trace, TracedCell, TracedNote

if TYPE_CHECKING:
    from rich.console import RenderableType

_INDENT = (0, 0, 0, 2)
Pieces = tuple[tuple[str, bool], ...]


def trace_text(trace: Trace) -> str:
    """Return a trace as lines of at most 78 characters, with the cited words in brackets."""
    lines = [f"{trace.table} {trace.row_id}", *_body_lines(trace)]
    if trace.stated_in:
        lines += ["", _stated_line(trace.stated_in), *_body_lines(trace.stated_in)]
    for note in _all_notes(trace):
        lines += ["", f"note {note.note_id}", *(_wrap(part) for part in _note_parts(note))]
    return "\n".join(lines)


def _stated_line(stating: Trace) -> str:
    return f"stated by {stating.table} {stating.row_id}, {stating.cells[0].column}"


def _all_notes(trace: Trace) -> tuple[TracedNote, ...]:
    return (*trace.notes, *(trace.stated_in.notes if trace.stated_in else ()))


def _body_lines(trace: Trace) -> list[str]:
    lines: list[str] = []
    for cell in trace.cells:
        lines += ["", f"{cell.column} = {_value(cell)}"]
        lines += [_wrap(origin) for origin in _origins(cell)]
    for sentence_id, pieces in trace.sentences:
        lines += ["", _wrap(f"{sentence_id}: {_marked(pieces)}")]
    return lines


def _note_parts(note: TracedNote) -> tuple[str, str]:
    """Return what a note says, and how the tables read the words."""
    return note.issue, f"The tables read: {note.reading}"


def _marked(pieces: Pieces) -> str:
    return "".join(f"[{part}]" if is_cited else part for part, is_cited in pieces)


def _wrap(text: str) -> str:
    indent = "  "
    return textwrap.fill(
        text, 78, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )


def trace_html(trace: Trace) -> str:
    """Return a trace as HTML, with the cited words marked."""
    title = f"<p><b>{escape(trace.table)}</b> {escape(trace.row_id)}</p>"
    stated = trace.stated_in
    stating = f"<p>{escape(_stated_line(stated))}</p>{_html_body(stated)}" if stated else ""
    notes = "".join(map(_html_note, _all_notes(trace)))
    return f"<div>{title}{_html_body(trace)}{stating}{notes}</div>"


def _html_body(trace: Trace) -> str:
    rows = "".join(map(_html_row, trace.cells))
    sentences = "".join(
        _html_sentence(sentence_id, pieces) for sentence_id, pieces in trace.sentences
    )
    return f"<table>{rows}</table>{sentences}"


def _html_row(cell: TracedCell) -> str:
    origins = "<br>".join(map(escape, _origins(cell)))
    return (
        f"<tr><th style='text-align:left;vertical-align:top'>{escape(cell.column)}</th>"
        f"<td style='text-align:left'>{escape(_value(cell))}<br><small>{origins}</small></td></tr>"
    )


def _html_sentence(sentence_id: str, pieces: Pieces) -> str:
    parts = [f"<mark>{escape(p)}</mark>" if is_cited else escape(p) for p, is_cited in pieces]
    return f"<p><small>{escape(sentence_id)}</small> {''.join(parts)}</p>"


def _html_note(note: TracedNote) -> str:
    parts = "<br>".join(map(escape, _note_parts(note)))
    return f"<p><small>note {escape(note.note_id)}</small> {parts}</p>"


@dataclass(frozen=True)
class TerminalParts:
    """A trace for rich, in the order in which it is printed."""

    title: RenderableType
    cells: tuple[RenderableType, ...]
    sentences: tuple[RenderableType, ...]
    notes: tuple[RenderableType, ...]


def terminal_parts(trace: Trace) -> TerminalParts:
    """Return a trace for rich, with the cited words in reverse video."""
    from rich.text import Text

    cells, sentences = _terminal_cells(trace), _terminal_sentences(trace)
    if stated := trace.stated_in:
        stating = Text(f"\n{_stated_line(stated)}", style="bold")
        cells = (*cells, stating, *_terminal_cells(stated))
        sentences = (*sentences, *_terminal_sentences(stated))
    notes = tuple(map(_terminal_note, _all_notes(trace)))
    return TerminalParts(
        Text(f"{trace.table} {trace.row_id}", style="bold"), cells, sentences, notes
    )


def trace_for_terminal(trace: Trace) -> Iterator[RenderableType]:
    """Yield the parts of a trace for rich."""
    parts = terminal_parts(trace)
    yield parts.title
    yield from (*parts.cells, *parts.sentences, *parts.notes)


def short_cells(trace: Trace) -> list[RenderableType]:
    """Return the cells that are not null for rich, a line each, without their origins."""
    from rich.text import Text

    stating = trace.stated_in.cells if trace.stated_in else ()
    return [
        Text.assemble(
            (cell.column, "bold cyan"), f" = {_value(cell)}", no_wrap=True, overflow="ellipsis"
        )
        for cell in (*trace.cells, *stating)
        if cell.value is not None
    ]


def _terminal_cells(trace: Trace) -> tuple[RenderableType, ...]:
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    return tuple(
        Group(
            Text.assemble("\n", (cell.column, "bold cyan"), f" = {_value(cell)}"),
            *(Padding(Text(origin, style="dim"), _INDENT) for origin in _origins(cell)),
        )
        for cell in trace.cells
    )


def _terminal_sentences(trace: Trace) -> tuple[RenderableType, ...]:
    from rich.padding import Padding
    from rich.text import Text

    sentences: list[RenderableType] = []
    for sentence_id, pieces in trace.sentences:
        sentence = Text.assemble("\n", (f"{sentence_id}: ", "dim"))
        for part, is_cited in pieces:
            sentence.append(part, style="reverse" if is_cited else "")
        sentences.append(Padding(sentence, _INDENT))
    return tuple(sentences)


def _terminal_note(note: TracedNote) -> RenderableType:
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    parts = (Padding(Text(part), _INDENT) for part in _note_parts(note))
    return Group(Text(f"\nnote {note.note_id}", style="bold cyan"), *parts)


def _value(cell: TracedCell) -> str:
    if cell.value is None:
        return f"null: {cell.reason}" if cell.reason else "null"
    return cell_text(cell.value)


def _origins(cell: TracedCell) -> Iterator[str]:
    """Yield what to say of where a cell comes from."""
    made = f"derived by {cell.rule} from {', '.join(cell.inputs)}"
    if cell.value is None:
        if cell.reason:
            yield str(cell.meaning)
        if cell.kind == "derived":
            yield made
    elif cell.kind == "derived":
        yield f"{made}: {cell.rule_text}"
    elif cell.kind in {"structural", "written"}:
        yield f"{cell.kind}: {cell.description}"
    elif not cell.passages:
        yield f"{cell.kind}: {cell.meaning or cell.description}"
    else:
        yield _cited(cell)


def _cited(cell: TracedCell) -> str:
    """Return which words a cell comes from; those of a quoted cell are its value."""
    places = ", ".join(f"{p.char_start} to {p.char_end}" for p in cell.passages)
    quotes = " … ".join(fold_spaces(p.quote) for p in cell.passages)
    words = "" if cell.kind == "quoted" else f" “{quotes}”"
    meaning = f": {cell.meaning}" if cell.meaning else ""
    return f"{cell.kind} from{words} characters {places}{meaning}"
