"""Take the picture of the reader that the README shows; it needs Chromium.

python scripts/picture.py    writes docs/reader.png
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
_WIDTH, _HEIGHT = 1200, 760


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        page = browser.new_page(viewport={"width": _WIDTH, "height": _HEIGHT})
        page.goto(f"{(ROOT / 'docs/reader.html').as_uri()}#media/television/outlet_count")
        page.wait_for_selector("#detail h3")
        page.screenshot(path=ROOT / "docs/reader.png")
        browser.close()


if __name__ == "__main__":
    main()
