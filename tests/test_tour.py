"""make tour: what it shows, the plot that it draws, and the commands that it names."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

import kazakhstan_assembly as ka
from conftest import ROOT, table
from tour_plot import timeline_svg

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Return what the tour prints, and the file of its plot."""
    plot = tmp_path_factory.mktemp("tour") / "plot.svg"
    command = [sys.executable, str(ROOT / "scripts/tour.py"), str(plot)]
    found = subprocess.run(command, capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
    return found.stdout, plot


def test_the_tour_ends_with_a_plot_and_three_commands(tour: tuple[str, Path]) -> None:
    printed, plot = tour
    assert plot.as_uri() in printed
    assert plot.read_text(encoding="utf-8") == timeline_svg(table("timeline"))
    end = printed[printed.index(plot.as_uri()) :]
    assert len(re.findall(r"^  \.venv/bin/kazakhstan-assembly ", end, re.MULTILINE)) == 3
    for words in (*ka.list_tables(), "March of 1995", "more than 80,000", "are valid"):
        assert words in " ".join(printed.split())


def test_each_command_that_the_tour_names_works(tour: tuple[str, Path]) -> None:
    lines = re.findall(r"^  \.venv/bin/kazakhstan-assembly (.+)$", tour[0], re.MULTILINE)
    for line in lines:
        found = subprocess.run(
            [sys.executable, "-m", "kazakhstan_assembly", *shlex.split(line)],
            capture_output=True,
            text=True,
            env={**os.environ, "BROWSER": "true"},
        )
        assert found.returncode == 0, found.stderr
        assert found.stdout


def test_a_plot_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    plot = tmp_path / "nowhere/plot.svg"
    command = [sys.executable, str(ROOT / "scripts/tour.py"), str(plot)]
    found = subprocess.run(command, capture_output=True, text=True)
    assert found.returncode == 1
    assert found.stderr.startswith(f"{plot} cannot be written (No such file or directory): name")
    assert len(found.stderr.splitlines()) == 1


def test_the_timeline_shows_every_dated_thing_within_the_picture() -> None:
    rows = table("timeline")
    picture = ElementTree.fromstring(timeline_svg(rows))
    width, height = map(float, picture.attrib["viewBox"].split()[2:])
    texts = ["".join(text.itertext()) for text in picture.iter(f"{SVG}text")]
    for row in rows.to_dict("records"):
        label = str(row["label"])[:70]
        assert any(text.startswith(label) and row["date_text"] in text for text in texts), label
    bars = [bar for bar in picture.iter(f"{SVG}rect") if bar.get("height") == "10"]
    assert len(bars) == len(rows)
    for bar in bars:
        x, wide = float(bar.attrib["x"]), float(bar.attrib["width"])
        assert wide >= 7
        assert 0 <= x <= x + wide <= width
    marks = [*picture.iter(f"{SVG}text"), *picture.iter(f"{SVG}line")]
    assert all(0 < float(mark.get("y", mark.get("y1", "1"))) < height for mark in marks)
    dashed = [line for line in picture.iter(f"{SVG}line") if line.get("stroke-dasharray")]
    assert len(dashed) == rows[["date_start", "date_end"]].isna().sum().sum()
