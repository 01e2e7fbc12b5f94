"""Stata: a folder with one .dta file per table."""

from __future__ import annotations

import io

import pandas as pd
from pandas.io import stata

from kazakhstan_assembly.exports.content import Content, Table
from kazakhstan_assembly.exports.labelled import label_codes
from kazakhstan_assembly.exports.plain import make_companions

_LABEL_LIMIT = 80
# A str variable takes its longest text in every row, a strL each text once.
_LONGEST_STR = 244


# The stubs of pandas lack the class.
class _Writer(stata.StataWriterUTF8):  # type: ignore[misc, name-defined]  # pyright: ignore
    """The writer of pandas without its list of reserved words.

    Words of Mata are on that list, “aggregate” among them, which may name a variable of Stata.
    """

    def _check_column_names(self, data: pd.DataFrame) -> pd.DataFrame:
        return data


def make_dta(content: Content) -> dict[str, bytes]:
    """Return one file per table in format 118, which Stata 14 and later read."""
    return {
        **{f"{table.name}.dta": _dta(content, table) for table in content.tables},
        **make_companions(content),
    }


def _dta(content: Content, table: Table) -> bytes:
    labelled = label_codes(content, table)
    texts = labelled.of_type("string")
    # Stata knows no missing text but the empty one, which no table holds.
    frame = labelled.frame.fillna(dict.fromkeys(texts, ""))
    buffer = io.BytesIO()
    writer = _Writer(
        buffer,
        frame,
        version=118,
        byteorder="little",
        write_index=False,
        time_stamp=content.released,
        data_label=labelled.label(_LABEL_LIMIT),
        variable_labels=labelled.variable_labels(_LABEL_LIMIT),
        value_labels=labelled.value_labels,
        convert_dates=dict.fromkeys(labelled.of_type("date"), "td"),
        convert_strl=[name for name in texts if frame[name].str.len().max() > _LONGEST_STR],
    )
    writer.write_file()
    return buffer.getvalue()
