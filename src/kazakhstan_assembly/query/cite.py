"""How to cite the data, and the report that they are taken from."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from kazakhstan_assembly.errors import RequestError, UnknownStyleError, nearest
from kazakhstan_assembly.io.datapackage import PackageData, stated_sha256
from kazakhstan_assembly.io.declarations import REPORT
from kazakhstan_assembly.io.storage import DESCRIPTOR

CitationStyle = Literal["apa", "bibtex", "csl-json", "cff"]
CitedWork = Literal["data", "report"]
_CFF = "CITATION.cff"


def cite(package: PackageData, style: str, of: str = "data") -> str:
    """Return how to cite a version of the data, or the report, in one of the styles."""
    if style in WORKS:
        message = f"“{style}” is a work, not a style: write"
        raise UnknownStyleError(
            f'{message} cite(of="{style}").', for_command=f"{message} cite --of {style}."
        )
    if style not in STYLES:
        help_ = nearest(style, STYLES, "styles")
        raise UnknownStyleError(f"There is no citation style “{style}”. {help_}")
    if of not in WORKS:
        raise RequestError(f"“{of}” cannot be cited. {nearest(of, WORKS, 'works to cite')}")
    if of == "report":
        return _cite_report(package, style)
    if style == "cff":
        return package.read_text(_CFF)
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
WORKS = ("data", "report")


# The report, which has no author that anybody knows


@dataclass(frozen=True)
class CitedReport:
    """What a citation of a report states."""

    key: str
    title: str
    issued: str
    sha256: str
    language: str | None

    @property
    def year(self) -> str | None:
        """The year in which it was issued, if that is known."""
        match = re.match("[0-9]{4}(?![0-9])", self.issued)
        return match[0] if match else None

    @property
    def note(self) -> str:
        """What is known of the report beside its title."""
        issued = f"Issued: {self.issued}. " if self.issued else ""
        return f"Author not stated. {issued}SHA-256 of the text: {self.sha256}"


def _cite_report(package: PackageData, style: str) -> str:
    entry = package.resources.get(REPORT)
    if entry is None:
        package.refuse(DESCRIPTOR, f"the descriptor lists no resource “{REPORT}”")
    if style == "cff":
        return _report_cff(package)
    key = f"{package.descriptor['name']}_report"
    issued, language = str(entry.get("issued", "")), entry.get("language")
    report = CitedReport(key, entry["title"], issued, stated_sha256(entry), language)
    return _REPORT_MAKERS[style](report)


def report_apa(report: CitedReport) -> str:
    """Return how to cite a report, in one sentence."""
    about = f"Report; author not stated; text with SHA-256 {report.sha256}"
    return f"{report.title}. ({report.year or 'n.d.'}). [{about}]."


def _report_bibtex(report: CitedReport) -> str:
    year = {"year": report.year} if report.year else {}
    fields = {
        "title": f"{{{report.title}}}",
        **year,
        "howpublished": "Report",
        "note": report.note,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@misc{{{report.key},", *lines, "}"])


def _report_csl_json(report: CitedReport) -> str:
    item: dict[str, Any] = {"id": report.key, "type": "report", "title": report.title}
    if report.year:
        item["issued"] = {"date-parts": [[int(report.year)]]}
    if report.language:
        item["language"] = report.language
    item["note"] = report.note
    return json.dumps([item], indent=2, ensure_ascii=False)


def _report_cff(package: PackageData) -> str:
    """Return the entry on the report among the references of CITATION.cff."""
    import yaml  # no other style needs it

    from kazakhstan_assembly.io.yaml_reader import Map, read_yaml_text

    found = read_yaml_text(package.read_text(_CFF)).data
    references: Any = found.get("references") if isinstance(found, Map) else None
    if not references:
        package.refuse(_CFF, "the file has no references")
    # The dumper of YAML knows plain mappings alone.
    plain = json.loads(json.dumps({"references": references}))
    text: str = yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=100)
    return text


_REPORT_MAKERS = {
    "apa": report_apa,
    "bibtex": _report_bibtex,
    "csl-json": _report_csl_json,
}
