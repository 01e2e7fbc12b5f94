"""Closed vocabularies: codes, what they mean, and the words that justify them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# What a data set writes in place of a vocabulary that every package has.
BUILT_IN = "built_in"


@dataclass(frozen=True)
class Term:
    """A code of a vocabulary, the words that justify it, and kinds of entities that it joins."""

    code: str
    label: str
    definition: str
    triggers: tuple[str, ...] = ()
    inverse_triggers: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    derived: bool = False  # only edges have the code, so that no words need to justify it

    def kinds(self, role: str) -> tuple[str, ...]:
        """Return the kinds of entities that can be the subject or the object of a predicate."""
        return self.subjects if role == "subject" else self.objects


Vocabularies = dict[str, dict[str, Term]]


def read_vocabularies(data: Mapping[str, Any], built_in: Mapping[str, Any]) -> Vocabularies:
    """Return all vocabularies of a package by name and code.

    Parameters
    ----------
    data : mapping
        ``source/vocabularies.yaml``, in its order; ``built_in`` stands for one of the engine's.
    built_in : mapping
        The engine's own vocabularies; those that `data` does not name come last.
    """
    entries = {name: built_in[name] if entry == BUILT_IN else entry for name, entry in data.items()}
    return {
        name: {code: _term(code, term) for code, term in entry["terms"].items()}
        for name, entry in {**entries, **_unnamed(built_in, data)}.items()
    }


def _unnamed(built_in: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: entry for name, entry in built_in.items() if name not in data}


def _term(code: str, term: Mapping[str, Any]) -> Term:
    return Term(
        code,
        term["label"],
        term["definition"],
        tuple(term.get("triggers", ())),
        tuple(term.get("inverse_triggers", ())),
        tuple(term.get("subjects", ())),
        tuple(term.get("objects", ())),
        term.get("derived") == "true",
    )
