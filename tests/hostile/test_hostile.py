"""Hostile packages: each is a finding within seconds, and nothing outside is touched."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.running import at_a_terminal, piped
from conftest import ROOT
from hostile.packages import FAULTS, MEDIA, Change, text
from mutation.files import refresh

MOST_SECONDS = 10
MOST_MEGABYTES = 1500


# What a validation may never do is told by Python itself, whoever does it.
WATCH = """
import json, os, sys
folder, allowed, seen = sys.argv[1], sys.argv[2:], []
def watch(event, arguments):
    if event.split(".")[0] in ("socket", "subprocess", "ftplib", "smtplib", "urllib") or event in (
        "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "pty.spawn"
    ):
        seen.append(event)
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        path = os.path.realpath(os.fsdecode(arguments[0]))
        if not path.startswith((os.path.realpath(folder) + os.sep, *allowed)):
            seen.append(path)
import kazakhstan_assembly as ka
sys.addaudithook(watch)
result = ka.validate(folder)
print(json.dumps({"seen": seen, "findings": [[f.check, f.message] for f in result.findings]}))
"""


def validated_under_watch(package: Path) -> tuple[list[str], list[list[str]]]:
    """Return what a validation touches outside the package, and what it finds."""
    temporary = package.parent / "temporary"
    temporary.mkdir()
    libraries = [sys.prefix, sys.base_prefix, str(ROOT)]  # the installed release is in ROOT
    allowed = [*libraries, str(temporary), "/dev/null", "/proc/", "/sys/", "/etc/", "/usr/share/"]
    most = MOST_MEGABYTES << 20
    start = time.monotonic()
    found = subprocess.run(
        [sys.executable, "-c", WATCH, str(package), *allowed],
        capture_output=True,
        text=True,
        env={**os.environ, "TMPDIR": str(temporary)},
        cwd=temporary,  # to which the names are relative by which a folder is taken away
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (most, most)),
    )
    assert found.returncode == 0, found.stderr
    assert time.monotonic() - start < 3 * MOST_SECONDS
    answer = json.loads(found.stdout)
    assert list(temporary.iterdir()) == []
    return answer["seen"], answer["findings"]


@pytest.mark.slow  # a process each
@pytest.mark.parametrize("fault", FAULTS)
def test_a_hostile_package_is_a_finding_and_touches_nothing_outside(
    package: Path, fault: str
) -> None:
    change, check, words = FAULTS[fault]
    change(package)
    seen, findings = validated_under_watch(package)
    assert seen == []
    assert any(check == found and words in message for found, message in findings), findings[:5]


def test_a_sound_package_touches_nothing_outside(package: Path) -> None:
    assert validated_under_watch(package) == ([], [])


@pytest.mark.parametrize("name", ["pkg[1]", "a*b", "a?b", "{x}", "a b"])
def test_a_sound_package_is_valid_in_a_folder_of_any_name(package: Path, name: str) -> None:
    package.rename(package.with_name(name))
    assert piped("validate", str(package.with_name(name)), "--only", "frictionless").returncode == 0


def clear_the_screen(table: str) -> Change:
    return text(f"data/csv/{table}.csv", lambda found: found.replace("print", "pr\x1b[2Jint"))


@pytest.mark.parametrize(
    "arguments",
    [["validate"], ["diff"], ["-p", "{}", "show", "media"], ["-p", "{}", "find", "press"]],
)
def test_no_cell_tells_a_terminal_what_to_do(package: Path, arguments: list[str]) -> None:
    clear_the_screen("media")(package)
    asked = [part.replace("{}", str(package)) for part in arguments]
    shown = at_a_terminal(*asked, *([] if "{}" in arguments else [str(package)]))
    assert "\x1b[2J" not in shown
    assert "U+001B" in shown


def test_a_message_writes_control_characters_out() -> None:
    assert "\\x1b[2J" in piped("show", "a\x1b[2Jb").stderr


def test_a_table_that_changes_while_it_is_validated_is_read_once(package: Path) -> None:
    code = (
        "import sys, pathlib, kazakhstan_assembly as ka\n"
        "from kazakhstan_assembly.checks import validation\n"
        f"table = pathlib.Path({str(package / MEDIA)!r})\n"
        "def swap(check):\n"
        "    if check == 'frictionless':\n"
        "        table.unlink(); table.symlink_to('/etc/hostname')\n"
        f"result = validation.validate(pathlib.Path({str(package)!r}), progress=swap)\n"
        "print(result.valid, table.is_symlink())"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert found.stdout == "True True\n", found.stderr


def test_a_package_may_be_refreshed(package: Path) -> None:
    """Fresh hashes hide nothing, so that the faults above are found for what they are."""
    refresh(package)
    assert piped("validate", str(package), "--only", "files").returncode == 0
