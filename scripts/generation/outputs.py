"""Every generated file, in the order in which one is made from another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from annotation.source_findings import source_finding
from generation.clients import elsewhere, use_from
from generation.data_files import table_files
from generation.data_pages import data_codebook, data_readme
from generation.descriptor import complete_schema, descriptor, package_properties
from generation.engine import this_engine
from generation.files import Files, to_json
from generation.former_names import former_names
from generation.groups import complete_groups
from generation.marked_blocks import has_marks
from generation.metadata import Dataset, metadata_files
from generation.metadata.dataset import is_address
from generation.pages import changelog, citation_cff, readme
from generation.reader.page import reader
from generation.schemas import Schema
from generation.stubs import names, stub
from kazakhstan_assembly.checks.findings import Finding
from kazakhstan_assembly.errors import SourceError
from kazakhstan_assembly.io.arrow import labels
from kazakhstan_assembly.model.records import Records

_PACKAGE = "src/kazakhstan_assembly"


def generate(
    root: Path,
    report: str,
    package: Any,
    declared: dict[str, Schema],
    records: Records,
    vocabularies: Iterable[str],
) -> Files:
    """Return every generated file by its path from the folder that holds source/.

    Raises
    ------
    SourceError
        If source/package.yaml names what is not there, or the marks of a page are wrong.
    """
    findings = list(_missing_licenses(root, package))
    if findings:
        raise SourceError(findings)
    schemas = {name: complete_schema(schema, records[name]) for name, schema in declared.items()}
    properties = {**package_properties(package, report), **former_names(root, schemas)}
    files: Files = {}
    for name, schema in schemas.items():
        files[f"schemas/{name}.json"] = to_json(schema)
        files |= table_files(schema, records[name], labels(properties))
    groups = complete_groups(package, schemas)
    files["data/README.md"] = data_readme(package, groups, schemas, records)
    files["data/codebook.csv"] = data_codebook(schemas, records)
    files["datapackage.json"] = to_json(descriptor(properties, groups, schemas, records, files))
    files["CITATION.cff"] = citation_cff(package)
    files |= metadata_files(Dataset(package, schemas, records, files, report, this_engine()))
    files["docs/reader.html"] = reader(package, schemas, records, report)
    return files | _files_of_a_checkout(root, package, schemas, records, vocabularies)


def _missing_licenses(root: Path, package: Any) -> Iterator[Finding]:
    """Yield the licenses of source/package.yaml that are neither an address nor a file."""
    stated = [
        *package["licenses"],
        *([package["code_license"]] if "code_license" in package else []),
    ]
    for license_ in stated:
        path = license_["path"]
        if not is_address(path) and not (root / path).is_file():
            message = f"there is no file {path}; write it there, or give the license's web address"
            yield source_finding("source/package.yaml", message, license_.lines["path"])


def _files_of_a_checkout(
    root: Path,
    package: Any,
    schemas: dict[str, Schema],
    records: Records,
    vocabularies: Iterable[str],
) -> Files:
    """Return the files that only some folders have, such as a README that asks for its blocks."""
    files: Files = {}
    if (root / _PACKAGE).is_dir():
        files[f"{_PACKAGE}/_literals.py"] = names(schemas, vocabularies)
        files[f"{_PACKAGE}/__init__.pyi"] = stub(schemas)
    if has_marks(root, "README.md"):
        files["README.md"] = readme(root, package, schemas, records)
    if has_marks(root, "CHANGELOG.md"):
        files["CHANGELOG.md"] = changelog(root, former_names(root, schemas))
    if (root / "tests/clients").is_dir():
        files["docs/use-from.md"] = use_from(root)
        files["docs/tutorials/elsewhere.md"] = elsewhere(root)
    return files
