"""The plots: fresh, readable without colour or sight, and no more than the tables say."""

from __future__ import annotations

import re
import shutil
from functools import cache
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

import draw
import kazakhstan_assembly as ka
from conftest import ROOT, table
from plots import PLOTS, Plot, svg
from plots.layers import lay_out
from plots.network import FAMILIES
from plots.style import shorten

SVG = "{http://www.w3.org/2000/svg}"


@cache
def plot(name: str) -> Plot:
    return PLOTS[name]()


@cache
def drawn(name: str) -> str:
    return svg(plot(name))


@cache
def texts(name: str) -> list[str]:
    root = ElementTree.fromstring(drawn(name))
    return ["".join(part.itertext()) for part in root.iter(f"{SVG}text")]


def test_committed_plots_are_fresh() -> None:
    assert draw.main(["--check"]) == 0


def test_a_stale_missing_or_stray_plot_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "docs" / "plots"
    shutil.copytree(ROOT / "docs" / "plots", folder)
    stale = (folder / "figures.svg").read_text(encoding="utf-8")
    (folder / "figures.svg").write_text(stale.replace("80,000", "90,000"), encoding="utf-8")
    (folder / "timeline.svg").rename(folder / "stray.svg")
    assert draw.main(["--check", "--root", str(tmp_path)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [Path(line.split(":")[0]).name for line in lines] == [
        "timeline.svg",
        "figures.svg",
        "stray.svg",
    ]
    (folder / "stray.svg").unlink()
    assert draw.main(["--root", str(tmp_path)]) == 0
    assert draw.main(["--check", "--root", str(tmp_path)]) == 0


@pytest.mark.parametrize("name", PLOTS)
def test_a_plot_names_and_describes_itself_and_its_source(name: str) -> None:
    root = ElementTree.fromstring(drawn(name))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == plot(name).title
    assert root.findtext(f"{SVG}desc") == plot(name).alt
    assert any(text.startswith("Source: ") and ka.__version__ in text for text in texts(name))
    assert drawn(name) == svg(PLOTS[name]())


@pytest.mark.parametrize("name", PLOTS)
def test_no_words_leave_the_picture(name: str) -> None:
    root = ElementTree.fromstring(drawn(name))
    width = float(root.get("width", ""))
    for left, right, text in _extents(root, 0.0):
        assert left > -1, text
        assert right < width + 1, text


def _extents(element: ElementTree.Element, x: float) -> list[tuple[float, float, str]]:
    """Return about where each text begins and ends, and its words."""
    moved = re.match(r"translate\(([-\d.]+)", element.get("transform", ""))
    here = x + (float(moved[1]) if moved else 0.0)
    found: list[tuple[float, float, str]] = []
    if element.tag == f"{SVG}text" and "rotate" not in element.get("transform", ""):
        words = max(element.itertext(), key=len, default="")  # of several lines the longest
        size = float(element.get("font-size", "0px").removesuffix("px"))
        width = 0.45 * size * len(words)  # about what a letter of Arial takes
        start = {"end": width, "middle": width / 2}.get(element.get("text-anchor", ""), 0.0)
        found.append((here - start, here - start + width, words))
    for child in element:
        found += _extents(child, here)
    return found


def test_the_timeline_has_every_session_and_event_in_the_words_of_the_report() -> None:
    shown = texts("timeline")
    for name in ("sessions", "events"):
        for stated in table(name)["date_text"].dropna():
            assert stated in shown
    assert shown.count("not stated") == table("events")["date_text"].isna().sum()


def test_figures_show_each_number_with_its_bound_and_what_it_counts() -> None:
    shown = texts("figures")
    figures = table("figures")
    assert sorted(set(figures["value_text"]) - set(shown)) == []
    assert sorted(set(figures["counted_text"]) - set(shown)) == []


@pytest.mark.parametrize("name", ["media", "schools"])
def test_counts_say_why_there_is_no_number(name: str) -> None:
    missing = table("missing_values").query("table_name == @name")
    panels = {
        "media": ["languages", "outlets", "titles", "copies"],
        "schools": ["schools", "tongues", "departments"],
    }
    shown = missing[missing["column_name"].isin(panels[name])]
    for reason in ("not_stated", "not_applicable"):
        count = int((shown["reason"] == reason).sum())
        assert texts(name).count(reason.replace("_", " ")) == count


def test_communities_have_a_mark_where_the_report_states_something() -> None:
    groups = table("ethnic_groups")
    named = groups[groups["has_own_theater"] | groups["has_active_ties"]]
    assert sorted(set(named["name"]) - set(texts("communities"))) == []
    assert plot("communities").title.startswith(f"{groups['has_active_ties'].sum()} ")


def test_every_predicate_of_a_family_is_a_code() -> None:
    codes = [code for family in FAMILIES.values() for code in family]
    assert set(codes) <= set(ka.describe_vocabulary("predicate").index)
    assert len(codes) == len(set(codes))


def test_names_of_a_layout_do_not_overlap_and_edges_lead_right() -> None:
    heights = dict.fromkeys("abcdefg", 20.0) | {"c": 60.0}
    edges = [("a", "c"), ("b", "c"), ("a", "d"), ("c", "e"), ("a", "e"), ("f", "g")]
    places, paths = lay_out(edges, heights, 5)
    for one, other in combinations(places, 2):
        if places[one][0] == places[other][0]:
            gap = abs(places[one][1] - places[other][1])
            assert gap >= (heights[one] + heights[other]) / 2 + 5 - 1e-6
    for (start, end), path in paths.items():
        assert path[0] == places[start]
        assert path[-1] == places[end]
        columns = [column for column, _ in path]
        assert columns == list(range(columns[0], columns[-1] + 1))


def test_a_long_text_keeps_its_ends() -> None:
    assert shorten("short", 10) == "short"
    cut = shorten("The country has convened the Assembly of the Peoples", 30)
    assert cut == "The country … the Peoples"
    assert len(cut) <= 30
