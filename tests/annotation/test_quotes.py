"""Finding a quote: once, where it is sought, or a sentence that helps to mend it."""

from __future__ import annotations

import pytest

from annotation.quotes import EntryError, Passage
from kazakhstan_assembly.document.spans import Span

REPORT = "The pilot saw a ship. The ship’s master saw the pilot, and 12 tons of coal lay ashore."
WHOLE = Passage.whole(REPORT)


def test_a_quote_is_found_once() -> None:
    assert WHOLE.find("a ship") == Span(14, 20)


def test_a_quote_stands_for_all_between_its_two_ends() -> None:
    span = WHOLE.find("12 tons … ashore")
    assert REPORT[span.start : span.end] == "12 tons of coal lay ashore"


def test_a_passage_is_narrowed_to_a_quote_in_it() -> None:
    within = WHOLE.narrowed_to("saw the pilot")
    assert within.find("pilot") == Span(REPORT.rindex("pilot"), REPORT.rindex("pilot") + 5)


@pytest.mark.parametrize(
    ("passage", "quote", "message"),
    [
        (WHOLE, "pilot", "occur 2 times in the passage searched (at 4: “…The pilot saw a ship."),
        (WHOLE, "12 tuns", "“12 tuns” do not occur in the passage searched; the nearest"),
        (WHOLE, "12 tuns", f"text is “12 tons” at {REPORT.index('12')}"),
        (WHOLE, "saw the pilo", "in the passage searched, except within longer words; quote whole"),
        (WHOLE, "zzzz", "the words “zzzz” do not occur in the passage searched"),
        (WHOLE, "12 tons ... ashore", "have three dots; for omitted words write the one"),
        (WHOLE, "12 tons … abroad", "the words “abroad” do not occur in the"),
        (WHOLE, "ashore … 12 tons", "the words “ashore … 12 tons” do not occur in"),
        (WHOLE, "12 tons …", "“12 tons …” lacks words on one side of …"),
        (
            WHOLE.narrowed_to("a ship"),
            "coal",
            f"are not within this row's “at”, but occur at {REPORT.index('coal')}: “…",
        ),
    ],
)
def test_what_is_not_found_once_is_explained(passage: Passage, quote: str, message: str) -> None:
    with pytest.raises(EntryError) as error:
        passage.find(quote)
    assert message in str(error.value)


def test_text_that_hardly_resembles_a_quote_is_not_shown() -> None:
    with pytest.raises(EntryError) as error:
        WHOLE.find("zzzz")
    assert str(error.value).endswith("do not occur in the passage searched")


def test_no_more_than_three_places_are_shown() -> None:
    with pytest.raises(EntryError) as error:
        Passage.whole("a ship " * 9).find("ship")
    assert str(error.value).count("at ") == 3
