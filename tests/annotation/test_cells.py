"""One cell as a curator writes it: its value, its words, and what is wrong with it."""

from __future__ import annotations

from typing import Any

import pytest

from annotation.cells import read_cell, read_form
from annotation.quotes import EntryError, Passage
from kazakhstan_assembly.derivation.values import Missing
from kazakhstan_assembly.document.segmentation import DocumentStructure
from kazakhstan_assembly.document.spans import Span
from kazakhstan_assembly.io.yaml_reader import read_yaml_text
from kazakhstan_assembly.model.columns import Column
from kazakhstan_assembly.model.document import Document
from kazakhstan_assembly.model.tables import Model
from kazakhstan_assembly.model.vocabularies import Term

REPORT = "In May the brig Mary, of 12 tons, was lost; the Mary Ann saved her crew."
WHOLE = Passage.whole(REPORT)
MODEL = Model(
    {},
    {
        "loss": {
            "lost": Term("lost", "lost", "Gone.", ("was lost",)),
            "saved": Term("saved", "saved", "Kept.", ("saved",)),
        },
        "missing_reason": {
            "not_stated": Term("not_stated", "not stated", "Not said."),
            "not_applicable": Term("not_applicable", "not applicable", "Cannot be."),
        },
    },
    Document("0" * 64, DocumentStructure()),
)
QUOTED = Column("burden_text", "quoted", "string", True, missing_reason="not_stated")
REQUIRED = Column("name_text", "quoted", "string", False)
CODED = Column("loss", "coded", "string", True, vocabulary="loss", missing_reason="not_stated")
JUDGED = Column("severity", "judged", "string", False, vocabulary="loss")
LINKED = Column("saver_id", "linked", "string", True, missing_reason="not_stated")


def read(column: Column, text: str) -> tuple[object, list[str]]:
    """Return the value of a cell and the words that it cites."""
    entry: Any = read_yaml_text(text).data
    value, spans = read_cell(column, entry, WHOLE, MODEL)
    return value, [REPORT[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("column", "text", "value", "words"),
    [
        (QUOTED, "12 tons", "12 tons", ["12 tons"]),
        (QUOTED, "[of 12, was lost]", "of 12 was lost", ["of 12", "was lost"]),
        (QUOTED, "{in: brig Mary, quote: Mary}", "Mary", ["Mary"]),
        (QUOTED, "{missing: not_stated}", Missing("not_stated"), []),
        (CODED, "{code: lost, quote: was lost}", "lost", ["was lost"]),
        (CODED, "{missing: not_stated}", Missing("not_stated"), []),
        (JUDGED, "lost", "lost", []),
        (JUDGED, "{code: lost}", "lost", []),
        (LINKED, "{ref: mary-ann, quote: the Mary Ann}", "mary-ann", ["the Mary Ann"]),
    ],
)
def test_a_cell_is_its_value_and_its_words(
    column: Column, text: str, value: object, words: list[str]
) -> None:
    assert read(column, text) == (value, words)


def test_a_cell_that_is_not_written_is_missing() -> None:
    assert read_cell(QUOTED, None, WHOLE, MODEL) == (Missing("not_stated"), [])
    with pytest.raises(EntryError, match="is never null; quote the report's words for it"):
        read_cell(REQUIRED, None, WHOLE, MODEL)


@pytest.mark.parametrize(
    ("column", "text", "message"),
    [
        (REQUIRED, "{missing: not_stated}", "is never null"),
        (QUOTED, "{missing: lost}", "unknown reason lost; the reasons are not_stated, not_appl"),
        (QUOTED, "{missing: not_applicable}", "a null of this column means not_stated, not not_a"),
        (QUOTED, "{code: lost, quote: was lost}", "a quoted column takes the report's words"),
        (QUOTED, "Mary", "occur 2 times in the passage searched"),
        (QUOTED, "[was lost, of 12]", "“of 12” does not come after “was lost”; list the words"),
        (QUOTED, "[brig Mary, Mary, of]", "occur 2 times"),
        (CODED, "[lost]", "a code is written {code: <code>, quote: <the report's words>}"),
        (CODED, "{ref: lost, quote: was lost}", "a code is written {code: <code>, quote:"),
        (CODED, "{code: loss, quote: was lost}", "loss is not a code of the vocabulary loss. Did"),
        (CODED, "lost", "the code lost needs the report's words that justify it"),
        (CODED, "{code: lost}", "the code lost needs the report's words that justify it"),
        (JUDGED, "{code: lost, quote: was lost}", "a judged code has no words; write the code"),
        (LINKED, "mary-ann", "a link is written {ref: <entity>, quote: <the report's words>}"),
        (LINKED, "{code: lost, quote: was lost}", "a link is written {ref: <entity>, quote:"),
        (LINKED, "{ref: mary-ann, quote: the barque}", "the words “the barque” do not occur in"),
    ],
)
def test_a_cell_in_another_form_is_explained(column: Column, text: str, message: str) -> None:
    with pytest.raises(EntryError) as error:
        read(column, text)
    assert message in str(error.value)


def test_a_form_stands_anywhere_or_at_one_place() -> None:
    anywhere = read_form("the  brig", "description", WHOLE)
    assert (anywhere.words, anywhere.kind, anywhere.place) == ("the brig", "description", None)
    entry: Any = read_yaml_text("{in: brig Mary, form: Mary}").data
    assert read_form(entry, "name", WHOLE).place == Span(16, 20)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("the barque", "the form “the barque” is nowhere in the report"),
        ("brig …", "“brig …” lacks words on one side of …"),
        ("{in: the Mary Ann, form: brig}", "the words “brig” are not within this row's “at”"),
    ],
)
def test_a_form_that_is_not_there_is_named(text: str, message: str) -> None:
    with pytest.raises(EntryError) as error:
        read_form(read_yaml_text(text).data, "name", WHOLE)
    assert message in str(error.value)
