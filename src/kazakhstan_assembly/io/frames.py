"""The tables as pandas DataFrames."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionDtype

from kazakhstan_assembly.errors import RequestError, refuse_text
from kazakhstan_assembly.io.arrow import read_table
from kazakhstan_assembly.io.datapackage import PackageData

DtypeBackend = Literal["numpy_nullable", "pyarrow"]
# Types of pandas that know a null; those that are not here become what pandas makes of them.
_DTYPES: dict[pa.DataType, ExtensionDtype] = {
    pa.int64(): pd.Int64Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
}
_MASKED = (
    (pd.arrays.IntegerArray, "int64"),
    (pd.arrays.FloatingArray, "float64"),
    (pd.arrays.BooleanArray, "bool"),
)


def load_table(
    package: PackageData,
    name: str,
    columns: Sequence[str] | None = None,
    dtype_backend: DtypeBackend | None = None,
    *,
    words: bool = True,
) -> pd.DataFrame:
    """Return one table of a package, as a frame that is the caller's to change."""
    shared, attributes = package.remember(_shared_frame, name, dtype_backend)
    if columns is None and not words:
        frame = shared[columns_of_facts(package.schema(name))]
    elif columns is None:
        frame = shared.copy(deep=False)
    else:
        frame = shared[known_columns(package, name, columns, list(shared.columns))]
    frame.attrs.update(attributes)  # in place: assigning attrs copies the dict deeply each time
    return frame


def columns_of_facts(schema: Mapping[str, Any]) -> list[str]:
    """Return the columns of a table that are neither words of the report nor say where they stand.

    A package of an earlier release does not say which these are, so that all are returned.
    """
    hidden = {"words", "source"}
    return [f["name"] for f in schema["fields"] if f.get("part") not in hidden]


def known_columns(
    package: PackageData, name: str, columns: Iterable[str], known: list[str]
) -> list[str]:
    """Return the columns as a list, or raise UnknownColumnError for the first that is not known."""
    refuse_text(columns, "columns")
    wanted = list(columns)  # an iterator can be read but once
    for column in wanted:
        if column not in known:
            raise package.unknown_column(name, column, known)
    return wanted


def _shared_frame(
    package: PackageData, name: str, backend: DtypeBackend | None
) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return the frame that all callers share, copied when one writes to it, and its attrs."""
    if backend not in (None, "numpy_nullable", "pyarrow"):
        raise RequestError(f"dtype_backend is “numpy_nullable” or “pyarrow”, not “{backend}”.")
    entry, descriptor = package.resource(name), package.descriptor
    frame = _protected(to_frame(read_table(package, name), package.schema(name), backend))
    attributes = {
        "title": entry["title"],
        "description": entry["description"],
        "version": descriptor["version"],
        "license": descriptor["licenses"][0]["name"],
        "citation": descriptor["citation"],
    }
    return frame, attributes


def _protected(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with arrays that nobody can write to.

    pandas copies on write, but not if one writes to ``frame["column"].array``.
    """
    return pd.DataFrame({name: _protected_array(frame[name].array) for name in frame}, copy=False)


def _protected_array(array: Any) -> Any:
    for kind, dtype in _MASKED:
        if isinstance(array, kind):
            values = array.to_numpy(dtype, na_value=0)
            return kind(_read_only(values), _read_only(array.isna()))
    if isinstance(array, pd.Categorical):
        codes: Any = array.codes  # which is read-only
        return pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(array.categories))
    if isinstance(array, pd.arrays.DatetimeArray):
        return pd.array(_read_only(array.to_numpy()), dtype=array.dtype, copy=False)
    return array  # of Arrow, whose memory nobody writes to


def _read_only(values: NDArray[Any]) -> NDArray[Any]:
    values.flags.writeable = False
    return values


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
