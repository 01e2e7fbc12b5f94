"""The reader: the report and its facts side by side, in one page."""

from __future__ import annotations

import tempfile
import webbrowser
from pathlib import Path

from kazakhstan_assembly.io.datapackage import PackageData

_PAGES = ("reader.html", "docs/reader.html")


def read(package: PackageData, place: str = "", *, open_browser: bool = True) -> Path:
    """Open the reader of a package in a browser; return the page."""
    if place:
        package.resource(place.partition("/")[0])
    storage = package.storage
    name = next((name for name in _PAGES if storage.has(name)), _PAGES[0])
    page = storage.path(name)
    if page is None:
        # Browsers cannot look into an archive.
        data = package.read_bytes(name)
        page = Path(tempfile.mkdtemp()) / "reader.html"
        page.write_bytes(data)
    if open_browser:
        webbrowser.open(address(page, place))
    return page


def address(page: Path, place: str = "") -> str:
    """Return the address of the page, at a table, a row or a cell of it."""
    return f"{page.resolve().as_uri()}#{place}" if place else page.resolve().as_uri()
