"""Reading the codings: one line for each decision of each coder."""

from __future__ import annotations

import pytest

from kazakhstan_assembly.errors import PackageError
from kazakhstan_assembly.io.codings import read_codings
from kazakhstan_assembly.model.codings import Coding

HEAD = "table,row,column,coder,code\n"


def test_a_coding_is_read_with_its_line() -> None:
    found = read_codings(f"{HEAD}ports,oban,kind,first,harbour\n")
    assert found == [Coding("ports", "oban", "kind", "first", "harbour", 2)]
    assert read_codings(HEAD) == []


def test_no_code_is_null_unless_the_vocabulary_has_it() -> None:
    coding = Coding("ports", "oban", "kind", "first", "none", 2)
    assert coding.code_among(["harbour"]) is None
    assert coding.code_among(["none", "harbour"]) == "none"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1 must be table,row,column,coder,code"),
        ("table,row\n", "line 1 must be"),
        (f"{HEAD}ports,oban,kind,first\n", "line 2 must have 5 cells"),
        (f"{HEAD}ports,oban,kind,first,\n", "line 2 must have 5 cells, all filled"),
        (f'{HEAD}ports,oban,"kind"s,first,a\n', "line 2 is not valid CSV"),
    ],
)
def test_what_is_no_coding_is_refused(text: str, said: str) -> None:
    with pytest.raises(PackageError, match=said):
        read_codings(text)
