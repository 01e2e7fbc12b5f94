"""Whether a package is the release that is installed: the same contract and the same tables.

All other checks hold a package to what it says of itself. A forger who changes schemas, codes,
tables and hashes alike can satisfy them; only a comparison with a known release sees that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import zip_longest
from typing import Any, cast

from kazakhstan_assembly.checks.files import FileReader
from kazakhstan_assembly.checks.findings import Finding
from kazakhstan_assembly.checks.parsing import ParsedPackage
from kazakhstan_assembly.io.datapackage import PackageData
from kazakhstan_assembly.io.storage import DESCRIPTOR, installed_storage

# What a person wrote beside the facts.
_SOURCES = (
    "source/vocabularies.yaml",
    "source/labels.yaml",
    "source/identifiers.yaml",
    "source/editorial_notes.yaml",
    "source/mentions.yaml",
    "source/coding/codes.csv",
)
# Another version of Arrow lays a Parquet file out differently; the check “same” reads its cells.
_OF_FILES = frozenset({"bytes", "hash", "schema_hash"})


@cache
def installed_release() -> PackageData:
    """Return the installed package, with which others are compared."""
    return PackageData(installed_storage(), "Reinstall the package.")


def why_not_compared(descriptor: Mapping[str, Any], release: PackageData) -> str | None:
    """Return why there is no release to compare a package with, or None if there is one."""
    if descriptor["name"] != release.descriptor["name"]:
        said = "this package is not the one that is installed"
    elif descriptor["version"] != release.version:
        said = f"this is version {descriptor['version']}, and {release.version} is installed"
    else:
        return None
    return f"not run: {said}; its descriptor, schemas and codes are trusted"


def release_findings(
    reader: FileReader, package: ParsedPackage, release: PackageData
) -> Iterator[Finding]:
    """Yield the first difference of each file from the installed release.

    Raises
    ------
    PackageError
        If the installed release itself is broken.
    """
    if difference := _first_difference(package.descriptor, release.descriptor):
        yield Finding("release", difference, file=DESCRIPTOR)
    for entry, schema in zip(package.tables, package.schemas, strict=True):
        name = entry["name"]
        expected = release.schema(name) if name in release.table_names else None
        if difference := _first_difference(schema, expected):
            yield Finding("release", difference, name, file=entry["schema"])
    for entry in release.descriptor["resources"]:
        yield from _text_findings(reader, release, entry["path"], entry["name"])
    for path in _SOURCES:
        if release.storage.has(path):
            yield from _text_findings(reader, release, path, None)


def _text_findings(
    reader: FileReader, release: PackageData, path: str, table: str | None
) -> Iterator[Finding]:
    data, expected = reader.read(path), release.read_bytes(path)
    if data is not None and data != expected:
        lines = zip_longest(data.splitlines(), expected.splitlines())
        pairs = enumerate(lines, start=1)
        number, (line, right) = next(pair for pair in pairs if pair[1][0] != pair[1][1])
        message = f"line {number} is {_shown(line)}, in the release it is {_shown(right)}"
        yield Finding("release", message, table, file=path)


def _shown(line: bytes | None) -> str:
    return "missing" if line is None else repr(line.decode("utf-8", errors="replace")[:200])


def _first_difference(found: Any, expected: Any, place: str = "") -> str | None:
    """Return where two JSON values differ first, as a sentence; what files weigh is left out."""
    pairs = _parts(found, expected)
    if pairs is None:
        is_same = found == expected and type(found) is type(expected)
        said = f"{place} is {found!r:.200}, in the release it is {expected!r:.200}"
        return None if is_same else said
    for name, part, other in pairs:
        if difference := _first_difference(part, other, f"{place}.{name}".strip(".")):
            return difference
    return None


def _parts(found: Any, expected: Any) -> list[tuple[str, Any, Any]] | None:
    """Return the parts of two objects or two lists, each with its counterpart."""
    if isinstance(found, dict) and isinstance(expected, dict):
        parts, others = cast("dict[str, Any]", found), cast("dict[str, Any]", expected)
        names = [name for name in others | parts if name not in _OF_FILES]
        return [(name, parts.get(name), others.get(name)) for name in names]
    if isinstance(found, list) and isinstance(expected, list):
        items = zip_longest(cast("list[object]", found), cast("list[object]", expected))
        return [(str(number), part, other) for number, (part, other) in enumerate(items)]
    return None
