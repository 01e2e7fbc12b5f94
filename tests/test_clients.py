"""Every table, loaded by programs that others wrote, is what load_arrow() gives, to the cell.

clients.yaml declares what a client cannot keep; what differs beyond that, or less, is a failure.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import kazakhstan_assembly as ka
from conftest import ROOT, missing, outcome
from generation.clients import read_clients
from kazakhstan_assembly.datapackage import INSTALLED

CLIENTS = read_clients(ROOT)
INTERPRETERS = {".py": sys.executable, ".R": "Rscript", ".mjs": "node", ".sh": "sh"}
# No client may ask the network: a proxy that is not there stands for it.
NO_PROXY = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")
OFFLINE = {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "SPARK_LOCAL_IP": "127.0.0.1"}
Rows = list[dict[str, Any]]
Lost = Mapping[str, str]


def kinds(name: str) -> dict[str, str]:
    """Return what each column holds: string, integer, boolean, date, or code of a vocabulary."""
    fields = INSTALLED.table_schema(name)["fields"]
    return {f["name"]: "code" if "vocabulary" in f else f["type"] for f in fields}


@cache
def published(name: ka.TableName) -> Rows:
    return ka.load_arrow(name).to_pylist()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the published files, and the card of the hub beside them."""
    for name in ("data", "schemas"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "clients").symlink_to(ROOT / "tests" / "clients")
    (tmp_path / "hub").mkdir()
    (tmp_path / "hub" / "data").symlink_to(tmp_path / "data")
    shutil.copy(ROOT / "metadata" / "huggingface.md", tmp_path / "hub" / "README.md")
    return tmp_path


def load(client: str, folder: Path) -> dict[str, Any]:
    """Return what a client loads from the files of a folder, by table."""
    about = CLIENTS[client]
    need(client, folder)
    if "export" in about:
        INSTALLED.export(folder / f"assembly.{about['export']}")
    script = f"clients/{about['script']}"
    found = run(folder, INTERPRETERS[Path(script).suffix], script, "loaded.jsonl")
    assert found.returncode == 0, found.stderr
    lines = (folder / "loaded.jsonl").read_text(encoding="utf-8").splitlines()
    return {line["table"]: line for line in map(json.loads, lines)}


def need(client: str, folder: Path) -> None:
    """Do without a client that is not installed only where CI is not set."""
    try:
        found = run(folder, *CLIENTS[client]["version"]).returncode == 0
    except FileNotFoundError:
        found = False
    if not found:
        missing(client, CLIENTS[client]["install"])


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    places = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    own = {"HOME": str(folder), "PATH": places, "LC_ALL": "C.UTF-8"}
    found = shutil.which(command[0], path=places) or command[0]
    return subprocess.run(
        [found, *command[1:]],
        cwd=folder,
        env={**os.environ, **own, **OFFLINE, **NO_PROXY},
        capture_output=True,
        text=True,
        check=False,
    )


