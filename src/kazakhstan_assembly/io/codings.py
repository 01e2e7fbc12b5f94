"""Reading ``source/coding/codes.csv``, which has a line for each decision of each coder."""

from __future__ import annotations

import csv
import io

from kazakhstan_assembly.errors import PackageError
from kazakhstan_assembly.model.codings import Coding

CODES = "source/coding/codes.csv"
HEADER = ["table", "row", "column", "coder", "code"]


def read_codings(text: str) -> list[Coding]:
    r"""Return the codings in a text.

    Raises
    ------
    PackageError
        If the text is not CSV with these columns; the message names the line.

    Examples
    --------
    >>> read_codings("table,row,column,coder,code\nports,oban,kind,first,harbour\n")[0].code
    'harbour'
    """
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    codings: list[Coding] = []
    try:
        if next(lines, None) != HEADER:
            raise PackageError(f"line 1 must be {','.join(HEADER)}")
        for cells in lines:
            if len(cells) != len(HEADER) or not all(cells):
                raise PackageError(
                    f"line {lines.line_num} must have {len(HEADER)} cells, all filled"
                )
            table, row, column, coder, code = cells
            codings.append(Coding(table, row, column, coder, code, lines.line_num))
    except csv.Error as error:
        raise PackageError(f"line {lines.line_num} is not valid CSV: {error}") from None
    return codings
