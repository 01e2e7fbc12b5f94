"""Where the files of a data package lie: in a folder, or in a wheel, sdist or zip."""

from __future__ import annotations

import errno
import os
import stat
from abc import ABC, abstractmethod
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from kazakhstan_assembly.errors import RequestError

DESCRIPTOR = "datapackage.json"
# A wheel keeps the data in a folder of this name beside the code, and leaves the Parquet files out.
INSTALLED = "_package"
_CODE = Path(__file__).parents[1]
# All files of a package together are far smaller.
MOST_BYTES = 64 * 1024 * 1024
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class Storage(ABC):
    """The place of a package's files; names of files are relative, with slashes.

    Attributes
    ----------
    place : pathlib.Path
        The folder or the archive.
    """

    def __init__(self, place: Path) -> None:
        self.place = place

    @abstractmethod
    def read(self, name: str) -> bytes:
        """Return a file.

        Raises
        ------
        OSError
            If it is missing, cannot be read, or lies outside the package.
        """

    @abstractmethod
    def has(self, name: str) -> bool:
        """Return whether there is a file of that name."""

    @abstractmethod
    def path(self, name: str) -> Path | None:
        """Return where a file lies on the disk; None if it is missing or in an archive."""

    @abstractmethod
    def unpacked(self) -> AbstractContextManager[Path]:
        """Return a folder that holds the package's files while the context lasts."""


class Folder(Storage):
    """A folder that holds a data package."""

    def read(self, name: str) -> bytes:
        path = self.path(name)
        if path is None:
            raise FileNotFoundError(name)
        return read_regular(path)

    def has(self, name: str) -> bool:
        return self.path(name) is not None

    def path(self, name: str) -> Path | None:
        if not is_inside(name):
            return None
        path = self.place.joinpath(name)
        # An installer may have linked the whole package to where it keeps it, descriptor and all.
        homes = self.place.resolve(), self.place.joinpath(DESCRIPTOR).resolve().parent
        is_here = any(path.resolve().is_relative_to(home) for home in homes)
        # Only regular files: to open a pipe or a device may wait for ever.
        return path if is_here and path.is_file() else None

    @contextmanager
    def unpacked(self) -> Generator[Path, None, None]:
        yield self.place


def read_regular(path: Path) -> bytes:
    """Return a file after making sure, of what was opened, that it is one and is not too large.

    Raises
    ------
    OSError
        If it cannot be read, is a pipe or a device, or holds more than :data:`MOST_BYTES`.
    """
    # A link that takes the place of a checked file is not followed; a pipe is not waited for.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with open(path.resolve(), "rb", opener=lambda name, _: os.open(name, flags | _NO_LINK)) as file:
        state = os.fstat(file.fileno())
        if not stat.S_ISREG(state.st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file")
        if state.st_size > MOST_BYTES:
            raise OSError(errno.EFBIG, f"it has more than {MOST_BYTES} bytes")
        return file.read(MOST_BYTES)


def is_inside(name: str) -> bool:
    """Return whether a name can only be that of a file in the package's folder."""
    parts = set(name.split("/"))
    return not ({"", ".", ".."} & parts or "\\" in name or ":" in name or "\0" in name)


def find_storage(place: Path) -> Storage:
    """Return the storage of the package at a place: a folder, its descriptor, or an archive.

    Raises
    ------
    RequestError
        If there is no package, or more than one.
    PackageError
        If an archive is broken.
    """
    folder = place.parent if place.name == DESCRIPTOR else place
    if _is_file(folder / DESCRIPTOR):
        return Folder(folder)
    if _is_file(place):
        from kazakhstan_assembly.io.archives import open_archive  # the installed data need none

        return open_archive(place)
    raise RequestError(no_package(place))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is too long for any file
        return False


def no_package(place: Path) -> str:
    """Return the sentence for a place that holds no package."""
    return (
        f"There is no data package at {place}. "
        f"Name a folder, wheel, sdist or zip that holds {DESCRIPTOR}."
    )


def installed_storage() -> Storage:
    """Return the storage of the installed data: beside the code, or at the top of a checkout."""
    folder = _CODE / INSTALLED
    if folder.is_dir():
        return Folder(folder)
    # Python can import the code from a wheel that nobody has unpacked.
    archive = next((parent for parent in _CODE.parents if parent.is_file()), None)
    if archive is None:
        return Folder(_CODE.parents[1])
    from kazakhstan_assembly.io.archives import open_archive

    return open_archive(archive)
