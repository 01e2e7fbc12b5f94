"""Check labels: each identifies one entity among all kinds, and states nothing about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kazakhstan_assembly.document import english

# Words with which a clause begins or that make one; a noun phrase that stands alone has none.
_CLAUSES = english.AUXILIARIES - english.AUXILIARIES_LIKE_NAMES
_OPENINGS = english.ARTICLES | english.PRONOUNS


def label_problems(labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the entity and what is wrong with its label.

    Parameters
    ----------
    labels : mapping of str to str
        The label of each entity.
    """
    owners: dict[str, str] = {}
    for entity, label in labels.items():
        if message := _form_problem(label):
            yield entity, message
        owner = owners.setdefault(label.casefold(), entity)
        if owner != entity:
            yield (
                entity,
                f"“{label}” is already the label of {owner}; write another one",
            )


def _form_problem(label: str) -> str | None:
    """Return why a label is no noun phrase that stands alone, as far as its words show it."""
    words = label.split()
    if not words or label != " ".join(words):
        return "the label is empty or has extra white space; write a noun phrase"
    if words[0].casefold() in _OPENINGS:
        return f"the label “{label}” begins with “{words[0]}”; write a noun phrase without it"
    verbs = [word for word in words if word in _CLAUSES]
    if verbs or label[-1] in ".!?;,":
        return f"the label “{label}” is a clause; write a noun phrase that stands alone"
    return None
