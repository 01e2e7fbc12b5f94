"""The engine knows no report: nothing in it names what only this data set has."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from conftest import ROOT, table
from kazakhstan_assembly.derivation.placement import STRUCTURAL_RULES
from kazakhstan_assembly.derivation.rules import RULES
from kazakhstan_assembly.io.built_in import HELPER_TABLES, built_in_table, built_in_vocabularies
from kazakhstan_assembly.io.yaml_reader import read_yaml_text

# Commands, plots, tutorials and the site are about this data set and may name what it has.
FOLDERS = ("src", "scripts/annotation", "scripts/generation", "scripts/mutation")
# Generated from the schemas of this data set.
GENERATED = ("__init__.pyi", "_literals.py")
# Columns of this data set that have the name of a property in a standard or in a declaration.
PROPERTIES = frozenset(
    {"predicate", "role", "name", "value", "titles", "position", "numbers", "count", "extent"}
)
# Words of names that are those of this package, or days of the week.
PLAIN_WORDS = frozenset({"Kazakhstan", "Assembly", "Sunday"})
_DOCTEST = re.compile(r"^ *(?:>>>|\.\.\.).*(?:\n(?! *$)(?! *>>>).*)*", re.MULTILINE)
_SPECIAL = re.compile(r"[A-Z][\w-]{3,}")


def sources() -> list[Path]:
    files: list[Path] = []
    for folder in FOLDERS:
        files += [*(ROOT / folder).rglob("*.py"), *(ROOT / folder).rglob("*.js")]
    return sorted(file for file in files if file.name not in GENERATED)


def read(path: Path) -> object:
    return read_yaml_text(path.read_text(encoding="utf-8")).data


def columns_of(declared: dict[str, list[dict[str, str]]]) -> set[str]:
    return {column["name"] for column in declared["columns"] if "name" in column}


@cache
def names_of_the_data_set() -> frozenset[str]:
    """Return the tables, columns and vocabularies that the data set declares."""
    declared = [read(path) for path in (ROOT / "source" / "tables").glob("*.yaml")]
    names: set[str] = set()
    for entry in declared:
        assert isinstance(entry, dict)
        names |= {entry["name"], *columns_of(entry)}
    shared = read(ROOT / "source" / "columns.yaml")
    assert isinstance(shared, dict)
    for columns in shared.values():
        names |= columns_of({"columns": columns})
    vocabularies = read(ROOT / "source" / "vocabularies.yaml")
    assert isinstance(vocabularies, dict)
    names |= {name for name, entry in vocabularies.items() if entry != "built_in"}
    return frozenset(names - names_of_the_engine() - PROPERTIES)


def names_of_the_engine() -> set[str]:
    names = {*HELPER_TABLES, *built_in_vocabularies(), *RULES, *STRUCTURAL_RULES}
    for vocabulary in built_in_vocabularies().values():
        names |= set(vocabulary["terms"])
    for name in HELPER_TABLES:
        declared = built_in_table(name)
        names |= columns_of(declared)
        names |= {column["vocabulary"] for column in declared["columns"] if "vocabulary" in column}
    return names


@cache
def proper_words() -> frozenset[str]:
    """Return the capitalised words of the names that the report gives to entities."""
    forms = table("entity_forms")
    names = " ".join(forms.loc[forms["kind"] == "name", "form"])
    report = (ROOT / "source" / "report.txt").read_text(encoding="utf-8")
    common = {word.capitalize() for word in re.findall(r"\b[a-z][\w-]+", report)}
    return frozenset(_SPECIAL.findall(names)) - common - PLAIN_WORDS


def documented(tree: ast.Module) -> Iterator[ast.Module | ast.ClassDef | ast.FunctionDef]:
    """Yield whatever can have a docstring."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body:
            yield node


def constants(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the texts of a module that are no docstrings, with their lines."""
    docstrings: set[int] = set()
    for owner in documented(tree):
        first = owner.body[0]
        if isinstance(first, ast.Expr):
            docstrings.add(id(first.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in docstrings:
            yield node.lineno, str(node.value)


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the texts in the code of a file."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from constants(ast.parse(source))
    else:
        for number, line in enumerate(source.splitlines(), start=1):
            for match in re.finditer(r"'([^'\n]*)'|`([^`\n]*)`|\.([a-z_]+)\b", line):
                yield number, next(part for part in match.groups() if part is not None)


def comments(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the comments and docstrings of a file; examples that can be run are left out."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        yield from enumerate(source.splitlines(), start=1)
        return
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
    for node in documented(ast.parse(source)):
        docstring = ast.get_docstring(node) or ""
        yield getattr(node, "lineno", 1), _DOCTEST.sub("", docstring)


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_code_names_a_table_column_or_vocabulary_of_this_data_set(path: Path) -> None:
    forbidden = names_of_the_data_set()
    found = [f"{line}: {text}" for line, text in texts(path) if text in forbidden]
    assert found == []


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_code_or_comment_says_a_name_of_this_report(path: Path) -> None:
    places = [*texts(path), *comments(path)]
    found: list[str] = []
    for line, text in places:
        words = [word for word in _SPECIAL.findall(text) if word in proper_words()]
        found += [f"{line}: {word}" for word in words]
    assert found == []


def test_the_names_that_are_looked_for_are_those_of_the_data_set() -> None:
    assert {"sessions", "relations", "motto", "subject_id", "scope_text"} <= names_of_the_data_set()
    assert {"Nursultan", "Dostyk", "Uzbeks"} <= proper_words()
    assert not names_of_the_data_set() & {"evidence", "sentences", "char_start"}
