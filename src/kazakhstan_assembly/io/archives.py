"""Data packages in archives: wheels and other zips, and sdists, which are compressed tars."""

from __future__ import annotations

import gzip
import io
import tarfile
import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from pathlib import Path

from kazakhstan_assembly.errors import PackageError, RequestError
from kazakhstan_assembly.io.storage import DESCRIPTOR, Storage, is_inside, no_package

_SUFFIXES = frozenset({".zip", ".whl", ".gz", ".tgz"})
_GZIP = b"\x1f\x8b"
# What an archive may hold; a few compressed bytes can stand for more than any memory holds.
_MOST_BYTES = 1 << 30
_UNREADABLE = (
    EOFError,
    NotImplementedError,  # a way to compress that Python does not know
    OSError,
    RuntimeError,  # a password is needed
    UnicodeDecodeError,  # a name that is not UTF-8
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
)


class Archive(Storage):
    """The files of a package in an archive, all read when it is opened.

    So a broken archive is reported before anything is used, and threads share no open file.

    Parameters
    ----------
    place : pathlib.Path
        The archive.
    folder : str
        The package's folder in it, empty or with a slash behind.
    files : mapping of str to bytes
        The files in that folder.
    """

    def __init__(self, place: Path, folder: str, files: Mapping[str, bytes]) -> None:
        super().__init__(place)
        self._folder = folder
        self._files = files

    def read(self, name: str) -> bytes:
        if name not in self._files:
            raise FileNotFoundError(name)
        return self._files[name]

    def has(self, name: str) -> bool:
        return name in self._files

    def path(self, name: str) -> Path | None:
        return None

    @contextmanager
    def unpacked(self) -> Generator[Path, None, None]:
        with tempfile.TemporaryDirectory() as temporary:
            # Under its own name, by which the folder of a wheel is known.
            folder = Path(temporary) / (Path(self._folder).name or "package")
            for name, data in self._files.items():
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            yield folder


def open_archive(place: Path) -> Archive:
    """Return the storage of the only package in an archive.

    Raises
    ------
    RequestError
        If the file is no archive, or holds no package or more than one.
    PackageError
        If it is broken, or too large to be read.
    """
    try:
        if zipfile.is_zipfile(place):
            return _open_zip(place)
        data = place.read_bytes()
        if data.startswith(_GZIP):
            return _open_tar(place, data)
    except _UNREADABLE as error:
        raise _broken(place, error) from None
    if place.suffix in _SUFFIXES:
        raise _broken(place, "it cannot be opened")
    raise RequestError(no_package(place))


def _broken(place: Path, reason: object) -> PackageError:
    return PackageError(f"The archive {place} is broken ({reason}). Get it again.")


def _open_zip(place: Path) -> Archive:
    with zipfile.ZipFile(place) as archive:
        folder, names = _package_in(place, archive.namelist())
        if sum(archive.getinfo(folder + name).file_size for name in names) > _MOST_BYTES:
            raise EOFError(f"it holds more than {_MOST_BYTES} bytes")
        return Archive(place, folder, {name: archive.read(folder + name) for name in names})


def _open_tar(place: Path, data: bytes) -> Archive:
    # Decompressed here and as a whole: tarfile takes broken data for the end of the archive.
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
        whole = file.read(_MOST_BYTES + 1)
    if len(whole) > _MOST_BYTES:
        raise EOFError(f"it holds more than {_MOST_BYTES} bytes")
    with tarfile.open(fileobj=io.BytesIO(whole)) as archive:
        members = [member for member in archive if member.isfile()]
        folder, names = _package_in(place, [member.name for member in members])
        files = {name: archive.extractfile(folder + name) for name in names}
        return Archive(place, folder, {name: file.read() for name, file in files.items() if file})


def _package_in(place: Path, members: Iterable[str]) -> tuple[str, list[str]]:
    """Return the folder of the only package in an archive, and the names of its files there.

    Raises
    ------
    RequestError
        If there is no package, or more than one. Packages within the package are its files.
    PackageError
        If a file is there twice.
    """
    files = [name for name in members if not name.endswith("/")]
    folders = [name.removesuffix(DESCRIPTOR) for name in files if Path(name).name == DESCRIPTOR]
    if not folders:
        raise RequestError(no_package(place))
    folder = min(folders, key=len)
    others = [other for other in folders if not other.startswith(folder)]
    if others:
        raise RequestError(
            f"{place} holds more than one data package, in {folder} and {others[0]}. "
            "Unpack it and open one of the folders."
        )
    inside = [name.removeprefix(folder) for name in files if name.startswith(folder)]
    names = Counter(name for name in inside if is_inside(name))
    repeated = [name for name, count in names.items() if count > 1]
    if repeated:
        raise _broken(place, f"it holds {repeated[0]} twice")
    return folder, list(names)
