"""What tables, columns and codes mean."""

from __future__ import annotations

import pandas as pd

from kazakhstan_assembly.errors import UnknownVocabularyError, nearest
from kazakhstan_assembly.io.datapackage import table_schema
from kazakhstan_assembly.io.frames import load_table


def describe_table(name: str) -> pd.DataFrame:
    """Return what each column of a table means and where its values come from.

    Parameters
    ----------
    name : str
        A name of :func:`list_tables`.

    Returns
    -------
    pandas.DataFrame
        One row a column, indexed by its name: ``dtype`` in pandas, ``kind`` (quoted, derived,
        coded, judged, linked, structural or written), ``rule`` that makes the value, ``inputs``
        that the rule reads, ``vocabulary`` of its codes, number of ``nulls``, the
        ``nulls_by_reason`` as text such as ``not_stated 3``, and ``description``. A property
        that a column has not is null.

    Raises
    ------
    UnknownTableError
        If there is no such table.
    PackageError
        If a file is missing or was altered.

    Examples
    --------
    >>> described = describe_table("sessions")
    >>> described.loc["ordinal", ["kind", "rule", "inputs"]].tolist()
    ['derived', 'ordinal', 'ordinal_text']
    """
    frame = load_table(name)
    fields = table_schema(name)["fields"]
    nulls = frame.isna().sum()
    reasons = _reasons(name)
    names = [field["name"] for field in fields]
    described = pd.DataFrame(
        {
            "dtype": frame.dtypes.astype(str).tolist(),
            "kind": [field["kind"] for field in fields],
            "rule": [field.get("rule") for field in fields],
            "inputs": [
                ", ".join(field["inputs"]) if "inputs" in field else None for field in fields
            ],
            "vocabulary": [field.get("vocabulary") for field in fields],
            "nulls": [nulls[column] for column in names],
            "nulls_by_reason": [reasons.get(column) for column in names],
            "description": [field["description"] for field in fields],
        },
        index=pd.Index(names, name="column"),
    )
    texts = ("rule", "inputs", "vocabulary", "nulls_by_reason")
    return described.astype(dict.fromkeys(texts, "str"))


def _reasons(name: str) -> dict[str, str]:
    missing = load_table("missing_values", columns=["table_name", "column_name", "reason"])
    counts: dict[str, dict[str, int]] = {}
    for table, column, reason in missing.itertuples(index=False):
        if table == name:
            of_column = counts.setdefault(column, {})
            of_column[reason] = of_column.get(reason, 0) + 1
    return {
        column: ", ".join(f"{reason} {count}" for reason, count in sorted(found.items()))
        for column, found in counts.items()
    }


def list_vocabularies() -> list[str]:
    """Return the names of all closed vocabularies.

    Returns
    -------
    list of str
        Names that :func:`describe_vocabulary` takes, in the order of the table ``vocabularies``.

    Examples
    --------
    >>> list_vocabularies()[:2]
    ['missing_reason', 'date_precision']
    """
    names: list[str] = load_table("vocabularies", columns=["vocabulary"])["vocabulary"].tolist()
    return list(dict.fromkeys(names))


def describe_vocabulary(name: str) -> pd.DataFrame:
    """Return the codes of a closed vocabulary.

    Parameters
    ----------
    name : str
        A name of :func:`list_vocabularies`, such as ``"bound"``.

    Returns
    -------
    pandas.DataFrame
        One row a code, indexed by it, in the vocabulary's order: ``label``, ``definition``,
        and the words of the report that justify the code, ``triggers`` and ``inverse_triggers``
        (behind which the subject of a relation stands), separated by ``" | "``; null where
        there are none.

    Raises
    ------
    UnknownVocabularyError
        If there is no such vocabulary; the message names the nearest.

    Examples
    --------
    >>> describe_vocabulary("bound")["label"].to_dict()["at_most"]
    'at most'
    """
    terms = load_table("vocabularies")
    if name not in list_vocabularies():
        help_ = nearest(name, list_vocabularies(), "vocabularies")
        raise UnknownVocabularyError(f"There is no vocabulary “{name}”. {help_}")
    return terms[terms["vocabulary"] == name].drop(columns="vocabulary").set_index("code")
