"""The tables as pandas DataFrames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pandas.api.extensions import ExtensionDtype

from kazakhstan_assembly.errors import RequestError, UnknownColumnError, nearest, refuse_text
from kazakhstan_assembly.io.arrow import read_table
from kazakhstan_assembly.io.datapackage import descriptor, list_tables, resource

DtypeBackend = Literal["numpy_nullable", "pyarrow"]
# Types of pandas that know a null; those that are not here become what pandas makes of them.
_DTYPES: dict[pa.DataType, ExtensionDtype] = {
    pa.int64(): pd.Int64Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
}


def load_table(
    name: str,
    *,
    columns: Sequence[str] | None = None,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame:
    """Return one table.

    Parameters
    ----------
    name : str
        A name of :func:`list_tables`, such as ``"sessions"``.
    columns : sequence of str, optional
        Names of columns, in the order wanted; by default all.
    dtype_backend : {"numpy_nullable", "pyarrow"}, optional
        As in :func:`pandas.read_parquet`: ``"numpy_nullable"`` gives text as ``string``,
        ``"pyarrow"`` gives all columns the types of :func:`load_arrow`, codes as text.

    Returns
    -------
    pandas.DataFrame
        One row per fact, in the report's order, with a default index. Integers are ``Int64``,
        numbers ``Float64``, booleans ``boolean``, dates ``datetime64[ms]``, columns of a closed
        vocabulary ``category`` with all codes of the vocabulary, all else ``str``. A null means
        that the report does not say; the table ``missing_values`` has the reason of each.
        ``attrs`` holds ``title``, ``description``, ``version``, ``license`` and ``citation``.
        The frame is yours to change.

    Raises
    ------
    UnknownTableError, UnknownColumnError
        If there is no such table or column; the message names the nearest.
    RequestError
        If `dtype_backend` is none of the two.
    PackageError
        If the table's file is missing or was altered; the message names it.

    Examples
    --------
    >>> figures = load_table("figures", columns=["value_text", "value", "bound", "counted"])
    >>> figures[figures["bound"] == "at_most"]
      value_text  value    bound      counted
    6   up to 30     30  at_most  book_titles
    """
    shared, attributes = _shared(name, dtype_backend)
    if columns is None:
        frame = shared.copy(deep=False)
    else:
        frame = shared[known_columns(name, columns, list(shared.columns))]
    frame.attrs.update(attributes)  # which is quicker than to set them
    return frame


def known_columns(name: str, columns: Sequence[str], known: list[str]) -> list[str]:
    """Return the columns as a list, or raise UnknownColumnError for the first that is not known."""
    refuse_text(columns, "columns")
    for column in columns:
        if column not in known:
            help_ = nearest(column, known, "columns")
            raise UnknownColumnError(f"The table {name} has no column “{column}”. {help_}")
    return list(columns)


@cache
def _shared(name: str, backend: DtypeBackend | None) -> tuple[pd.DataFrame, dict[Any, Any]]:
    """Return the frame that all callers share, copied when one writes to it, and its attrs."""
    if backend not in (None, "numpy_nullable", "pyarrow"):
        raise RequestError(f"dtype_backend is “numpy_nullable” or “pyarrow”, not “{backend}”.")
    entry = resource(name)
    frame = _protected(to_frame(*read_table(name), backend))
    package = descriptor()
    attributes = {
        "title": entry["title"],
        "description": entry["description"],
        "version": package["version"],
        "license": package["licenses"][0]["name"],
        "citation": package["citation"],
    }
    return frame, attributes


def _protected(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with arrays read-only that pandas lets one write to past copy-on-write."""
    arrays = {column: frame[column].array for column in frame}
    for array in arrays.values():
        for part in ("_data", "_mask", "_ndarray"):
            if isinstance(values := getattr(array, part, None), np.ndarray):
                values.flags.writeable = False
    return pd.DataFrame(arrays, copy=False)


def to_frame(
    table: pa.Table, schema: Mapping[str, Any], backend: DtypeBackend | None = None
) -> pd.DataFrame:
    """Return a table with the package's pandas types."""
    bare = table.replace_schema_metadata(None)
    pool = pa.system_memory_pool()  # as the file is read
    if backend == "pyarrow":
        arrow: pd.DataFrame = bare.to_pandas(
            types_mapper=pd.ArrowDtype, use_threads=False, memory_pool=pool
        )
        return arrow
    frame: pd.DataFrame = bare.to_pandas(
        types_mapper=_nullable if backend else _dtype,
        date_as_object=False,
        use_threads=False,
        memory_pool=pool,
    )
    for field in schema["fields"]:
        if "vocabulary" in field:
            name, codes = field["name"], field["constraints"]["enum"]
            frame[name] = _categorical(bare.column(name), codes)
    return frame


def _categorical(cells: pa.ChunkedArray[Any], codes: list[str]) -> pd.Categorical[Any]:
    """Return codes as a categorical; what is none of them becomes null, for a proof to find."""
    places = pc.index_in(cells, value_set=pa.array(codes, pa.string())).fill_null(-1)
    return pd.Categorical.from_codes(places.to_numpy(), dtype=pd.CategoricalDtype(codes))


def _dtype(arrow_type: pa.DataType) -> ExtensionDtype | None:
    return _DTYPES.get(arrow_type)


def _nullable(arrow_type: pa.DataType) -> ExtensionDtype | None:
    return pd.StringDtype() if pa.types.is_string(arrow_type) else _dtype(arrow_type)


def load_tables(*, dtype_backend: DtypeBackend | None = None) -> dict[str, pd.DataFrame]:
    """Return all tables by name, each as :func:`load_table` gives it.

    Parameters
    ----------
    dtype_backend : {"numpy_nullable", "pyarrow"}, optional
        As in :func:`load_table`.

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
    return {name: load_table(name, dtype_backend=dtype_backend) for name in list_tables()}
