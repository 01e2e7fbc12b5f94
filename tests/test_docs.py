"""What the pages and docstrings show is what the package does."""

from __future__ import annotations

import doctest
import importlib
import re
import subprocess
import sys
from pkgutil import iter_modules

import pytest

import kazakhstan_assembly as ka
from conftest import ROOT

PATH = [str(ROOT / "src" / "kazakhstan_assembly")]


MODULES = ["kazakhstan_assembly", *(f"kazakhstan_assembly.{m.name}" for m in iter_modules(PATH))]


@pytest.mark.parametrize("module", MODULES)
def test_examples_in_docstrings_run(module: str) -> None:
    assert doctest.testmod(importlib.import_module(module)).failed == 0


def test_every_public_function_has_an_example() -> None:
    public = [getattr(ka, name) for name in ka.__all__ if name[0].islower()]
    assert [f.__name__ for f in public if ">>>" not in f.__doc__] == []


@pytest.mark.parametrize("page", ["README.md"])
def test_examples_on_pages_run(page: str) -> None:
    found = doctest.testfile(str(ROOT / page), module_relative=False, encoding="utf-8")
    assert found.attempted > 5
    assert found.failed == 0


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "CONTRIBUTING.md",
        "docs/design.md",
        "docs/use-from.md",
        "docs/your-own-report.md",
    ],
)
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
