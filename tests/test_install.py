"""scripts/install.sh: it says what it will install, and in one sentence what went wrong."""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from test_requirements import PROJECT, pins

SCRIPT = ROOT / "scripts/install.sh"
# A Python that does what the script asks of one, but for what a test spoils.
PYTHON = """#!/bin/sh
case "$*" in
  *'version_info[:2]'*) echo {version} ;;
  *"version_info <"*) exit {too_old} ;;
  *ensurepip*) exit {no_venv} ;;
  *"-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
  *"import pip"*) ;;
  *"-m pip"*) echo "pip: $*"; echo '{said}' > .venv/pip.log; exit {pip} ;;
esac
"""
DF = """#!/bin/sh
echo Filesystem 1024-blocks Used Available Capacity Mounted
echo disk 9 9 {free} 9% /
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder as a checkout is, with programs that a test may spoil."""
    (tmp_path / "scripts").mkdir()
    (tmp_path / "bin").mkdir()
    shutil.copy(SCRIPT, tmp_path / "scripts")
    for name in ("requirements-runtime.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, tmp_path)
    make_python(tmp_path)
    make_disk(tmp_path, 50_000_000)
    return tmp_path


def make_program(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o755)


def make_python(
    folder: Path,
    *,
    version: str = "3.12",
    too_old: int = 0,
    no_venv: int = 0,
    pip: int = 0,
    said: str = "",
) -> None:
    text = PYTHON.format(version=version, too_old=too_old, no_venv=no_venv, pip=pip, said=said)
    make_program(folder / "bin/python3", text)


def make_disk(folder: Path, free: int) -> None:
    """Let the disk have so many kB free."""
    make_program(folder / "bin/df", DF.format(free=free))


def run(folder: Path, what: str = "runtime", python: str = "python3") -> tuple[int, str, str]:
    found = subprocess.run(
        ["sh", "scripts/install.sh", what, python],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}"},
    )
    return found.returncode, found.stdout, found.stderr.strip()


@pytest.mark.parametrize(("what", "command"), [("runtime", "make tour"), ("dev", "make test")])
def test_what_will_be_installed_is_said_first(folder: Path, what: str, command: str) -> None:
    code, printed, complaint = run(folder, what)
    assert (code, complaint) == (0, "")
    first, *rest = printed.splitlines()
    file = f"requirements-{what}.txt"
    count = len({name for name, marker in pins(file) if "win32" not in (marker or "")})
    assert first.startswith(f"{command} installs {count} packages into .venv: about ")
    assert re.search(r"about [0-9]+ MB to download, [0-9]+ MB on disk\.$", first)
    libraries, own = rest
    assert f"--require-hashes -r requirements-{what}.txt" in libraries
    assert "--quiet" not in libraries
    assert "--no-deps --no-build-isolation -e ." in own


@pytest.mark.parametrize(
    ("spoilt", "sentence"),
    [
        (
            {"version": "3.9", "too_old": 1},
            r"Python 3\.9 is too old: install Python 3\.11",
        ),
        ({"no_venv": 1}, r"has no module venv: .*sudo apt install python3\.12-venv"),
        (
            {"pip": 1, "said": "NewConnectionError: Failed to establish a new connection"},
            r"The package index cannot be reached: check the network",
        ),
        ({"pip": 1, "said": "OSError: [Errno 28] No space left on device"}, r"The disk is full"),
        ({"pip": 1, "said": "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES"}, r"not the one that"),
        ({"pip": 1, "said": "[Errno 13] Permission denied"}, r"\.venv is not writable"),
        ({"pip": 1, "said": "something else"}, r"pip could not install the packages: the reason"),
    ],
)
def test_a_failure_is_one_sentence_that_says_what_to_do(
    folder: Path, spoilt: dict[str, object], sentence: str
) -> None:
    make_python(folder, **spoilt)  # type: ignore[arg-type]
    code, _, complaint = run(folder)
    assert code == 1
    assert len(complaint.splitlines()) == 1
    assert re.search(sentence, complaint), complaint
    assert "make tour" in complaint


