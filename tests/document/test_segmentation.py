"""Cutting a report into units: what holds for all reports."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kazakhstan_assembly.document import segmentation as units
from kazakhstan_assembly.document.spans import fold_spaces

_WORDS = st.lists(st.text("abcdefghi’-", min_size=1, max_size=6), min_size=1, max_size=6)
_HEADS = _WORDS.map(lambda found: "A " + " ".join(found) + " a")
_ENDS = st.sampled_from([".", "?", "!", ".”", ".)"])
_SENTENCES = st.tuples(_WORDS, _ENDS).map(lambda found: "A " + " ".join(found[0]) + found[1])
_GAPS = st.sampled_from(["\n", "\n\n", "\n \n\n"])
_PARAGRAPHS = st.one_of(
    st.tuples(st.just("heading"), _HEADS.map(lambda head: [head])),
    st.tuples(st.just("sentence"), st.lists(_SENTENCES, min_size=1, max_size=4)),
    st.tuples(
        st.just("list_item"),
        st.lists(_SENTENCES, min_size=1, max_size=3).map(lambda s: ["1. " + s[0], *s[1:]]),
    ),
)


@given(st.lists(st.tuples(_PARAGRAPHS, _GAPS), max_size=6), st.sampled_from([" ", "  "]))
def test_a_report_is_cut_where_its_sentences_end(
    paragraphs: list[tuple[tuple[str, list[str]], str]], space: str
) -> None:
    report = "A title\n\nin two parts\n\n\n"
    expected = [("title", "A title in two parts", 1)]
    for number, ((kind, sentences), gap) in enumerate(paragraphs, start=2):
        report += space.join(sentences) + gap
        for index, sentence in enumerate(sentences):
            is_first = index == 0 or kind != "list_item"
            expected.append((kind if is_first else "sentence", sentence, number))
    found = units.cut(report).all
    assert [(unit.kind, unit.text, unit.paragraph) for unit in found] == expected


@given(st.text("Ab.?”) \n1", max_size=80))
def test_units_hold_every_character_once(text: str) -> None:
    report = f"A title\n\nin two parts\n{text}"
    found = units.cut(report).all
    held = "".join(report[unit.span.start : unit.span.end] for unit in found)
    assert "".join(held.split()) == "".join(report.split())
    assert len({unit.unit_id for unit in found}) == len(found)
    for unit in found:
        assert units.Units(found).at(unit.span.end - 1) is unit
        assert unit.text == fold_spaces(report[unit.span.start : unit.span.end])
