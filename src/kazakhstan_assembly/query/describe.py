"""What tables, columns and codes mean."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from kazakhstan_assembly.errors import UnknownVocabularyError, nearest
from kazakhstan_assembly.io.datapackage import PackageData
from kazakhstan_assembly.io.frames import TEXT, load_table


def describe_table(package: PackageData, name: str) -> pd.DataFrame:
    """Return what each column of a table means and where its values come from."""
    frame = load_table(package, name)
    fields: list[dict[str, Any]] = package.schema(name)["fields"]
    dtypes: dict[Any, str] = frame.dtypes.astype(str).to_dict()
    nulls: dict[Any, int] = frame.isna().sum().to_dict()
    reasons = _null_reasons(package, name)
    rows = [
        {
            "column": field["name"],
            "description": field["description"],
            "part": field.get("part"),
            "dtype": dtypes[field["name"]],
            "nulls": nulls[field["name"]],
            "nulls_by_reason": reasons.get(field["name"]),
            "kind": field["kind"],
            "rule": field.get("rule"),
            "inputs": ", ".join(field.get("inputs", ())) or None,
            "vocabulary": field.get("vocabulary"),
        }
        for field in fields
    ]
    names = ("part", "rule", "inputs", "vocabulary", "nulls_by_reason")
    texts: dict[str, Any] = dict.fromkeys(names, TEXT)
    return pd.DataFrame(rows).set_index("column").astype(texts)


def _null_reasons(package: PackageData, name: str) -> dict[str, str]:
    """Return why cells of a table are null, by column, such as “not_stated 3”."""
    missing = load_table(package, "missing_values")
    of_table = missing[missing["table_name"] == name]
    counts = Counter(zip(of_table["column_name"], of_table["reason"], strict=True))
    by_column: dict[str, list[str]] = {}
    for (column, reason), count in sorted(counts.items()):
        by_column.setdefault(column, []).append(f"{reason} {count}")
    return {column: ", ".join(parts) for column, parts in by_column.items()}


def list_vocabularies(package: PackageData) -> list[str]:
    """Return the names of all closed vocabularies."""
    names: list[str] = load_table(package, "vocabularies")["vocabulary"].tolist()
    return list(dict.fromkeys(names))


def describe_vocabulary(package: PackageData, name: str) -> pd.DataFrame:
    """Return the codes of a closed vocabulary, indexed by code."""
    terms, names = load_table(package, "vocabularies"), list_vocabularies(package)
    if name not in names:
        help_ = nearest(name, names, "vocabularies")
        raise UnknownVocabularyError(f"There is no vocabulary “{name}”. {help_}")
    return terms[terms["vocabulary"] == name].drop(columns="vocabulary").set_index("code")
