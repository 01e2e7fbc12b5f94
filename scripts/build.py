"""Build every generated file from source/, or check that the files in place are fresh.

python scripts/build.py               writes schemas/, data/, metadata/, docs/reader.html …
python scripts/build.py --check       writes nothing; exit 1 names the first difference of each file
python scripts/build.py --root DIR    builds the data package of another folder that has a source/
"""

from __future__ import annotations

import argparse
import errno
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from annotation.curate import Curated, curate
from annotation.source_findings import source_error
from annotation.yaml_source import read_report, read_yaml
from generation.declarations import load_vocabularies
from generation.files import Files
from generation.freshness import stale_files
from generation.outputs import generate
from generation.schemas import Schema, table_schemas
from kazakhstan_assembly.cli.terminal import print_anything
from kazakhstan_assembly.document.segmentation import cut
from kazakhstan_assembly.errors import SourceError
from kazakhstan_assembly.io.json_schemas import json_schema
from kazakhstan_assembly.model.document import read_document
from kazakhstan_assembly.model.tables import SENTENCES, read_model

_CHECKOUT = Path(__file__).parents[1]
_STRAY = "the source does not give this file"


def build(root: Path) -> tuple[Files, Curated]:
    """Return every generated file of a folder with a source/, in memory, or raise SourceError."""
    if not (root / "source").is_dir():
        message = "there is no folder source/ here; name the folder that holds it with --root"
        raise source_error(str(root), message)
    package = read_yaml(root, "source/package.yaml", json_schema("package"))
    report = read_report(root, package["report"]["sha256"])
    vocabularies = load_vocabularies(root)
    schemas = table_schemas(root, package, vocabularies)
    _check_structure(package, schemas, report)
    curated = curate(root, report, read_model(schemas.values(), vocabularies))
    files = generate(root, report, package, schemas, curated.records, vocabularies)
    return files, curated


def _check_structure(package: Any, schemas: Mapping[str, Schema], report: str) -> None:
    """Raise SourceError if the report cannot be cut into sentences as the package declares."""
    try:
        cut(report, read_document(schemas[SENTENCES]["document"]).structure)
    except ValueError as error:
        message = f"document: {error}"
        raise source_error("source/package.yaml", message, package.lines["document"]) from None


def strays(root: Path, files: Files) -> list[str]:
    """Return the files in generated folders that the source does not give."""
    names: list[str] = []
    for folder in ("data", "schemas", "metadata"):
        paths = (path for path in (root / folder).rglob("*") if path.is_file())
        names += sorted(path.relative_to(root).as_posix() for path in paths)
    return [name for name in names if name not in files]


def write(root: Path, files: Files) -> None:
    """Write all files or none: what was there is put back if one cannot take its place."""
    for name in files:
        if (root / name).is_dir():
            raise IsADirectoryError(errno.EISDIR, "a folder has its name", name)
    with tempfile.TemporaryDirectory(dir=root, prefix=".build-") as folder:
        new, old = Path(folder) / "new", Path(folder) / "old"
        for name, data in files.items():
            for place in (new / name, old / name, root / name):
                place.parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_bytes(data)
        moved: list[str] = []
        try:
            for name in files:
                moved.append(name)
                if (root / name).exists():
                    (root / name).replace(old / name)
                (new / name).replace(root / name)
        except OSError:
            for name in moved:
                (root / name).unlink(missing_ok=True)
                if (old / name).exists():
                    (old / name).replace(root / name)
            raise


def check(root: Path, files: Files) -> list[str]:
    """Return a sentence for each file that is not what the source gives."""
    stale = stale_files(root, files) | dict.fromkeys(strays(root, files), _STRAY)
    return [f"{name}: {difference}" for name, difference in stale.items()]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Build the data package from source/.")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if files are stale"
    )
    parser.add_argument(
        "--root", type=Path, default=_CHECKOUT, help="the folder that holds source/"
    )
    options = parser.parse_args(arguments)
    print_anything()
    root: Path = options.root.resolve()
    try:
        files, curated = build(root)
    except SourceError as error:
        print(*error.findings, sep="\n", file=sys.stderr)
        count = len(error.findings)
        print(f"{count} problem{'s' * (count != 1)}; nothing was written.", file=sys.stderr)
        return 1
    for warning in curated.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    if options.check:
        return _report_check(root, check(root, files), len(files))
    if extra := strays(root, files):
        print(*(f"{name}: {_STRAY}" for name in extra), sep="\n")
        print("data/, schemas/ and metadata/ hold only generated files.")
        print("Move the files above somewhere else; nothing was written.")
        return 1
    try:
        write(root, files)
    except OSError as error:
        print(f"{error.filename}: cannot be written: {error.strerror}.", file=sys.stderr)
        return 1
    rows = sum(map(len, curated.records.values()))
    print(f"Built {len(curated.records)} tables with {rows} rows.")
    return 0


def _report_check(root: Path, stale: list[str], count: int) -> int:
    if stale:
        command = "make build" if root == _CHECKOUT else f"python scripts/build.py --root {root}"
        print(*stale, sep="\n", file=sys.stderr)
        print(f"These files are generated: correct source/ and run “{command}”.", file=sys.stderr)
        return 1
    print(f"All {count} generated files are what the source gives.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
