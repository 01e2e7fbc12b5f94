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
