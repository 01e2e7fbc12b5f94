"""The page: its text and its data in the template, with the one style and the one script."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from generation.pages import citation
from generation.reader.data import page_data
from generation.reader.faults import faults
from generation.reader.modules import join
from generation.reader.static_html import report_html, table_html
from generation.schemas import Schema
from kazakhstan_assembly.document.spans import fold_spaces
from kazakhstan_assembly.errors import SourceError
from kazakhstan_assembly.model.records import Records

_PARTS = Path(__file__).parent
# The style must know before anything is painted; the modules need the whole text.
_SCRIPT = """document.documentElement.classList.add('js');
document.addEventListener('DOMContentLoaded', () => {{
{modules}}});
"""


def reader(package: Any, schemas: dict[str, Schema], records: Records, report: str) -> bytes:
    """Return the page.

    Parameters
    ----------
    package : mapping
        What source/package.yaml declares.
    schemas : dict
        The Table Schema of each table.
    records : dict
        The rows of each table.
    report : str
        The text of the report.

    Raises
    ------
    SourceError
        If a row of a fact table cites no words, or a colour does not fit the tables.
    """
    if findings := faults(package, schemas, records):
        raise SourceError(findings)
    style, script = _part("style.css"), _SCRIPT.format(modules=join(_PARTS / "script"))
    tables = [table_html(schema, records[name]) for name, schema in schemas.items()]
    page = Template(_part("page.html")).substitute(
        policy=_policy(style, script),
        style=style,
        script=script,
        text=report_html(report, records["sentences"]),
        tables="\n".join(tables),
        data=page_data(package, schemas, records, report),
        **_masthead(package),
    )
    return page.encode()


def _part(name: str) -> str:
    return (_PARTS / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Return a Content-Security-Policy that allows this style, this script and no request."""
    return (
        f"default-src 'none'; script-src {_policy_hash(script)}; "
        f"style-src {_policy_hash(style)}; img-src data:; base-uri 'none'; form-action 'none'"
    )


def _policy_hash(part: str) -> str:
    digest = hashlib.sha256(part.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _masthead(package: Any) -> dict[str, str]:
    """Return what the header says of the package, safe for HTML."""
    report, data, code = package["report"], package["licenses"][0], package.get("code_license")
    parts = {
        "name": package["name"],
        "version": package["version"],
        "title": package["title"].partition(":")[0],
        "description": fold_spaces(package["description"]),
        "report_title": fold_spaces(report["title"]),
        "issued": report["issued"],
        "sha256": report["sha256"],
        "limits": fold_spaces(report["limits"]),
        "report_rights": fold_spaces(report["rights"]),
        "data_rights": f"{data['title']} ({data['name']})",
        "data_license": data["path"],
        "code_rights": f"The code: {code['title']} ({code['name']}). " if code else "",
        "citation": citation(package),
    }
    return {name: escape(part) for name, part in parts.items()}
