"""data/README.md and data/codebook.csv: what whoever downloads a file finds beside it."""

from __future__ import annotations

import csv
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from markdown_it import MarkdownIt

import kazakhstan_assembly as ka
from build import main
from conftest import ROOT, table

DATA = ROOT / "data"
PAGE = (DATA / "README.md").read_text(encoding="utf-8")
TABLES = ka.list_tables()


def codebook() -> list[dict[str, str]]:
    with (DATA / "codebook.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_codebook_has_each_column_with_its_meaning_and_its_nulls() -> None:
    rows = iter(codebook())
    for name in TABLES:
        frame = table(name)
        for position, field in enumerate(ka.table_schema(name)["fields"], start=1):
            row = next(rows)
            column = field["name"]
            assert (row["table_name"], row["column_name"]) == (name, column)
            assert row["position"] == str(position)
            assert (row["part"], row["type"]) == (field["part"], field["type"])
            assert row["description"] == field["description"]
            assert row["codes"].split() == field.get("constraints", {}).get("enum", [])
            nulls = int(frame[column].isna().sum())
            assert row["nulls"] == str(nulls)
            assert float(row["null_share"]) == round(nulls / len(frame), 3)
    assert list(rows) == []


def test_the_codebook_is_that_of_an_export(tmp_path: Path) -> None:
    ka.export(tmp_path / "csv", format="csv")
    assert (tmp_path / "csv/codebook.csv").read_bytes() == (DATA / "codebook.csv").read_bytes()


def test_a_change_by_hand_is_found(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = checkout / "data/codebook.csv"
    path.write_text(
        path.read_text("utf-8").replace("How the words qualify", "How words qualify", 1)
    )
    page = checkout / "data/README.md"
    page.write_text(page.read_text("utf-8").replace("| part | type |", "| part | kind |", 1))
    assert main(["--check", "--root", str(checkout)]) == 1
    complaint = capsys.readouterr().err
    assert re.search(r"data/codebook\.csv: row numbers.* bound.*description", complaint), complaint
    assert re.search(r"data/README\.md: line [0-9]+ is ", complaint)


def sections() -> dict[str, str]:
    """Return what stands under each heading of the page."""
    parts = re.split(r"^## (.+)$", PAGE, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("name", TABLES)
def test_the_page_has_every_column_of_a_table_in_its_order(name: ka.TableName) -> None:
    schema, html = ka.table_schema(name), MarkdownIt("gfm-like", {"linkify": False})
    tokens = html.parse(sections()[name])
    cells = [
        "".join(child.content for child in token.children or ())
        for before, token in pairwise(tokens)
        if before.type == "td_open"
    ]
    rows = [cells[place : place + 7] for place in range(0, len(cells), 7)]
    assert [row[0] for row in rows] == [field["name"] for field in schema["fields"]]
    for row, field in zip(rows, schema["fields"], strict=True):
        assert row[1] == " ".join(field["description"].split())
        assert row[2:4] == [field["part"], field["type"]]
        for code in field.get("constraints", {}).get("enum", [])[:12]:
            assert code in row[4]
        assert row[5].endswith("%")
        assert bool(row[6]) == (row[5] != "100%")
    assert f"{len(table(name))} row" in sections()[name]


def test_every_link_leads_to_a_file_or_a_heading() -> None:
    targets = re.findall(r"(?<!\\)\]\(([^)]+)\)", PAGE)
    assert len(targets) > 5 * len(TABLES)
    for target in set(targets):
        if target.startswith("#"):
            assert target[1:] in sections(), target
        else:
            assert (DATA / target).exists(), target


def test_the_page_names_every_group_with_its_tables() -> None:
    contents = sections()["The tables"]
    for group in ka.open_package("installed").descriptor["groups"]:
        assert f"**{group['title']}**" in contents
        for name in group["tables"]:
            assert f"[`{name}`](#{name})" in contents


def test_the_lines_of_python_run_and_keep_the_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DATA)
    (block,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    places: dict[str, Any] = {}
    *_, typed, text = block.strip().splitlines()
    exec("import pandas as pd", places)
    frame, cells = eval(typed, places), eval(text, places)
    assert isinstance(frame, pd.DataFrame)
    assert frame.shape == cells.shape == table("sessions").shape
    assert set(cells.dtypes.astype(str)) <= {"str", "object"}


def test_the_lines_stay_within_the_width_of_a_page() -> None:
    assert max(map(len, sections()["Before you open a file"].splitlines())) < 110
