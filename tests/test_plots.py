"""The plots: fresh, readable without colour or sight, and no more than the tables say."""

from __future__ import annotations

import math
import re
import shutil
import textwrap
from calendar import isleap
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations, product
from operator import mul, truediv
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest

import draw
import kazakhstan_assembly as ka
from conftest import ROOT, table
from plots import PLOTS, Plot, svg
from plots.layers import lay_out
from plots.network import FAMILIES, shared_boxes, together
from plots.style import BLUE, GREEN, ORANGE, PURPLE, SOFT, VERMILION, shorten

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-\d+)?")


@dataclass(frozen=True)
class Mark:
    """A mark of a drawing: what it is, what it says of itself, its colour, and its box."""

    what: str
    says: dict[str, str]
    colour: str
    left: float
    right: float
    top: float
    bottom: float
    outline: str

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


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


@cache
def marks(name: str, panel: str = "") -> list[Mark]:
    """Return the marks of a plot, or of its panel with a title, as they are drawn."""
    root = ElementTree.fromstring(drawn(name))
    return [
        mark
        for element in (_panel(root, panel) if panel else root).iter()
        if element.get("role") == "graphics-symbol"
        and element.get("aria-roledescription") in MARKS
        and (mark := _mark(element))
    ]


MARKS = {"bar", "line mark", "point", "rect mark", "rule mark", "tick"}


def _panel(root: ElementTree.Element, title: str) -> ElementTree.Element:
    """Return the innermost group that a title stands in."""
    label = f"Title text '{title}'"
    groups = list(root.iter(f"{SVG}g"))
    titled = [g for g in groups if label in _values(g, "aria-label")]
    return [g for g in titled if MARKS & _values(g, "aria-roledescription")][-1]


def _values(element: ElementTree.Element, attribute: str) -> set[str]:
    """Return the values that an attribute has anywhere in an element."""
    return {part.get(attribute, "") for part in element.iter()}


def _mark(element: ElementTree.Element) -> Mark:
    x, y = _numbers(element.get("transform", "")) or (0.0, 0.0)
    outline = element.get("d", "")
    what = element.get("aria-roledescription", "")
    right, bottom = x, y
    if element.tag == f"{SVG}line":
        right, bottom = x + float(element.get("x2", 0)), y + float(element.get("y2", 0))
    elif "L" in outline and what == "rect mark":  # with round corners
        across, down = _numbers(outline)[::2], _numbers(outline)[1::2]
        x, y, right, bottom = min(across), min(down), max(across), max(down)
    elif what in ("bar", "tick", "rect mark"):
        x, y, width, height = _numbers(outline)[:4]
        right, bottom = x + width, y + height
    elif what == "line mark":
        (x, y, *_), (*_, right, bottom) = _numbers(outline), _numbers(outline)
    words = re.findall(r"(?:^|; )([\w ]+): (.*?)(?=; [\w ]+: |$)", element.get("aria-label", ""))
    colour = element.get("stroke") if what in ("line mark", "rule mark") else element.get("fill")
    return Mark(what, dict(words), colour or "", x, right, y, bottom, outline)


def _numbers(text: str) -> list[float]:
    return [float(number) for number in NUMBER.findall(text)]


def test_committed_plots_are_fresh() -> None:
    assert draw.main(["--check"]) == 0


