"""The command, as a user at a terminal and a script in a pipe meet it."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
import signal
import sqlite3
import subprocess
from pathlib import Path
from urllib.parse import urlparse
from urllib.request import url2pathname

import pytest

import kazakhstan_assembly as ka
from cli.running import COLOURED, PROGRAM, at_a_terminal, piped, plain
from conftest import ROOT
from mutation.files import copy_package


def test_version_and_help() -> None:
    for option in ("--version", "-V"):
        assert piped(option).stdout == f"kazakhstan-assembly {ka.__version__}\n"
    found = piped("--help")
    for command in (
        "tables",
        "show",
        "describe",
        "trace",
        "find",
        "cite",
        "validate",
        "export",
        "read",
    ):
        assert re.search(rf"^  {command} ", found.stdout, re.MULTILINE)
        assert f"Example:\n  kazakhstan-assembly {command}" in piped(command, "--help").stdout


def test_tables_lists_every_table_with_its_rows() -> None:
    lines = piped("tables", "--format", "csv").stdout.splitlines()
    assert lines[0] == "table,rows,group,title"
    expected = [(name, str(len(frame))) for name, frame in ka.load_tables().items()]
    assert [tuple(line.split(",")[:2]) for line in lines[1:]] == expected


@pytest.mark.parametrize("name", ["sessions", "numbers", "media", "evidence"])
def test_show_as_csv_is_the_csv_file(name: str) -> None:
    assert (
        piped("show", name, "--words", "-f", "csv").stdout
        == (ROOT / f"data/csv/{name}.csv").read_text()
    )


def test_show_selects_rows_and_columns() -> None:
    found = piped("show", "numbers", "-c", "value, bound", "-w", "is_additional=true", "-f", "json")
    assert json.loads(found.stdout) == [{"value": 179, "bound": "unqualified"}]
    found = piped("show", "numbers", "-c", "value_text", "-w", "frequency=", "--head", "2")
    assert found.stdout == "value_text\nsome 470\n11\n"
    found = piped("show", "sessions", "-c", "ordinal,date_start", "--head", "1", "-f", "markdown")
    assert found.stdout == "| ordinal | date_start |\n| --- | --- |\n| 1 | 1995-03-01 |\n"


RELEASE = str(ROOT / "source/releases/0.1.0.zip")


def test_every_command_can_ask_another_package(tmp_path: Path) -> None:
    def asked(*arguments: str) -> str:
        found = piped("--package", RELEASE, *arguments)
        assert found.returncode == 0, found.stderr
        return found.stdout

    assert "(Version 0.1.0)" in asked("cite")
    assert asked("tables", "-f", "csv").splitlines()[1] == "sessions,10,,Sessions of the Assembly"
    assert asked("show", "media", "-c", "languages", "-f", "csv").splitlines()[1] == "11"
    assert "ordinal from ordinal_text" in asked("describe", "sessions")
    assert "kofi-annan" in asked("find", "Kofi Annan")
    assert asked("export", str(tmp_path / "media.csv"), "-t", "media").startswith("Wrote ")
    assert "The data of 0.1.0 and 0.1.0 are the same." in asked("diff", RELEASE)
    assert piped("-p", RELEASE, "validate", "--only", "files").returncode == 1
    assert piped("-p", RELEASE, "trace", "sessions", "session-01").stderr.startswith(
        "error: source/report.txt is missing"
    )


def test_a_package_that_is_none_is_told_and_completes_nothing() -> None:
    found = piped("-p", "/nowhere", "tables")
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.startswith("error: There is no data package at /nowhere.")


def test_a_pipe_gets_whole_cells_a_line_a_row_and_no_colour() -> None:
    found = piped("show", "claims").stdout
    lines = found.splitlines()
    assert len(lines) == 1 + len(ka.load_table("claims"))
    assert "\x1b" not in found
    assert max(ka.load_table("claims")["text"], key=len) in found


@pytest.mark.parametrize("encoding", ["cp1251", "cp932", "cp437", "cp1252", "ascii"])
def test_programs_get_utf_8_whatever_the_system_writes(encoding: str) -> None:
    settings = {**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": encoding}
    for form in ("csv", "json", "markdown"):
        command = [PROGRAM, "show", "editorial_notes", "-f", form]
        found = subprocess.run(command, capture_output=True, env=settings)
        assert found.stdout.decode("utf-8") == piped("show", "editorial_notes", "-f", form).stdout
        assert b"\r" not in found.stdout


def test_a_terminal_gets_lines_that_fit() -> None:
    found = at_a_terminal("show", "sessions")
    assert "\x1b[" in found
    lines = plain(found).splitlines()
    assert max(map(len, lines)) <= 80
    assert re.search(r"^… \d+ more columns; -c NAMES chooses", plain(found), re.MULTILINE)
    assert "more columns" not in at_a_terminal("show", "sessions", columns=240)


@pytest.mark.parametrize(
    "arguments",
    [("tables",), ("describe", "sessions"), ("trace", "sessions", "session-06"), ("--help",)],
)
def test_nothing_is_wider_than_the_terminal(arguments: tuple[str, ...]) -> None:
    lines = plain(at_a_terminal(*arguments)).splitlines()
    assert max(map(len, lines)) <= 80


def test_no_color_is_honoured() -> None:
    for arguments in (
        ("tables",),
        ("trace", "sessions", "session-06"),
        ("validate", "--only", "pin"),
    ):
        assert not COLOURED.search(at_a_terminal(*arguments, NO_COLOR="1")), arguments
        assert COLOURED.search(at_a_terminal(*arguments))


def test_a_closed_pipe_is_no_error() -> None:
    command = f"{PROGRAM} show evidence | head -n 1; echo ${{PIPESTATUS[0]}}"
    found = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert found.stdout.startswith("table_name")
    assert found.stdout.splitlines()[1] == str(128 + signal.SIGPIPE)
    assert found.stderr == ""


def test_trace_shows_the_words_in_their_sentence() -> None:
    found = piped("trace", "numbers", "number-07899", "value").stdout
    assert "value = 80000" in found
    assert "derived by number from value_text" in found
    assert "[more than 80,000]" in found
    marked = at_a_terminal("trace", "numbers", "number-07899", "value")
    assert "\x1b[7mmore" in marked


def test_find_ranks_cells_before_sentences() -> None:
    rows = list(csv.DictReader(io.StringIO(piped("find", "Kofi", "Annan", "-f", "csv").stdout)))
    assert (rows[0]["table"], rows[0]["row_id"]) == ("persons", "kofi-annan")
    assert rows[-1]["table"] == "sentences"


def test_a_condition_that_nothing_meets_is_answered_with_the_values() -> None:
    found = piped("show", "numbers", "-w", "bound=atmost")
    assert found.returncode == 1
    assert found.stderr == (
        "No row matches.\nNo cell of bound is “atmost”. Did you mean “at_most”?\n"
    )
    both = piped("show", "numbers", "-w", "bound=at_most", "-w", "counted=copies").stderr
    assert both == "No row matches all conditions.\n"


def test_of_numbers_and_booleans_no_value_is_near() -> None:
    assert piped("show", "numbers", "-w", "value==100").stderr == (
        "No row matches.\nNo cell of value is “100”. The values of value range from 3 to 80000.\n"
    )
    found = piped("show", "ethnic_groups", "-w", "has_own_theater=false").stderr
    assert "It is true, or null: 'has_own_theater=' finds nulls.\n" in found


@pytest.mark.parametrize("command", ["tables", "show media", "validate --only pin", "cite"])
def test_a_closed_output_is_one_sentence(command: str) -> None:
    line = f"{PROGRAM} {command} >&-"
    found = subprocess.run(["bash", "-c", line], capture_output=True, text=True)
    assert (found.returncode, found.stderr) == (
        2,
        "error: The output cannot be written: it is closed.\n",
    )


def test_a_closed_stream_of_errors_changes_no_answer() -> None:
    line = f"{PROGRAM} show nothing 2>&-"
    found = subprocess.run(["bash", "-c", line], capture_output=True, text=True)
    assert (found.returncode, found.stdout, found.stderr) == (2, "", "")


def test_a_condition_that_cannot_be_is_told_why() -> None:
    assert piped("show", "sessions", "-w", "motto=").stderr.endswith("\nmotto has no nulls.\n")
    found = piped("show", "sentences", "-w", "text=foo")
    assert found.stderr == (
        "No row matches.\nNo cell of text is “foo”. To search within cells, write 'text~foo'.\n"
    )


def test_what_is_not_found_is_still_a_list_for_programs() -> None:
    found = piped("find", "zzz", "-f", "json")
    assert (found.returncode, found.stdout) == (1, "[]\n")
    assert "Nothing was found for “zzz”." in found.stderr
    assert piped("find", "zzz").stdout == ""


def test_a_pipe_gets_every_column() -> None:
    assert piped("find", "Sunday schools").stdout.split("\n")[0].split()[-1] == "sentence-49"
    header = piped("describe", "predicate", "-f", "csv").stdout.split("\n")[0]
    assert header == "code,label,definition,triggers,inverse_triggers"


def test_tables_and_vocabularies_are_listed() -> None:
    found = json.loads(piped("describe", "-f", "json").stdout)
    names = [entry["name"] for entry in found]
    assert names == [*ka.list_tables(), *ka.list_vocabularies()]
    bound = found[names.index("bound")]
    assert bound["kind"] == "vocabulary"
    assert bound["holds"] == " ".join(ka.describe_vocabulary("bound").index)
    sessions = found[names.index("sessions")]
    assert sessions["holds"] == ka.table_schema("sessions")["title"]


def test_a_column_is_described_with_its_codes() -> None:
    found = piped("describe", "identifiers", "match_type").stdout
    for code, term in ka.describe_vocabulary("match_type").iterrows():
        assert f"\n    {code}: {term['definition']}\n" in found


def test_a_null_is_traced_to_its_reason_in_words() -> None:
    found = piped("trace", "sessions", "session-06", "constituent_text").stdout
    assert "null: not_stated" in found
    assert "The report does not say." in found


def test_a_validation_says_which_checks_ran() -> None:
    found = piped("validate", "--only", "pin").stdout
    assert "The package is valid according to pin: 0 findings." in found
    found = piped("validate", str(ROOT / "src/.."), "--only", "partition", "--only", "pin").stdout
    assert "valid according to pin, partition: 0 findings." in found


def test_columns_may_be_repeated_and_booleans_written_as_in_python() -> None:
    chosen = ["-c", "value", "-c", "bound,counted", "-w", "is_additional=True"]
    found = piped("show", "numbers", *chosen, "-f", "csv")
    assert found.stdout == "value,bound,counted\n179,unqualified,schools\n"


def test_a_terminal_cuts_texts_alone() -> None:
    lines = plain(at_a_terminal("show", "numbers", columns=60)).splitlines()
    assert any(line.split()[1:3] == ["80000", "more_than"] for line in lines), lines


def test_no_line_of_a_table_is_wider_than_the_terminal() -> None:
    for arguments in (("show", "sessions"), ("find", "Sunday schools"), ("tables",)):
        for line in plain(at_a_terminal(*arguments)).splitlines():
            assert len(line.rstrip()) <= 80, line


def test_numbers_are_found_with_and_without_commas() -> None:
    for words in ("80000", "80,000"):
        assert piped("find", words).stdout.splitlines()[0].split()[:2] == [
            "numbers",
            "number-07899",
        ]


def test_words_that_stand_nowhere_are_not_found() -> None:
    found = piped("find", "zebra")
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr == "Nothing was found for “zebra”.\n"


def test_describe_knows_vocabularies_by_near_names() -> None:
    found = piped("describe", "bounds")
    assert found.returncode == 2
    assert (
        found.stderr == "error: There is no table or vocabulary “bounds”. Did you mean “bound”?\n"
    )


def test_an_export_is_compared_but_not_proved(tmp_path: Path) -> None:
    assert piped("export", str(tmp_path / "csvs"), "-f", "csv").returncode == 0
    assert piped("diff", str(tmp_path / "csvs")).returncode == 0
    proved = piped("validate", str(tmp_path / "csvs"))
    assert proved.returncode == 1
    assert proved.stdout.startswith("files: datapackage.json: this is an export")


def test_a_proof_with_many_findings_is_cut_short(tmp_path: Path) -> None:
    copy_package(tmp_path)
    path = tmp_path / "data/csv/claims.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace(",checkable,", ",evaluative,"), encoding="utf-8"
    )
    found = piped("validate", str(tmp_path), "--only", "same")
    assert sum(line.startswith("same: data") for line in found.stdout.splitlines()) == 20
    assert re.search(r"^same: and \d+ more; --format json shows all\.$", found.stdout, re.MULTILINE)
    as_json = json.loads(piped("validate", str(tmp_path), "--only", "same", "--json").stdout)
    assert len(as_json["findings"]) > 20


def test_output_that_cannot_be_written_is_a_sentence() -> None:
    if not Path("/dev/full").exists():
        return
    with Path("/dev/full").open("w") as full:
        found = subprocess.run(
            [PROGRAM, "show", "numbers"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert found.returncode == 2
    assert found.stderr.startswith("error: The output cannot be written: ")


def test_describe_says_what_codes_mean() -> None:
    found = piped("describe", "bound", "-f", "csv").stdout
    assert (
        found.splitlines()[4]
        == "at_most,at most,Words such as up to or at most stand with the number.,,"
    )


def test_the_trace_of_a_null_marks_no_words() -> None:
    found = piped("trace", "sessions", "session-06", "constituent_text").stdout
    assert "constituent_text = null: not_stated" in found
    assert "[" not in found


def test_cite_in_every_style() -> None:
    assert f"(Version {ka.__version__})" in piped("cite").stdout
    assert piped("cite", "bibtex").stdout.startswith("@misc{")
    assert json.loads(piped("cite", "csl-json").stdout)[0]["type"] == "dataset"
    assert piped("cite", "cff").stdout == (ROOT / "CITATION.cff").read_text()


def test_export_writes_and_asks_before_it_replaces(tmp_path: Path) -> None:
    target = tmp_path / "assembly.sqlite"
    assert piped("export", str(target), "-t", "sessions").stdout == f"Wrote {target}\n"
    with contextlib.closing(sqlite3.connect(target)) as connection:
        assert connection.execute("SELECT count(*) FROM sessions").fetchone() == (10,)
    before = target.read_bytes()
    refused = piped("export", str(target))
    assert (refused.returncode, target.read_bytes()) == (2, before)
    assert "overwrite" in refused.stderr
    assert piped("export", str(target), "--overwrite").returncode == 0
    assert target.read_bytes() != before


def test_read_opens_the_reader_at_a_cell(tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    browser.chmod(0o755)
    found = piped("read", "sessions/session-06/motto", BROWSER=f"{browser} %s")
    assert found.stdout.strip().endswith("reader.html#sessions/session-06/motto")
    # Some desktops drop what stands behind #, so that a page without it leads on.
    leading = Path(url2pathname(urlparse((tmp_path / "opened").read_text().strip()).path))
    match = re.search(r'content="0; url=([^"]+)"', leading.read_text(encoding="utf-8"))
    assert match is not None
    page, _, place = match[1].partition("#")
    assert place == "sessions/session-06/motto"
    opened = Path(url2pathname(urlparse(page).path))
    assert opened.read_bytes() == (ROOT / "docs/reader.html").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export", "a.xslx"], "does not have the suffix of a format"),
        (["export", "a", "-f", "stata"], "There is no format “stata”. Did you mean “dta”?"),
        (["export", "a.zip", "-t", "sesions"], "Did you mean “sessions”?"),
        (["show", "sesions"], "There is no table “sesions”. Did you mean “sessions”?"),
        (["show", "media", "-c", "mediun"], "no column “mediun”. Did you mean “medium”?"),
        (["show", "media", "-w", "languages"], "write COLUMN=VALUE"),
        (["show", "media", "-w", "mediun=1"], "no column “mediun”"),
        (["trace", "sessions", "session-6"], "Did you mean “session-06”?"),
        (["trace", "sessions", "session-06", "mottos"], "Did you mean “motto”?"),
        (["trace", "sentences", "sentence-01"], "holds no facts"),
        (["find", "…"], "write at least one letter or digit"),
        (["cite", "bibtx"], "Did you mean “bibtex”?"),
        (["cite", "report"], "“report” is a work, not a style: write cite --of report."),
        (["export", "-", "-f", "csv"], "“show TABLE -f csv” prints a table."),
        (["show", "media", "-f", "xml"], "“--format” / “-f”: “xml” is not one of “table”, “csv”"),
        (["trace", "relations", "x"], "There are 202 rows, such as relation-"),
        (["trace", "ethnic_groups", "russians"], "The rows are ethnic-groups, "),
        (
            ["validate", "--only", "exactnes"],
            "There is no check “exactnes”. Did you mean “exactness”?",
        ),
    ],
)
def test_mistakes_are_answered_in_a_sentence(arguments: list[str], said: str) -> None:
    found = piped(*arguments)
    assert found.returncode == 2
    assert said in found.stderr
    assert "Traceback" not in found.stderr
    assert found.stdout == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_are_offered_completion(shell: str) -> None:
    script = piped("--show-completion", shell, _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert script.returncode == 0
    assert f"_KAZAKHSTAN_ASSEMBLY_COMPLETE=complete_{shell}" in script.stdout
    assert "kazakhstan-assembly" in script.stdout


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("show ses", ["sessions"]),
        ("describe quot", ["quotations"]),
        ("export a -f sq", ["sqlite"]),
        ("vali", ["validate"]),
        (f"-p {RELEASE} show se", ["sessions"]),
        ("-p /nowhere show se", []),
    ],
)
def test_names_are_completed(line: str, words: list[str]) -> None:
    typed = f"kazakhstan-assembly {line}"
    asked = {"COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" ")), "COMP_POINT": "0"}
    found = piped(_KAZAKHSTAN_ASSEMBLY_COMPLETE="complete_bash", **asked)
    assert found.stdout.split() == words


def test_long_work_says_so_at_a_terminal_and_is_quiet_in_a_pipe(tmp_path: Path) -> None:
    shown = plain(at_a_terminal("validate", "--only", "exactness", columns=100))
    assert "files: Every file is there" in shown
    assert "exactness: Every quoted cell is the report's words" in shown
    assert piped("validate", "--only", "exactness").stderr == ""
    target = str(tmp_path / "out.sqlite")
    assert f"Writing {target} …" in plain(at_a_terminal("export", target, columns=300))
    assert piped("export", target, "--overwrite").stderr == ""
