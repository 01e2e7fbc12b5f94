"""Help and errors: plain words, examples that run, one style."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import kazakhstan_assembly as ka
from cli.running import at_a_terminal, piped, plain
from conftest import ROOT
from kazakhstan_assembly.checks.registry import CHECK_NAMES, CHECKS, TABLE_CHECKS
from kazakhstan_assembly.cli.program import COMMANDS

PAGES = ("", *(command.__name__ for command in COMMANDS), "help")


@pytest.mark.parametrize("command", PAGES)
def test_help_names_no_types(command: str) -> None:
    shown = piped(*command.split(), "--help").stdout
    assert shown.startswith("Usage: kazakhstan-assembly")
    assert not re.search(r"[<{][a-zA-Z\[\]]+[>}]|x>=0|default:|required", shown), shown
    assert "│" not in shown


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_help_fits_the_terminal_and_cuts_no_sentence(columns: int) -> None:
    shown = plain(at_a_terminal("--help", columns=columns))
    assert max(map(len, shown.splitlines())) <= columns
    assert "..." not in shown.replace("[ARGS]...", "")


@pytest.mark.parametrize(
    ("command", "example"), COMMANDS.items(), ids=[each.__name__ for each in COMMANDS]
)
def test_every_example_of_the_help_runs(
    command: Callable[..., None], example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert f"Example:\n  kazakhstan-assembly {example}" in piped(command.__name__, "-h").stdout
    is_in_checkout = "source/" in example
    monkeypatch.chdir(ROOT if is_in_checkout else tmp_path)
    monkeypatch.setenv("BROWSER", "true %s")
    found = piped(*shlex.split(example))
    assert found.returncode == (1 if command.__name__ == "diff" else 0)  # which finds changes
    assert found.stderr == "" or "place" in found.stderr
    assert found.stdout


def test_help_is_a_command() -> None:
    assert piped("help").stdout == piped("--help").stdout == piped().stdout
    assert piped("help", "show").stdout == piped("show", "--help").stdout
    found = piped("help", "shwo")
    assert found.returncode == 2
    assert found.stderr == "error: There is no command “shwo”. Did you mean “show”?\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "people"], "There is no table “people”. Did you mean “persons” or"),
        (["show", "communities"], "Did you mean “ethnic_groups” or"),
        (["export", "media.dta"], "dta makes one file per table. Choose the table with -t media."),
        (["read", "sessions/nope"], "The table sessions has no row “nope”."),
        (["read", "sessions/session-01/nope"], "The table sessions has no column “nope”."),
        (["trace", "entities", "kofi-annan"], "Trace persons kofi-annan."),
        (["show"], "Missing argument “TABLE”. See “kazakhstan-assembly show --help”."),
        (["shwo"], "No such command “shwo”"),
        (["show", "numbers", "--hed", "1"], "No such option: --hed"),
        (["show", "numbers", "-n", "x"], "“x” is not a number; write 20, for example, or 0"),
        (["show", "numbers", "-f", "yaml"], "See “kazakhstan-assembly show --help”."),
        (["cite", "apa", "--style", "cff"], "Two styles are given, “apa” and “cff”. Give one."),
        (["validate", "--only", ","], "--only names no check"),
        (["describe", "sessions", "mottos"], "has no column “mottos”. Did you mean “motto”?"),
        (["describe", "people"], "There is no table or vocabulary “people”. Did you mean"),
    ],
)
def test_errors_have_one_style(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = piped(*arguments)
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.startswith("error: ")
    assert found.stderr.count("\n") == 1
    assert said in found.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_message_has_the_words_of_the_command(tmp_path: Path) -> None:
    target = str(tmp_path / "out.sqlite")
    assert piped("export", target, "-t", "sessions,media").returncode == 0
    refused = piped("export", target).stderr
    assert refused == (
        f"error: {target} exists. Choose another path, or replace it with --overwrite.\n"
    )
    with pytest.raises(ka.ExportError, match="replace it with overwrite=True"):
        ka.export(target)


def test_repeated_options_take_commas(tmp_path: Path) -> None:
    folder = tmp_path / "csvs"
    assert piped("export", str(folder), "-f", "csv", "-t", "media, schools", "-t", "persons")
    assert {"media.csv", "schools.csv", "persons.csv"} <= {path.name for path in folder.iterdir()}
    shown = piped("validate", "--only", "pin,exactness").stdout
    assert "valid according to pin, exactness" in shown


def test_cite_takes_its_style_as_an_option_too() -> None:
    for option in (["--style", "bibtex"], ["--format", "bibtex"], ["-f", "bibtex"]):
        assert piped("cite", *option).stdout == piped("cite", "bibtex").stdout
    assert piped("cite").stdout == piped("cite", "apa").stdout


def test_each_check_is_explained_in_a_sentence() -> None:
    shown = piped("describe", "checks").stdout
    assert set(TABLE_CHECKS) < set(CHECK_NAMES)
    for name, sentence in CHECKS.items():
        assert re.search(rf"^{name} +{re.escape(sentence)}$", shown, re.MULTILINE)
        assert sentence.endswith(".")
    lines = plain(at_a_terminal("describe", "checks")).splitlines()
    assert not any("…" in line for line in lines)


def test_words_need_no_library_for_colours_in_a_pipe() -> None:
    for arguments in (["trace", "numbers", "number-07899", "value"], ["find", "Kofi"]):
        code = (
            f"import sys; sys.argv = ['kazakhstan-assembly', *{arguments}]\n"
            "import kazakhstan_assembly.cli as cli\n"
            "try: cli.main()\n"
            "finally: print('\\n', *sys.modules)"
        )
        found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        imported = found.stdout.splitlines()[-1].split()
        assert "typer" in imported
        assert not {"rich.console", "yaml"} & set(imported)
