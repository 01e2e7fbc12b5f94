"""How to cite the package."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal

from kazakhstan_assembly.errors import UnknownStyleError, nearest
from kazakhstan_assembly.io.datapackage import descriptor, read_bytes

CitationStyle = Literal["apa", "bibtex", "csl-json", "cff"]
STYLES = ("apa", "bibtex", "csl-json", "cff")


def cite(style: CitationStyle = "apa") -> str:
    """Return how to cite this version of the package.

    Parameters
    ----------
    style : {"apa", "bibtex", "csl-json", "cff"}
        The seventh edition of APA, BibTeX, CSL-JSON, or the Citation File Format 1.2.0.

    Returns
    -------
    str
        One reference; there is no DOI in it, because there is none.

    Raises
    ------
    UnknownStyleError
        If there is no such style; the message names the nearest.

    Examples
    --------
    >>> cite("apa").startswith("The kazakhstan-assembly contributors. (2026).")
    True
    """
    return in_style(style)


def in_style(style: str) -> str:
    """Return the reference in a style that is known by name only when the program runs."""
    package = descriptor()
    if style == "apa":
        return apa(package)
    if style == "bibtex":
        return _bibtex(package)
    if style == "csl-json":
        return _csl_json(package)
    if style == "cff":
        return read_bytes("CITATION.cff").decode("utf-8")
    help_ = nearest(style, STYLES, "styles")
    raise UnknownStyleError(f"There is no citation style “{style}”. {help_}")


def apa(package: Mapping[str, Any]) -> str:
    """Return the reference that a descriptor gives, in the style of APA."""
    year, version = _date(package)[:4], package["version"]
    return f"{_authors(package)}. ({year}). {package['title']} (Version {version}) [Data set]."


def _authors(package: Mapping[str, Any]) -> str:
    return ", ".join(person["title"] for person in package["contributors"])


def _date(package: Mapping[str, Any]) -> str:
    return str(package["created"])[:10]


def _bibtex(package: Mapping[str, Any]) -> str:
    fields = {
        "author": f"{{{_authors(package)}}}",
        "title": f"{{{package['title']}}}",
        "year": _date(package)[:4],
        "version": package["version"],
        "howpublished": "Data set",
        "note": package["licenses"][0]["name"],
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    key = f"{package['name']}_{package['version']}"
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def _csl_json(package: Mapping[str, Any]) -> str:
    item = {
        "id": f"{package['name']}_{package['version']}",
        "type": "dataset",
        "title": package["title"],
        "author": [{"literal": person["title"]} for person in package["contributors"]],
        "issued": {"date-parts": [[int(part) for part in _date(package).split("-")]]},
        "version": package["version"],
        "license": package["licenses"][0]["name"],
    }
    return json.dumps([item], indent=2, ensure_ascii=False)
