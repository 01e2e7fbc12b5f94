"""What lies beside the data for whoever downloads a file: data/README.md and data/codebook.csv."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from generation.pages import citation
from generation.schemas import Schema
from kazakhstan_assembly.derivation.helper_tables import ANCHOR
from kazakhstan_assembly.document.spans import fold_spaces
from kazakhstan_assembly.exports.codebook import CODEBOOK_FIELDS, codebook_rows
from kazakhstan_assembly.io.csv import csv_text
from kazakhstan_assembly.io.markdown import markdown_table
from kazakhstan_assembly.model.records import Record, Records

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#$~^@])")
_LONGEST_EXAMPLE = 48
_MOST_CODES = 12
_PARTS = (
    ("key", "identifies the row"),
    ("value", "the facts: numbers, dates, codes, true and false"),
    ("link", "the key of a row elsewhere, followed by its label where it has one"),
    ("words", "quoted from the report, character for character"),
    ("source", "whose words they are, and the sentence that they stand in"),
)


def data_codebook(schemas: dict[str, Schema], records: Records) -> bytes:
    """Return one row per column of every table, as in the codebook of an export."""
    names = [name for name, _, _ in CODEBOOK_FIELDS]
    rows = [
        [row[name] for name in names]
        for table, schema in schemas.items()
        for row in _rows(schema, records[table])
    ]
    return csv_text(names, rows).encode()


def data_readme(
    package: Any, groups: list[dict[str, Any]], schemas: dict[str, Schema], records: Records
) -> bytes:
    """Return a page on every table and column, as a code host shows it beside the files."""
    first = groups[0]["tables"][0]
    parts = [
        "# The data files\n",
        f"{_plain(package['title'])}.\n",
        f"There are {_counted(len(schemas), 'table')}, each as CSV in [csv](csv) "
        "and with its types in [parquet](parquet). [codebook.csv](codebook.csv) has one row per "
        "column, with everything that this page says about it.\n",
        "## Before you open a file\n",
        _before(first),
        *_words_by_hand(records["evidence"]),
        "## The tables\n",
        *(_group(group, schemas, records) for group in groups),
        "## Parts of columns\n",
        markdown_table(["part", "what it holds"], ([f"`{name}`", what] for name, what in _PARTS)),
        *(_table(schemas[name], records[name]) for name in schemas),
        "## How to cite\n",
        f"> {_plain(citation(package))}\n",
    ]
    return "\n".join(parts).encode()


def _before(table: str) -> str:
    return f"""\
The files are UTF-8, with commas between cells. Dates are `2005-12-31`; booleans are `true` and
`false`. An empty cell is a null: the report does not say, or there is nothing to say.
[missing_values.csv](csv/missing_values.csv) says why cells of the facts are null. Where rows repeat
those of another table, as in a timeline, the reasons are given for that other table.

CSV has no types, and a program that guesses them changes cells: the quoted words `11` become
a number, and R keeps `true` as text. Read the Parquet file, or read every column as text:

```python
import pandas as pd

pd.read_parquet("parquet/{table}.parquet")
pd.read_csv("csv/{table}.csv", dtype=str, keep_default_na=False)
```

```r
read.csv("csv/{table}.csv", colClasses = "character", na.strings = "", encoding = "UTF-8")
```

In Excel, use Data, From Text/CSV, the encoding UTF-8, and “Do not detect data types”; then set
number columns as numbers. If you double-click the file, Excel assumes another encoding, and “’”
becomes “â€™”. LibreOffice asks for the encoding; at its command line write
`--infilter="Text - txt - csv (StarCalc):44,34,76,1"`.
"""


def _words_by_hand(evidence: list[Record]) -> Iterator[str]:
    """Yield how to find the words of a cell without a program, unless no cell has words."""
    cited = next((row for row in evidence if row["column_name"] != ANCHOR), None)
    if cited is None:
        return
    table, row, column = (cited[name] for name in ("table_name", "row_id", "column_name"))
    yield f"""\
