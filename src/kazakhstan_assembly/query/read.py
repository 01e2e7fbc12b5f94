"""The reader: the report and its facts side by side, in one page."""

from __future__ import annotations

import tempfile
import webbrowser
from html import escape
from pathlib import Path

from kazakhstan_assembly.io.datapackage import PackageData

_LEADING = """\
<!doctype html>
<meta charset="utf-8">
<title>Opening the reader</title>
<meta http-equiv="refresh" content="0; url={address}">
<p><a href="{address}">Open the reader</a></p>
"""
_PAGES = ("reader.html", "docs/reader.html")


def read(package: PackageData, place: str = "", *, open_browser: bool = True) -> Path:
    """Open the reader of a package in a browser; return the page."""
    if place:
        _check_place(package, place)
    storage = package.storage
    name = next((name for name in _PAGES if storage.has(name)), _PAGES[0])
    page = storage.path(name)
    if page is None:
        # Browsers cannot look into an archive.
        data = package.read_bytes(name)
        page = Path(tempfile.mkdtemp()) / "reader.html"
        page.write_bytes(data)
    if open_browser:
        open_page(page, place)
    return page


def open_page(page: Path, place: str = "") -> bool:
    """Open the page in a browser, at a table, a row or a cell; return whether there is one."""
    target = address(page, place)
    if place:
        # Some desktops drop what stands behind # when they open a file. A page keeps it.
        leading = Path(tempfile.mkdtemp()) / "open.html"
        leading.write_text(_LEADING.format(address=escape(target)), encoding="utf-8")
        target = leading.as_uri()
    return webbrowser.open(target)


def _check_place(package: PackageData, place: str) -> None:
    """Refuse a table, a row or a column that the package does not have."""
    table, _, rest = place.partition("/")
    row_id, _, column = rest.partition("/")
    schema = package.schema(table)
    if row_id and len(schema["primaryKey"]) == 1:
        from kazakhstan_assembly.query.rows import find_row  # which reads tables

        find_row(package, table, row_id)
    columns = [field["name"] for field in schema["fields"]]
    if column and column not in columns:
        raise package.unknown_column(table, column, columns)


def address(page: Path, place: str = "") -> str:
    """Return the address of the page, at a table, a row or a cell of it."""
    return f"{page.resolve().as_uri()}#{place}" if place else page.resolve().as_uri()
