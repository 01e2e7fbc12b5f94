"""The reader: the report and its facts side by side, in one page."""

from __future__ import annotations

import tempfile
import webbrowser
from pathlib import Path

from kazakhstan_assembly.io.datapackage import read_bytes, resource, root

_PAGES = ("reader.html", "docs/reader.html")


def read(place: str = "", *, open_browser: bool = True) -> Path:
    """Open the reader, the report with every fact marked in it, in a browser.

    Parameters
    ----------
    place : str, optional
        Where to begin: a table, a row or a cell, such as ``"sessions/session-06/motto"``.
    open_browser : bool, default True
        Whether to open it, or only to say where it is.

    Returns
    -------
    pathlib.Path
        The page, one file that needs no network. Where there is no browser to open it, open
        this file in one.

    Raises
    ------
    UnknownTableError
        If `place` begins with no table; the message names the nearest. The page itself says what
        it shows instead of a row or a column that is not there.
    PackageError
        If the page is missing.

    Examples
    --------
    >>> read(open_browser=False).name
    'reader.html'
    """
    if place:
        resource(place.partition("/")[0])
    page = next((root() / name for name in _PAGES if (root() / name).is_file()), None)
    if page is None:
        # Browsers cannot look into an archive.
        page = Path(tempfile.mkdtemp()) / "reader.html"
        page.write_bytes(read_bytes("reader.html"))
    if open_browser:
        webbrowser.open(address(page, place))
    return page


def address(page: Path, place: str = "") -> str:
    """Return the address of the page, at a table, a row or a cell of it."""
    return f"{page.resolve().as_uri()}#{place}" if place else page.resolve().as_uri()
