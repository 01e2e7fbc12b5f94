"""The page of the method names modules that exist and checks that run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import ROOT
from kazakhstan_assembly.checks.registry import CHECK_NAMES

PAGE = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
PACKAGE = ROOT / "src" / "kazakhstan_assembly"
MODULES = sorted(set(re.findall(r"`([\w/.]+\.py)`", PAGE)))


def section(title: str) -> str:
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("name", MODULES)
def test_a_module_that_the_page_names_is_there(name: str) -> None:
    folder = ROOT if Path(name).parts[0] in {"scripts", "tests"} else PACKAGE
    assert (folder / name).is_file()


def test_each_decision_names_what_takes_it() -> None:
    decisions = re.findall(r"(?m)^- \*\*.*", section("Decisions that are not obvious"))
    assert len(decisions) > 10
    named = (
        r"- \*\*[^*]+\*\* \(`(\w+/[\w/]+\.py|source/(tables/(\w+\.yaml)?|vocabularies\.yaml))`\)\. "
    )
    assert [line for line in decisions if not re.match(named, line)] == []


def test_the_page_lists_the_checks_in_their_order() -> None:
    rows = re.findall(r"(?m)^\| (\w+) \| .* \| `checks/\w+\.py` \|$", section("The checks"))
    assert tuple(rows) == CHECK_NAMES