@pytest.mark.slow  # all plots are drawn three times
def test_a_stale_missing_or_stray_plot_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "docs" / "plots"
    shutil.copytree(ROOT / "docs" / "plots", folder)
    stale = (folder / "numbers.svg").read_text(encoding="utf-8")
    (folder / "numbers.svg").write_text(stale.replace("80,000", "90,000"), encoding="utf-8")
    (folder / "timeline.svg").rename(folder / "stray.svg")
    assert draw.main(["--check", "--root", str(tmp_path)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [Path(line.split(":")[0]).name for line in lines] == [
        "timeline.svg",
        "numbers.svg",
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


# Red, green and blue as light, as those see them who lack one kind of cone (Machado et al. 2009).
BLINDNESS = {
    "none": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.089)
LEAST_DIFFERENCE = 15.0  # as CIE 1976 has it; from about 2 on a difference is seen at a glance
Triple = tuple[float, ...]


def _times(matrix: tuple[Triple, ...], vector: Triple) -> Triple:
    return tuple(sum(map(mul, row, vector)) for row in matrix)


def _lightness(part: float) -> float:
    return part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116


def _lab(colour: str, blindness: str = "none") -> Triple:
    """Return lightness and the two hues of a colour as somebody sees it."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    light = tuple(p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    seen = tuple(min(max(p, 0.0), 1.0) for p in _times(BLINDNESS[blindness], light))
    x, y, z = map(_lightness, map(truediv, _times(TO_XYZ, seen), WHITE))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("blindness", BLINDNESS)
@pytest.mark.parametrize("name", PLOTS)
def test_colours_of_a_plot_differ_for_the_colour_blind_too(name: str, blindness: str) -> None:
    hues = {c for c in re.findall(r"#[0-9a-f]{6}", drawn(name)) if math.hypot(*_lab(c)[1:]) > 20}
    assert hues
    for one, other in combinations(sorted(hues), 2):
        difference = math.dist(_lab(one, blindness), _lab(other, blindness))
        assert difference > LEAST_DIFFERENCE, f"{one} and {other}"


@pytest.mark.parametrize(
    ("blindness", "one", "other"),
    [
        ("protanopia", "#f1540a", "#0e8601"),
        ("deuteranopia", "#f90650", "#389d2b"),
        ("tritanopia", "#f35306", "#f10489"),
    ],
)
def test_the_simulation_confuses_what_the_colour_blind_confuse(
    blindness: str, one: str, other: str
) -> None:
    assert math.dist(_lab(one), _lab(other)) > 70
    assert math.dist(_lab(one, blindness), _lab(other, blindness)) < 10


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


@pytest.mark.parametrize("name", PLOTS)
def test_a_plot_shows_its_finding_and_what_its_numbers_are(name: str) -> None:
    shown = _bare("".join(texts(name)))
    assert _bare(plot(name).title) in shown
    assert _bare(plot(name).subtitle) in shown
    assert len(plot(name).alt) > 60
    assert plot(name).alt != plot(name).title
    parts = ElementTree.fromstring(drawn(name)).iter()
    scales = [p for p in parts if re.search(NUMBERED_SCALE, p.get("aria-label", ""))]
    axes = [scale for scale in scales if "role-axis-label" in " ".join(_values(scale, "class"))]
    named = [axis.get("aria-label", "") for axis in axes]
    assert [name for name in named if " titled '" not in name] == []
    assert len(axes) == NUMBERED_AXES.get(name, 0)


def _bare(text: str) -> str:
    """Return a text without white space: a drawing breaks it into lines."""
    return "".join(text.split())


# A plot without such an axis has its numbers beside the bars, or draws none.
NUMBERED_SCALE = re.compile(r"for a (linear|log) scale")
NUMBERED_AXES = {"timeline": 1, "numbers": 1, "coverage": 2}


def _year(day: pd.Timestamp) -> float:
    return float(day.year + (day.day_of_year - 1) / (366 if isleap(day.year) else 365))


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    found: Any = frame.to_dict("records")
    return list(found)


PANELS_OF_DATES = {
    "sessions": "Sessions",
    "events": "Events",
    "legal_documents": "Documents",
    "publications": "Publications",
}


def _dated() -> list[dict[str, Any]]:
    return _records(table("timeline"))


def _of(marks_: list[Mark], key: str, value: str) -> list[Mark]:
    return [mark for mark in marks_ if mark.says.get(key) == value]


PRECISIONS = {"day": VERMILION, "month": BLUE, "year": ORANGE}


@pytest.mark.parametrize("row", _dated(), ids=lambda row: row["timeline_id"])
def test_a_date_is_drawn_as_precisely_as_the_report_states_it(row: dict[str, Any]) -> None:
    panel = PANELS_OF_DATES[row["table_name"]]
    found = _of(marks("timeline", panel), "name", shorten(row["label"], 62))
    qualifier = None if pd.isna(row["date_qualifier"]) else row["date_qualifier"]
    own, *arrow = found
    begins, ends = 1990 + own.left * 18 / 500, 1990 + own.right * 18 / 500
    length = {"month": 1 / 12, "year": 1.0, "decade": 10.0}.get(row["date_precision"], 0.0)
    stated = {side: row.get(f"date_{side}") for side in ("start", "end")}
    start, end = (None if pd.isna(day) else pd.Timestamp(day) for day in stated.values())
    if start is not None and qualifier != "till":
        assert begins == pytest.approx(_year(start), abs=0.001)
    if row["date_precision"] == "day":
        assert own.what == "point"
        assert "A" in own.outline, "a day is a round point"
    else:
        assert own.what == "bar"
        assert ends > begins
    if end is not None and own.what == "bar":
        assert ends == pytest.approx(_year(end + pd.Timedelta(days=1)), abs=0.001)
    if qualifier == "early":
        assert end is None, "how early is not stated"
        assert ends - begins == pytest.approx(length, abs=0.001)
        assert own.colour == "url(#part_0)"
    else:
        assert own.colour == PRECISIONS[row["date_precision"]]
    if qualifier in ("since", "till"):
        assert ends - begins == pytest.approx(length, abs=0.001)
        line, head = arrow
        assert (line.what, head.what, head.colour) == ("rule mark", "point", SOFT)
        points_right = head.outline.startswith("M3.")
        assert points_right == (qualifier == "since")
        assert line.left == pytest.approx(own.right if points_right else own.left, abs=0.001)
        assert line.right == pytest.approx(head.left, abs=0.001)
        assert (head.left > own.right) == points_right
        assert abs(line.right - line.left) > 20
    else:
        assert arrow == []


def _stops(name: str) -> list[tuple[str, str]]:
    (gradient,) = ElementTree.fromstring(drawn(name)).iter(f"{SVG}linearGradient")
    return [(stop.get("offset", ""), stop.get("stop-color", "")) for stop in gradient]


def test_early_in_a_decade_fades_to_the_right_and_about_fades_to_both_sides() -> None:
    assert _stops("timeline") == [("0", GREEN), ("0.25", GREEN), ("1", "white")]
    assert _stops("numbers") == [("0", "white"), ("0.5", GREEN), ("1", "white")]


BOUNDS = {"unqualified": BLUE, "approximately": GREEN, "at_most": ORANGE, "more_than": VERMILION}


@pytest.mark.parametrize("row", _records(table("numbers")), ids=lambda row: row["number_id"])
def test_a_bound_is_drawn_as_a_bound(row: dict[str, Any]) -> None:
    found = [m for m in _of(marks("numbers"), "row", row["number_id"]) if m.right - m.left < 339]
    place = math.log10(row["value"]) * 340 / 6  # the scale is from 1 to 1,000,000
    colours = [mark.colour for mark in found if not mark.colour.startswith("url")]
    assert set(colours) == {BOUNDS[row["bound"]]}
    shapes = [mark.what for mark in found]
    if row["bound"] == "unqualified":
        assert shapes == ["point"]
    elif row["bound"] == "at_most":
        assert shapes == ["rule mark", "tick"]
        reach, cap = found
        assert (reach.left, reach.right) == pytest.approx((0, place), abs=0.1)
        assert (cap.left + cap.right) / 2 == pytest.approx(place, abs=0.1)
    elif row["bound"] == "more_than":
        assert shapes == ["rule mark", "point", "point"]
        line, head, _ = found
        assert line.left == pytest.approx(place, abs=0.1)
        assert line.right == pytest.approx(head.left, abs=0.1)
        assert head.left > place + 10
        assert head.outline.startswith("M3."), "the arrow points to the right"
    else:
        assert shapes == ["bar", "point"]
        band = found[0]
        assert band.colour == "url(#part_0)"
        assert band.left < place < band.right
        assert (band.left + band.right) / 2 == pytest.approx(place, abs=0.1)
    if row["bound"] != "at_most":
        dot = found[-1]
        assert "A" in dot.outline
        assert dot.left == pytest.approx(place, abs=0.1)


def test_the_timeline_has_every_date_in_words_and_counts_what_has_none() -> None:
    parts = ElementTree.fromstring(drawn("timeline")).iter(f"{SVG}text")
    written = ("".join(p.itertext()) for p in parts if p.get("aria-roledescription"))
    shown = Counter(written)  # without those of the axis
    stated = [table(name)["date_text"].dropna() for name in PANELS_OF_DATES]
    terms = table("legal_documents")["term_text"].dropna()
    expected = Counter(chain.from_iterable([*stated, terms]))
    assert shown == expected
    undated = table("events")["date_text"].isna()
    assert f" {undated.sum()} of {len(undated)} events have no stated" in plot("timeline").subtitle


def test_the_plot_of_numbers_shows_each_with_its_bound_and_what_it_counts() -> None:
    shown = texts("numbers")
    numbers = table("numbers")
    assert sorted(set(numbers["value_text"]) - set(shown)) == []
    assert sorted(set(numbers["counted_text"]) - set(shown)) == []


@pytest.mark.parametrize("name", ["media", "schools"])
def test_counts_say_why_there_is_no_number(name: str) -> None:
    missing = table("missing_values").query("table_name == @name")
    shown = missing[missing["column_name"].isin(PANELS[name].values())]
    for reason in ("not_stated", "not_applicable"):
        count = int((shown["reason"] == reason).sum())
        assert texts(name).count(reason.replace("_", " ")) == count


PANELS = {
    "media": {
        "Languages": "language_count",
        "TV companies or radio stations": "outlet_count",
        "Titles a year": "title_count",
        "Copies a year": "copy_count",
    },
    "schools": {
        "Schools": "school_count",
        "Native tongues": "language_count",
        "Departments": "department_count",
    },
}


@pytest.mark.parametrize(
    ("name", "panel"),
    [*product(["media"], PANELS["media"]), *product(["schools"], PANELS["schools"])],
)
def test_a_bar_is_as_long_as_its_number_and_orange_if_that_is_a_bound(
    name: ka.TableName, panel: str
) -> None:
    column, frame = PANELS[name][panel], table(name)
    stated = frame.dropna(subset=[column])
    bounds = stated.get(f"{column}_bound", pd.Series("unqualified", index=stated.index))
    half = 190 / 2  # the longest bar of a panel takes half its width
    expected: dict[str, Any] = {
        row["label"]: (
            pytest.approx(half * row[column] / stated[column].max()),
            BLUE if bound == "unqualified" else ORANGE,
        )
        for row, bound in zip(_records(stated), bounds, strict=True)
    }
    bars = [mark for mark in marks(name, panel) if mark.what == "bar"]
    assert {bar.says["name"]: (bar.right - bar.left, bar.colour) for bar in bars} == expected
    assert len(bars) == len(expected)


def test_a_sentence_is_as_wide_as_it_is_long_and_as_high_as_its_share() -> None:
    sentences = table("sentences")
    scale, colours = 1000 / sentences["char_end"].max(), KINDS
    expected: list[Any] = [
        (
            pytest.approx(sentence["char_start"] * scale, abs=0.01),
            pytest.approx(sentence["char_end"] * scale, abs=0.01),
            pytest.approx(230 * sentence["fact_characters"] / sentence["characters"], abs=0.01),
            colours[sentence["kind"]],
        )
        for sentence in _records(sentences)
    ]
    bars = [mark for mark in marks("coverage") if mark.what == "rect mark"]
    assert [(b.left, b.right, b.bottom - b.top, b.colour) for b in bars] == expected
    assert {bar.bottom for bar in bars} == {230.0}


KINDS = {"title": PURPLE, "heading": GREEN, "sentence": BLUE, "list_item": ORANGE}
FAMILY_COLOURS = dict(zip(FAMILIES, (ORANGE, GREEN, BLUE, PURPLE), strict=True))


def test_the_arrows_of_the_network_are_the_relations() -> None:
    colours: dict[str, str] = {}
    for name, codes in FAMILIES.items():
        colours |= dict.fromkeys(codes, FAMILY_COLOURS[name])
    names = _boxed(relations := _drawn_relations())
    expected = {
        (names[row["subject_id"]], names[row["object_id"]], colours[row["predicate"]])
        for row in relations
    }
    assert {row["predicate"] for row in relations} <= set(colours)
    boxes = {_words_in(box): box for box in _boxes()}
    heads = {(mark.left, round(mark.top, 1), mark.colour) for mark in _heads()}
    found = set()
    for line in marks("network"):
        if line.what == "line mark":
            starts = [n for n, b in boxes.items() if _touches(b, b.right, line.left, line.top)]
            ends = [n for n, b in boxes.items() if _touches(b, b.left - 8, line.right, line.bottom)]
            found.add((*starts, *ends, line.colour))
            assert (line.right, round(line.bottom, 1), line.colour) in heads
    assert found == expected
    assert len(heads) == len({(end, colour) for _, end, colour in found})


def _drawn_relations() -> list[dict[str, Any]]:
    """Return the relations of the families; a tie only where no meeting of the two is drawn."""
    *_, meetings = FAMILIES.values()
    found = [
        row
        for row in _records(table("relations"))
        if row["predicate"] in chain.from_iterable(FAMILIES.values())
        and row["subject_id"] != row["object_id"]
    ]
    ties = [row for row in found if row["predicate"] == "has_ties_with"]
    others = [row for row in found if row["predicate"] in meetings and row not in ties]
    met = {frozenset((row["subject_id"], row["object_id"])) for row in others}
    left_out = [row for row in ties if {row["subject_id"], row["object_id"]} in met]
    assert left_out
    return [row for row in found if row not in left_out]


def _boxed(relations: list[dict[str, Any]]) -> dict[str, str]:
    """Return the words in the box of each entity, of all that have the same relations."""
    labels: dict[str, str] = {}
    edges: dict[str, set[tuple[str, ...]]] = {}
    for row in relations:
        subject, predicate, object_ = (row[key] for key in ("subject_id", "predicate", "object_id"))
        labels |= {subject: row["subject_label"], object_: row["object_label"]}
        edges.setdefault(subject, set()).add(("", predicate, object_))
        edges.setdefault(object_, set()).add((subject, predicate, ""))
    alike = {node: [other for other in edges if edges[other] == edges[node]] for node in edges}
    words = {
        node: together([shorten(labels[other], 80) for other in others])
        for node, others in alike.items()
    }
    return {node: " ".join(textwrap.wrap(text, 27)) for node, text in words.items()}


def _boxes() -> list[Mark]:
    return [mark for mark in marks("network") if mark.what == "rect mark"]


def _heads() -> list[Mark]:
    return [
        mark for mark in marks("network") if mark.what == "point" and mark.outline.startswith("M3.")
    ]


def _touches(box: Mark, edge: float, x: float, y: float) -> bool:
    return abs(x - edge) < 1 and abs(y - box.middle) < 1


def _words_in(box: Mark) -> str:
    parts = ElementTree.fromstring(drawn("network")).iter(f"{SVG}text")
    (text,) = (part for part in parts if _is_label_in(part, box))
    return " ".join(line.text for line in text.iter() if line.text)


def _is_label_in(part: ElementTree.Element, box: Mark) -> bool:
    if part.get("aria-roledescription") != "text mark":
        return False
    x, y = _numbers(part.get("transform", ""))
    return box.left < x < box.right and box.top < y < box.bottom


def test_communities_have_a_mark_where_the_report_states_something() -> None:
    groups = table("ethnic_groups")
    named = groups[groups["has_own_theater"] | groups["has_active_ties"]]
    assert sorted(set(named["label"]) - set(texts("communities"))) == []
    assert plot("communities").title.startswith(f"{groups['has_active_ties'].sum()} ")


def test_every_predicate_of_a_family_is_a_code() -> None:
    codes = list(chain.from_iterable(FAMILIES.values()))
    assert set(codes) <= set(ka.describe_vocabulary("predicate").index)
    assert len(codes) == len(set(codes))


def test_what_has_the_same_relations_in_the_same_direction_shares_a_box() -> None:
    edges = [("a", "p", "x"), ("b", "p", "x"), ("c", "q", "x"), ("x", "p", "d"), ("a", "p", "y")]
    assert shared_boxes(edges) == {n: n for n in "abcdxy"}
    assert shared_boxes(edges[:-1]) == {"a": "a", "b": "a", "c": "c", "d": "d", "x": "x"}


def test_names_in_a_box_say_their_common_end_once() -> None:
    sessions = [f"{ordinal} session of the Assembly" for ordinal in ("first", "second", "tenth")]
    assert together(sessions) == "first, second and tenth session of the Assembly"
    assert together(["central government", "local government"]) == (
        "central government; local government"
    )
    assert together(["alone in its box"]) == "alone in its box"


def test_parts_of_a_layout_that_are_apart_stand_beside_each_other_where_there_is_room() -> None:
    edges = [("a", "b"), ("b", "c"), ("b", "d"), ("b", "e"), ("x", "y")]
    places, _ = lay_out(edges, dict.fromkeys("abcdexy", 20.0), 5)
    assert places["x"][0] == 0
    lowest = max(places[node][1] for node in "cde")
    assert places["y"][1] < lowest + 0.01


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
