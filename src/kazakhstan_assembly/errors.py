"""Every error that this package raises on purpose, as one tree.

::

    KazakhstanAssemblyError
    ├── PackageError (also a RuntimeError)     a file of a package is missing, broken or altered
    ├── RequestError (also a ValueError)       what was asked for is not there, or cannot be done
    │   ├── UnknownTableError
    │   ├── UnknownColumnError
    │   ├── UnknownRowError
    │   ├── UnknownVocabularyError
    │   ├── UnknownStyleError
    │   ├── UnknownFormatError
    │   ├── UnknownCheckError
    │   ├── ExportError
    │   └── ValidationError
    ├── RuleError (also a ValueError)          words that a rule cannot read
    └── SourceError                            mistakes in the files of ``source/``

The message of each is a sentence for the person who made the mistake: what is wrong, where, and
what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_MOST_NAMES = 40
# Of more names only so many are shown, as examples.
_EXAMPLES = 3
# Names less alike than that are other names: “russians” is no mistake for “armenians”.
_ALIKE = 0.62


class KazakhstanAssemblyError(Exception):
    """The base of all errors of this package.

    Attributes
    ----------
    for_command : str
        The message for the command line, which names options instead of parameters.
    """

    def __init__(self, message: str = "", *, for_command: str | None = None) -> None:
        super().__init__(message)
        self.for_command = for_command or message


class PackageError(KazakhstanAssemblyError, RuntimeError):
    """A file of a data package is missing, broken, or not what the descriptor says."""


class RequestError(KazakhstanAssemblyError, ValueError):
    """What was asked for does not exist or cannot be done; the message says what to do instead."""


class UnknownTableError(RequestError):
    """The data package has no table of that name."""


class UnknownColumnError(RequestError):
    """A table has no column of that name."""


class UnknownRowError(RequestError):
    """A table has no row with that key."""


class UnknownVocabularyError(RequestError):
    """The data package has no vocabulary of that name."""


class UnknownStyleError(RequestError):
    """There is no citation style of that name."""


class UnknownFormatError(RequestError):
    """There is no such export format, or the path's suffix is not that of the format."""


class UnknownCheckError(RequestError):
    """There is no check of that name."""


class ExportError(RequestError):
    """An export cannot be made; the message says why and what to do."""


class ValidationError(RequestError):
    """A validation cannot run; the message says why."""


class RuleError(KazakhstanAssemblyError, ValueError):
    """A rule cannot read the words; the message says what it reads."""


class SourceError(KazakhstanAssemblyError):
    """A data set cannot be built from its source; `findings` holds every mistake."""

    def __init__(self, findings: Iterable[object]) -> None:
        self.findings = list(findings)
        super().__init__("\n".join(map(str, self.findings)))


def closest(name: object, names: Iterable[str], cutoff: float = _ALIKE) -> str | None:
    """Return the one of some names that a name was probably meant to be, or None."""
    from difflib import get_close_matches  # only after a mistake: it takes time to import

    asked, known = str(name).lower(), list(names)
    matches = get_close_matches(asked, known, n=1, cutoff=cutoff)
    if not matches:  # “kofi” of kofi-annan
        matches = [each for each in known if asked in re.split("[-_]", each.lower())]
    return matches[0] if matches else None


def nearest(name: object, names: Iterable[str], what: str, cutoff: float = _ALIKE) -> str:
    """Return a sentence that names the nearest of some names, or else all or a few of them."""
    known = list(names)
    if not known:
        return f"There are no {what}."
    if match := closest(name, known, cutoff):
        return f"Did you mean “{match}”?"
    if len(known) > _MOST_NAMES:
        return f"There are {len(known)} {what}, such as {', '.join(known[:_EXAMPLES])}."
    return f"The {what} are {', '.join(known)}."


def moved(name: object, former: Mapping[str, str | None]) -> str | None:
    """Return what became of a name that an earlier release had, as the end of a sentence, or None.

    Parameters
    ----------
    name : object
        The name that is not there; what is no text has no former names.
    former : mapping of str to str or None
        Former names with those of today; None where nothing took the place of one.
    """
    if not isinstance(name, str) or name not in former:
        return None
    new = former[name]
    return f": it is now “{new}”." if new else ": it was removed, and nothing replaces it."


def refuse_text(value: object, parameter: str) -> None:
    """Raise RequestError for a text where a list of names is due, which Python would iterate."""
    if isinstance(value, str):
        raise RequestError(f"{parameter} takes a list of names: write {parameter}=[{value!r}].")
