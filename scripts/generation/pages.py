"""The generated parts of the pages that people read, README among them, and CITATION.cff."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from generation.groups import complete_groups
from generation.marked_blocks import fill_page
from generation.schemas import Schema
from kazakhstan_assembly.document.spans import fold_spaces
from kazakhstan_assembly.io.markdown import markdown_table
from kazakhstan_assembly.model.records import Records
from kazakhstan_assembly.query.cite import CitedReport, apa, report_apa

# Columns that more tables share are listed with the number of these.
_MOST_TABLES = 6


def citation(package: Any) -> str:
    """Return how to cite the package, in one sentence."""
    return apa({**package, "created": package["released"]})


def report_citation(package: Any) -> str:
    """Return how to cite the report, in one sentence."""
    report = package["report"]
    title, issued = fold_spaces(report["title"]), report["issued"]
    return report_apa(CitedReport(package["name"], title, issued, report["sha256"], None))


def citation_cff(package: Any) -> bytes:
    """Return CITATION.cff (Citation File Format 1.2.0)."""
    report = package["report"]
    data = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below.",
        "type": "dataset",
        "title": package["title"],
        "abstract": fold_spaces(f"{package['description']} {report['limits']}"),
        "version": package["version"],
        "date-released": package["released"],
        "license": [license_["name"] for license_ in _licenses(package).values()],
        "authors": [{"name": person["title"]} for person in package["contributors"]],
        "keywords": list(package["keywords"]),
        "references": [
            {
                "type": "report",
                "title": report["title"],
                "authors": [{"name": "Not stated in the document"}],
                "copyright": fold_spaces(report["rights"]),
                "notes": f"{report['issued']}; sha256 {report['sha256']}",
            }
        ],
    }
    text: str = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)
    return text.encode()


def readme(root: Path, package: Any, schemas: dict[str, Schema], records: Records) -> bytes:
    """Return README.md with its generated blocks filled."""
    blocks = {
        "tables": _tables(complete_groups(package, schemas), schemas, records),
        "citation": f"> {citation(package)}\n\n> {report_citation(package)}\n",
        "limits": fold_spaces(package["report"]["limits"]) + "\n",
        "rights": _rights(package),
    }
    return fill_page(root, "README.md", blocks)


def changelog(root: Path, former: Mapping[str, Any]) -> bytes:
    """Return CHANGELOG.md with the table of what earlier releases call otherwise."""
    names = former.get("former_names", {})
    rows = [
        ["the table", f"`{was}`", _present(name)] for was, name in names.get("tables", {}).items()
    ]
    tables_of: dict[tuple[str, str | None], list[str]] = {}
    for table, columns in names.get("columns", {}).items():
        for pair in columns.items():
            tables_of.setdefault(pair, []).append(f"`{table}`")
    for (was, name), tables in tables_of.items():
        of = ", ".join(tables) if len(tables) <= _MOST_TABLES else f"{len(tables)} tables"
        rows.append([f"a column of {of}", f"`{was}`", _present(name)])
    table = markdown_table(["what", "was", "is"], rows)
    return fill_page(root, "CHANGELOG.md", {"former_names": table})


def _present(name: str | None) -> str:
    return "gone" if name is None else f"`{name}`"


def _tables(groups: list[dict[str, Any]], schemas: dict[str, Schema], records: Records) -> str:
    parts: list[str] = []
    for group in groups:
        rows = (
            [f"[`{name}`](data/csv/{name}.csv)", len(records[name]), schemas[name]["title"]]
            for name in group["tables"]
        )
        table = markdown_table(["table", "rows:", "what it holds"], rows)
        parts.append(f"**{group['title']}**\n\n{table}")
    return "\n".join(parts)


def _rights(package: Any) -> str:
    lines = [
        f"- {scope}: {license_['title']} ([{license_['name']}]({license_['path']}))."
        for scope, license_ in _licenses(package).items()
    ]
    lines.append(f"- The report: {fold_spaces(package['report']['rights'])}")
    return "".join(f"{line}\n" for line in lines)


def _licenses(package: Any) -> dict[str, Any]:
    """Return the license of each part of the package; that of the code may be unstated."""
    code = {"The code": package["code_license"]} if "code_license" in package else {}
    return {"The tables and the metadata": package["licenses"][0], **code}