def test_a_full_disk_is_seen_before_anything_is_downloaded(folder: Path) -> None:
    make_disk(folder, 200_000)
    code, printed, complaint = run(folder)
    assert (code, printed) == (1, "")
    assert complaint.startswith("The disk has 195 MB free, but ")
    assert not (folder / ".venv").exists()


def test_a_folder_that_cannot_be_written_is_named(folder: Path) -> None:
    (folder / ".venv").write_text("a file stands here, which stops even root\n")
    code, printed, complaint = run(folder)
    assert (code, printed) == (1, "")
    assert complaint.startswith("This folder is not writable: copy the repository to a folder")


def test_a_python_that_is_not_there_is_named(folder: Path) -> None:
    code, printed, complaint = run(folder, python="python3.99")
    assert (code, printed) == (1, "")
    assert complaint.startswith("There is no Python called “python3.99”: install Python 3.11 or")


def test_another_folder_is_refused(tmp_path: Path) -> None:
    found = subprocess.run(
        ["sh", str(SCRIPT), "runtime"], cwd=tmp_path, capture_output=True, text=True
    )
    assert found.returncode == 1
    assert found.stderr.startswith("There is no requirements-runtime.txt here")


def test_what_was_begun_is_gone_on_with(folder: Path) -> None:
    make_python(folder, pip=1, said="ReadTimeoutError")
    assert run(folder)[0] == 1
    make_program(folder / ".venv/bin/python", (folder / "bin/python3").read_text())
    kept = folder / ".venv/kept"
    kept.touch()
    make_python(folder)
    shutil.copy(folder / "bin/python3", folder / ".venv/bin/python")
    make_disk(folder, 100_000)  # less than all, but most of it is there
    assert run(folder)[0] == 0
    assert kept.exists()


def test_what_the_documentation_says_of_the_size_is_what_the_tour_says() -> None:
    start = (ROOT / "docs/start.md").read_text(encoding="utf-8")
    said = re.search(r"about ([0-9]+) packages, ([0-9]+) MB", start)
    disk = re.search(r"download=\d+ disk=(\d+)", SCRIPT.read_text())
    assert said
    assert disk
    packages = {name for name, _ in pins("requirements-runtime.txt")}
    assert abs(int(said[1]) - len(packages)) <= 5
    assert abs(int(said[2]) - int(disk[1])) <= 0.1 * int(disk[1])


def test_no_page_installs_the_package_from_an_index() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    wrong = re.compile(r"pip install [^\n]*kazakhstan[-_]assembly(?![-_./])")
    found = [path.name for path in pages if wrong.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_every_extra_that_a_page_names_is_there() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    named = {
        name
        for path in pages
        for group in re.findall(r"pip install [\"']?\.\[([^\]]+)\]", path.read_text("utf-8"))
        for name in group.split(",")
    }
    assert {"plot", "export", "duckdb"} <= named
    assert named <= set(extras)


@pytest.mark.slow
def test_no_network_is_seen_with_the_real_pip(folder: Path) -> None:
    environment = {**os.environ, "PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_FIND_LINKS": ""}
    environment |= {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_CACHE_DIR": "1"}
    found = subprocess.run(
        ["sh", "scripts/install.sh", "runtime", sys.executable],
        cwd=folder,
        capture_output=True,
        text=True,
        env=environment,
    )
    assert found.returncode == 1
    last = found.stderr.strip().splitlines()[-1]
    assert last.startswith("The package index cannot be reached"), found.stderr


def test_the_stated_size_is_that_of_the_libraries() -> None:
    """Sum the files of the pinned libraries; what Python compiles of them is listed too."""
    total = 0
    for name, marker in pins("requirements-runtime.txt"):
        if marker and "win32" in marker:
            continue
        for file in importlib.metadata.files(name) or ():
            path = Path(str(file.locate()))
            total += path.stat().st_size if path.is_file() else 0
    stated = re.search(r"command=\"make tour\" download=\d+ disk=(\d+)", SCRIPT.read_text())
    assert stated
    environment = 35  # MB: Python's pip and setuptools, and the ends of blocks
    assert abs(total / 1e6 + environment - int(stated[1])) < 0.15 * int(stated[1])
