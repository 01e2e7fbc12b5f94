"""How the cost of loading grows: packages with 10, 100 and 1,000 times the rows.

python benchmarks/growth.py [--svg FILE]

Every table is written again with its rows repeated; load_tables and load_arrow are timed on the
whole package in a process of its own. A slope of 1 in the last column means that ten times the
rows take ten times as long.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).parents[1]
FACTORS = (1, 10, 100, 1000)
TIMED = """
import sys, time
from pathlib import Path
from kazakhstan_assembly import package
package.root = lambda: Path(sys.argv[1])
import kazakhstan_assembly as ka
import pandas, pyarrow.parquet
ka.load_arrow("media")
start = time.perf_counter()
tables = [ka.load_arrow(name) for name in ka.list_tables()]
arrow = time.perf_counter() - start
start = time.perf_counter()
frames = ka.load_tables()
print(arrow, time.perf_counter() - start)
"""


def simulate(folder: Path, factor: int) -> int:
    """Write a package with the rows of every table repeated; return how many rows it has."""
    descriptor = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    rows = 0
    for resource in descriptor["resources"]:
        for entry in resource.get("alternates", ()):
            table = pa.concat_tables([pq.read_table(ROOT / entry["path"])] * factor)
            path = folder / entry["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            pq.write_table(table, path, compression="snappy")
            entry["hash"] = f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
            rows += table.num_rows
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


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--svg", type=Path, help="draw the growth")
    options = parser.parse_args()
    results = [measure(factor) for factor in FACTORS]
    print("| rows | load_arrow, all tables (s) | load_tables (s) | slope of load_tables |")
    print("| ---: | ---: | ---: | ---: |")
    for number, (rows, arrow, frames) in enumerate(results):
        slope = "-"
        if number:
            before = results[number - 1]
            slope = f"{math.log10(frames / before[2]) / math.log10(rows / before[0]):.2f}"
        print(f"| {rows:,} | {arrow:.3f} | {frames:.3f} | {slope} |")
    if options.svg:
        draw(results, options.svg)
    return 0


def draw(results: list[tuple[int, float, float]], path: Path) -> None:
    """Draw seconds by rows, both logarithmic, beside a line of slope 1."""
    import altair as alt
    import pandas as pd

    rows, arrow, frames = zip(*results, strict=True)
    line = [frames[-1] * count / rows[-1] for count in rows]
    series = {"load_tables": frames, "load_arrow": arrow, "in proportion": line}
    data = pd.DataFrame(
        [(name, r, s) for name, times in series.items() for r, s in zip(rows, times, strict=True)],
        columns=["what", "rows", "seconds"],
    )
    alt.Chart(data, title="Loading grows no faster than the rows").mark_line(point=True).encode(
        x=alt.X("rows:Q", scale=alt.Scale(type="log"), title="rows of all tables"),
        y=alt.Y("seconds:Q", scale=alt.Scale(type="log"), title="seconds"),
        color=alt.Color("what:N", title=None),
        strokeDash=alt.StrokeDash("what:N", title=None),
    ).properties(width=420, height=240).save(path)


if __name__ == "__main__":
    sys.exit(main())
