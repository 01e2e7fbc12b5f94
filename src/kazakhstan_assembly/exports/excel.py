"""Excel: one workbook with one sheet per table, and two sheets that describe the tables."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

from kazakhstan_assembly.exports.content import (
    Content,
    Table,
    import_extra,
)
from kazakhstan_assembly.io.declarations import PROOF_PARTS
from kazakhstan_assembly.model.records import Cell

_NARROWEST, _WIDEST = 8, 60
# Excel has no earlier day than 1 January 1900, and takes that year for a leap year, so that
# programs disagree on the days before its March.
_FIRST_DAY = date(1900, 3, 1)


def make_xlsx(content: Content) -> bytes:
    """Return a workbook. A null is an empty cell; dates, numbers and booleans keep their type.

    A date that Excel's calendar does not have is text, in the form 1898-12-31.
    """
    xlsxwriter = import_extra("xlsxwriter", "excel")
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        workbook.set_properties(_properties(content))
        formats = _Formats(
            header=workbook.add_format({"bold": True, "bottom": 1, "valign": "top"}),
            cell=workbook.add_format({"text_wrap": True, "valign": "top"}),
            day=workbook.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
        )
        about_all = (content.package, content.codebook)
        # Programs that read one sheet read the first.
        is_one = len(content.tables) == 1
        for table in (*content.tables, *about_all) if is_one else (*about_all, *content.tables):
            _add(workbook, table, formats)
    return buffer.getvalue()


@dataclass(frozen=True)
class _Formats:
    """The workbook's formats; XlsxWriter has no types to name."""

    header: Any
    cell: Any
    day: Any


def _properties(content: Content) -> dict[str, Any]:
    facts = content.about
    return {
        "title": facts["title"],
        "author": facts["creator"],
        "comments": f"{facts['citation']} Licence: {facts['license']}, {facts['license_url']}",
        "keywords": f"{facts['name']} {facts['version']}",
        "created": content.released,
    }


def _add(workbook: Any, table: Table, formats: _Formats) -> None:
    sheet, records = workbook.add_worksheet(table.name), table.records()
    for column, field in enumerate(table.fields):
        name = field["name"]
        sheet.write_string(0, column, name, formats.header)
        sheet.write_comment(0, column, field["description"], {"x_scale": 2})
        cells = [record[name] for record in records]
        longest = max(len(str(cell)) for cell in (name, *cells)) + 2
        width = min(max(longest, _NARROWEST), _WIDEST)
        # The words and their places are folded away; the sign above the columns unfolds them.
        fold = {"level": 1, "hidden": True} if field.get("part") in PROOF_PARTS else {}
        sheet.set_column(column, column, width, formats.cell, fold)
        for row, cell in enumerate(cells, start=1):
            _write(sheet, row, column, cell, formats)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(records), len(table.fields) - 1)


def _write(sheet: Any, row: int, column: int, cell: Cell, formats: _Formats) -> None:
    """Write a cell as what it is; XlsxWriter would guess numbers, formulas and links in texts."""
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, formats.cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell, formats.cell)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell, formats.cell)
    elif cell is not None and cell < _FIRST_DAY:
        sheet.write_string(row, column, cell.isoformat(), formats.cell)
    elif cell is not None:
        sheet.write_datetime(row, column, cell, formats.day)
