"""Every page that the build of the site writes, and the facts that the other pages name."""

from __future__ import annotations

from pathlib import Path

import yaml

from kazakhstan_assembly.datapackage import INSTALLED
from kazakhstan_assembly.io.declarations import REPORT
from kazakhstan_assembly.query.cite import STYLES, cite
from plots import PLOTS, svg
from website.codebook import codebook
from website.markdown import block, code, link, plain

_STYLES = {
    "apa": ("APA", "text"),
    "bibtex": ("BibTeX", "bibtex"),
    "csl-json": ("CSL-JSON", "json"),
    "cff": ("Citation File Format", "yaml"),
}


def facts() -> dict[str, str]:
    """Return what the hand-written pages name by ``{{ … }}``."""
    package = INSTALLED.descriptor
    license_ = package["licenses"][0]
    tables = INSTALLED.load_tables()
    fact_tables = INSTALLED.load_tables(group="facts")
    return {
        "version": INSTALLED.version,
        "title": plain(package["title"]),
        "description": plain(package["description"]),
        "limits": plain(package["limits"]),
        "data_license": link(plain(license_["title"]), license_["path"]),
        "code_license": str(yaml.safe_load(cite(INSTALLED, "cff"))["license"][1]),
        "report_rights": plain(INSTALLED.resources[REPORT]["description"]),
        "tables": str(len(tables)),
        "fact_tables": str(len(fact_tables)),
        "fact_rows": f"{sum(map(len, fact_tables.values())):,}",
        "spans": f"{len(tables['evidence']):,}",
        "nulls": f"{len(tables['missing_values']):,}",
        "identifiers": f"{len(tables['identifiers']):,}",
    }


def pages() -> dict[str, str]:
    """Return the generated pages and plots by their path from docs/."""
    return {**codebook(), **_gallery(), "cite.md": _cite()}


def write_pages(folder: Path) -> None:
    """Write the generated pages where they are not yet as they should be."""
    for name, text in pages().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def _cite() -> str:
    parts = ["# Cite\n", "There is no DOI: none has been given yet.\n"]
    for style in STYLES:
        title, language = _STYLES[style]
        parts += [f"## {title}\n", block(cite(INSTALLED, style), language)]
    parts += ["## The report\n", "The report that the tables are taken from, in the same styles:\n"]
    for style in STYLES:
        _, language = _STYLES[style]
        parts.append(block(cite(INSTALLED, style, "report"), language))
    return "\n".join(parts)


def _gallery() -> dict[str, str]:
    found: dict[str, str] = {}
    parts = [
        "---\nhtml_theme.sidebar_secondary.remove: true\n---\n",
        "# Plots\n",
        "Each is drawn from the tables when the site is built, and shows what the report states "
        "and no more. Colours are told apart by colour-blind readers too.\n",
    ]
    for name, draw in PLOTS.items():
        plot = draw()
        found[f"gallery/{name}.svg"] = svg(plot)
        tables = (link(code(table), f"../codebook/{table}.md") for table in plot.tables)
        parts += [
            f"## {name.capitalize()}\n",
            f"![{plain(plot.alt)}]({name}.svg)\n",
            f"Tables: {', '.join(tables)}.\n",
        ]
    return {**found, "gallery/index.md": "\n".join(parts)}