def differences(client: str, loaded: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for each way in which tables are not as published and declared."""
    lost = {kind: loss["as"] for kind, loss in CLIENTS[client].get("lost", {}).items()}
    if sorted(loaded) != sorted(ka.list_tables()):
        yield f"the tables are {', '.join(loaded)}"
    seen: dict[str, set[str | None]] = {}
    for name, table in loaded.items():
        for column, kind in kinds(name).items():
            own = table["types"].get(column)
            seen.setdefault(kind if own else "empty", set()).add(own and own.partition("(")[0])
            if own is None and any(row.get(column) is not None for row in table["rows"]):
                yield f"{name} {column} has cells and no type"
        yield from cell_differences(name, table["rows"], lost)
    types = CLIENTS[client]["types"]
    expected = {kind: {own} for kind, own in types.items()}
    if "empty" in lost:
        expected["empty"] = {None}
    if seen != expected:
        yield f"the types are {seen}, not {expected}"
    if (observed := losses(seen)) != lost:
        yield f"lost are {observed}, not {lost}"


def losses(seen: Mapping[str, set[str | None]]) -> dict[str, str]:
    """Return which kinds of columns a client cannot tell from which."""
    lost = {
        kind: base
        for kind, types in seen.items()
        for base in ("string", "integer")
        if kind != base and types == seen[base]
    }
    return lost | ({"empty": "nothing"} if "empty" in seen else {})


def cell_differences(name: Any, rows: Rows, lost: Lost) -> Iterator[str]:
    expected = published(name)
    if len(rows) != len(expected):
        yield f"{name} has {len(rows)} rows, not {len(expected)}"
    for number, (got, should) in enumerate(zip(rows, expected, strict=False), start=1):
        if list(got) != list(should):
            yield f"{name} row {number} has the columns {list(got)}"
        for column, cell in should.items():
            # As JSON, in which 1, true and "1" are three things.
            is_now, was = json.dumps(got.get(column)), json.dumps(plain(cell, lost))
            if is_now != was:
                yield f"{name} row {number} {column} is {is_now}, not {was}"


def plain(cell: Any, lost: Lost) -> Any:
    """Return a cell as a client writes it that has lost some kinds."""
    if isinstance(cell, bool) and lost.get("boolean") == "integer":
        return int(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def slow(client: str) -> list[pytest.MarkDecorator]:
    return [pytest.mark.client] if "slow" in CLIENTS[client] else []


@pytest.mark.parametrize("client", [pytest.param(name, marks=slow(name)) for name in CLIENTS])
def test_a_client_gets_every_cell_and_loses_only_what_is_declared(
    client: str, folder: Path
) -> None:
    assert list(differences(client, load(client, folder))) == []


@pytest.mark.parametrize(
    ("client", "part"),
    [
        pytest.param(name, part, marks=slow(name))
        for name, about in CLIENTS.items()
        for part in about.get("because", {})
    ],
)
def test_code_that_the_page_calls_necessary_is(client: str, part: str, folder: Path) -> None:
    (folder / "clients").unlink()
    shutil.copytree(ROOT / "tests" / "clients", folder / "clients")
    script = folder / "clients" / CLIENTS[client]["script"]
    text = script.read_text(encoding="utf-8")
    assert text.count(part) == 1
    script.write_text(text.replace(part, ""), encoding="utf-8")
    assert list(differences(client, load(client, folder))) != []


# That the comparison sees what it should


def test_a_changed_cell_type_or_null_is_seen(folder: Path) -> None:
    loaded = load("polars_csv", folder)
    numbers = loaded["numbers"]
    numbers["rows"][0]["value"] = "470"
    added = [row["is_additional"] for row in numbers["rows"]].index(True)
    numbers["rows"][added]["is_additional"] = 1
    numbers["rows"][2]["scope_id"] = ""
    numbers["types"]["value"] = "Float64"
    loaded["sessions"]["rows"].pop()
    del loaded["media"]
    found = list(differences("polars_csv", loaded))
    for words in (
        'numbers row 1 value is "470", not 470',
        f"numbers row {added + 1} is_additional is 1, not true",
        'numbers row 3 scope_id is "", not',
        "sessions has 9 rows, not 10",
        "Float64",
        "the tables are",
    ):
        assert any(words in sentence for sentence in found), words


def test_a_cell_changed_in_the_file_is_seen(folder: Path) -> None:
    path = folder / "data/csv/numbers.csv"
    text = path.read_bytes()
    assert text.count(b",470,approximately,") == 1
    path.write_bytes(text.replace(b",470,approximately,", b",471,approximately,"))
    assert list(differences("polars_csv", load("polars_csv", folder))) == [
        "numbers row 1 value is 471, not 470"
    ]


def test_a_loss_that_is_not_declared_or_does_not_occur_is_seen(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = load("sqlite_export", folder)
    lost = CLIENTS["sqlite_export"]["lost"]
    monkeypatch.delitem(lost, "date")
    assert [words.partition(" are ")[0] for words in differences("sqlite_export", loaded)] == [
        "lost"
    ]
    loaded = load("polars_csv", folder)
    monkeypatch.setitem(CLIENTS["polars_csv"], "lost", {"code": {"as": "string"}})
    assert len(list(differences("polars_csv", loaded))) == 1


def test_a_missing_client_is_skipped_with_what_installs_it_and_fails_under_ci(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    about: dict[str, Any] = {"install": "apt-get install it"}
    monkeypatch.setitem(CLIENTS, "missing", about)
    told = "missing is not installed; install it with: apt-get install it"
    for command in (["no-such-program"], ["python", "-c", "import no_such_module"]):
        monkeypatch.setitem(about, "version", command)
        assert outcome("false", lambda: need("missing", folder), monkeypatch) == f"Skipped: {told}"
        assert outcome("true", lambda: need("missing", folder), monkeypatch) == f"Failed: {told}"


@pytest.mark.client
def test_a_csv_opens_in_r_as_the_readme_says() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    code = page.partition("```r\n")[2].partition("```")[0]
    if shutil.which("Rscript") is None:
        missing("Rscript", "apt-get install --yes r-base-core")
    columns = "c('is_constituent', 'date_start', 'motto_text')"
    ask = f"cat(sapply(sessions, class)[{columns}], nrow(sessions))"
    found = subprocess.run(
        ["Rscript", "-e", f"{code}\n{ask}"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert found.stdout.splitlines()[-1] == "logical Date character 10"
