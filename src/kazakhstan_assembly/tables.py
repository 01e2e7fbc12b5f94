"""The tables as pandas DataFrames."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pandas.api.extensions import ExtensionDtype

from kazakhstan_assembly.package import (
    PackageError,
    descriptor,
    list_tables,
    read_bytes,
    resource,
    stated_sha256,
    table_schema,
)


def _dtype(arrow_type: pa.DataType) -> ExtensionDtype | None:
    if pa.types.is_integer(arrow_type):
        return pd.Int64Dtype()
    return pd.BooleanDtype() if pa.types.is_boolean(arrow_type) else None


def load_table(name: str) -> pd.DataFrame:
    """Return one table.

    Parameters
    ----------
    name : str
        A name of :func:`list_tables`, such as ``"sessions"``.

    Returns
    -------
    pandas.DataFrame
        One row a fact, in the report's order, with a default index. Integers are ``Int64``,
        booleans ``boolean``, dates ``datetime64[ms]``, columns of a closed vocabulary
        ``category`` with all codes of the vocabulary, all else ``str``. A null means that the
        report does not say; the table ``missing_values`` has the reason of each. ``attrs``
        holds ``title``, ``description``, ``version``, ``license`` and ``citation``. The frame
        is yours to change.

    Raises
    ------
    UnknownTableError
        If there is no such table; the message names the nearest.
    PackageError
        If the table's file is missing or was altered; the message names it.

    Examples
    --------
    >>> figures = load_table("figures")
    >>> figures.loc[figures["bound"] == "at_most", ["value_text", "value", "counted"]]
      value_text  value      counted
    6   up to 30     30  book_titles
    """
    entry = resource(name)
    frame = to_frame(read_arrow(entry))
    package = descriptor()
    frame.attrs = {
        "title": entry["title"],
        "description": entry["description"],
        "version": package["version"],
        "license": package["licenses"][0]["name"],
        "citation": package["citation"],
    }
    return frame


def to_frame(table: pa.Table) -> pd.DataFrame:
    """Return a Parquet file's table with the package's pandas types."""
    # The schema in the file is covered by the file's hash, the one in schemas/ is not.
    schema = json.loads((table.schema.metadata or {})[b"table_schema"])
    bare = table.replace_schema_metadata(None)
    frame: pd.DataFrame = bare.to_pandas(types_mapper=_dtype, date_as_object=False)
    for field in schema["fields"]:
        if "vocabulary" in field:
            category = pd.CategoricalDtype(field["constraints"]["enum"])
            frame[field["name"]] = frame[field["name"]].astype(category)
    return frame


def read_arrow(entry: dict[str, Any]) -> pa.Table:
    """Return the Parquet file of a resource as it is, after comparing its sha256."""
    parquet = entry["alternates"][0]
    data = read_bytes(parquet["path"], stated_sha256(parquet))
    try:
        return pq.read_table(pa.BufferReader(data))
    except (pa.ArrowException, OSError) as error:
        raise PackageError(f"{parquet['path']} cannot be read as Parquet: {error}") from error


def load_tables() -> dict[str, pd.DataFrame]:
    """Return all tables by name, each as :func:`load_table` gives it.

    Returns
    -------
    dict of str to pandas.DataFrame
        In the order of :func:`list_tables`.

    Raises
    ------
    PackageError
        If a file is missing or was altered.

    Examples
    --------
    >>> len(load_tables()["sessions"])
    10
    """
    return {name: load_table(name) for name in list_tables()}


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
        that the rule reads, ``vocabulary`` of its codes, number of ``nulls`` and
        ``description``. A property that a column has not is null.

    Raises
    ------
    UnknownTableError
        If there is no such table.
    PackageError
        If a file is missing or was altered.

    Examples
    --------
    >>> describe_table("sessions").loc["ordinal", ["kind", "rule", "inputs"]].tolist()
    ['derived', 'ordinal', 'ordinal_text']
    """
    frame = load_table(name)
    fields = table_schema(name)["fields"]
    dtypes = frame.dtypes.astype(str).to_dict()
    nulls = frame.isna().sum().to_dict()
    described = pd.DataFrame(
        {
            "dtype": [dtypes[field["name"]] for field in fields],
            "kind": [field["kind"] for field in fields],
            "rule": [field.get("rule") for field in fields],
            "inputs": [", ".join(field["from"]) if "from" in field else None for field in fields],
            "vocabulary": [field.get("vocabulary") for field in fields],
            "nulls": [nulls[field["name"]] for field in fields],
            "description": [field["description"] for field in fields],
        },
        index=pd.Index([field["name"] for field in fields], name="column"),
    )
    return described.astype(dict.fromkeys(("rule", "inputs", "vocabulary"), "str"))
