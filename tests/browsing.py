"""A real browser, for the tests of what is opened in one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from conftest import missing

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

# axe would fetch the style sheets again, which a page opened from disk may not; and it would
# describe each element that passes, which takes three times as long as to find those that do not.
_AXE = {"preload": False, "resultTypes": ["violations"]}


def program() -> str:
    """Return where Chromium is."""
    return shutil.which("chromium") or missing("chromium", "apt-get install --yes chromium")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give the browser; skip where there is none, which under CI is a failure."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program(), args=FLAGS)
        yield launched
        launched.close()


# Rows are of one shape if they differ in nothing but words, addresses and names of places.
_MARK_REPEATED_ROWS = """() => {
  for (const table of document.querySelectorAll("table")) {
    const shapes = new Set();
    for (const row of table.rows) {
      const copy = row.cloneNode(true);
      for (const part of [copy, ...copy.querySelectorAll("*")])
        for (const name of ["href", "id", "title"])
          if (part.getAttribute(name)) part.setAttribute(name, "x");
      const texts = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
      while (texts.nextNode())
        texts.currentNode.data = texts.currentNode.data.trim() && "x";
      const shape = `${row.rowIndex % 2} ${copy.outerHTML}`;
      row.toggleAttribute("data-repeated", shapes.has(shape));
      shapes.add(shape);
    }
  }
}"""


def mark_repeated_rows(page: Page) -> str:
    """Mark the rows that have the shape of an earlier row of their table; return their selector.

    A long table takes axe half a minute. The first even and the first odd row of each shape are
    not marked.
    """
    page.evaluate(_MARK_REPEATED_ROWS)
    return "[data-repeated]"


def violations(page: Page, *, without: str | None = None) -> list[str]:
    """Return what axe finds in a page, with the first place of each.

    Parameters
    ----------
    page : Page
        The page.
    without : str, optional
        Selector of a part that axe leaves out, because it has been checked as it is.
    """
    context = {"exclude": [[without]]} if without else None
    found = Axe().run(page, context=context, options=_AXE).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found]
