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

from collections.abc import Iterable, Mapping

_MOST_NAMES = 40


class KazakhstanAssemblyError(Exception):
    """The base of all errors of this package.

    Attributes
    ----------
    for_command : str
        The message in the words of the command line, which has options in place of parameters.
    """

    def __init__(self, message: str = "", *, for_command: str | None = None) -> None:
        super().__init__(message)
        self.for_command = for_command or message


class PackageError(KazakhstanAssemblyError, RuntimeError):
    """A file of a data package is missing, broken, or not what the descriptor says."""


class RequestError(KazakhstanAssemblyError, ValueError):
    """What was asked for is not there or cannot be done; the message says what can."""


class UnknownTableError(RequestError):
    """The data package has no table of that name."""


class UnknownColumnError(RequestError):
    """A table has no column of that name."""


class UnknownRowError(RequestError):
    """A table has no row of that key."""


class UnknownVocabularyError(RequestError):
    """The data package has no vocabulary of that name."""


class UnknownStyleError(RequestError):
    """There is no citation style of that name."""


class UnknownFormatError(RequestError):
    """There is no export in that format, or the path does not tell which."""


class UnknownCheckError(RequestError):
    """There is no check of that name."""


class ExportError(RequestError):
    """An export cannot be made; the message says why and what to do."""


class ValidationError(RequestError):
    """There is nothing to validate."""


class RuleError(KazakhstanAssemblyError, ValueError):
    """The words do not have the form that a rule reads."""


class SourceError(KazakhstanAssemblyError):
    """A data set cannot be built from its source; `findings` holds every mistake."""

    def __init__(self, findings: Iterable[object]) -> None:
        self.findings = list(findings)
        super().__init__("\n".join(map(str, self.findings)))


def closest(name: object, names: Iterable[str], cutoff: float = 0.5) -> str | None:
    """Return the one of some names that a name was probably meant to be, or None."""
    from difflib import get_close_matches  # only after a mistake: it takes time to import

    matches = get_close_matches(str(name).lower(), list(names), n=1, cutoff=cutoff)
    return matches[0] if matches else None


def nearest(name: object, names: Iterable[str], what: str, cutoff: float = 0.5) -> str:
    """Return a sentence that names the nearest of some names, or else all of them."""
    known = list(names)
    if not known:
        return f"There are no {what}."
    if match := closest(name, known, cutoff):
        return f"Did you mean “{match}”?"
    more = f" and {len(known) - _MOST_NAMES} more" if len(known) > _MOST_NAMES else ""
    return f"The {what} are {', '.join(known[:_MOST_NAMES])}{more}."


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
    return f": it is now “{new}”." if new else ": it is gone, and nothing took its place."


def refuse_text(value: object, parameter: str) -> None:
    """Raise RequestError for a text where a list of names is due, which Python would iterate."""
    if isinstance(value, str):
        raise RequestError(f"{parameter} takes a list of names: write {parameter}=[{value!r}].")
