"""Marked blocks of pages: filled where they are marked, and refused where the marks are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from generation.marked_blocks import fill_block, fill_page, find_blocks
from kazakhstan_assembly.errors import SourceError

PAGE = """\
# Title

<!-- generated: one -->
old
<!-- end of one -->
between
<!-- generated: two -->
<!-- end of two -->
"""


def said(error: SourceError) -> list[str]:
    return [str(problem) for problem in error.findings]


def test_each_block_gets_its_content_and_the_rest_stays(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(PAGE, encoding="utf-8")
    filled = fill_page(tmp_path, "page.md", {"two": "second\n", "one": "first\nof two lines\n"})
    expected = PAGE.replace("old\n", "first\nof two lines\n").replace(
        "two -->\n<!--", "two -->\nsecond\n<!--"
    )
    assert filled.decode() == expected


def test_one_block_is_filled_beside_others() -> None:
    assert fill_block(PAGE, "page.md", "one", "new\n") == PAGE.replace("old", "new")


def test_blocks_know_their_line_and_place() -> None:
    one, two = find_blocks(PAGE, "page.md")
    assert (one.name, one.line, PAGE[one.start : one.end]) == ("one", 3, "old\n")
    assert (two.name, two.line, PAGE[two.start : two.end]) == ("two", 7, "")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "<!-- end of one -->\n",
            "",
            "page.md:3: the block one does not end; write <!-- end of one --> after it",
        ),
        (
            "<!-- end of two -->\n",
            "",
            "page.md:7: the block two does not end; write <!-- end of two --> after it",
        ),
        (
            "<!-- generated: one -->\n",
            "",
            "page.md:4: this ends the block one, which does not start before it",
        ),
        (
            "<!-- end of one -->",
            "<!-- end of two -->",
            "page.md:5: this ends the block two, which does not start before it",
        ),
        (
            "<!-- generated: two -->\n<!-- end of two -->",
            "<!-- generated: one -->\n<!-- end of one -->",
            "page.md:7: the block one is marked twice; keep one of the two",
        ),
        (
            "between",
            "<!-- generated: tow -->\n<!-- end of tow -->",
            "page.md:6: no program writes a block tow. Did you mean “two”?",
        ),
        (
            "<!-- generated: two -->\n<!-- end of two -->\n",
            "",
            "page.md: the block two is missing; write <!-- generated: two --> and "
            "<!-- end of two --> on lines of their own",
        ),
    ],
)
def test_wrong_marks_are_named_with_their_line(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    assert old in PAGE
    (tmp_path / "page.md").write_text(PAGE.replace(old, new), encoding="utf-8")
    with pytest.raises(SourceError) as error:
        fill_page(tmp_path, "page.md", {"one": "", "two": ""})
    assert problem in said(error.value)


def test_a_block_that_a_page_lacks_is_not_filled() -> None:
    with pytest.raises(SourceError) as error:
        fill_block(PAGE, "page.md", "three", "new\n")
    assert "page.md: the block three is missing" in said(error.value)[0]
