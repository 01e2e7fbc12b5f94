"""Structural columns that lead from a number in one table to its row in another."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from conftest import table
from kazakhstan_assembly.derivation.placement import STRUCTURAL_RULES
from kazakhstan_assembly.derivation.values import Missing
from kazakhstan_assembly.document.spans import Span

LINKS = [
    ("organizations", "organization_count", "number_id"),
    ("activities", "activity_count", "number_id"),
    ("schools", "school_count", "school_number_id"),
    ("schools", "department_count", "department_number_id"),
    ("schools", "language_count", "language_number_id"),
    ("media", "language_count", "language_number_id"),
    ("media", "outlet_count", "outlet_number_id"),
    ("media", "title_count", "title_number_id"),
    ("media", "copy_count", "copy_number_id"),
    ("relations", "count", "number_id"),
]


@pytest.mark.parametrize(("name", "count", "link"), LINKS)
def test_a_count_leads_to_the_number_of_the_same_words(name: str, count: str, link: str) -> None:
    numbers = table("numbers").set_index("number_id")
    counted = table(name)[[count, f"{count}_text", link]].dropna(subset=f"{count}_text")
    assert len(counted)
    for value, words, number in counted.itertuples(index=False, name=None):
        assert numbers.loc[number, ["value", "value_text"]].tolist() == [value, words]


@pytest.mark.parametrize(("name", "count", "link"), LINKS)
def test_a_row_without_a_count_leads_nowhere(name: str, count: str, link: str) -> None:
    frame = table(name)
    assert frame[link].isna().tolist() == frame[f"{count}_text"].isna().tolist()


def row(*spans: Span, key: str = "", of: tuple[str, ...] = ()) -> Any:
    cited = {"words": list(spans)} if spans else {}
    return SimpleNamespace(spans=cited, key=key, table=SimpleNamespace(key=SimpleNamespace(of=of)))


def test_the_same_words_at_another_place_are_another_number() -> None:
    others = [row(Span(3, 5), key="number-00003", of=("words",))]
    column = SimpleNamespace(references="numbers", inputs=["words"], missing_reason="not_stated")
    fill = STRUCTURAL_RULES["same_words"].fill
    assert fill
    rows: list[Any] = [row(Span(3, 5)), row(Span(8, 10)), row()]
    surroundings: Any = SimpleNamespace(rows={"numbers": others})
    found = list(fill(rows, column, surroundings))  # type: ignore[arg-type]
    assert found == ["number-00003", Missing("not_stated"), Missing("not_stated")]
