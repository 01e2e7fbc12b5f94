"""The reader: the report and its facts side by side, in one page."""

from __future__ import annotations

import tempfile
import webbrowser
from pathlib import Path

from kazakhstan_assembly.package import read_bytes, root

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
        The page, one file that needs no network.

    Raises
    ------
    PackageError
        If the page is missing.

    Examples
    --------
    >>> read(open_browser=False).name
    'reader.html'
    """
    page = next((root() / name for name in _PAGES if (root() / name).is_file()), None)
    if page is None:
        # Browsers cannot look into an archive.
        page = Path(tempfile.mkdtemp()) / "reader.html"
        page.write_bytes(read_bytes("reader.html"))
    if open_browser:
        webbrowser.open(f"{page.resolve().as_uri()}#{place}" if place else page.resolve().as_uri())
    return page
