"""The page on a package of one's own report, followed word for word in an empty folder."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import ROOT

PAGE = ROOT / "docs" / "your-own-report.md"
_FENCED = re.compile(r"((?:[^\n]+\n)+)\n```(\w+)\n(.*?)```\n", re.DOTALL)
_FILE = re.compile(r"`(source/[\w/.]+)`")


class Block(NamedTuple):
    """A block of the page, with the paragraph before it."""

    before: str
    language: str
    body: str

    @property
    def file(self) -> str:
        """The file that the block is saved as: the last one that the paragraph names."""
        return str(_FILE.findall(self.before)[-1])

    def commands(self) -> Iterator[tuple[str, str]]:
        """Yield each command with the output that the page shows."""
        for part in re.split(r"^\$ ", self.body, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


def blocks() -> list[Block]:
    text = PAGE.read_text(encoding="utf-8")
    return [Block(*match.groups()) for match in _FENCED.finditer(text)]


def run(command: str, folder: Path) -> str:
    """Return what a command prints in the environment that the page starts from."""
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": programs, "ENGINE": str(ROOT), "LC_ALL": "C.UTF-8"}
    found = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return found.stdout


def test_the_page_followed_word_for_word_gives_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for block in blocks():
        if block.language in {"text", "yaml"}:
            Path(block.file).write_text(block.body, encoding="utf-8")
        elif block.language == "console":
            for command, output in block.commands():
                assert run(command, tmp_path) == output, command
        elif block.language == "pycon":
            examples = doctest.DocTestParser().get_doctest(block.body, {}, PAGE.name, None, 0)
            assert doctest.DocTestRunner().run(examples).failed == 0
        else:
            # How to come to the environment that runs the tests already.
            assert (block.language, blocks().index(block)) == ("sh", 0)


def test_the_page_has_blocks_of_every_kind() -> None:
    languages = [block.language for block in blocks()]
    assert set(languages) == {"sh", "text", "yaml", "console", "pycon"}
    files = {block.file for block in blocks() if block.language in {"text", "yaml"}}
    assert len(files) == languages.count("yaml") + languages.count("text") == 7


def test_the_environment_of_the_page_is_one_that_make_knows() -> None:
    first = blocks()[0]
    [target] = re.findall(r"^make (\S+)$", first.body, re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"\n{target}:" in makefile
