"""Make what is attached to a release: python scripts/release_files.py [FOLDER], by default dist.

The wheel and the sdist; a workbook, a SQLite database and a zip of the CSV files; zips of the
files for Stata and SPSS; and SHA256SUMS. The same data always give the same bytes.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from kazakhstan_assembly.datapackage import DataPackage, open_package

ROOT = Path(__file__).parents[1]
_FILES = ("xlsx", "sqlite", "zip")
_FOLDERS = {"dta": "stata", "sav": "spss"}


def make_release(folder: Path) -> list[Path]:
    """Return the files of a release, made in a folder; what it had of another release goes."""
    package = open_package(ROOT)
    name = f"{package.descriptor['name']}-{package.version}"
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob(f"{package.descriptor['name'].replace('-', '?')}-*"):
        path.unlink()
    made = _build_distributions(folder, _released(package))
    for ending in _FILES:
        made.append(package.export(folder / f"{name}.{ending}", overwrite=True))
    for ending, program in _FOLDERS.items():
        made.append(_zip_folder(package, ending, folder / f"{name}-{program}.zip"))
    sums = folder / "SHA256SUMS"
    sums.write_text("".join(_sum(path) for path in sorted(made)), encoding="utf-8")
    return [*made, sums]


def _released(package: DataPackage) -> datetime:
    return datetime.fromisoformat(package.descriptor["created"][:10]).replace(tzinfo=UTC)


def _build_distributions(folder: Path, released: datetime) -> list[Path]:
    """Build the wheel and the sdist, whose files bear the day of the release."""
    with tempfile.TemporaryDirectory(dir=folder) as new:
        command = [sys.executable, "-I", "-m", "build", "--no-isolation", "--outdir", new]
        subprocess.run(
            [*command, "--sdist", "--wheel", str(ROOT)],
            check=True,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(int(released.timestamp()))},
        )
        return [path.replace(folder / path.name) for path in sorted(Path(new).iterdir())]


def _zip_folder(package: DataPackage, ending: str, target: Path) -> Path:
    """Export all tables in a format of one file per table, and put them into one zip."""
    released = _released(package).timetuple()[:6]
    with tempfile.TemporaryDirectory() as place, zipfile.ZipFile(target, "w") as archive:
        files = package.export(Path(place) / target.stem, format=ending)
        for path in sorted(files.iterdir()):
            member = zipfile.ZipInfo(f"{target.stem}/{path.name}", released)
            member.external_attr = 0o644 << 16
            member.create_system = 3  # Unix, on every system, so that the bytes are the same
            archive.writestr(member, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return target


def _sum(path: Path) -> str:
    return f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist"
    try:
        made = make_release(folder)
    except OSError as error:
        print(f"{folder} cannot be written: {error.strerror or error}.", file=sys.stderr)
        return 1
    for path in made:
        print(f"{path.stat().st_size / 1000:8,.0f} kB  {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
