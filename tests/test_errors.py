"""The tree of exceptions: drawn as it is, and the only one."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable

import pytest

import kazakhstan_assembly as ka
from conftest import ROOT
from kazakhstan_assembly import errors
from kazakhstan_assembly.datapackage import INSTALLED

CLASSES = {
    name: found
    for name, found in vars(errors).items()
    if inspect.isclass(found) and issubclass(found, Exception)
}


def test_the_docstring_draws_the_tree() -> None:
    drawn: list[tuple[int, str]] = []
    for line in str(errors.__doc__).splitlines():
        if match := re.match(r"(    [│├└─ ]*)(\w+Error)", line):
            drawn.append((len(match[1]) // 4 - 1, match[2]))
    assert [name for _, name in drawn] == list(CLASSES)
    above: list[str] = []
    for depth, name in drawn:
        parent = above[depth - 1] if depth else "Exception"
        assert CLASSES[name].__bases__[0].__name__ == parent, name
        above[depth:] = [name]


def exceptions(tree: ast.Module) -> list[str]:
    """Return the names of the exceptions of a module that can leave it."""
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    bases = {node.name: " ".join(map(ast.unparse, node.bases)) for node in classes}
    found = [name for name, text in bases.items() if re.search(r"(Error|Exception)\b", text)]
    return [name for name in found if not name.startswith("_")]


def test_no_other_module_of_the_package_defines_an_exception() -> None:
    modules = [path for path in (ROOT / "src").rglob("*.py") if path.name != "errors.py"]
    found = {path.name: exceptions(ast.parse(path.read_text("utf-8"))) for path in modules}
    assert {path: names for path, names in found.items() if names} == {}


def test_errors_that_a_user_meets_are_public() -> None:
    for name in CLASSES.keys() - {"RuleError", "SourceError"}:
        assert getattr(ka, name) is CLASSES[name]


CALLS: dict[str, Callable[[], object]] = {
    "columns": lambda: INSTALLED.load_table("numbers", columns="value"),
    "tables": lambda: ka.export("out.csv", tables="sessions"),
    "only": lambda: ka.validate(only="pin"),
}


@pytest.mark.parametrize("parameter", CALLS)
def test_a_text_where_a_list_is_due_is_one_error(parameter: str) -> None:
    with pytest.raises(ka.RequestError, match=rf"^{parameter} takes a list of names") as error:
        CALLS[parameter]()
    assert type(error.value) is ka.RequestError


def test_an_error_of_the_source_holds_its_findings() -> None:
    error = errors.SourceError(iter(["one", "two"]))
    assert (error.findings, str(error)) == (["one", "two"], "one\ntwo")


def test_a_name_that_is_another_is_no_mistake_for_one() -> None:
    groups = ["armenians", "turks", "uighurs"]
    assert errors.nearest("russians", groups, "groups") == f"The groups are {', '.join(groups)}."
    assert errors.nearest("uyghurs", groups, "groups") == "Did you mean “uighurs”?"
    assert errors.nearest("kofi", ["kofi-annan", "other"], "rows") == "Did you mean “kofi-annan”?"
    many = [f"row-{number}" for number in range(50)]
    expected = "There are 50 rows, such as row-0, row-1, row-2."
    assert errors.nearest("x", many, "rows") == expected
