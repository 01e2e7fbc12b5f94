"""How fast the reader is: prints the first paint and the time from a click to lit words.

python benchmarks/reader.py
"""

from __future__ import annotations

import shutil
import statistics
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

PAGE = Path(__file__).parents[1] / "docs" / "reader.html"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run"]
TABLES = ("sessions", "claims", "relations", "entities", "evidence")
ROUNDS = 9
LOADED = """async () => {
  const paint = await new Promise((done) => {
    const seen = (list) => list.getEntriesByName('first-contentful-paint').forEach(done);
    new PerformanceObserver(seen).observe({ type: 'paint', buffered: true });
  });
  const [page] = performance.getEntriesByType('navigation');
  return [paint.startTime, page.domContentLoadedEventEnd];
}"""
# From the click to the next frame, so that style, layout and paint are in the figure.
CLICKED = """async (row) => {
  const line = document.querySelector('#grid').tBodies[0].rows[row];
  const start = performance.now();
  line.cells[line.cells.length - 1].click();
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const lit = document.querySelectorAll('#text .lit').length;
  return lit ? performance.now() - start : NaN;
}"""


def loads(browser: Browser) -> tuple[float, float]:
    """Return the first contentful paint and the end of the start script, in ms, medians."""
    times: list[tuple[float, float]] = []
    for _ in range(ROUNDS):
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.goto(PAGE.as_uri())
        paint, ready = page.evaluate(LOADED)
        times.append((paint, ready))
        page.close()
    paints, readies = zip(*times, strict=True)
    return statistics.median(paints), statistics.median(readies)


def clicks(browser: Browser, table: str) -> list[float]:
    """Return the times in ms from a click on a cell until its words are lit and painted."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(f"{PAGE.as_uri()}#{table}")
    times = [page.evaluate(CLICKED, row) for row in range(ROUNDS)]
    page.close()
    return times


def main() -> int:
    chromium = shutil.which("chromium")
    if chromium is None:
        print("Chromium is missing: apt-get install --yes chromium", file=sys.stderr)
        return 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        paint, ready = loads(browser)
        print(f"size {PAGE.stat().st_size / 1e6:.2f} MB")
        print(f"first paint {paint:.0f} ms, ready {ready:.0f} ms (median of {ROUNDS})")
        for table in TABLES:
            times = clicks(browser, table)
            median, worst = statistics.median(times), max(times)
            print(f"click to lit, {table}: {median:.0f} ms (worst {worst:.0f} ms)")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
