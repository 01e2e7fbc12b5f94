"""Check that the version and the changelog fit what changed since the last release.

python scripts/release.py check     fail if the version has not risen as the data have changed
python scripts/release.py record    keep the data of this version in source/releases/
"""

from __future__ import annotations

import argparse
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from kazakhstan_assembly.datapackage import open_package
from kazakhstan_assembly.query.diff import Bump, diff

ROOT = Path(__file__).parents[1]
_VERSION = re.compile(r"^## (\S+) ", re.MULTILINE)
_PACKED = ("datapackage.json", "data/csv/*.csv", "schemas/*.json")
Version = tuple[int, int, int]


def problems(root: Path) -> list[str]:
    """Return what a release of this checkout would do wrong, one sentence for each mistake."""
    difference = diff(open_package(_last_release(root)), open_package(root))
    old, new, bump = difference.old, difference.new, difference.bump
    needed = raise_version(parse(old), bump)
    sentences: list[str] = []
    if parse(new) < needed:
        least = ".".join(map(str, needed))
        worst = next(change for change in difference.changes if change.bump == bump)
        sentences.append(
            f"source/package.yaml: the data have changed since {old} ({bump}: "
            f"{worst.sentence()}); raise the version from {new} to {least} or more."
        )
    entry = _VERSION.search((root / "CHANGELOG.md").read_text(encoding="utf-8"))
    if entry is None or entry[1] != new:
        sentences.append(f"CHANGELOG.md: the first entry is not that of {new}; write one.")
    return sentences


def raise_version(version: Version, bump: Bump) -> Version:
    """Return the least version after a change; before 1.0.0 a major change raises the second."""
    major, minor, patch = version
    if bump == "major" and major:
        return major + 1, 0, 0
    if bump in ("major", "minor"):
        return major, minor + 1, 0
    return major, minor, patch + (bump == "patch")


def parse(version: str) -> Version:
    """Return the three numbers of a version."""
    major, minor, patch = version.split(".")
    return int(major), int(minor), int(patch)


def _last_release(root: Path) -> Path:
    return max((root / "source" / "releases").glob("*.zip"), key=lambda path: parse(path.stem))


class ReleasedError(Exception):
    """Other data are recorded for this version."""


def record(root: Path) -> Path:
    """Write the data of this version; what was released stays as it was."""
    version = json.loads((root / "datapackage.json").read_text(encoding="utf-8"))["version"]
    target = root / "source" / "releases" / f"{version}.zip"
    paths = sorted(chain.from_iterable(root.glob(pattern) for pattern in _PACKED))
    data = _packed(root, paths)
    if target.exists() and target.read_bytes() != data:
        raise ReleasedError(
            f"{target.relative_to(root)} already holds other data of this version. Raise version "
            "in source/package.yaml, run `make build` and record again. If that version was never "
            "released, remove the file instead."
        )
    target.write_bytes(data)
    return target


def _packed(root: Path, paths: Iterable[Path]) -> bytes:
    """Return files as a zip, with fixed dates so that the bytes are always the same."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in paths:
            entry = zipfile.ZipInfo(path.relative_to(root).as_posix())
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes(), compresslevel=9)
    return packed.getvalue()


def main() -> int:
    parser = argparse.ArgumentParser(description="Check or record a release of the data.")
    parser.add_argument("command", choices=["check", "record"])
    if parser.parse_args().command == "record":
        try:
            print(f"Wrote {record(ROOT).relative_to(ROOT)}.")
        except ReleasedError as error:
            print(error, file=sys.stderr)
            return 1
        return 0
    sentences = problems(ROOT)
    print(*sentences, sep="\n", file=sys.stderr)
    return 1 if sentences else 0


if __name__ == "__main__":
    sys.exit(main())
