"""What the pages and docstrings show is what the package does."""

from __future__ import annotations

import doctest
import importlib
import re
import shlex
from pkgutil import iter_modules
from typing import Any

import pytest

import kazakhstan_assembly as ka
from cli.running import piped
from conftest import ROOT

PATH = [str(ROOT / "src" / "kazakhstan_assembly")]


MODULES = ["kazakhstan_assembly", *(f"kazakhstan_assembly.{m.name}" for m in iter_modules(PATH))]


@pytest.mark.parametrize("module", MODULES)
def test_examples_in_docstrings_run(module: str) -> None:
    assert doctest.testmod(importlib.import_module(module)).failed == 0


def test_every_public_function_has_an_example() -> None:
    public = [getattr(ka, name) for name in ka.__all__ if name[0].islower()]
    assert [f.__name__ for f in public if ">>>" not in f.__doc__] == []


@pytest.mark.parametrize("page", ["README.md", "docs/start.md"])
def test_examples_on_pages_run(page: str) -> None:
    found = doctest.testfile(
        str(ROOT / page), module_relative=False, encoding="utf-8", optionflags=doctest.ELLIPSIS
    )
    assert found.attempted > 4
    assert found.failed == 0


def test_what_the_first_page_shows_of_the_command_is_what_it_prints() -> None:
    page = (ROOT / "docs/start.md").read_text(encoding="utf-8")
    shown = re.findall(
        r"^```console\n\$ kazakhstan-assembly (.*)\n((?:.*\n)*?)```", page, re.MULTILINE
    )
    assert shown
    for command, printed in shown:
        assert piped(*shlex.split(command)).stdout == printed


def blocks_of_the_readme() -> list[tuple[str, str]]:
    """Return the language and the text of each block of code."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.findall(r"^```(\w+)\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def test_the_readme_is_short_and_every_block_is_run_by_a_test() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    prose = re.sub(r"^```.*?^```|^\|.*?$", "", text, flags=re.DOTALL | re.MULTILINE)
    assert 400 < len(prose.split()) < 900
    languages = [language for language, _ in blocks_of_the_readme()]
    # The two commands are what `make` itself is tested by; R runs in tests/test_clients.py.
    assert languages == ["sh", "pycon", "python", "pycon", "r", "python"]


def test_a_csv_opens_in_pandas_as_the_readme_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code = blocks_of_the_readme()[-1][1]
    names: dict[str, Any] = {}
    exec(code, names)
    frame, ours = names["sessions"], ka.load_table("sessions", dtype_backend="numpy_nullable")
    assert frame.columns.tolist() == ours.columns.tolist()
    assert frame["is_constituent"].dtype == "boolean"
    assert frame["date_start"].tolist() == ours["date_start"].tolist()
    assert frame["motto_text"].tolist() == ours["motto_text"].tolist()


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
