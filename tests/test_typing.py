"""A user’s script is checked as it is written: a wrong name of a table is a type error."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

RIGHT = """\
import pandas as pd
import kazakhstan_assembly as ka
from kazakhstan_assembly import load_table

sessions: pd.DataFrame = load_table("sessions", columns=["ordinal", "motto"])
arrow: pd.DataFrame = load_table("numbers", dtype_backend="pyarrow")
every: dict[str, pd.DataFrame] = {name: ka.load_table(name) for name in ka.list_tables()}
words: str = ka.trace("sessions", "session-06", "motto").cells[0].passages[0].quote
valid: bool = ka.validate().valid
rows: int = ka.load_arrow("claims").num_rows
text: str = ka.cite("bibtex")
"""
WRONG = {
    "a table": 'ka.load_table("sesions")',
    "a column": 'ka.load_table("sessions", columns=["moto"])',
    "a backend": 'ka.load_table("sessions", dtype_backend="numpy")',
    "a vocabulary": 'ka.describe_vocabulary("bounds")',
    "a column to trace": 'ka.trace("sessions", "session-06", "moto")',
    "a table without facts to trace": 'ka.trace("sentences", "sentence-01")',
    "a style": 'ka.cite("mla")',
    "a function": 'ka.load_tabel("sessions")',
}
CHECKERS = {
    "mypy": ["-m", "mypy", "--strict"],
    "pyright": ["-m", "basedpyright", "--level", "error", "--pythonpath", sys.executable],
}


def check(checker: str, script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = folder / "script.py"
    path.write_text(script)
    command = [sys.executable, *CHECKERS[checker], str(path)]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder)


@pytest.mark.parametrize("checker", CHECKERS)
def test_a_right_script_passes_and_each_mistake_is_a_type_error(
    checker: str, tmp_path: Path
) -> None:
    found = check(checker, RIGHT, tmp_path)
    assert found.returncode == 0, found.stdout
    lines = ["import kazakhstan_assembly as ka", *WRONG.values()]
    found = check(checker, "\n".join(lines) + "\n", tmp_path)
    for number, what in enumerate(WRONG, start=2):
        assert f"script.py:{number}:" in found.stdout, what
