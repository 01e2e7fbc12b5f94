"""The tables as pandas DataFrames."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kazakhstan_assembly.errors import RequestError, refuse_text
from kazakhstan_assembly.io.arrow import read_table
from kazakhstan_assembly.io.datapackage import PackageData
from kazakhstan_assembly.io.declarations import PROOF_PARTS

DtypeBackend = Literal["numpy_nullable", "pyarrow"]
# The type of text in this pandas; before pandas 3 text has none of its own.
TEXT: Any = "str" if int(pd.__version__.partition(".")[0]) >= 3 else object
# Types of pandas that know a null; those that are not here become what pandas makes of them.
_DTYPES: dict[pa.DataType, Any] = {
    pa.int64(): pd.Int64Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
}
_NAN = float("nan")
if TEXT == "str":  # which older releases of pyarrow do not know
    _DTYPES[pa.string()] = pd.StringDtype(na_value=_NAN)


def load_table(
    package: PackageData,
    name: str,
    columns: Sequence[str] | None = None,
    dtype_backend: DtypeBackend | None = None,
    *,
    words: bool = True,
) -> pd.DataFrame:
    """Return one table of a package, as a frame that is the caller's to change."""
    package.resource(name)  # refuses what is no table, also what has no hash
    if dtype_backend not in (None, "numpy_nullable", "pyarrow"):
        raise RequestError(
            f"dtype_backend must be “numpy_nullable” or “pyarrow”, not “{dtype_backend}”."
        )
    shared, attributes = package.remember(_shared_frame, name, dtype_backend)
    wanted = None
    if columns is not None:
        wanted = known_columns(package, name, columns, list(shared.columns))
    elif not words:
        wanted = columns_of_facts(package.schema(name))
    # A deep copy: pandas below 3 need not copy on write, and no pandas does when it accumulates
    # nullable numbers. Arrow's memory, which nobody writes to, is not copied.
    frame = (shared if wanted is None else shared[wanted]).copy()
    frame.attrs.update(attributes)  # in place: assigning attrs copies the dict deeply each time
    return frame


def columns_of_facts(schema: Mapping[str, Any]) -> list[str]:
    """Return the columns of a table that are neither words of the report nor say where they stand.

    A package of an earlier release does not say which these are, so that all are returned.
    """
    return [f["name"] for f in schema["fields"] if f.get("part") not in PROOF_PARTS]


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
    """Return the frame that all callers get copies of, and its attrs."""
    entry, descriptor = package.resource(name), package.descriptor
    frame = to_frame(read_table(package, name), package.schema(name), backend)
    attributes = {
        "title": entry["title"],
        "description": entry["description"],
        "version": descriptor["version"],
        "license": descriptor["licenses"][0]["name"],
        "citation": descriptor["citation"],
    }
    return frame, attributes


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
    if TEXT is object:
        for name in frame.columns[frame.dtypes == "object"]:
            frame[name] = _text(frame[name])
    for field in schema["fields"]:
        if "vocabulary" in field:
            name, codes = field["name"], field["constraints"]["enum"]
            frame[name] = _categorical(bare.column(name), codes)
    return frame


def text_frame(rows: Iterable[Sequence[Any]], columns: Sequence[str]) -> pd.DataFrame:
    """Return a frame of text, with a null wherever a row has None."""
    texts = [[_NAN if cell is None else str(cell) for cell in row] for row in rows]
    return pd.DataFrame(texts, columns=list(columns), dtype=TEXT)


def _text(cells: Iterable[str | None]) -> pd.Series[Any]:
    """Return text of an earlier pandas with the null of today's, which is that of read_csv."""
    texts: pd.Series[Any] = pd.Series(
        [_NAN if cell is None else cell for cell in cells], dtype=TEXT
    )
    return texts


def _categorical(cells: pa.ChunkedArray[Any], codes: list[str]) -> pd.Categorical[Any]:
    """Return codes as a categorical; what is none of them becomes null, for a proof to find."""
    places = pc.index_in(cells, value_set=pa.array(codes, pa.string())).fill_null(-1)
    return pd.Categorical.from_codes(places.to_numpy(), dtype=pd.CategoricalDtype(codes))


def _dtype(arrow_type: pa.DataType) -> Any:
    return _DTYPES.get(arrow_type)


def _nullable(arrow_type: pa.DataType) -> Any:
    return pd.StringDtype() if pa.types.is_string(arrow_type) else _dtype(arrow_type)
