"""How fast the reader is: loading, and what a person does in it, against the 200 ms it may take.

python benchmarks/reader.py [--rounds N]

An act lasts until the frame after it, so that style, layout and paint are in the figure. All
figures are medians; the machine should be quiet, for the target is meant for a quiet one.
"""

from __future__ import annotations

import argparse
import math
import shutil
import statistics
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

PAGE = Path(__file__).parents[1] / "docs" / "reader.html"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run"]
TARGET = 200
TABLES = ("sessions", "claims", "relations", "entities", "evidence")
LOADED = """async () => {
  const paint = await new Promise((done) => {
    const seen = (list) => list.getEntriesByName('first-contentful-paint').forEach(done);
    new PerformanceObserver(seen).observe({ type: 'paint', buffered: true });
  });
  const [page] = performance.getEntriesByType('navigation');
  return [paint.startTime, page.domContentLoadedEventEnd];
}"""
TIMED = """async (round) => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const one = (selector) => document.querySelector(selector);
  const set = (selector, value, event) => {
    one(selector).value = value;
    one(selector).dispatchEvent(new Event(event, { bubbles: true }));
  };
  const count = () => Number(one('#count').textContent.split(' ')[0]);
  %s;
  await frame();
  const start = performance.now();
  %s;
  await frame();
  const taken = performance.now() - start;
  return %s ? taken : NaN;
}"""


@dataclass(frozen=True)
class Act:
    """What a person does with a table open: code to make ready, to act, and to see that it did."""

    what: str
    table: str
    ready: str
    act: str
    done: str


# The table with most rows is the longest to open, to search and to filter.
LARGEST = "evidence"
ACTS = (
    *(
        Act(
            f"a click on a cell of {table}, to its words lit",
            table,
            "const line = one('#grid').tBodies[0].rows[round]",
            "line.cells[line.cells.length - 1].click()",
            # An entity that no words name lights none.
            "one('#text .lit') || one('#detail').textContent.includes('Mentions (0)')",
        )
        for table in TABLES
    ),
    Act(
        "hiding the marks of a lane",
        "sessions",
        "if (!one('#lane-1').checked) one('#lane-1').click()",
        "one('#lane-1').click()",
        "!one('#text .m1q')",
    ),
    Act(
        "showing the marks of a lane",
        "sessions",
        "if (one('#lane-1').checked) one('#lane-1').click()",
        "one('#lane-1').click()",
        "one('#text .m1q')",
    ),
    Act(
        f"searching the rows of {LARGEST}",
        LARGEST,
        "set('#search', '', 'input'); const all = count()",
        "set('#search', 'assembly', 'input')",
        "0 < count() && count() < all",
    ),
    Act(
        f"filtering the rows of {LARGEST}",
        LARGEST,
        "if (!one('.filters')) one('#filter-toggle').click(); "
        "set('.filters [aria-label=\"Filter row_id\"]', '', 'input'); const all = count()",
        "set('.filters [aria-label=\"Filter row_id\"]', 'claim', 'input')",
        "0 < count() && count() < all",
    ),
    Act(
        f"opening {LARGEST}, the largest table",
        LARGEST,
        "set('#table-choice', 'sessions', 'change')",
        f"set('#table-choice', '{LARGEST}', 'change')",
        "count() > 1000",
    ),
)


def opened(browser: Browser, table: str = "") -> Page:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(f"{PAGE.as_uri()}#{table}")
    return page


def loads(browser: Browser, rounds: int) -> Iterable[tuple[str, float]]:
    """Return the first contentful paint, and the end of the script that starts the page, in ms."""
    times: list[tuple[float, float]] = []
    for _ in range(rounds):
        page = opened(browser)
        paint, ready = page.evaluate(LOADED)
        times.append((paint, ready))
        page.close()
    medians = map(statistics.median, zip(*times, strict=True))
    return zip(("first paint", "ready, from the start of loading"), medians, strict=True)


def taken_by(browser: Browser, act: Act, rounds: int) -> float:
    """Return the time in ms of an act until the next frame; not a number if it does nothing."""
    page = opened(browser, act.table)
    code = TIMED % (act.ready, act.act, act.done)
    times: list[float] = [page.evaluate(code, number) for number in range(rounds)]
    page.close()
    return math.nan if any(map(math.isnan, times)) else statistics.median(times)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=9, help="rounds of each measurement")
    rounds: int = parser.parse_args().rounds
    chromium = shutil.which("chromium")
    if chromium is None:
        print("Chromium is missing: apt-get install --yes chromium", file=sys.stderr)
        return 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        results = [*loads(browser, rounds)]
        results += [(act.what, taken_by(browser, act, rounds)) for act in ACTS]
        browser.close()
    print(f"The reader, {PAGE.stat().st_size / 1e6:.2f} MB; medians of {rounds}.\n")
    print("| what | ms | target | |\n| --- | ---: | ---: | --- |")
    for what, taken in results:
        print(f"| {what} | {taken:.0f} | {TARGET} | {'met' if taken <= TARGET else 'missed'} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
