"""How the cost of loading and validating grows: 10, 100 and 1,000 times the rows.

python benchmarks/growth.py [--svg FILE]

For loading, every table is written again with its rows repeated; for validating, the report is
repeated with names of its own in each copy, and all tables are made of that. Everything is timed on
the whole package in a process of its own. Validating 1,000 times the rows takes ten minutes and
8 GB of memory. A slope of 1 in the last column means that ten times the
rows take ten times as long.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import statistics
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

import simulation

from kazakhstan_assembly.io.datapackage import hash_of

ROOT = Path(__file__).parents[1]
FACTORS = (1, 10, 100, 1000)
TIMED = """
import sys, time
import kazakhstan_assembly as ka
import pandas
ka.load_arrow("media")
package = ka.open_package(sys.argv[1])
start = time.perf_counter()
tables = [package.load_arrow(name) for name in package.list_tables()]
arrow = time.perf_counter() - start
start = time.perf_counter()
frames = package.load_tables()
print(arrow, time.perf_counter() - start)
"""
VALIDATED = """
import sys, time
from pathlib import Path
import frictionless, pandas, pyarrow.parquet
from kazakhstan_assembly import validate
start = time.perf_counter()
validate(Path(sys.argv[1]))
print(time.perf_counter() - start)
"""


def simulate(folder: Path, factor: int) -> int:
    """Write a package with the rows of every table repeated; return how many rows it has."""
    descriptor = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    (folder / "data/csv").mkdir(parents=True)
    rows = 0
    for resource in descriptor["resources"]:
        if "schema" in resource:
            header, body = (ROOT / resource["path"]).read_bytes().split(b"\n", 1)
            data = header + b"\n" + body * factor
            (folder / resource["path"]).write_bytes(data)
            resource["hash"] = hash_of(data)
            rows += resource["rows"] * factor
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return rows


def measure(factor: int) -> tuple[int, float, float]:
    """Return the rows of a simulated package, and the seconds of load_arrow and load_tables."""
    folder = Path(tempfile.mkdtemp())
    try:
        rows = simulate(folder, factor)
        times: list[tuple[float, float]] = []
        for _ in range(3):
            command = [sys.executable, "-c", TIMED, str(folder)]
            found = subprocess.run(command, capture_output=True, text=True, check=True)
            arrow, frames = map(float, found.stdout.split())
            times.append((arrow, frames))
        return rows, min(t[0] for t in times), min(t[1] for t in times)
    finally:
        shutil.rmtree(folder)


def measure_validation(factor: int) -> tuple[int, float]:
    """Return the rows of a simulated package, and the median seconds of validating it thrice.

    The largest is validated once.
    """
    with tempfile.TemporaryDirectory() as folder:
        rows = simulation.simulate(Path(folder), factor)
        command = [sys.executable, "-c", VALIDATED, folder]
        times = [
            float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
            for _ in range(3 if factor < FACTORS[-1] else 1)
        ]
        return rows, statistics.median(times)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--svg", type=Path, help="draw the growth")
    options = parser.parse_args()
    results = [measure(factor) for factor in FACTORS]
    validated = [measure_validation(factor) for factor in FACTORS]
    print("| rows | load_arrow, all tables (s) | load_tables (s) | slope of load_tables |")
    print("| ---: | ---: | ---: | ---: |")
    loaded = [(rows, frames) for rows, _, frames in results]
    for (rows, arrow, frames), slope in zip(results, slopes(loaded), strict=True):
        print(f"| {rows:,} | {arrow:.3f} | {frames:.3f} | {slope} |")
    print("\n| rows | validate (s) | slope of validate |")
    print("| ---: | ---: | ---: |")
    for (rows, seconds), slope in zip(validated, slopes(validated), strict=True):
        print(f"| {rows:,} | {seconds:.2f} | {slope} |")
    if options.svg:
        draw(results, validated, options.svg)
    return 0


def slopes(points: list[tuple[int, float]]) -> list[str]:
    """Return the slope to each point from the one before, both axes logarithmic."""
    found = [
        math.log(seconds / before) / math.log(rows / fewer)
        for (fewer, before), (rows, seconds) in pairwise(points)
    ]
    return ["-", *(f"{slope:.2f}" for slope in found)]


def draw(
    results: list[tuple[int, float, float]], validated: list[tuple[int, float]], path: Path
) -> None:
    """Draw seconds by rows, both logarithmic, beside a line of slope 1."""
    import altair as alt
    import pandas as pd

    from plots.style import BLUE, FONT, INK, ORANGE, SOFT

    series = {
        "validate": validated,
        "load_tables": [(rows, frames) for rows, _, frames in results],
        "load_arrow": [(rows, arrow) for rows, arrow, _ in results],
    }
    data = pd.DataFrame(
        [(name, *point) for name, points in series.items() for point in points],
        columns=["what", "rows", "seconds"],
    )
    lines = pd.DataFrame(
        [
            (name, rows, points[-1][1] * rows / points[-1][0])
            for name, points in series.items()
            if name != "load_arrow"
            for rows, _ in points
        ],
        columns=["what", "rows", "seconds"],
    )
    powers = [10**exponent for exponent in range(-3, 8)]
    x = alt.X(
        "rows:Q",
        scale=alt.Scale(type="log", domain=[1e3, 1e7]),
        axis=alt.Axis(values=powers, format=","),
        title="rows of all tables",
    )
    y = alt.Y("seconds:Q", scale=alt.Scale(type="log"), axis=alt.Axis(values=powers, format=","))
    names = ["validate", "load_tables", "load_arrow"]
    color = alt.Color(
        "what:N", title=None, scale=alt.Scale(domain=names, range=[INK, BLUE, ORANGE])
    )
    measured = alt.Chart(data).mark_line(point=True).encode(x=x, y=y, color=color)
    reference = alt.Chart(lines).mark_line(color=SOFT, strokeDash=[4, 4])
    alt.layer(reference.encode(x=x, y=y, detail="what:N"), measured).properties(
        width=420,
        height=240,
        title=alt.Title(
            "Loading and validating grow no faster than the rows",
            subtitle="Broken: in proportion to the rows, through the last point",
        ),
    ).configure(font=FONT, padding=16).save(path)


if __name__ == "__main__":
    sys.exit(main())
