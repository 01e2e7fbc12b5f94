"""What is installed: the pins of the requirement files are what pyproject.toml allows."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from functools import cache
from itertools import chain, pairwise

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FILES = sorted(path.name for path in ROOT.glob("requirements-*.txt"))
EXTRAS = {
    "requirements-bench.txt": ["bench"],
    "requirements-clients.txt": ["dev", "clients"],
    "requirements-dev.txt": ["dev"],
    "requirements-floor.txt": ["build", "test"],
    "requirements-runtime.txt": ["build"],
    "requirements-test.txt": ["build", "test"],
}
PIN = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[\w.+]+)(?: ; (?P<marker>[^\\]+))? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")
NOTE = re.compile(r"    #(?: .*)?")
Pins = dict[tuple[str, str | None], Version]


@cache
def pins(file: str) -> Pins:
    """Return the version of each package under each marker."""
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    found = [match for line in lines if (match := PIN.fullmatch(line))]
    return {(pin["name"], pin["marker"]): Version(pin["version"]) for pin in found}


def declared(*extras: str) -> list[Requirement]:
    """Return what the package needs, with extras, and extras of extras."""
    project = PROJECT["project"]
    lists = [project["dependencies"], *map(project["optional-dependencies"].get, extras)]
    found = list(map(Requirement, chain.from_iterable(lists)))
    own = {extra for need in found if need.name == project["name"] for extra in need.extras}
    others = [need for need in found if need.name != project["name"]]
    return others + (declared(*own) if own else [])


def imported_libraries() -> set[str]:
    """Return what the code of the package imports beside Python and itself."""
    names: set[str] = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add(str(node.module).partition(".")[0])
    return names - set(sys.stdlib_module_names) - {PROJECT["project"]["name"].replace("-", "_")}


def test_the_package_declares_what_it_imports_and_nothing_else() -> None:
    modules = {"pyyaml": "yaml"}
    needed = {canonicalize_name(need.name) for need in declared()}
    optional = {canonicalize_name(need.name) for need in declared("export")}
    imported = imported_libraries() - {"numpy"}  # which comes with pandas
    assert {modules.get(name, name) for name in needed} <= imported
    used_if_there = {"dplib"}  # by one check, which says that it did not run
    assert imported - used_if_there <= {modules.get(name, name) for name in optional}


def test_every_requirement_file_is_for_extras_of_the_package() -> None:
    assert list(EXTRAS) == FILES


@pytest.mark.parametrize("file", FILES)
def test_a_requirement_file_has_pins_with_hashes_and_no_address(file: str) -> None:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "://" in line] == []
    other = [line for line in lines if not (PIN.fullmatch(line) or HASH.fullmatch(line))]
    assert [line for line in other if not NOTE.fullmatch(line)] == []
    hashed = [HASH.fullmatch(after) for line, after in pairwise(lines) if PIN.fullmatch(line)]
    assert hashed
    assert all(hashed)


@pytest.mark.parametrize("file", FILES)
def test_all_that_pyproject_names_is_pinned_as_it_allows(file: str) -> None:
    for need in declared(*EXTRAS[file]):
        name = canonicalize_name(need.name)
        found = [version for (pinned, _), version in pins(file).items() if pinned == name]
        assert found, f"{file} has no {name}"
        assert all(version in need.specifier for version in found), f"{file}: {name}"


def test_the_floor_is_the_least_that_pyproject_allows() -> None:
    floor = pins("requirements-floor.txt")
    least = {
        (canonicalize_name(need.name), None): Version(bound.version)
        for need in declared(*EXTRAS["requirements-floor.txt"])
        for bound in need.specifier
    }
    assert {name: floor[name] for name in least} == least


@pytest.mark.parametrize(
    "file",
    [file for file in FILES if file not in ("requirements-dev.txt", "requirements-floor.txt")],
)
def test_what_is_installed_on_top_does_not_replace_what_is_there(file: str) -> None:
    dev = pins("requirements-dev.txt")
    shared = pins(file).keys() & dev.keys()
    assert len(shared) > 30
    assert {name: pins(file)[name] for name in shared} == {name: dev[name] for name in shared}


def test_what_builds_the_package_is_pinned_with_the_rest() -> None:
    extra = PROJECT["project"]["optional-dependencies"]["build"]
    assert set(PROJECT["build-system"]["requires"]) <= set(extra)


def test_make_installs_nothing_that_is_not_pinned() -> None:
    programs = [ROOT / "Makefile", *(ROOT / "scripts").glob("*.sh")]
    lines = chain.from_iterable(path.read_text().splitlines() for path in programs)
    installs = [line for line in lines if re.search(r"\bpip install|python \$pip", line)]
    assert len(installs) > 6, installs
    for line in installs:
        own = "--no-deps" in line and "--no-build-isolation" in line
        pinned = r'--require-hashes -r ("\$requirements"|requirements-\w+\.txt)( |$)'
        assert own or re.search(pinned, line), line


def test_the_pythons_that_are_tested_are_those_that_the_package_names() -> None:
    prefix = "Programming Language :: Python :: 3."
    named = [c for c in PROJECT["project"]["classifiers"] if c.startswith(prefix)]
    assert [c.removeprefix(prefix) for c in named] == ["11", "12", "13"]
    assert PROJECT["project"]["requires-python"] == ">=3.11"
    assert "\ntest-pythons:" in (ROOT / "Makefile").read_text()
