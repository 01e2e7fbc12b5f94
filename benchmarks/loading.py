"""How long importing, loading and proving take, side by side with what they could take at best.

python benchmarks/loading.py [--rounds N] [--json FILE]

Each measurement alternates with its yardstick within one run; what counts is their ratio, given
with the middle half of the rounds. Whole processes are timed from start to end. Validating has no
yardstick; it is timed in a process that has imported what it needs.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
SESSIONS = ROOT / "data" / "parquet" / "sessions.parquet"
READ = f"""
import pandas, pyarrow.parquet
pandas.read_parquet({str(SESSIONS)!r}, engine="pyarrow")
"""
READ_ARROW = f"import pyarrow.parquet; pyarrow.parquet.ParquetFile({str(SESSIONS)!r}).read()"
LOAD = "from kazakhstan_assembly import load_table; load_table('sessions')"
LOAD_ARROW = "from kazakhstan_assembly import load_arrow; load_arrow('sessions')"
FLOOR = "import pandas, pyarrow.parquet; read the Parquet file"
ARROW_FLOOR = "import pyarrow.parquet; read the Parquet file"
PROCESSES = (
    ("import kazakhstan_assembly", "import kazakhstan_assembly", "a bare interpreter", "", 1.3),
    ("load_table, cold process", LOAD, FLOOR, READ, 1.05),
    ("load_arrow, cold process", LOAD_ARROW, ARROW_FLOOR, READ_ARROW, 1.1),
)
VALIDATE = """
import sys, time
import frictionless, jsonschema, pandas, pyarrow.parquet
from kazakhstan_assembly import validate
start = time.perf_counter()
assert validate().valid
print(time.perf_counter() - start)
"""
MOST_SECONDS = 1.5
MOST_BYTES = 600_000
READER = "kazakhstan_assembly/_package/reader.html"
MEMORY = (
    ("imports pandas and pyarrow.parquet and reads the Parquet file", READ),
    ("calls load_table of the same table", LOAD),
    ("imports pyarrow.parquet and reads the Parquet file", READ_ARROW),
    ("calls load_arrow of the same table", LOAD_ARROW),
)


@dataclass(frozen=True)
class Result:
    """A measurement: its median, its yardstick's, and their ratio with its quartiles."""

    what: str
    yardstick: str
    milliseconds: float
    yardstick_milliseconds: float
    ratio: float
    low: float
    high: float
    target: str
    met: bool


def compare(
    what: str,
    run: Callable[[], float],
    yardstick: str,
    other: Callable[[], float],
    rounds: int,
    most: float | None = None,
    least: float | None = None,
) -> Result:
    """Time two things in turn; with `least`, the ratio is how many times faster `run` is."""
    run(), other()
    pairs = [(run(), other()) for _ in range(rounds)]
    ratios = [theirs / ours if least else ours / theirs for ours, theirs in pairs]
    low, ratio, high = statistics.quantiles(ratios, n=4)
    ours, theirs = (statistics.median(times) * 1000 for times in zip(*pairs, strict=True))
    target = f">= {least:g} x faster" if least else f"<= {most:g} x"
    met = ratio >= least if least else ratio <= (most or 0)
    return Result(what, yardstick, ours, theirs, ratio, low, high, target, met)


def process(code: str) -> Callable[[], float]:
    """Return a function that runs some code in a process of its own and returns the seconds."""

    def run() -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return time.perf_counter() - start

    return run


def calls(function: Callable[[], object], number: int) -> Callable[[], float]:
    """Return a function that calls another so many times and returns the seconds of one call."""

    def run() -> float:
        start = time.perf_counter()
        for _ in range(number):
            function()
        return (time.perf_counter() - start) / number

    return run


def warm(rounds: int) -> list[Result]:
    import pandas as pd
    from palmerpenguins import load_penguins
    from sklearn.datasets import load_iris
    from vega_datasets import data as vega

    from kazakhstan_assembly import load_table

    frame = load_table("sessions")
    load = calls(lambda: load_table("sessions"), 500)
    rest: list[tuple[str, Callable[[], object]]] = [
        ("pd.read_parquet of the same table", lambda: pd.read_parquet(SESSIONS)),
        ("palmerpenguins.load_penguins()", load_penguins),
        ("vega_datasets.data.iris()", vega.iris),
        ("sklearn load_iris(as_frame=True)", lambda: load_iris(as_frame=True)),
    ]
    copy = calls(frame.copy, 500)
    what = "load_table, warm"
    return [
        compare(what, load, "df.copy() of the same frame", copy, rounds, most=2),
        *(compare(what, load, name, calls(f, 10), rounds, least=20) for name, f in rest),
    ]


def validation_seconds(rounds: int) -> list[float]:
    """Return the quartiles of the seconds that all checks take."""
    times = [
        float(
            subprocess.run([sys.executable, "-c", VALIDATE], capture_output=True, check=True).stdout
        )
        for _ in range(rounds)
    ]
    return statistics.quantiles(times, n=4)


def wheel_bytes() -> int:
    """Return the size of the wheel without the reader page."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "build",
            "--wheel",
            "--no-isolation",
            "-o",
            folder,
            str(ROOT),
        ]
        subprocess.run(command, capture_output=True, check=True)
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            return wheel.stat().st_size - archive.getinfo(READER).compress_size


def peak_memory(code: str) -> float:
    """Return the most memory, in MB, that a process takes for some code."""
    asked = f"{code}\nimport resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    found = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return int(found.stdout.split()[-1]) / unit


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=21, help="rounds of each comparison")
    parser.add_argument("--json", type=Path, help="write the results to a file too")
    options = parser.parse_args()
    # First, while this process is small: a child's peak is never below its parent's.
    memory = [(what, peak_memory(code)) for what, code in MEMORY]
    results = [
        compare(what, process(code), yardstick, process(other), options.rounds, most=most)
        for what, code, yardstick, other, most in PROCESSES
    ]
    results += warm(options.rounds)
    print("| what | ms | against | ms | ratio (middle half) | target | |")
    print("| --- | ---: | --- | ---: | ---: | --- | --- |")
    for r in results:
        ratio = f"{r.ratio:.2f} ({r.low:.2f} to {r.high:.2f})"
        print(
            f"| {r.what} | {r.milliseconds:.3g} | {r.yardstick} | {r.yardstick_milliseconds:.3g} "
            f"| {ratio} | {r.target} | {'met' if r.met else 'missed'} |"
        )
    low, seconds, high = validation_seconds(max(3, options.rounds // 3))
    size = wheel_bytes()
    print("\n| what | is | target | |\n| --- | ---: | --- | --- |")
    for what, value, target, is_met in (
        (
            "validate, after imports",
            f"{seconds:.2f} s ({low:.2f} to {high:.2f})",
            f"<= {MOST_SECONDS} s",
            seconds <= MOST_SECONDS,
        ),
        ("wheel, the reader aside", f"{size:,} bytes", f"< {MOST_BYTES:,}", size < MOST_BYTES),
    ):
        print(f"| {what} | {value} | {target} | {'met' if is_met else 'missed'} |")
    print("\n| memory of a process that | MB |\n| --- | ---: |")
    for what, megabytes in memory:
        print(f"| {what} | {megabytes:.1f} |")
    if options.json:
        options.json.write_text(json.dumps([asdict(r) for r in results], indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
