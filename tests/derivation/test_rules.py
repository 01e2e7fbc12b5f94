"""The rules that read names and quotations, and what holds for all rules."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakhstan_assembly.derivation import rules
from kazakhstan_assembly.derivation.values import Missing
from kazakhstan_assembly.errors import RuleError


@pytest.mark.parametrize("opening", ["“", '"'])
@pytest.mark.parametrize("closing", ["”", '"'])
def test_mottos_with_either_kind_of_mark(opening: str, closing: str) -> None:
    assert rules.unquoted(f"{opening}Social Accord – the Foundation{closing}") == (
        "Social Accord – the Foundation"
    )


@pytest.mark.parametrize("text", ["Peace", "“Peace", "Peace”", "”Peace“", "“”"])
def test_words_without_both_marks_are_no_quotation(text: str) -> None:
    with pytest.raises(RuleError, match="quotation mark"):
        rules.unquoted(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“Dostyk”", "Dostyk"),
        ("the Day of Unity", "Day of Unity"),
        ("An Assembly", "Assembly"),
        ("Astana", "Astana"),
        ("Theaters", "Theaters"),
    ],
)
def test_name(text: str, name: str) -> None:
    assert rules.name(text) == name


@pytest.mark.parametrize("rule", sorted(set(rules.RULES) - rules.TOTAL_RULES))
@pytest.mark.parametrize("reason", ["not_stated", "not_applicable"])
def test_a_null_keeps_its_reason(rule: str, reason: str) -> None:
    assert rules.derive(rule, [Missing(reason)]) == Missing(reason)


def test_rules_that_give_a_value_for_a_null() -> None:
    assert rules.derive("is_present", ["additional"]) is True
    assert rules.derive("is_present", [Missing("not_stated")]) == Missing("not_stated")
    assert rules.derive("as_of_basis", [Missing("not_stated")]) == "report_time"
    assert rules.derive("as_of_basis", ["Currently"]) == "stated"


@given(rule=st.sampled_from(sorted(rules.RULES)), text=st.text())
def test_rules_give_a_value_or_say_why_not(rule: str, text: str) -> None:
    with contextlib.suppress(RuleError):
        assert isinstance(rules.derive(rule, [text]), str | int | float | date | Missing)