## From a cell to its words

[evidence.csv](csv/evidence.csv) has the words behind each quoted, coded or linked cell, under its
`table_name`, `row_id` and `column_name`, and where they are in
[source/report.txt](../source/report.txt). `char_start` counts characters from 0, and `char_end` is
the position after the last one. A derived cell has no row of its own: `inputs` in
[codebook.csv](codebook.csv) names the columns that it is computed from. In R, for a cell of
[{table}.csv](csv/{table}.csv):

```r
evidence <- read.csv("csv/evidence.csv", na.strings = "", encoding = "UTF-8")
words <- subset(evidence, row_id == "{row}" & column_name == "{column}")
lines <- readLines("../source/report.txt", encoding = "UTF-8", warn = FALSE)
report <- paste(lines, collapse = "\\n")
substr(report, words$char_start + 1, words$char_end)
```
"""


def _group(group: dict[str, Any], schemas: dict[str, Schema], records: Records) -> str:
    rows = (
        [f"[`{name}`](#{name})", len(records[name]), _plain(schemas[name]["title"])]
        for name in group["tables"]
    )
    table = markdown_table(["table", "rows:", "what it holds"], rows)
    return f"**{_plain(group['title'])}**\n\n{table}"


def _table(schema: Schema, records: list[Record]) -> str:
    name = schema["name"]
    columns = markdown_table(
        ["column", "meaning", "part", "type", "codes, or the key it points to", "null:", "example"],
        (_column(row) for row in _rows(schema, records)),
    )
    files = f"[CSV](csv/{name}.csv), [Parquet](parquet/{name}.parquet)"
    key = ", ".join(f"`{column}`" for column in schema["primaryKey"])
    about = f"{_counted(len(records), 'row')}. Key: {key}. Files: {files}."
    title, description = _plain(schema["title"]), _plain(schema["description"])
    return f"## {name}\n\n**{title}.** {description}\n\n{about}\n\n{columns}"


def _column(row: dict[str, Any]) -> Iterator[str]:
    yield f"`{row['column_name']}`"
    yield _plain(row["description"])
    yield row["part"]
    yield row["type"]
    yield _allowed(row)
    yield _percent(row["nulls"], row["null_share"])
    yield _example(row["example"]) if row["null_share"] != 1 else ""


def _allowed(row: dict[str, Any]) -> str:
    if row["reference"]:
        table, _, column = row["reference"].partition(".")
        return f"[`{table}`](#{table}).`{column}`"
    codes = (row["codes"] or "").split()
    shown = ", ".join(f"`{code}`" for code in codes[:_MOST_CODES])
    if codes and row["vocabulary"] != row["column_name"]:
        shown = f"{row['vocabulary']}: {shown}"
    if len(codes) > _MOST_CODES:
        shown += f" and {len(codes) - _MOST_CODES} more in [vocabularies](csv/vocabularies.csv)"
    return shown


def _percent(nulls: int, share: float | None) -> str:
    if not nulls or share is None:
        return "0%"
    percent = round(100 * share)
    if percent in (0, 100) and share not in (0, 1):
        return "under 1%" if percent == 0 else "over 99%"
    return f"{percent}%"


def _example(text: str) -> str:
    short = text if len(text) <= _LONGEST_EXAMPLE else f"{text[: _LONGEST_EXAMPLE - 1].rstrip()}…"
    fence = "``" if "`" in short else "`"
    return f"{fence}{fold_spaces(short)}{fence}"


def _rows(schema: Schema, records: list[Record]) -> Iterator[dict[str, Any]]:
    names: Iterable[str] = (field["name"] for field in schema["fields"])
    nulls = {name: sum(record[name] is None for record in records) for name in names}
    return codebook_rows(schema, nulls, len(records))


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _plain(text: str) -> str:
    """Return words that Markdown shows as they are."""
    return _SPECIAL.sub(r"\\\1", fold_spaces(text))
