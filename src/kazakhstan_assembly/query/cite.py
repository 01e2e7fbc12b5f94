"""How to cite the package."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal

from kazakhstan_assembly.errors import UnknownStyleError, nearest
from kazakhstan_assembly.io.datapackage import PackageData

CitationStyle = Literal["apa", "bibtex", "csl-json", "cff"]


def cite(package: PackageData, style: str) -> str:
    """Return how to cite a version of the data, in one of the styles."""
    if style not in STYLES:
        help_ = nearest(style, STYLES, "styles")
        raise UnknownStyleError(f"There is no citation style “{style}”. {help_}")
    if style == "cff":
        return package.read_bytes("CITATION.cff").decode("utf-8")
    return _MAKERS[style](package.descriptor)


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


# What a style makes of a descriptor; a file of the package has the last.
_MAKERS = {"apa": apa, "bibtex": _bibtex, "csl-json": _csl_json}
STYLES = (*_MAKERS, "cff")
