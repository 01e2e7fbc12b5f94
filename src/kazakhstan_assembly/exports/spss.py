"""SPSS: a folder with one .sav file per table."""

from __future__ import annotations

import tempfile
import textwrap
from pathlib import Path

from kazakhstan_assembly.errors import ExportError
from kazakhstan_assembly.exports.content import (
    Content,
    Table,
    import_extra,
)
from kazakhstan_assembly.exports.labelled import label_codes
from kazakhstan_assembly.exports.plain import make_companions

_FILE_LABEL_LIMIT = 60  # of 64; PSPP shows no more
_VARIABLE_LABEL_LIMIT = 255
_NOTE_LIMIT = 80
_TEXT_WIDTH = 24
# Where a system file states when it was made: “dd mmm yy”, then “hh:mm:ss”.
_MADE_AT = slice(92, 109)


def make_sav(content: Content) -> dict[str, bytes]:
    """Return one system file per table, with labels, measures and notes."""
    return {
        **{f"{table.name}.sav": _sav(content, table) for table in content.tables},
        **make_companions(content),
    }


def _sav(content: Content, table: Table) -> bytes:
    pyreadstat = import_extra("pyreadstat", "spss")
    labelled = label_codes(content, table)
    frame = labelled.frame
    texts, dates = labelled.of_type("string"), labelled.of_type("date")
    integers, numbers = labelled.of_type("integer"), labelled.of_type("number")
    scales = {*integers, *numbers, *dates}
    formats = dict.fromkeys((*integers, *labelled.value_labels), "F8.0")
    formats |= dict.fromkeys(numbers, "F16.4") | dict.fromkeys(dates, "SDATE10")
    measures = {name: "scale" if name in scales else "nominal" for name in labelled.names}
    for name in dates:
        frame[name] = frame[name].dt.date.astype(object).where(frame[name].notna(), None)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.sav"
        try:
            pyreadstat.write_sav(
                frame,
                path,
                file_label=labelled.label(_FILE_LABEL_LIMIT),
                column_labels=labelled.variable_labels(_VARIABLE_LABEL_LIMIT),
                note=_notes(content, table),
                variable_value_labels=labelled.value_labels,
                variable_measure=measures,
                variable_format=formats,
                variable_display_width=dict.fromkeys(texts, _TEXT_WIDTH),
                row_compress=True,
            )
        except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError) as error:
            raise ExportError(f"The SPSS file of {table.name} cannot be made: {error}") from None
        data = bytearray(path.read_bytes())
    day = content.released
    month = day.ctime()[4:7]  # in English, whatever the locale
    data[_MADE_AT] = f"{day:%d} {month} {day:%y%H:%M:%S}".encode()
    return bytes(data)


def _notes(content: Content, table: Table) -> list[str]:
    return _wrapped(table.description) + _wrapped(content.about["citation"])


def _wrapped(text: str) -> list[str]:
    """Return a text in lines that a note can hold, of which SPSS counts the bytes."""
    width = _NOTE_LIMIT
    lines = textwrap.wrap(text, width)
    while any(len(line.encode()) > _NOTE_LIMIT for line in lines):
        width -= 1
        lines = textwrap.wrap(text, width)
    return lines
