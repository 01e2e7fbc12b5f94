"""Cutting a report into sentences: what holds for all reports."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakhstan_assembly.document import segmentation
from kazakhstan_assembly.document.segmentation import DocumentStructure
from kazakhstan_assembly.document.spans import fold_spaces

STRUCTURE = DocumentStructure(title_paragraphs=2, list_items=("{number}. ",))
PLAIN = DocumentStructure()
# Without an f no word is the abbreviation "cf.", whose stop ends no sentence.
_WORDS = st.lists(st.text("abcdeghi’-", min_size=1, max_size=6), min_size=1, max_size=6)
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
    found = segmentation.cut(report, STRUCTURE).all
    assert [(sentence.kind, sentence.text, sentence.paragraph) for sentence in found] == expected


@given(st.text("Ab.?”) \n1", max_size=80))
def test_units_hold_every_character_once(text: str) -> None:
    report = f"A title\n\nin two parts\n{text}"
    found = segmentation.cut(report, STRUCTURE).all
    held = "".join(report[sentence.span.start : sentence.span.end] for sentence in found)
    assert "".join(held.split()) == "".join(report.split())
    assert len({sentence.sentence_id for sentence in found}) == len(found)
    for sentence in found:
        assert segmentation.Sentences(found).at(sentence.span.end - 1) is sentence
        assert sentence.text == fold_spaces(report[sentence.span.start : sentence.span.end])


def kinds(report: str, structure: DocumentStructure) -> list[tuple[str, str]]:
    return [(sentence.kind, sentence.text) for sentence in segmentation.cut(report, structure).all]


def test_a_report_may_have_no_title() -> None:
    found = segmentation.cut("It was cold. It was dark.\n\nThe ice\n\nIt broke.", PLAIN).all
    assert [(sentence.kind, sentence.section, sentence.paragraph) for sentence in found] == [
        ("sentence", "opening", 1),
        ("sentence", "opening", 1),
        ("heading", "the_ice", 2),
        ("sentence", "the_ice", 3),
    ]


def test_list_items_begin_with_what_a_report_declares() -> None:
    report = "– ice and snow\n\niv. A boat. It sank.\n\nThe tenth day (May) – cold."
    declared = DocumentStructure(list_items=("– ", "{roman}. ", "The {word} day ("))
    assert kinds(report, declared) == [
        ("list_item", "– ice and snow"),
        ("list_item", "iv. A boat."),
        ("sentence", "It sank."),
        ("list_item", "The tenth day (May) – cold."),
    ]
    assert [kind for kind, _ in kinds(report, PLAIN)] == [
        *("heading", "sentence", "sentence", "sentence", "sentence")
    ]


def test_a_heading_ends_with_a_letter_or_a_digit_and_may_be_followed_by_spaces() -> None:
    assert kinds("The year 1911 \nIt was cold. ", PLAIN) == [
        ("heading", "The year 1911"),
        ("sentence", "It was cold."),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Brown and Dr. Smith saw St. Helena.",
        "They left in Dec. 1911 and came c. 1913.",
        "See fig. 3, No. 5 and pp. 7 of it, e.g. Table 2, i.e. That one.",
        "J. P. Brown of the U.S. Navy came.",
        "It cost 3.5 million.",
    ],
)
def test_a_stop_of_an_abbreviation_ends_no_sentence(sentence: str) -> None:
    assert kinds(f"{sentence} {sentence}", PLAIN) == [("sentence", sentence)] * 2


@pytest.mark.parametrize(
    ("report", "sentences"),
    [
        ("It came on Dec. The ice broke.", ["It came on Dec.", "The ice broke."]),
        ("He knew the Dr. 5 men came.", ["He knew the Dr.", "5 men came."]),
        ("He said «no.» «Élan» was lost.", ["He said «no.»", "«Élan» was lost."]),
        ("He said “No.” (It was so.)", ["He said “No.”", "(It was so.)"]),
        ("So? No! so it was.", ["So?", "No! so it was."]),
    ],
)
def test_a_sentence_ends_before_a_capital_or_a_digit(report: str, sentences: list[str]) -> None:
    assert [text for _, text in kinds(report, PLAIN)] == sentences


@pytest.mark.parametrize(
    ("report", "structure", "message"),
    [
        ("", PLAIN, "the report is empty"),
        (" \n\u00a0\n", STRUCTURE, "the report is empty"),
        ("A title", STRUCTURE, "has only 1 of the 2 paragraphs that its title"),
        ("A title\r\n\r\nin two parts\r\n", STRUCTURE, "carriage returns"),
        ("\ufeffA title\n\nin two parts\n", STRUCTURE, "byte order mark"),
    ],
)
def test_a_report_that_cannot_be_cut_is_refused(
    report: str, structure: DocumentStructure, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        segmentation.cut(report, structure)


def test_a_structure_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot have -1 paragraphs"):
        DocumentStructure(title_paragraphs=-1)
    with pytest.raises(ValueError, match="not a placeholder"):
        DocumentStructure(list_items=("{number}. ", "{day}. "))


@given(
    st.text("Ab.?”) \n1", max_size=60),
    st.builds(
        DocumentStructure,
        st.integers(0, 3),
        st.lists(st.sampled_from(["{number}. ", "{letter}b", "A {word}"])).map(tuple),
    ),
)
def test_any_text_is_cut_or_refused_with_a_sentence(
    report: str, structure: DocumentStructure
) -> None:
    paragraphs = sum(map(bool, map(str.strip, report.split("\n"))))
    if paragraphs < max(1, structure.title_paragraphs):
        with pytest.raises(ValueError, match=r"the report (is empty|has only)"):
            segmentation.cut(report, structure)
        return
    found = segmentation.cut(report, structure).all
    held = "".join(report[sentence.span.start : sentence.span.end] for sentence in found)
    assert "".join(held.split()) == "".join(report.split())
