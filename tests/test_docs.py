"""What the pages and docstrings show is what the package does."""

from __future__ import annotations

import doctest
import importlib
import re
import subprocess
import sys

import pytest

from conftest import ROOT


@pytest.mark.parametrize("module", ["", ".package", ".tables", ".rules", ".exports", ".database"])
def test_examples_in_docstrings_run(module: str) -> None:
    found = doctest.testmod(importlib.import_module(f"kazakhstan_assembly{module}"))
    assert found.failed == 0


@pytest.mark.parametrize("page", ["README.md"])
def test_examples_on_pages_run(page: str) -> None:
    found = doctest.testfile(str(ROOT / page), module_relative=False, encoding="utf-8")
    assert found.attempted > 5
    assert found.failed == 0


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/design.md"])
def test_links_between_pages_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if not target.startswith("https:"):
            assert ((ROOT / page).parent / target).exists(), target


def test_the_tour_shows_every_table_and_validates() -> None:
    found = subprocess.run(
        [sys.executable, str(ROOT / "scripts/tour.py")], capture_output=True, text=True, check=True
    )
    for words in ("sessions", "missing_values", "March of 1995", "more than 80,000", "are valid"):
        assert words in found.stdout
