"""Tables in Markdown are read as what was written."""

from __future__ import annotations

from datetime import date

import pytest
from markdown_it import MarkdownIt

from kazakhstan_assembly.io.markdown import markdown_table


def test_a_head_with_a_colon_aligns_its_column_to_the_right() -> None:
    text = markdown_table(["name", "rows:"], [["a", 1], ["b", 20]])
    assert text == "| name | rows |\n| --- | ---: |\n| a | 1 |\n| b | 20 |\n"


def test_values_are_written_as_in_csv() -> None:
    text = markdown_table(["a", "b", "c"], [[True, date(1995, 3, 1), None]])
    assert text.splitlines()[2] == "| true | 1995-03-01 |  |"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("a|b", "<td>a|b</td>"),
        ("`^(a|b)$`", "<td><code>^(a|b)$</code></td>"),
        ("first\nsecond", "<td>first second</td>"),
        ("[a](b.md)", '<td><a href="b.md">a</a></td>'),
    ],
)
def test_every_row_is_one_line_with_its_cells(cell: str, shown: str) -> None:
    page = MarkdownIt("commonmark").enable("table").render(markdown_table(["x", "y"], [[cell, 1]]))
    assert shown in page
    assert page.count("<td>") == 2
